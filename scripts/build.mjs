// Builds dist/: main process and preload by esbuild, pages by vite, the development runtime by esbuild.
// Skips what is up to date; prints to standard error only.
import { chmodSync, copyFileSync, cpSync, mkdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { outOfDate, PARTS, remember, stampOf } from './lib/stamps.mjs'
import { alone, ensureInstalled, isRightNode, ROOT, runNode, say } from './lib/toolchain.mjs'

const { esmToCjs } = createRequire(import.meta.url)('./lib/esm.cjs')
const at = (...parts) => path.join(ROOT, ...parts)

const builders = {
  async main() {
    const { build } = await import('esbuild')
    const common = {
      bundle: true,
      target: 'node22',
      external: ['electron', 'better-sqlite3'],
      logLevel: 'error',
      absWorkingDir: ROOT,
    }
    await Promise.all([
      // what reads files, and what writes them, runs in threads of their own, from files of their own
      build({ ...common, ...esmToCjs, entryPoints: ['electron/main.ts'], outfile: 'dist/main.cjs', sourcemap: true, external: [...common.external, './here'] }),
      build({ ...common, ...esmToCjs, entryPoints: ['electron/documents/readers/reader.ts'], outfile: 'dist/reader.cjs' }),
      build({ ...common, ...esmToCjs, entryPoints: ['electron/documents/writers/writer.ts'], outfile: 'dist/writer.cjs' }),
      build({ ...common, platform: 'node', format: 'cjs', entryPoints: ['electron/preload.ts'], outfile: 'dist/preload.cjs' }),
    ])
    // character maps of Chinese fonts that a PDF names without embedding them
    for (const folder of ['cmaps', 'standard_fonts']) cpSync(at('node_modules', 'pdfjs-dist', folder), at('dist', 'pdfjs', folder), { recursive: true })
    // decoders of scanners' pictures, for the pages that show them: plain script, because their policy allows no WebAssembly
    for (const decoder of ['jbig2', 'openjpeg']) cpSync(at('node_modules', 'pdfjs-dist', 'wasm', `${decoder}_nowasm_fallback.js`), at('dist', 'pdfjs', 'wasm', `${decoder}_nowasm_fallback.js`))
  },
  async renderer() {
    const { build } = await import('vite')
    await build({ root: at('renderer'), configFile: at('vite.config.mjs'), logLevel: 'warn' })
  },
  async runtime() {
    const { build } = await import('esbuild')
    const common = { bundle: true, logLevel: 'error', absWorkingDir: ROOT, outdir: 'dist/runtime' }
    await Promise.all([
      build({
        ...common,
        ...esmToCjs,
        target: 'node22',
        entryPoints: ['scripts/runtime/boot.ts', 'scripts/runtime/electron.ts'],
        external: ['./electron.cjs'],
        outExtension: { '.js': '.cjs' },
      }),
      // the tour drives the app like a test does
      build({ ...common, platform: 'node', format: 'cjs', target: 'node22', entryPoints: ['scripts/tour.ts'], external: ['playwright-core', 'electron'], outExtension: { '.js': '.cjs' } }),
      build({ ...common, format: 'iife', target: 'es2022', entryPoints: ['scripts/runtime/page.ts'], globalName: 'standInPage' }),
    ])
    mkdirSync(at('dist/runtime'), { recursive: true })
    copyFileSync(at('scripts/runtime/electron.sh'), at('dist/runtime/electron'))
    copyFileSync(at('scripts/runtime/module.cjs'), at('dist/runtime/module.cjs'))
    chmodSync(at('dist/runtime/electron'), 0o755)
  },
}

/** Brings dist/ up to date under the right Node; ends the process when one of `needed` does not build (all parts, unless named). */
export async function ensureBuilt(needed = Object.keys(PARTS)) {
  if (outOfDate().length === 0) return
  const status = await runNode([at('scripts', 'build.mjs')], { stdio: ['ignore', 2, 2] })
  if (status !== 0 && outOfDate().some((part) => needed.includes(part))) process.exit(1)
}

async function main() {
  await ensureInstalled()
  if (!isRightNode()) {
    process.exit(await runNode([at('scripts', 'build.mjs'), ...process.argv.slice(2)], { stdio: ['ignore', 2, 2] }))
  }
  // with names of parts, those only
  const named = process.argv.slice(2)
  await alone('build', async () => {
    for (const part of outOfDate()) {
      if (named.length > 0 && !named.includes(part)) continue
      const stamp = stampOf(part)
      const began = Date.now()
      try {
        await builders[part]()
        remember(part, stamp)
        say(`built ${part} (${Date.now() - began} ms)`)
      } catch (error) {
        // the other parts may be wanted without this one
        say(`${part}: ${error?.message ?? String(error)}`)
        process.exitCode = 1
      }
    }
  })
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  await main()
}
