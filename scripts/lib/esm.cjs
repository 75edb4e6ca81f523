/**
 * How an ES module is turned into CommonJS here, the same for the main bundle and for jest:
 * `import.meta.url` has no meaning in CommonJS, so it becomes the file's own address.
 */
exports.esmToCjs = {
  platform: 'node',
  format: 'cjs',
  define: { 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
}
