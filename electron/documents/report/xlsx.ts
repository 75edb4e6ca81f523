import ExcelJS from 'exceljs'
import { yuanFromCents, type Cents } from '../../../shared/declaration/money'
import type { Words } from '../../i18n'
import { cellText } from '../officeText'
import { wrappedLines } from '../wrap'
import type { Report } from './model'

const thin: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FF000000' } }
const BORDER: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }
const [SONG, HEI] = ['宋体', '黑体']
const LINE_PT = 14.5
const TALLEST_ROW = 400

interface Column { key: string; /** Characters of Excel. */ width: number; align?: 'left' | 'center' | 'right' }
type Value = string | number | { cents: Cents | null }

/** The review as a workbook with a sheet a part, to be filtered and sorted in a spreadsheet program. */
export async function writeReportXlsx(report: Report, { say }: Words): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Jixiao Desk'
  workbook.title = cellText(report.title)
  const severity = (row: { severity: string }): string => say(`report:severity.${row.severity}`)
  const rule = (row: { title: string }): string => row.title
  const project: Column = { key: 'project', width: 26 }
  const found: Column[] = [{ key: 'severity', width: 7, align: 'center' }, { key: 'rule', width: 17 }, project, { key: 'place', width: 24 }, { key: 'message', width: 56 }]

  const overview = page(workbook, say('report:sheet.overview'))
  let at = wide(overview, 1, report.title, { name: HEI, size: 16, bold: true }, 'center')
  at = wide(overview, at, report.about.join('　　'), { name: SONG, size: 10.5 }, 'left')
  at = wide(overview, at, report.counts, { name: SONG, size: 10.5 }, 'left') + 1
  const columns: Column[] = [{ key: 'number', width: 6, align: 'center' }, { key: 'unit', width: 24 }, { key: 'project', width: 40 }, { key: 'budget', width: 18, align: 'right' }, ...['errors', 'warnings', 'hints', 'kept'].map((key): Column => ({ key, width: 8, align: 'center' }))]
  table(overview, at, columns, report.forms.map(({ unit, project: name, budget, counts }, i) => [i + 1, unit, name, { cents: budget }, counts.error, counts.warning, counts.hint, counts.kept]), say)
  if (report.forms.length > 1) {
    const sums: Column[] = [{ key: 'type', width: 40 }, { key: 'count', width: 10, align: 'center' }, { key: 'total', width: 24, align: 'right' }, { key: 'blank', width: 12, align: 'center' }]
    const total: Value[] = [say('report:sum'), report.forms.length, { cents: report.sums.reduce((sum, one) => sum + one.total, 0) }, report.sums.reduce((sum, { blank }) => sum + blank, 0)]
    table(page(workbook, say('report:sheet.sums')), 1, sums, [...report.sums.map(({ type, count, total: cents, blank }): Value[] => [type, count, { cents }, blank]), total], say)
  }

  const list = (name: string, heads: readonly Column[], rows: readonly (readonly Value[])[]): void => {
    const sheet = page(workbook, say(`report:sheet.${name}`))
    table(sheet, 1, heads, rows, say)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(1, rows.length + 1), column: heads.length } }
    sheet.views = [{ state: 'frozen', ySplit: 1 }]
    sheet.pageSetup.printTitlesRow = '1:1'
  }
  list('forms', found, report.forms.flatMap(form => form.rows.map(row => [severity(row), rule(row), form.project, row.place, row.message])))
  list('across', [...found, { key: 'also', width: 32 }], report.across.map(row => [severity(row), rule(row), row.project, row.place, row.message, row.also.join('\n')]))
  list('kept', [...found, { key: 'reason', width: 32 }, { key: 'at', width: 12, align: 'center' }], report.kept.map(row => [severity(row), rule(row), row.project, row.place, row.message, row.reason, row.at]))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function page(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true, margins: { top: 0.6, right: 0.5, bottom: 0.6, left: 0.5, header: 0.2, footer: 0.3 } },
  })
  sheet.headerFooter.oddFooter = '&C&P / &N'
  return sheet
}

/** A head and rows with borders; returns the row after. */
function table(sheet: ExcelJS.Worksheet, from: number, columns: readonly Column[], rows: readonly (readonly Value[])[], say: Words['say']): number {
  columns.forEach(({ key, width }, i) => {
    const column = sheet.getColumn(i + 1)
    column.width = Math.max(column.width ?? 0, width)
    put(sheet.getCell(from, i + 1), say(`report:column.${key}`), 'center', { name: HEI, size: 10.5 })
  })
  rows.forEach((row, i) => {
    const at = from + 1 + i
    let lines = 1
    row.forEach((value, j) => {
      const { align = 'left', width } = columns[j] ?? { width: 10 }
      put(sheet.getCell(at, j + 1), value, align, { name: SONG, size: 10.5 })
      if (typeof value === 'string') lines = Math.max(lines, wrappedLines(value, (width - 1) / 2.1))
    })
    sheet.getRow(at).height = Math.min(TALLEST_ROW, lines * LINE_PT + 5)
  })
  return from + 1 + rows.length
}

function put(cell: ExcelJS.Cell, value: Value, horizontal: 'left' | 'center' | 'right', font: Partial<ExcelJS.Font>): void {
  const isMoney = typeof value === 'object'
  cell.value = isMoney ? (value.cents === null ? null : yuanFromCents(value.cents)) : typeof value === 'string' ? cellText(value) : value
  cell.numFmt = isMoney ? '#,##0.00' : typeof value === 'string' ? '@' : '0'
  cell.font = font
  cell.border = BORDER
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true }
}

/** A text over the eight columns of the overview; returns the row after. */
function wide(sheet: ExcelJS.Worksheet, row: number, text: string, font: Partial<ExcelJS.Font>, horizontal: 'left' | 'center'): number {
  sheet.mergeCells(row, 1, row, 8)
  const cell = sheet.getCell(row, 1)
  cell.value = cellText(text)
  cell.numFmt = '@'
  cell.font = font
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true }
  sheet.getRow(row).height = (font.size ?? 10.5) * 1.9
  return row + 1
}
