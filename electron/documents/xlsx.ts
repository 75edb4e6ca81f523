import ExcelJS from 'exceljs'
import { yuanFromCents } from '../../shared/declaration/money'
import type { Sheet, SheetCell } from '../../shared/sheet/sheet'
import { countLines } from '../../shared/sheet/textMeasure'
import type { DocumentItem, DocumentOptions } from './index'
import { cellText, shownCellText } from './officeText'
import { cellName, OWN_SHEET } from './own/names'
import { OWN_MARK, payloadOf, safeJson, valueCells } from './own/payload'

/** Excel takes 32,767 characters in a cell. */
const CHUNK = 30_000
/** Excel's tallest row is 409.5 points. */
const TALLEST_ROW = 400
/** Characters of Excel's column unit in one em of Chinese. */
const WIDTH_PER_EM = 2.05
const CELL_PADDING_EM = 0.7
const FONT = { song: '宋体', hei: '黑体' } as const
const thin: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FF000000' } }
const BORDER: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }

/** A workbook with a worksheet a form in the official grid, print set-up and all; a colleague can go on in WPS or Excel. */
export async function writeXlsx(items: readonly DocumentItem[], sheets: readonly Sheet[], options: DocumentOptions): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Jixiao Desk'
  workbook.title = sheets[0]?.title ?? ''
  const own: [number, string][] = []
  const taken = new Set<string>([OWN_SHEET])
  sheets.forEach((sheet, index) => {
    const item = items[index]
    if (!item) return
    const json = writeSheet(workbook, item, sheet, index, worksheetName(sheet, taken), options)
    for (let at = 0; at < json.length; at += CHUNK) own.push([index, cellText(json.slice(at, at + CHUNK))])
  })
  const hidden = workbook.addWorksheet(OWN_SHEET, { state: 'veryHidden' })
  hidden.addRow([OWN_MARK])
  for (const row of own) hidden.addRow(row).getCell(2).numFmt = '@'
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A worksheet's name: the project, without what Excel forbids, at most 31 characters, unlike all before. */
function worksheetName(sheet: Sheet, taken: Set<string>): string {
  const plain = (sheet.projectName || sheet.title).replace(/[\\/?*[\]:'\p{Cc}]/gu, ' ').replace(/\s+/gu, ' ').trim()
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`
    const name = `${[...plain].slice(0, 24).join('').slice(0, 31 - suffix.length)}${suffix}`.trim() || `表${number}`
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase())
      return name
    }
  }
}

/** Returns the payload by which the worksheet comes back, as JSON. */
function writeSheet(workbook: ExcelJS.Workbook, { declaration, edition }: DocumentItem, sheet: Sheet, form: number, name: string, options: DocumentOptions): string {
  const [top, right, bottom, left] = sheet.page.marginsMm.map(mm => mm / 25.4) as [number, number, number, number]
  const worksheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9, orientation: sheet.page.orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true,
      margins: { top, right, bottom, left, header: 0.2, footer: 0.2 },
    },
    views: [{ showGridLines: false }],
  })
  if (options.draft) worksheet.headerFooter.oddHeader = '&C&36草稿'
  if (options.pageNumbers) worksheet.headerFooter.oddFooter = '&C第 &P 页 共 &N 页'
  sheet.columns.forEach((em, index) => { worksheet.getColumn(index + 1).width = em * WIDTH_PER_EM })
  const last = sheet.columns.length
  let at = 1
  for (const line of sheet.lines) {
    const cell = worksheet.getCell(at, 1)
    if (last > 1) worksheet.mergeCells(at, 1, at, last)
    const title = line.role === 'title'
    cell.value = cellText(line.text)
    cell.numFmt = '@'
    cell.font = { name: FONT[title ? sheet.page.titleFace : sheet.page.face], size: title ? sheet.page.titlePt : sheet.page.fontPt, bold: title }
    cell.alignment = { horizontal: line.align, vertical: 'middle', wrapText: true }
    worksheet.getRow(at).height = (title ? sheet.page.titlePt : sheet.page.fontPt) * 1.9
    at += 1
  }
  const rowStarts = placeRows(worksheet, sheet, at)
  for (const cell of sheet.rows.flatMap(row => row.cells)) writeCell(worksheet, sheet, cell, rowStarts)
  const values = valueCells(sheet, edition)
  const topOf = (cell: SheetCell): number => rowStarts[cell.row] ?? 1
  for (const { cell, path } of values) if (cell.kind !== 'level') worksheet.getCell(topOf(cell), cell.column + 1).addName(cellName(form, path))
  const end = rowStarts.at(-1) ?? at
  sheet.signature.forEach((text, index) => {
    const cell = worksheet.getCell(end + 1 + index, 1)
    if (last > 1) worksheet.mergeCells(end + 1 + index, 1, end + 1 + index, last)
    cell.value = text
    cell.numFmt = '@'
    cell.font = { name: FONT[sheet.page.face], size: sheet.page.fontPt }
    worksheet.getRow(end + 1 + index).height = sheet.page.fontPt * 2.2
  })
  return safeJson(payloadOf(form, declaration, sheet, values, cell => ({ row: topOf(cell) - 1, column: cell.column, text: shownCellText(cell.text) })))
}

const widthOf = (sheet: Sheet, cell: SheetCell): number =>
  sheet.columns.slice(cell.column, cell.column + cell.colSpan).reduce((sum, em) => sum + em, 0) - CELL_PADDING_EM

/**
 * Sets heights that show all text and tells in which worksheet row each sheet row begins; the last entry is the row after.
 * A row taller than Excel allows becomes several, merged.
 */
function placeRows(worksheet: ExcelJS.Worksheet, sheet: Sheet, first: number): number[] {
  const linePt = sheet.page.fontPt * Math.max(sheet.page.lineHeight, 1.35)
  const heights = sheet.rows.map(row => row.lines * linePt + 4)
  const cells = sheet.rows.flatMap(row => row.cells)
  for (const cell of cells.toSorted((a, b) => a.rowSpan - b.rowSpan)) {
    const needed = countLines(cell.text, widthOf(sheet, cell)) * linePt + 6
    const covered = heights.slice(cell.row, cell.row + cell.rowSpan).reduce((sum, height) => sum + height, 0)
    const lastRow = cell.row + cell.rowSpan - 1
    if (needed > covered) heights[lastRow] = (heights[lastRow] ?? 0) + needed - covered
  }
  const starts: number[] = []
  let at = first
  for (const height of heights) {
    starts.push(at)
    const parts = Math.ceil(height / TALLEST_ROW)
    for (let part = 0; part < parts; part++) worksheet.getRow(at + part).height = height / parts
    at += parts
  }
  starts.push(at)
  return starts
}

function writeCell(worksheet: ExcelJS.Worksheet, sheet: Sheet, cell: SheetCell, rowStarts: readonly number[]): void {
  const top = rowStarts[cell.row] ?? 1
  const bottom = (rowStarts[cell.row + cell.rowSpan] ?? top + 1) - 1
  const left = cell.column + 1
  const right = cell.column + cell.colSpan
  if (top !== bottom || left !== right) worksheet.mergeCells(top, left, bottom, right)
  // Borders on every covered cell: a merged cell shows only those of its own edges.
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) worksheet.getCell(row, column).border = BORDER
  const target = worksheet.getCell(top, left)
  target.font = { name: FONT[sheet.page.face], size: sheet.page.fontPt, bold: cell.strong }
  target.alignment = { horizontal: cell.align, vertical: 'middle', wrapText: true }
  if (cell.kind === 'money' && cell.amount !== null && cell.amount !== undefined) {
    const { separators, decimals } = sheet.moneyFormat
    const fraction = decimals === 'two' || cell.amount % 100 !== 0 ? '.00' : ''
    target.value = yuanFromCents(cell.amount)
    target.numFmt = `${separators ? '#,##0' : '0'}${fraction}`
  } else {
    // As text (@), so that what begins with = stays text when somebody types in the cell later.
    target.value = cellText(cell.text)
    target.numFmt = '@'
  }
}
