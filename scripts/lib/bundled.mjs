// Runs a TypeScript file of scripts/ against the built program: bundled into dist/, where the program's own parts lie beside it.
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ensureBuilt } from '../build.mjs'
import { ensureInstalled, ROOT, runNode } from './toolchain.mjs'

const { esmToCjs } = createRequire(import.meta.url)('./esm.cjs')

/**
 * The file gets the repository's folder before its own arguments; returns its exit status. `needs`: the parts of the build it uses;
 * `beside`: another such file, bundled for a process that the first one starts (by the name in JIXIAO_BESIDE).
 */
export async function runBundled(file, args, { needs, nodeOptions = [], beside = null }) {
  await ensureInstalled()
  await ensureBuilt(needs)
  const { build } = await import('esbuild')
  const outfileOf = one => path.join(ROOT, 'dist', `run-${path.basename(one, '.ts')}-${process.pid}.cjs`)
  const files = [file, ...(beside ? [beside] : [])]
  try {
    for (const one of files) {
      await build({
        ...esmToCjs,
        bundle: true,
        target: 'node22',
        entryPoints: [one],
        outfile: outfileOf(one),
        external: ['electron', 'better-sqlite3', 'playwright-core', 'pdfjs-dist', './here'],
        logLevel: 'warning',
        absWorkingDir: ROOT,
      })
    }
    return await runNode([...nodeOptions, outfileOf(file), ROOT, ...args], { stdio: ['ignore', 1, 2], ...(beside ? { env: { ...process.env, JIXIAO_BESIDE: outfileOf(beside) } } : {}) })
  } finally {
    for (const one of files) rmSync(outfileOf(one), { force: true })
  }
}
