import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import type { DocumentItem, DocumentOptions } from '../../electron/documents'
import { renderDocument, renderEachPdf } from '../../electron/documents'
import { runsOf } from '../../electron/services/exportPlan'
import { createReaderThread } from '../../electron/documents/readers/thread'
import { bundledEditions, PLAIN } from '../../electron/documents/testing'
import { checkDeclaration } from '../../shared/check'
import { checkYear } from '../../shared/check/across'
import { DEFAULT_PROFILE } from '../../shared/check/defaults'
import { fromInterchange, interchangeSchema } from '../../shared/declaration/interchange'
import { recognise } from '../../shared/recognise'
import { inventedSample } from '../../shared/recognise/fixtures/invented'
import { randomOf } from '../../shared/recognise/fixtures/random'
import { buildSheet } from '../../shared/sheet'
import { openChromium, type ChromiumEngine } from './engine'
import { barePdfText } from './barePdf'

/** A measure against a promise: `ratio` is better than `promised` when it is on the right side of it. */
interface Promised { what: string; ratio: number; promised: number; atLeast: boolean }
const kept = ({ ratio, promised, atLeast }: Promised): boolean => (atLeast ? ratio >= promised : ratio <= promised)

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const now = (): number => performance.now()
async function took(work: () => Promise<unknown> | unknown): Promise<number> {
  const began = now()
  await work()
  return now() - began
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
/** Median of some runs, the first not counted. */
async function typical(runs: number, work: () => Promise<unknown> | unknown): Promise<number> {
  await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) times.push(await took(work))
  return median(times)
}

/** Invented declarations of the three editions in turn, one to three pages each. */
function inventedItems(count: number, root: string): DocumentItem[] {
  const editions = bundledEditions(path.join(root, 'resources', 'editions'))
  const ids = ['shanghai-2018', 'shanghai-2020', 'shanghai-2026'] as const
  return Array.from({ length: count }, (_, i) => {
    const id = ids[i % ids.length] ?? 'shanghai-2026'
    const edition = editions.find(one => one.id === id)
    if (!edition) throw new Error(`no edition ${id}`)
    return { edition, declaration: fromInterchange(interchangeSchema.parse(inventedSample(randomOf(i + 1), id)), `d${i}`) }
  })
}

/** Readings of each file that count, and those before them. */
const RUNS = 25
const WARM = 8
/** The same for files that are long, and how long they are. */
const LONG_RUNS = 5
const LONG_ROWS = 10_000
const LONG_FORMS = 40
/** Prints and conversions of the smaller number of forms. */
const ROUNDS = 3

const HOW: DocumentOptions = { ...PLAIN }

async function printing(root: string, chromium: string, sizes: readonly number[], folder: string): Promise<Promised[]> {
  const engine = await openChromium(root, chromium)
  const promises: Promised[] = []
  try {
    await renderDocument('pdf', inventedItems(3, root), HOW, engine)
    const most = Math.max(...sizes)
    const items = inventedItems(most, root)
    const [small = most] = sizes
    const sheets = await writeSheets(items.slice(0, small), folder)
    const office: number[] = []
    const combinedMs = new Map<number, number[]>()
    const eachMs = new Map<number, number[]>()
    const note = (kept: Map<number, number[]>, size: number, ms: number): void => void kept.set(size, [...(kept.get(size) ?? []), ms])
    // in turns, so that a busy machine is busy for all
    for (let round = 0; round < ROUNDS; round++) {
      const ms = officeRate(sheets, folder, round === 0)
      if (ms !== null) office.push(ms)
      for (const size of round === 0 ? sizes : [small]) {
        note(combinedMs, size, await took(() => renderDocument('pdf', items.slice(0, size), HOW, engine)) / size)
        note(eachMs, size, await eachToPdf(items.slice(0, size), engine, folder) / size)
      }
    }
    for (const size of sizes) {
      const [combined, each] = [median(combinedMs.get(size) ?? []), median(eachMs.get(size) ?? [])]
      say(`  ${String(size).padStart(4)} forms: combined ${combined.toFixed(1)} ms a form (${(1000 / combined).toFixed(0)} a second), one file each ${each.toFixed(1)} ms (${(1000 / each).toFixed(0)} a second)`)
    }
    if (office.length === 0) say('  LibreOffice is not installed: nothing to compare with')
    else {
      say(`  LibreOffice, ${small} XLSX to PDF in one process: ${median(office).toFixed(1)} ms a form`)
      for (const [size, ms] of combinedMs) promises.push({ what: `${size} combined, times LibreOffice's rate`, ratio: median(office) / median(ms), promised: 5, atLeast: true })
      for (const [size, ms] of eachMs) promises.push({ what: `${size} one file each, times LibreOffice's rate`, ratio: median(office) / median(ms), promised: 2.5, atLeast: true })
    }
    promises.push(await againstBare(items.slice(0, small), engine))
    const [first, last] = [median(combinedMs.get(small) ?? []), median(combinedMs.get(most) ?? [])]
    // a tenth is what the machine itself differs by from one run to the next
    if (sizes.length > 1) promises.push({ what: `a form of ${most} against one of ${small}, combined`, ratio: last / first, promised: 1.1, atLeast: false })
  } finally {
    await engine.close()
  }
  return promises
}

/** Forms of a run share a print, two runs side by side, as in the program. */
async function eachToPdf(items: readonly DocumentItem[], engine: ChromiumEngine, folder: string): Promise<number> {
  const waiting = runsOf(items)
  return took(() => Promise.all([0, 1].map(async worker => {
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      for (const [i, bytes] of (await renderEachPdf(run, HOW, engine)).entries()) writeFileSync(path.join(folder, `each-${worker}-${waiting.length}-${i}.pdf`), bytes)
    }
  })))
}

async function againstBare(items: readonly DocumentItem[], engine: ChromiumEngine): Promise<Promised> {
  const html = await engine.html(items.map(({ edition, declaration }) => buildSheet(edition, declaration, HOW)), HOW)
  const ours: number[] = []
  const bare: number[] = []
  for (let run = 0; run < 3; run++) {
    ours.push(await took(() => renderDocument('pdf', items, HOW, engine)))
    bare.push(await took(() => engine.printHtml(html)))
  }
  say(`  the same ${items.length} forms as finished HTML in Chromium alone: ${(median(bare) / items.length).toFixed(1)} ms a form`)
  return { what: 'time of a combined file, times Chromium alone', ratio: median(ours) / median(bare), promised: 1.3, atLeast: false }
}

async function writeSheets(items: readonly DocumentItem[], folder: string): Promise<string[]> {
  const files: string[] = []
  for (const [i, item] of items.entries()) {
    const file = path.join(folder, `form-${i}.xlsx`)
    writeFileSync(file, await renderDocument('xlsx', [item], HOW, null))
    files.push(file)
  }
  return files
}

/** Milliseconds a form; null where there is no LibreOffice. `first`: its profile is made before. */
function officeRate(files: readonly string[], folder: string, first: boolean): number | null {
  const office = ['soffice', 'libreoffice'].find(name => spawnSync(name, ['--version']).status === 0)
  if (!office) return null
  const convert = (some: readonly string[]): number => {
    const began = now()
    spawnSync(office, [`-env:UserInstallation=file://${path.join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', path.join(folder, 'office'), ...some], { stdio: 'ignore', timeout: 600_000 })
    return now() - began
  }
  if (first) convert(files.slice(0, 1))
  return convert(files) / files.length
}

async function reading(root: string, folder: string, chromium: string): Promise<Promised[]> {
  const promises: Promised[] = []
  const thread = createReaderThread(path.join(root, 'dist', 'reader.cjs'))
  const given = path.join(root, '..', 'shared', 'acceptance', 'docs')
  try {
    const files = publishedFiles(given) ?? await ownFiles(root, folder, chromium)
    const long = await longFiles(root, chromium)
    type Way = (bytes: Uint8Array, name: string) => Promise<unknown>
    // as every file is read that does not come from this program
    const ours: Way = (bytes, name) => thread.read(name, bytes, { asForeign: true })
    const byExcelJs: Way = bytes => new ExcelJS.Workbook().xlsx.load(bytes.slice().buffer)
    const byPdfJs: Way = bytes => barePdfText(root, bytes)
    /** Milliseconds a file for each way of reading; file by file in turns, so that a busy machine is busy for all. */
    const all = async (some: readonly File[], runs: number, warm: number, ...ways: Way[]): Promise<number[]> => {
      const times = some.map(() => ways.map((): number[] => []))
      for (let run = 0; run < runs + warm; run++) {
        for (const [at, { name, bytes }] of some.entries()) {
          for (const [i, read] of ways.entries()) {
            const ms = await took(() => read(bytes, name))
            if (run >= warm) times[at]?.[i]?.push(ms)
          }
        }
      }
      return ways.map((_, i) => times.reduce((sum, ofFile) => sum + median(ofFile[i] ?? []), 0) / Math.max(1, some.length))
    }
    const of = (ending: string): File[] => files.filter(({ name }) => name.endsWith(ending))
    const [xlsx = 0, exceljs = 0] = await all(of('.xlsx'), RUNS, WARM, ours, byExcelJs)
    const [pdf = 0, pdfjs = 0] = await all(of('.pdf'), RUNS, WARM, ours, byPdfJs)
    const [docx = 0] = await all(of('.docx'), RUNS, WARM, ours)
    say(`  XLSX ${xlsx.toFixed(1)} ms a file (exceljs alone ${exceljs.toFixed(1)}), PDF ${pdf.toFixed(1)} ms (pdf.js alone ${pdfjs.toFixed(1)}), DOCX ${docx.toFixed(1)} ms`)
    const [longXlsx = 0, longExceljs = 0] = await all(long.filter(({ name }) => name.endsWith('.xlsx')), LONG_RUNS, 1, ours, byExcelJs)
    const [longPdf = 0, longPdfjs = 0] = await all(long.filter(({ name }) => name.endsWith('.pdf')), LONG_RUNS, 1, ours, byPdfJs)
    say(`  XLSX of ${LONG_ROWS} rows ${longXlsx.toFixed(0)} ms (exceljs alone ${longExceljs.toFixed(0)}), PDF of ${LONG_FORMS} forms ${longPdf.toFixed(0)} ms (pdf.js alone ${longPdfjs.toFixed(0)})`)
    const promise = (what: string, ratio: number): Promised => ({ what, ratio, promised: 1.5, atLeast: false })
    promises.push(
      promise('reading XLSX, times exceljs alone', xlsx / exceljs), promise('reading PDF, times pdf.js alone', pdf / pdfjs),
      promise('reading a long XLSX, times exceljs alone', longXlsx / longExceljs), promise('reading a long PDF, times pdf.js alone', longPdf / longPdfjs),
    )
    const documents = await Promise.all(files.map(({ name, bytes }) => thread.read(name, bytes)))
    const editions = bundledEditions(path.join(root, 'resources', 'editions'))
    const recognised = await typical(5, () => { for (const document of documents) recognise(document, editions) }) / documents.length
    say(`  recognition ${recognised.toFixed(1)} ms a file`)
  } finally {
    thread.close()
  }
  return promises
}

interface File { name: string; bytes: Uint8Array }

function publishedFiles(folder: string): File[] | null {
  try {
    return readdirSync(folder).map(name => ({ name, bytes: new Uint8Array(readFileSync(path.join(folder, name))) }))
  } catch {
    return null
  }
}

/** A workbook and a PDF that are much longer than one form. */
async function longFiles(root: string, chromium: string): Promise<File[]> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('表')
  for (let row = 1; row <= LONG_ROWS; row++) sheet.addRow([`2${row}`, `虚构支出科目${row % 90}`, row * 1.5, row * 3, row % 7, `说明${row % 300}`, '一般公共预算'])
  const engine = await openChromium(root, chromium)
  try {
    const { bytes } = await engine.pdf(inventedItems(LONG_FORMS, root).map(({ edition, declaration }) => buildSheet(edition, declaration, HOW)), HOW)
    return [{ name: 'long.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) }, { name: 'long.pdf', bytes }]
  } finally {
    await engine.close()
  }
}

async function ownFiles(root: string, folder: string, chromium: string): Promise<File[]> {
  say(`  (the published files are not there: files of our own instead; ${folder})`)
  const engine = await openChromium(root, chromium)
  const files: File[] = []
  for (const [i, item] of inventedItems(5, root).entries()) {
    for (const format of ['xlsx', 'docx'] as const) files.push({ name: `${i}.${format}`, bytes: await renderDocument(format, [item], HOW, null) })
    files.push({ name: `${i}.pdf`, bytes: (await engine.pdf([buildSheet(item.edition, item.declaration, HOW)], HOW)).bytes })
  }
  await engine.close()
  return files
}

async function checking(root: string): Promise<Promised[]> {
  const items = inventedItems(1_000, root)
  const editions = new Map(items.map(({ edition }) => [edition.id, edition]))
  const one = items.slice(0, 60)
  const single = await typical(7, () => { for (const { declaration, edition } of one) checkDeclaration({ declaration, edition, profile: DEFAULT_PROFILE }) }) / one.length
  const together = async (count: number): Promise<number> => await typical(3, () => checkYear(items.slice(0, count).map(({ declaration }) => declaration), editions, DEFAULT_PROFILE)) / count
  const [few, many] = [await together(250), await together(1_000)]
  say(`  all checks on one form ${single.toFixed(2)} ms; with those across forms ${few.toFixed(2)} ms a form of 250, ${many.toFixed(2)} ms of 1000`)
  return [{ what: 'all checks on one form, ms', ratio: single, promised: 10, atLeast: false }, { what: 'checks across forms: a form of 1000 against one of 250', ratio: many / few, promised: 1.3, atLeast: false }]
}

/** Told by the runner: the repository's folder, Chromium, and perhaps what to measure and the numbers of forms. */
async function main([root = '', chromium = '', ...rest]: string[]): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-bench-'))
  const sizes = rest.map(Number).filter(size => size > 0)
  const wanted = rest.filter(word => Number.isNaN(Number(word)))
  const parts: [string, () => Promise<Promised[]>][] = [
    ['printing', () => printing(root, chromium, sizes.length > 0 ? sizes : [100, 1_000], folder)],
    ['reading', () => reading(root, folder, chromium)],
    ['checking', () => checking(root)],
  ]
  const all: Promised[] = []
  try {
    for (const [name, measure] of parts) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      say(name)
      all.push(...await measure())
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  say('')
  for (const one of all) say(`${kept(one) ? 'ok    ' : 'MISSED'} ${one.what}: ${one.ratio.toFixed(2)} (${one.atLeast ? 'at least' : 'at most'} ${one.promised})`)
  mkdirSync(path.join(root, 'out'), { recursive: true })
  writeFileSync(path.join(root, 'out', 'bench.json'), `${JSON.stringify(all.map(one => ({ ...one, kept: kept(one) })), null, 2)}\n`)
  return all.every(kept) ? 0 : 1
}

void main(process.argv.slice(2)).then(status => { process.exitCode = status })
