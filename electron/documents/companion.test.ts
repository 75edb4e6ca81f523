import ExcelJS from 'exceljs'
import { PDFDocument } from 'pdf-lib'
import type { Declaration } from '../../shared/declaration/model'
import { writeStatement } from './companion'
import type { PageEngine } from './pageEngine'
import { readDocument } from './readers'
import { writeSummary } from './summary'
import { officeText } from './officeText'
import { bundledEditions, hardDeclaration } from './testing'

const HOW = { draft: true, pageNumbers: true, officialFonts: false }
const [edition] = bundledEditions()
const records: Declaration[] = [1, 2, 3].map(seed => ({ ...hardDeclaration(seed, edition as never), year: 2026 }))

/** Gives every document a page of its own and keeps what it was asked for. */
function blankEngine(asked: { html: string; css: string }[]): PageEngine {
  const blank = async (): Promise<Uint8Array> => {
    const document = await PDFDocument.create()
    document.addPage()
    return document.save()
  }
  return {
    pdf: async sheets => ({ bytes: await blank(), pages: sheets.map(() => 1) }),
    flow: page => {
      asked.push(page)
      return blank()
    },
    print: async () => true,
    close: () => undefined,
  }
}

describe('经费情况说明 as a file', () => {
  it('holds every text in a DOCX, however hard', async () => {
    const { blocks } = await readDocument('statement.docx', await writeStatement('docx', records, HOW, null))
    const squash = (text: string): string => text.replace(/\s/gu, '')
    const words = squash(blocks.map(block => (block.kind === 'lines' ? block.lines.join('') : block.cells.map(cell => cell.text).join(''))).join(''))
    for (const { overview, basis, plan, projectName } of records) for (const text of [overview, basis, plan, projectName]) expect(words).toContain(squash(officeText(text ?? '')))
  })
  it('is one PDF of several with a bookmark each; no text of a record is markup', async () => {
    const asked: { html: string; css: string }[] = []
    const bytes = await writeStatement('pdf', records, HOW, blankEngine(asked))
    const document = await PDFDocument.load(bytes)
    expect(document.getPageCount()).toBe(records.length)
    expect(document.catalog.toString()).toContain('/Outlines')
    expect(asked).toHaveLength(records.length)
    for (const { html } of asked) expect(html.replace(/<\/?(?:div|article|h1|h2|p|table|colgroup|col|thead|tbody|tr|th|td)\b[^<>]*>/gu, '')).not.toMatch(/[<>]/u)
  })
  it('is refused as PDF where there is no page to print', async () => {
    await expect(writeStatement('pdf', records, HOW, null)).rejects.toMatchObject({ code: 'noPageEngine' })
  })
})

describe('汇总表 as a file', () => {
  it('has numbers that go on counting, with their results', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await writeSummary(records, 2026, { draft: false })).buffer as ArrayBuffer)
    const [sheet] = workbook.worksheets
    if (!sheet) throw new Error('no worksheet')
    const row = records.length + 3
    const all = records.reduce((sum, { currentYearBudget }) => sum + (currentYearBudget ?? 0), 0) / 100
    expect(sheet.getCell(row, 7).formula).toBe(`SUM(G3:G${row - 1})`)
    expect(sheet.getCell(row, 7).result).toBeCloseTo(all, 2)
    expect(records.map((_, i) => sheet.getCell(i + 3, 7).value)).toEqual(records.map(({ currentYearBudget }) => (currentYearBudget === null ? null : currentYearBudget / 100)))
    const texts: string[] = []
    sheet.eachRow(line => line.eachCell(cell => { if (typeof cell.value === 'string') texts.push(cell.value) }))
    expect(texts.some(text => text.includes('编报绩效目标的项目3个'))).toBe(true)
  })
  it('takes an empty year', async () => {
    const { blocks } = await readDocument('empty.xlsx', await writeSummary([], 2026, { draft: true }))
    expect(JSON.stringify(blocks)).toContain('编报绩效目标的项目0个')
  })
})
