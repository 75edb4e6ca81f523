import { PDFDocument, PDFName, type PDFDict } from 'pdf-lib'
import { blankDeclaration } from '../../shared/declaration/model'
import { buildSheet, PLAIN_SHEET, type Sheet } from '../../shared/sheet'
import type { PageEngine } from './pageEngine'
import { partSizes, printInParts } from './parts'
import { finishPdf } from './pdf'
import { bundledEditions } from './testing'

const [edition] = bundledEditions()
const sheetsOf = (count: number): Sheet[] => Array.from({ length: count }, (_, i) => {
  if (!edition) throw new Error('no edition')
  return buildSheet(edition, { ...blankDeclaration(`d${i}`, edition.id, 2026), projectName: `项目${i}` }, PLAIN_SHEET)
})
/** Two pages for every third sheet, one for the others; later parts are ready earlier. */
const pagesOf = (sheet: Sheet): number => (Number(sheet.projectName.slice(2)) % 3 === 0 ? 2 : 1)
function engineOf(during: (sheets: readonly Sheet[]) => Promise<void> | void = () => undefined): PageEngine {
  return {
    async pdf(sheets) {
      await during(sheets)
      const document = await PDFDocument.create({ updateMetadata: false })
      const pages = sheets.map(pagesOf)
      sheets.forEach((sheet, i) => { for (let page = 0; page < (pages[i] ?? 0); page++) document.addPage([100 + Number(sheet.projectName.slice(2)), 200]) })
      return { bytes: await document.save(), pages }
    },
    flow: () => Promise.reject(new Error('not asked for')),
    print: async () => false,
    close: () => undefined,
  }
}

it('parts are few, even in number and about equal', () => {
  expect([1, 2, 39].map(partSizes)).toEqual([[1], [2], [39]])
  for (const count of [40, 100, 160, 161, 247, 1000, 4999]) {
    const sizes = partSizes(count)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count)
    expect(sizes.length % 2).toBe(0)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(80)
  }
})

it('every form stands in its order with its bookmark, whichever part is ready first', async () => {
  const sheets = sheetsOf(170)
  const ends: (() => void)[] = []
  let asked = 0
  const counts: number[] = []
  const engine = engineOf(async () => {
    // the first of each pair waits for the second
    if (asked++ % 2 === 0) await new Promise<void>(resolve => ends.push(resolve))
    else ends.shift()?.()
  })
  const { parts, pages } = await printInParts(engine, sheets, { draft: false }, { onPrinted: count => counts.push(count) })
  expect(parts).toHaveLength(4)
  expect(pages).toEqual(sheets.map(pagesOf))
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(counts.at(-1)).toBe(170)
  const document = await PDFDocument.load(await finishPdf(parts, sheets, pages, '[]'), { updateMetadata: false })
  expect(document.getPages().map(page => page.getWidth() - 100)).toEqual(sheets.flatMap((sheet, i) => Array.from({ length: pagesOf(sheet) }, () => i)))
  const outlines = document.catalog.lookup(PDFName.of('Outlines')) as PDFDict
  let entry = outlines.lookup(PDFName.of('First')) as PDFDict | undefined
  let marks = 0
  for (; entry; entry = entry.lookup(PDFName.of('Next')) as PDFDict | undefined) marks++
  expect(marks).toBe(170)
})

it('stops between two parts, and what fails is told', async () => {
  const stop = new AbortController()
  let printed = 0
  const engine = engineOf(() => { if (++printed === 2) stop.abort() })
  await expect(printInParts(engine, sheetsOf(400), { draft: false }, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
  expect(printed).toBeLessThan(partSizes(400).length)
  await expect(printInParts(engineOf(() => { throw new RangeError('no paper') }), sheetsOf(100), { draft: false })).rejects.toThrow('no paper')
})
