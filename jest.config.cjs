const major = Number(process.versions.node.split('.')[0])
if (major < 22) {
  process.stderr.write(
    `测试需要 Node 22 以上（现在是 ${process.versions.node}）。请用 npm test，或 npx jest。\n` +
      `The tests need Node 22 or newer (this is ${process.versions.node}). Use \`npm test\`, or \`npx jest\` with node_modules/.bin first in PATH.\n`,
  )
  process.exit(1)
}

const fs = require('node:fs')
const path = require('node:path')

/**
 * jest cannot `require` an .mjs file. pdf.js has nothing else, so the tests get it the way the
 * built program does: through esbuild, once per version, kept in node_modules/.cache.
 */
function pdfjsAsCommonJs() {
  const { version } = require('pdfjs-dist/package.json')
  const folder = path.join(__dirname, 'node_modules', '.cache', 'jixiao', `pdfjs-${version}`)
  const names = ['pdf', 'pdf.worker']
  if (!names.every((name) => fs.existsSync(path.join(folder, `${name}.cjs`)))) {
    const { esmToCjs } = require('./scripts/lib/esm.cjs')
    for (const name of names) {
      const outfile = path.join(folder, `${name}.cjs`)
      require('esbuild').buildSync({
        ...esmToCjs,
        entryPoints: [require.resolve(`pdfjs-dist/legacy/build/${name}.mjs`)],
        outfile: `${outfile}.${process.pid}`,
        logLevel: 'error',
      })
      fs.renameSync(`${outfile}.${process.pid}`, outfile)
    }
  }
  return { '^pdfjs-dist/legacy/build/(pdf|pdf\\.worker)\\.mjs$': `${folder}/$1.cjs` }
}

/** The compiler makes CommonJS of everything; packages that are ES modules only go through it too. */
const transform = {
  '^.+\\.(?:[cm]?[jt]sx?)$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
}
const esmOnly = ['antd', '@ant-design', '@rc-component', 'rc-[a-z-]+', 'nanoid']
const common = {
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly.join('|')})/)`],
  moduleNameMapper: pdfjsAsCommonJs(),
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/out/', '/release/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/', '<rootDir>/release/'],
}

/** @type {import('jest').Config} */
module.exports = {
  // an end-to-end test is a browser and a program of its own
  maxWorkers: '50%',
  // a hang is told all the same; a slow or busy machine is no failure
  testTimeout: 120_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{shared,electron,renderer,scripts}/**/*.test.ts'],
      testPathIgnorePatterns: [...common.testPathIgnorePatterns, '\\.ui\\.test\\.tsx$'],
    },
    {
      ...common,
      displayName: 'ui',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/renderer/**/*.ui.test.tsx'],
      setupFiles: ['<rootDir>/scripts/jest/jsdom.cjs'],
      moduleNameMapper: { ...common.moduleNameMapper, '\\.css$': '<rootDir>/scripts/jest/empty.cjs' },
    },
    {
      ...common,
      displayName: 'e2e',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/e2e/**/*.e2e.ts', '<rootDir>/scripts/**/*.e2e.ts'],
      globalSetup: '<rootDir>/scripts/jest/e2e-setup.cjs',
      setupFilesAfterEnv: ['<rootDir>/scripts/jest/e2e-timeout.cjs'],
    },
  ],
}
