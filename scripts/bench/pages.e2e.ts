import path from 'node:path'
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { renderDocument, renderEachPdf } from '../../electron/documents'
import { streamBytes } from '../../electron/documents/split/streams'
import { readDocument } from '../../electron/documents/readers'
import { bundledEditions, declarationOf, hardDeclaration, PLAIN } from '../../electron/documents/testing'
import { fromInterchange, interchangeSchema } from '../../shared/declaration/interchange'
import { recognise } from '../../shared/recognise'
import { inventedSample } from '../../shared/recognise/fixtures/invented'
import { compare, emptyTally, share } from '../../shared/recognise/fixtures/measure'
import { randomOf } from '../../shared/recognise/fixtures/random'
import { buildSheet } from '../../shared/sheet'
import { openChromium, type ChromiumEngine } from './engine'

const ROOT = path.resolve(__dirname, '..', '..')
/** `JIXIAO_RECORDS=500` tries as many as the measure asks for. */
const RECORDS = Number(process.env['JIXIAO_RECORDS'] ?? 15)
const editions = bundledEditions()
/** What no bundled face draws, or a PDF does not keep apart: other scripts, joined emoji, variation signs, characters of extension B. */
const NOT_DRAWN = /[\u0600-\u06ff\u1100-\u11ff\uac00-\ud7ff]|\ufe0f|\u200d|[\u{20000}-\u{2fa1f}]/u
const squash = (text: string): string => text.normalize('NFC').replace(/[\s\u00ad\u200b\ufeff\u007f-\u009f]/gu, '')

let engine: ChromiumEngine
beforeAll(async () => {
  const { ensureChromium } = (await import(path.join(ROOT, 'scripts', 'lib', 'chromium.mjs'))) as { ensureChromium(): string }
  engine = await openChromium(ROOT, ensureChromium())
}, 180_000)
afterAll(() => engine?.close())

describe.each(editions.map(edition => [edition.id, edition] as const))('PDF of %s', (id, edition) => {
  it('comes back the same, hard texts and all, and shows every value', async () => {
    let shown = 0
    const missing: string[] = []
    for (let seed = 1; seed <= Math.ceil(RECORDS / editions.length); seed++) {
      const declaration = hardDeclaration(seed, edition)
      const { own = [] } = await readDocument(`${id}.pdf`, await renderDocument('pdf', [{ declaration, edition }], PLAIN, engine))
      expect(own.map(declarationOf)).toEqual([declaration])

      const sheet = buildSheet(edition, declaration, PLAIN)
      const { blocks } = await readDocument('pages.pdf', (await engine.pdf([sheet], PLAIN)).bytes)
      const found = new Set(blocks.flatMap(block => (block.kind === 'grid' ? block.cells.map(cell => squash(cell.text)) : block.lines.map(squash))))
      const wanted = sheet.rows.flatMap(row => row.cells).map(cell => cell.text).filter(text => !NOT_DRAWN.test(text) && !text.includes('—')).map(squash)
      // a row that a page break has cut looks now and then like two rows
      const parted = (text: string): boolean => [...found].some(piece => piece !== '' && text.startsWith(piece) && found.has(text.slice(piece.length)))
      missing.push(...wanted.filter(text => text !== '' && !found.has(text) && !parted(text)))
      shown += wanted.length
    }
    // and the other way round
    if (missing.length > 0) process.stderr.write(`${id}: read otherwise ${JSON.stringify(missing).slice(0, 500)}\n`)
    expect(missing.length).toBeLessThanOrEqual(shown / 1000)
  }, 600_000)
})

it.each(['shanghai-2018', 'shanghai-2020', 'shanghai-2026'] as const)('%s: the pages alone are recognised, as those of another program would be', async id => {
  const edition = editions.find(one => one.id === id)
  if (!edition) throw new Error(id)
  const tally = emptyTally()
  const differences: unknown[] = []
  for (let seed = 21; seed <= 26; seed++) {
    const sample = inventedSample(randomOf(seed), id)
    const declaration = fromInterchange(interchangeSchema.parse(sample), 'x')
    const sheet = buildSheet(edition, declaration, PLAIN)
    const { blocks } = await readDocument('pages.pdf', (await engine.pdf([sheet], PLAIN)).bytes)
    const { declarations } = recognise({ name: 'pages.pdf', blocks }, editions)
    const fields = sheet.rows.flatMap(row => row.cells.map(cell => cell.path))
    const printed = Object.fromEntries(Object.entries(sample).filter(([key]) => ['edition', 'year', 'unitName', 'indicators'].includes(key) || fields.some(field => field === key || field?.startsWith(`${key}[`))))
    compare({ fundUses: [], ...printed } as never, declarations[0]?.declaration, tally, (what, want, have) => differences.push([seed, what, want, have]))
  }
  const { percent } = share(tally)
  if (percent < 99) process.stderr.write(`${id} ${percent.toFixed(1)} ${JSON.stringify(differences.slice(0, 8)).slice(0, 2000)}\n`)
  expect(percent).toBeGreaterThanOrEqual(99)
}, 120_000)

/** Every character that the fonts of a file say they draw, by face. */
async function charactersOf(bytes: Uint8Array): Promise<Record<string, string[]>> {
  const { context } = await PDFDocument.load(bytes)
  const faces: Record<string, string[]> = {}
  for (const [, font] of context.enumerateIndirectObjects()) {
    const map = font instanceof PDFDict ? context.lookup(font.get(PDFName.of('ToUnicode'))) : undefined
    if (!(font instanceof PDFDict) || !(map instanceof PDFRawStream)) continue
    const face = String(font.get(PDFName.of('BaseFont'))).replace(/^\/[A-Z]{6}\+/u, '')
    const text = Buffer.from(streamBytes(map)).toString('latin1')
    const known = (faces[face] ??= [])
    for (const [, low = '', high = '', first = ''] of text.matchAll(/<([\dA-F]{4})> <([\dA-F]{4})> <([\dA-F]{4})>/gu)) {
      for (let i = 0; i <= Number.parseInt(high, 16) - Number.parseInt(low, 16); i++) known.push((Number.parseInt(first, 16) + i).toString(16).toUpperCase().padStart(4, '0'))
    }
    for (const [, meaning = ''] of text.replace(/beginbfrange.*?endbfrange/gsu, '').matchAll(/<[\dA-F]{4}> <([\dA-F]+)>$/gmu)) known.push(meaning)
    known.sort()
  }
  return faces
}

it('forms printed together are files of each like those printed alone: the same words, the same characters in the fonts, no larger', async () => {
  const items = editions.flatMap(edition => [3, 4].map(seed => ({ edition, declaration: hardDeclaration(seed, edition) })))
  const files = await renderEachPdf(items, { ...PLAIN, draft: true }, engine)
  expect(files).toHaveLength(items.length)
  for (const [i, item] of items.entries()) {
    const [file = new Uint8Array(), alone] = [files[i], await renderDocument('pdf', [item], { ...PLAIN, draft: true }, engine)]
    const [made, wanted] = await Promise.all([file, alone].map(bytes => readDocument('form.pdf', bytes)))
    expect(made?.own?.map(declarationOf)).toEqual([item.declaration])
    expect(made?.blocks).toEqual(wanted?.blocks)
    const [own, usual] = [await charactersOf(file), await charactersOf(alone)]
    expect(Object.keys(own).toSorted()).toEqual(Object.keys(usual).toSorted())
    // what another form says is in no font of this one; parts of a joined sign may be known by their own meaning too
    const words = JSON.stringify(buildSheet(item.edition, item.declaration, PLAIN)).normalize('NFC')
    for (const [face, characters] of Object.entries(own)) {
      expect(characters).toEqual(expect.arrayContaining(usual[face] ?? []))
      const more = characters.filter(character => !usual[face]?.includes(character)).map(character => Buffer.from(character, 'hex').swap16().toString('utf16le'))
      expect(more.filter(character => !words.includes(character))).toEqual([])
    }
    expect(file.length).toBeLessThan(alone.length * 1.05)
  }
}, 120_000)

it.each(editions.map(edition => [edition.id, edition] as const))('%s: what is written across a draft is read apart from the form', async (_id, edition) => {
  const sheet = buildSheet(edition, hardDeclaration(5, edition), PLAIN)
  const read = async (draft: boolean) => (await readDocument('pages.pdf', (await engine.pdf([sheet], { ...PLAIN, draft })).bytes)).blocks
  expect(await read(true)).toEqual([{ kind: 'lines', lines: ['草稿'] }, ...(await read(false))])
}, 120_000)
