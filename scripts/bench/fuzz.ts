import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { renderDocument } from '../../electron/documents'
import { damagedFile, type Base } from '../../electron/documents/readers/fixtures/damaged'
import { bundledEditions, hardDeclaration, PLAIN } from '../../electron/documents/testing'
import { createServices } from '../../electron/services'
import { AppError } from '../../shared/errors'
import { randomOf } from '../../shared/recognise/fixtures/random'

const MOST_MS = 10_000
const MOST_MEMORY = 1024 ** 3

/**
 * Gives damaged files to the program's own import, reader's thread, store and all. Told by the runner: the folder of the repository,
 * how many files, which seed. Ends with status 1 where a file is answered with anything but a message, too late, with too much
 * memory, or where something refused was stored.
 */
async function main([root = '', count = '2000', seed = '1']: string[]): Promise<number> {
  const bases = await goodFiles(root)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-fuzz-'))
  const services = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: path.join(root, 'resources') })
  const stored = (): number => services.library.facets().total
  const random = randomOf(Number(seed))
  const answers = new Map<string, number>()
  const odd: string[] = []
  let slowest = { ms: 0, what: '' }
  let most = 0
  let largest = ''
  let current = ''
  const look = (): void => {
    const { rss } = process.memoryUsage()
    if (rss > most) [most, largest] = [rss, current]
  }
  const watch = setInterval(look, 20)
  const began = Date.now()
  try {
    for (let number = 1; number <= Number(count); number++) {
      const { name, bytes, how } = damagedFile(random, bases)
      const file = path.join(folder, `f-${name}`)
      writeFileSync(file, bytes)
      const before = stored()
      current = `${number} ${name} (${how})`
      const start = performance.now()
      const { answer, kept } = await offer(() => services.imports.store({ file }))
      const ms = performance.now() - start
      const what = current
      look()
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      if (ms > slowest.ms) slowest = { ms, what }
      const faults = [
        ...(answer.startsWith('!') ? [answer] : []), ...(ms > MOST_MS ? [`${Math.round(ms)} ms`] : []),
        ...(stored() - before === kept ? [] : [`stored ${stored() - before}, answered ${kept}`]),
      ]
      if (faults.length > 0) {
        const where = path.join(root, 'out', 'fuzz')
        mkdirSync(where, { recursive: true })
        writeFileSync(path.join(where, `${seed}-${number}-${name}`), bytes)
        odd.push(`${what}: ${faults.join('; ')}`)
      }
      rmSync(file, { force: true })
    }
  } finally {
    clearInterval(watch)
    services.close()
    rmSync(folder, { recursive: true, force: true })
  }
  if (most > MOST_MEMORY) odd.push(`memory ${Math.round(most / 1024 ** 2)} MB`)
  say(`seed ${seed}: ${count} damaged files in ${((Date.now() - began) / 1000).toFixed(0)} s; slowest ${Math.round(slowest.ms)} ms (${slowest.what}); most memory ${Math.round(most / 1024 ** 2)} MB (${largest})`)
  for (const [answer, times] of [...answers].sort((a, b) => b[1] - a[1])) say(`${String(times).padStart(6)}  ${answer}`)
  for (const line of odd) say(`FAILED ${line}`)
  return odd.length === 0 ? 0 : 1
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** What became of a file: how many declarations were stored, or the code of the message; `!` where it is no message. */
async function offer(store: () => Promise<{ unplaced: string[] }[]>): Promise<{ answer: string; kept: number }> {
  try {
    const found = await store()
    return { answer: 'read all the same', kept: found.length }
  } catch (error) {
    return { answer: error instanceof AppError ? error.code : `! ${String(error)}`, kept: 0 }
  }
}

/** Files of every kind that are right: our own, a PDF, and the published ones where they are at hand. */
async function goodFiles(root: string): Promise<Base[]> {
  const bases: Base[] = []
  for (const [i, edition] of bundledEditions(path.join(root, 'resources', 'editions')).entries()) {
    const declaration = hardDeclaration(i + 1, edition)
    for (const format of ['xlsx', 'docx', 'html', 'json'] as const) bases.push({ name: `${i}.${format}`, bytes: await renderDocument(format, [{ declaration, edition }], PLAIN, null) })
  }
  const document = await PDFDocument.create()
  for (let i = 0; i < 3; i++) document.addPage().drawText('Performance 100% 1,234.50')
  bases.push({ name: 'plain.pdf', bytes: await document.save() })
  const given = path.join(root, '..', 'shared', 'acceptance')
  for (const place of ['docs', 'inputs']) {
    try {
      for (const name of readdirSync(path.join(given, place))) bases.push({ name, bytes: new Uint8Array(readFileSync(path.join(given, place, name))) })
    } catch {
      say(`(without the published files: ${path.join(given, place)} is not there)`)
    }
  }
  return bases
}

void main(process.argv.slice(2)).then(status => { process.exitCode = status })
