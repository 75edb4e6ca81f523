import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'
import { renderDocument } from './index'
import { cellName } from './own/names'
import { bundledEditions, PLAIN } from './testing'

const editionOf = (id: string): Edition => bundledEditions().find(edition => edition.id === id) as Edition
const rows = (count: number, words: string): Declaration['indicators'] => Array.from({ length: count }, (_, i) => ({ id: `i${i}`, level1: '产出指标', level2: '数量指标', name: `${words}${i}`, value: '≥1' }))
const file = (format: 'xlsx' | 'docx', id: string, change: Partial<Declaration>): Promise<Uint8Array> => {
  const edition = editionOf(id)
  return renderDocument(format, [{ declaration: { ...blankDeclaration('x', id, edition.years.from), ...change }, edition }], PLAIN, null)
}

async function workbook(id: string, change: Partial<Declaration>): Promise<{ sheet: ExcelJS.Worksheet; at(path: string): ExcelJS.Cell; labelled(words: string): ExcelJS.Cell }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await file('xlsx', id, change)).buffer as ArrayBuffer)
  const sheet = book.worksheets[0] as ExcelJS.Worksheet
  const cells: ExcelJS.Cell[] = []
  sheet.eachRow(row => row.eachCell(cell => { if (cell.master === cell) cells.push(cell) }))
  return {
    sheet,
    at: path => sheet.getCell(book.definedNames.getRanges(cellName(0, path)).ranges[0]?.split('!').at(-1)?.replaceAll('$', '') ?? ''),
    labelled: words => cells.find(cell => cell.value === words) as ExcelJS.Cell,
  }
}

describe('a worksheet', () => {
  it('has its merged labels in the middle on one page, and where no page ends in them on several', async () => {
    expect((await workbook('shanghai-2026', { indicators: rows(5, '指标') })).labelled('绩效指标').alignment.vertical).toBe('middle')
    const { labelled } = await workbook('shanghai-2026', { indicators: rows(120, '指标') })
    expect([labelled('绩效指标').alignment.vertical, labelled('产出指标').alignment.vertical, labelled('项目资金（元）').alignment.vertical]).toEqual(['top', 'top', 'middle'])
  })

  it('gives a text taller than a row can be many low rows, and begins it at the top', async () => {
    const { sheet, at } = await workbook('shanghai-2018', { overview: '一行\n'.repeat(100), basis: '一行' })
    const cell = at('overview')
    const heights = Array.from({ length: sheet.rowCount }, (_, i) => sheet.getRow(i + 1)).filter(row => row.getCell(cell.col).master === cell).map(row => row.height)
    expect(heights.length).toBeGreaterThan(10)
    expect(Math.max(...heights)).toBeLessThan(100)
    expect(heights.reduce((sum, height) => sum + height, 0)).toBeGreaterThan(100 * 10.5)
    expect([cell.alignment.vertical, at('basis').alignment.vertical]).toEqual(['top', 'middle'])
  })
})

describe('a text document', () => {
  const xml = async (change: Partial<Declaration>): Promise<string> => strFromU8(unzipSync(await file('docx', 'shanghai-2026', change))['word/document.xml'] as Uint8Array)

  it('has lines as tall as the official ones only where the form would run over its page', async () => {
    const fits = { overallGoal: '目标。'.repeat(60), indicators: rows(8, '指标') }
    const exact = (text: string): number => text.match(/w:lineRule="exact"/gu)?.length ?? 0
    // one line of no height stands after every table
    expect(exact(await xml(fits))).toBe(1)
    expect(exact(await xml({ ...fits, indicators: rows(30, '指标') }))).toBeGreaterThan(60)
    // nothing keeps this on one page: the office program may choose
    expect(exact(await xml({ ...fits, indicators: rows(200, '指标') }))).toBe(1)
  })

  it('parts long rows at the end of a page, short ones never', async () => {
    const parts = (await xml({ overallGoal: '目标。\n'.repeat(40), indicators: rows(3, '指标') })).split('<w:tr>').slice(1).map(row => ({ long: row.includes('目标。'), never: row.includes('<w:cantSplit') }))
    expect(parts.filter(row => row.long).map(row => row.never)).toEqual([false])
    expect(parts.filter(row => !row.long).every(row => row.never)).toBe(true)
  })
})
