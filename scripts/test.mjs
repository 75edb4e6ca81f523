// npm test: type check, lint, jest. Arguments go to jest.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureInstalled, packageBin, ROOT, runNode, stop } from './lib/toolchain.mjs'

await ensureInstalled()
try {
  ensureChromium()
} catch (error) {
  const [zh, en] = error.message.split('\n')
  stop(zh, en)
}
await ensureBuilt()

const toStdout = { stdio: ['ignore', 1, 1] }
const checks = [
  ['type check', [packageBin('typescript', 'tsc'), '--noEmit']],
  // shared/ compiles without Node, DOM and React: it can use nothing of them
  ['type check of shared/ alone', [packageBin('typescript', 'tsc'), '--noEmit', '-p', 'shared']],
  ['lint', [packageBin('oxlint'), '--deny-warnings', ...['electron', 'renderer', 'shared', 'scripts', 'e2e'].filter((folder) => existsSync(path.join(ROOT, folder)))]],
]
let passed = 0
let failed = 0
const lines = []
for (const [name, command] of checks) {
  const began = Date.now()
  const status = await runNode(command, toStdout)
  if (status === 0) passed += 1
  else failed += 1
  lines.push(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

const report = path.join(ROOT, 'out', 'jest.json')
mkdirSync(path.dirname(report), { recursive: true })
rmSync(report, { force: true })
const jest = [packageBin('jest'), '--config', path.join(ROOT, 'jest.config.cjs'), '--json', '--outputFile', report, ...process.argv.slice(2)]
// with --json jest prints its report on stderr and the JSON on stdout; the file has the JSON already
const status = await runNode(jest, { stdio: ['ignore', 'ignore', 1], env: { JIXIAO_BUILT: '1', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' } })
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed += result.numPassedTests
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  if (result.numPendingTests) lines.push(`skipped: ${result.numPendingTests} (each says why above)`)
} catch {
  failed += 1
  lines.push('FAILED jest did not finish')
}
if (status !== 0 && failed === 0) failed = 1

process.stdout.write(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
