import { fork, spawnSync, type ChildProcess } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { renderDocument } from '../../electron/documents'
import { damagedFile, HOWS, type Base, type Damaged } from '../../electron/documents/readers/fixtures/damaged'
import { bundledEditions, hardDeclaration, PLAIN } from '../../electron/documents/testing'
import { sourceLines } from '../../electron/services/originals'
import { fromInterchange, interchangeSchema } from '../../shared/declaration/interchange'
import { inventedSample } from '../../shared/recognise/fixtures/invented'
import { randomOf } from '../../shared/recognise/fixtures/random'
import type { Offered, Offer } from './fuzzReader'

const MOST_MS = 10_000
const MOST_MEMORY = 1024 ** 3
/** A reader that says nothing for so long hangs. */
const HANGS_MS = 30_000

/** What became of the files of one kind. */
interface Tally { files: number; slowest: number; memory: number; answers: Map<string, number> }

/**
 * Gives damaged files to the program's own import, reader's thread, store and all, in a process that does nothing else, so that its
 * peak of memory is its own. Told by the runner: the folder of the repository, how many files, which seed, and perhaps words of the
 * kinds to try alone. Ends with status 1 where a file is answered with anything but
 * a message that says what to do, or with another than is right for it, too late, with too much memory, or where something
 * refused was stored; and where a kind of damage did not occur.
 */
async function main([root = '', count = '2000', seed = '1', ...kinds]: string[]): Promise<number> {
  const bases = await goodFiles(root)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-fuzz-'))
  const reader = new Reader(root, path.join(folder, 'data'))
  const random = randomOf(Number(seed))
  const tallies = new Map<string, Tally>()
  const odd: string[] = []
  let [slowest, largest] = [{ ms: 0, what: '' }, { memory: 0, what: '' }]
  const began = Date.now()
  try {
    for (let number = 1; number <= Number(count); number++) {
      const damaged = damagedFile(random, bases, number - 1)
      if (kinds.length > 0 && !kinds.some(kind => damaged.how.includes(kind))) continue
      const what = `${number} ${JSON.stringify(damaged.name)} (${damaged.how})`
      const file = put(damaged, path.join(folder, String(number)))
      const { answer, ms, peak, fault } = await reader.offer({ file, place: damaged.place })
      if (ms > slowest.ms) slowest = { ms, what }
      if (peak > largest.memory) largest = { memory: peak, what }
      count1(tallies, damaged.how, answer, ms, peak)
      const faults = [
        ...(fault === null ? [] : [fault]), ...(ms > MOST_MS ? [`${Math.round(ms)} ms`] : []), ...(peak > MOST_MEMORY ? [`${megabytes(peak)} MB`] : []),
        ...(damaged.expect && !damaged.expect.includes(answer) ? [`${answer}, not ${damaged.expect.join(' or ')}`] : []),
      ]
      if (faults.length > 0) {
        const kept = path.join(root, 'out', 'fuzz')
        mkdirSync(kept, { recursive: true })
        writeFileSync(path.join(kept, `${seed}-${number}${path.extname(damaged.name)}`), damaged.bytes)
        odd.push(`${what}: ${faults.join('; ')}`)
      }
      rmSync(path.join(folder, String(number)), { recursive: true, force: true })
    }
  } finally {
    reader.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const missing = kinds.length === 0 && Number(count) >= HOWS.length ? HOWS.filter(how => !tallies.has(how)) : []
  for (const [how, tally] of [...tallies].sort((a, b) => HOWS.indexOf(a[0]) - HOWS.indexOf(b[0]))) {
    say(`${String(tally.files).padStart(5)}  ${how}: ${[...tally.answers].sort((a, b) => b[1] - a[1]).map(([answer, times]) => `${answer} ${times}`).join(', ')}; at most ${Math.round(tally.slowest)} ms, ${megabytes(tally.memory)} MB`)
  }
  const files = [...tallies.values()].reduce((sum, tally) => sum + tally.files, 0)
  say(`seed ${seed}: ${files} damaged files of ${tallies.size} kinds in ${((Date.now() - began) / 1000).toFixed(0)} s; slowest ${Math.round(slowest.ms)} ms (${slowest.what}); most memory ${megabytes(largest.memory)} MB (${largest.what}); crashes ${reader.crashes}`)
  for (const how of missing) say(`FAILED no file of the kind: ${how}`)
  for (const line of odd) say(`FAILED ${line}`)
  return odd.length + missing.length === 0 ? 0 : 1
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const megabytes = (bytes: number): number => Math.round(bytes / 1024 ** 2)

function count1(tallies: Map<string, Tally>, how: string, answer: string, ms: number, memory: number): void {
  const tally = tallies.get(how) ?? { files: 0, slowest: 0, memory: 0, answers: new Map<string, number>() }
  tallies.set(how, { files: tally.files + 1, slowest: Math.max(tally.slowest, ms), memory: Math.max(tally.memory, memory), answers: tally.answers.set(answer, (tally.answers.get(answer) ?? 0) + 1) })
}

/** The process that reads; begun again where it died. */
class Reader {
  crashes = 0
  private child: ChildProcess | null = null

  constructor(private readonly root: string, private readonly data: string) {}

  async offer(offer: Offer): Promise<Offered> {
    const child = (this.child ??= fork(process.env.JIXIAO_BESIDE ?? '', [this.root, this.data], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))
    return new Promise(resolve => {
      const began = performance.now()
      const done = (offered: Offered): void => {
        clearTimeout(limit)
        child.removeAllListeners()
        resolve(offered)
      }
      const lost = (why: string): void => {
        this.crashes += 1
        this.close()
        done({ answer: `! ${why}`, ms: performance.now() - began, peak: 0, fault: why })
      }
      const limit = setTimeout(() => lost('hangs'), HANGS_MS)
      child.once('message', (offered: Offered) => done(offered))
      child.once('exit', (code, signal) => lost(`the program ended (${code ?? signal})`))
      child.send(offer)
    })
  }

  close(): void {
    this.child?.removeAllListeners()
    this.child?.kill('SIGKILL')
    this.child = null
  }
}

/** Puts a damaged file into a folder of its own, as it is to stand there. */
function put({ name, bytes, place }: Damaged, folder: string): string {
  mkdirSync(folder)
  const file = path.join(folder, process.platform === 'win32' ? name.replace(/[<>:"|?*\u0000-\u001f]/gu, '_') : name)
  switch (place) {
    case 'folder': mkdirSync(file); break
    case 'brokenLink': symlinkSync(path.join(folder, 'nowhere'), file); break
    case 'linkLoop': symlinkSync(file, file); break
    case 'link': {
      const target = path.join(folder, 'target')
      writeFileSync(target, bytes)
      symlinkSync(target, file)
      break
    }
    case 'pipe': if (spawnSync('mkfifo', [file]).status !== 0) mkdirSync(file); break
    default:
      writeFileSync(file, bytes)
      if (place === 'forbidden') chmodSync(file, 0)
      if (place === 'growing') appendFileSync(file, bytes)
  }
  return file
}

/** Files of every kind that are right: our own, a PDF, and the published ones where they are at hand. */
async function goodFiles(root: string): Promise<Base[]> {
  const bases: Base[] = []
  const editions = bundledEditions(path.join(root, 'resources', 'editions'))
  for (const [i, edition] of editions.entries()) {
    const declaration = hardDeclaration(i + 1, edition)
    for (const format of ['xlsx', 'docx', 'html', 'json'] as const) bases.push({ name: `${i}.${format}`, bytes: await renderDocument(format, [{ declaration, edition }], PLAIN, null) })
  }
  // our own pages as text, as if they had been copied from elsewhere
  const { readDocument } = await import('../../electron/documents/readers')
  for (const edition of editions.filter(({ id }) => ['shanghai-2018', 'shanghai-2020', 'shanghai-2026'].includes(id))) {
    const declaration = fromInterchange(interchangeSchema.parse(inventedSample(randomOf(bases.length), edition.id as 'shanghai-2026')), 'form')
    const lines = sourceLines(await readDocument('form.docx', await renderDocument('docx', [{ declaration, edition }], PLAIN, null), { asForeign: true }))
    bases.push({ name: 'form.tsv', bytes: new TextEncoder().encode(lines.join('\n')) })
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
