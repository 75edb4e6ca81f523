// Runs a TypeScript file of scripts/ against the built program: bundled into dist/, where the program's own parts lie beside it.
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ensureBuilt } from '../build.mjs'
import { ensureInstalled, ROOT, runNode } from './toolchain.mjs'

const { esmToCjs } = createRequire(import.meta.url)('./esm.cjs')

/** The file gets the repository's folder before its own arguments; returns its exit status. `needs`: the parts of the build it uses. */
export async function runBundled(file, args, { needs, nodeOptions = [] }) {
  await ensureInstalled()
  await ensureBuilt(needs)
  const { build } = await import('esbuild')
  const outfile = path.join(ROOT, 'dist', `run-${path.basename(file, '.ts')}-${process.pid}.cjs`)
  try {
    await build({
      ...esmToCjs,
      bundle: true,
      target: 'node22',
      entryPoints: [file],
      outfile,
      external: ['electron', 'better-sqlite3', 'playwright-core', 'pdfjs-dist', './here'],
      logLevel: 'warning',
      absWorkingDir: ROOT,
    })
    return await runNode([...nodeOptions, outfile, ROOT, ...args], { stdio: ['ignore', 1, 2] })
  } finally {
    rmSync(outfile, { force: true })
  }
}
