import ExcelJS from 'exceljs'
import { summaryOf, type Summary, type SummaryGroup } from '../../shared/companion/summary'
import type { Declaration } from '../../shared/declaration/model'
import { yuanFromCents, type Cents } from '../../shared/declaration/money'
import { cellText } from './officeText'
import { wrappedLines } from './wrap'

const thin: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FF000000' } }
const BORDER: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }
const SONG = '宋体'
const HEI = '黑体'
const MONEY = '#,##0.00'
const LINE_PT = 15.5
const TALLEST_ROW = 400
/** A goal longer than this is for the form, not for a table of many. */
const LONGEST_GOAL = 300

/** Width in characters of Excel; what of a row stands there. */
const COLUMNS: { title: string; width: number; align: 'left' | 'center' | 'right'; money?: boolean }[] = [
  { title: '序号', width: 6, align: 'center' }, { title: '单位', width: 20, align: 'left' }, { title: '项目名称', width: 26, align: 'left' }, { title: '类型', width: 13, align: 'center' },
  { title: '起止日期', width: 13, align: 'center' }, { title: '项目总预算（元）', width: 17, align: 'right', money: true }, { title: '当年预算（元）', width: 17, align: 'right', money: true },
  { title: '上年预算（元）', width: 17, align: 'right', money: true }, { title: '年度绩效目标', width: 40, align: 'left' }, { title: '指标数', width: 7, align: 'center' },
]
const THIS_YEAR = 7

/** A year's 汇总表: a line a project, totals that go on counting in the spreadsheet, sums by type and by unit, the sentence of publication. */
export async function writeSummary(declarations: readonly Declaration[], year: number, options: { draft: boolean }): Promise<Uint8Array> {
  const summary = summaryOf(declarations, year)
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Jixiao Desk'
  workbook.title = cellText(summary.title)
  const sheet = workbook.addWorksheet('汇总表', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true, printTitlesRow: '2:2', margins: { top: options.draft ? 0.9 : 0.6, right: 0.5, bottom: 0.6, left: 0.5, header: 0.2, footer: 0.3 } },
    views: [{ state: 'frozen', ySplit: 2 }],
  })
  if (options.draft) sheet.headerFooter.oddHeader = '&C&"黑体,Regular"&36&KBFBFBF草　稿'
  sheet.headerFooter.oddFooter = '&C第 &P 页 共 &N 页'
  COLUMNS.forEach(({ width }, i) => { sheet.getColumn(i + 1).width = width })
  wide(sheet, 1, summary.title, { name: HEI, size: 16, bold: true }, 'center', 32)
  COLUMNS.forEach(({ title }, i) => put(sheet, 2, i + 1, title, 'center', { name: HEI, size: 10.5 }))
  sheet.getRow(2).height = 24
  const after = writeRows(sheet, summary)
  sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: Math.max(2, after - 2), column: COLUMNS.length } }
  let at = writeGroups(sheet, after + 1, '按类型汇总', '类型', 4, summary.byType, summary)
  if (summary.byUnit.length > 0) at = writeGroups(sheet, at + 1, '按单位汇总', '单位', 2, summary.byUnit, summary)
  wide(sheet, at + 1, summary.sentence, { name: SONG, size: 12 }, 'left', 44)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The projects and their total; returns the row after. */
function writeRows(sheet: ExcelJS.Worksheet, { rows, thisYear }: Summary): number {
  rows.forEach((row, i) => {
    const goal = row.goal.length > LONGEST_GOAL ? `${row.goal.slice(0, LONGEST_GOAL)}…` : row.goal
    const values = [i + 1, row.unitName, row.projectName, row.type, row.period, row.total, row.thisYear, row.lastYear, goal, row.indicators]
    let lines = 1
    values.forEach((value, column) => {
      const { align, money, width } = COLUMNS[column] as (typeof COLUMNS)[number]
      const amount = money && typeof value === 'number' ? yuanFromCents(value) : value
      put(sheet, i + 3, column + 1, amount, align, undefined, money ? MONEY : undefined)
      if (typeof value === 'string') lines = Math.max(lines, wrappedLines(value, (width - 1) / 2.1))
    })
    sheet.getRow(i + 3).height = Math.min(TALLEST_ROW, lines * LINE_PT + 6)
  })
  const at = rows.length + 3
  put(sheet, at, 1, '合计', 'center', { name: HEI, size: 10.5 })
  sheet.mergeCells(at, 1, at, 5)
  for (let column = 2; column <= COLUMNS.length; column++) put(sheet, at, column, column > 5 ? null : sheet.getCell(at, 1).value, COLUMNS[column - 1]?.align ?? 'left')
  sheet.getCell(at, 1).font = { name: HEI, size: 10.5 }
  const sums: [number, Cents][] = [[6, sumOf(rows.map(row => row.total))], [THIS_YEAR, thisYear], [8, sumOf(rows.map(row => row.lastYear))]]
  for (const [column, result] of sums) put(sheet, at, column, total(column, rows.length, result), 'right', { name: HEI, size: 10.5 }, MONEY)
  sheet.getRow(at).height = 22
  return at + 1
}

const sumOf = (amounts: readonly (Cents | null)[]): Cents => amounts.reduce<Cents>((sum, amount) => sum + (amount ?? 0), 0)
const letterOf = (column: number): string => String.fromCharCode(64 + column)

/** A sum that the spreadsheet goes on counting, with its result for programs that do not. */
function total(column: number, count: number, result: Cents): ExcelJS.CellValue {
  return count === 0 ? 0 : { formula: `SUM(${letterOf(column)}3:${letterOf(column)}${count + 2})`, result: yuanFromCents(result), date1904: false }
}

/** A small table of number and money by one of the columns; returns the row after. */
function writeGroups(sheet: ExcelJS.Worksheet, from: number, title: string, label: string, column: number, groups: readonly SummaryGroup[], { rows, thisYear }: Summary): number {
  wide(sheet, from, title, { name: HEI, size: 12 }, 'left', 24)
  const heads: [number, number, string][] = [[1, 3, label], [4, 5, '项目数'], [6, 7, '当年预算（元）'], [8, 8, '占比']]
  const line = (at: number, values: readonly ExcelJS.CellValue[], head: boolean): void => {
    heads.forEach(([left, right], i) => {
      for (let c = left; c <= right; c++) sheet.getCell(at, c).border = BORDER
      if (right > left) sheet.mergeCells(at, left, at, right)
      put(sheet, at, left, values[i] ?? null, head ? 'center' : i === 0 ? 'left' : i === 1 ? 'center' : 'right', head ? { name: HEI, size: 10.5 } : undefined, i === 2 && !head ? MONEY : i === 3 && !head ? '0.00%' : undefined)
    })
    sheet.getRow(at).height = 20
  }
  line(from + 1, heads.map(([, , text]) => text), true)
  const last = rows.length + 2
  const all = thisYear === 0 ? null : thisYear
  groups.forEach((group, i) => {
    const at = from + 2 + i
    const range = `$${letterOf(column)}$3:$${letterOf(column)}$${last}`
    // a group of several spellings, or without a name of its own (未填), cannot be asked for by its name
    const isNamed = rows.filter(row => (column === 4 ? row.type : row.unitName) === group.name).length === group.count && !/[*?~"<>=]/u.test(group.name) && group.name.length < 200
    const formula = (text: string, result: number): ExcelJS.CellValue => (isNamed ? { formula: text, result, date1904: false } : result)
    line(at, [
      cellText(group.name), formula(`COUNTIF(${range},A${at})`, group.count), formula(`SUMIF(${range},A${at},$G$3:$G$${last})`, yuanFromCents(group.thisYear)),
      all === null ? null : { formula: `IF($G$${last + 1}=0,"",F${at}/$G$${last + 1})`, result: group.thisYear / all, date1904: false },
    ], false)
  })
  const end = from + 2 + groups.length
  line(end, ['合计', rows.length, total(THIS_YEAR, rows.length, thisYear), all === null ? null : 1], false)
  return end + 1
}

function put(sheet: ExcelJS.Worksheet, row: number, column: number, value: ExcelJS.CellValue | undefined, horizontal: 'left' | 'center' | 'right', font: Partial<ExcelJS.Font> = { name: SONG, size: 10.5 }, numFmt?: string): void {
  const cell = sheet.getCell(row, column)
  cell.value = typeof value === 'string' ? cellText(value) : (value ?? null)
  cell.numFmt = numFmt ?? (typeof value === 'string' ? '@' : 'General')
  cell.font = font
  cell.border = BORDER
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true }
}

function wide(sheet: ExcelJS.Worksheet, row: number, text: string, font: Partial<ExcelJS.Font>, horizontal: 'left' | 'center', height: number): void {
  sheet.mergeCells(row, 1, row, COLUMNS.length)
  const cell = sheet.getCell(row, 1)
  cell.value = cellText(text)
  cell.numFmt = '@'
  cell.font = font
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true }
  sheet.getRow(row).height = height
}
