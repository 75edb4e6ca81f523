import ExcelJS from 'exceljs'
import { columnScale, paperMm } from '../../shared/editions/layout'
import type { Paper } from '../../shared/editions/schema'
import { PT_PER_MM, SEAL_MM } from '../../shared/sheet/geometry'
import type { Sheet, SheetCell } from '../../shared/sheet/sheet'
import type { DocumentItem, DocumentOptions, OnWritten } from './documentItem'
import { cellText, shownCellText } from './officeText'
import { cellName, OWN_SHEET } from './own/names'
import { OWN_MARK, payloadOf, safeJson, stripText, valueCells } from './own/payload'
import { sizesOf, type Sizes } from './sizes'
import { wrappedLines } from './wrap'

/** Excel takes 32,767 characters in a cell. */
const CHUNK = 30_000
/** Excel's tallest row is 409.5 points. A taller text has several rows, low ones, so that the end of a page comes between two of them. */
const TALLEST_ROW = 400
const LOW_ROW = 90
/** Room that a label keeps from where a page ends, in points: every program breaks a little elsewhere. */
const CLEAR_OF_BREAK = 30
/** Excel's column unit, the digit of its own default font, in points; and what a column has besides. */
const COLUMN_UNIT_PT = 5.25
const COLUMN_EXTRA_PT = 3.75
const CELL_PADDING_PT = 7
/** SimSun's line in Excel, of its size; and that of the open Song faces which stand in for it, for texts of several lines. */
const LEAST_LINE = 1.36
const TALL_LINE = 1.46
/** Room for 草稿 above the page, in inches. */
const DRAFT_MARGIN = 0.9
/** Numbers of the papers in a workbook. */
const PAPER_CODES: Record<Paper, number> = { A4: 9, A3: 8, B5: 13 }
/** The form is shrunk by so much at most to have the strip on the table's last page. */
const LEAST_SCALE = 0.88
const NAMES_OF_EXCEL = ['history']
const FONT = { song: '宋体', hei: '黑体' } as const
const thin: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FF000000' } }
const BORDER: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin }

/** A workbook with a worksheet a form in the official grid, print set-up and all; a colleague can go on in WPS or Excel. */
export async function writeXlsx(items: readonly DocumentItem[], sheets: readonly Sheet[], options: DocumentOptions, onWritten?: OnWritten): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Jixiao Desk'
  if (options.now) workbook.created = workbook.modified = options.now
  workbook.title = cellText(sheets[0]?.title ?? '')
  const own: [number, string][] = []
  const taken = new Set<string>([OWN_SHEET, ...NAMES_OF_EXCEL])
  sheets.forEach((sheet, index) => {
    const item = items[index]
    if (!item) return
    const json = writeSheet(workbook, item, sheet, index, worksheetName(sheet, taken), options)
    for (let at = 0; at < json.length; at += CHUNK) own.push([index, cellText(json.slice(at, at + CHUNK))])
    onWritten?.(index + 1)
  })
  const hidden = workbook.addWorksheet(OWN_SHEET, { state: 'veryHidden' })
  hidden.addRow([OWN_MARK])
  for (const row of own) hidden.addRow(row).getCell(2).numFmt = '@'
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A worksheet's name: the project, without what Excel forbids, at most 31 characters, unlike all before. */
function worksheetName(sheet: Sheet, taken: Set<string>): string {
  const plain = cellText(sheet.projectName || sheet.title).replace(/[\\/?*[\]:'\p{Cc}]/gu, ' ').replace(/\s+/gu, ' ').trim()
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`
    const name = `${cut(plain, MOST_NAME - suffix.length)}${suffix}`.trim() || `表${number}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

const MOST_NAME = 28

/** Never through a character. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/u, '')

/** Returns the payload by which the worksheet comes back, as JSON. */
function writeSheet(workbook: ExcelJS.Workbook, item: DocumentItem, sheet: Sheet, form: number, name: string, options: DocumentOptions): string {
  const { page } = sheet
  const sizes = sizesOf(sheet)
  const [top, right, bottom, left] = page.marginsMm.map(mm => mm / 25.4) as [number, number, number, number]
  const worksheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: PAPER_CODES[page.paper] as ExcelJS.PaperSize, orientation: page.orientation, fitToPage: true, fitToWidth: 1, fitToHeight: page.pages !== null && sizes.pages <= page.pages ? page.pages : 0, horizontalCentered: true,
      margins: { top: options.draft ? Math.max(top, DRAFT_MARGIN) : top, right, bottom, left, header: 0.2, footer: 0.2 },
    },
    views: [{ showGridLines: false }],
  })
  if (options.draft) worksheet.headerFooter.oddHeader = '&C&"黑体,Regular"&36&KBFBFBF草　稿'
  if (sheet.pageNumbers) worksheet.headerFooter.oddFooter = '&C第 &P 页 共 &N 页'
  const scale = columnScale(sheet.columns, page)
  sheet.columns.forEach((em, index) => { worksheet.getColumn(index + 1).width = (em * page.fontPt * scale - COLUMN_EXTRA_PT) / COLUMN_UNIT_PT })
  const writer = new SheetWriter(worksheet, sheet, sizes, sheet.columns.map(em => em * page.fontPt * scale))
  writer.writeLines()
  writer.placeRows()
  for (const cell of sheet.rows.flatMap(row => row.cells)) writer.writeCell(cell)
  writer.writeStrip()
  const { height } = paperMm(page)
  const roomPt = (height / 25.4 - (worksheet.pageSetup.margins?.top ?? top) - bottom) * 72
  const fit = writer.pagesForStrip(roomPt)
  if (fit !== null) worksheet.pageSetup.fitToHeight = fit
  writer.keepLabelsWhole(roomPt, worksheet.pageSetup.fitToHeight || null)
  const values = valueCells(sheet, item.edition)
  for (const { cell, path } of values) if (cell.kind !== 'level') worksheet.getCell(writer.topOf(cell), cell.column + 1).addName(cellName(form, path))
  return safeJson(payloadOf(form, item, sheet, values, cell => ({ row: writer.topOf(cell) - 1, column: cell.column, text: shownCellText(cell.text) })))
}

class SheetWriter {
  /** The worksheet row in which the next part begins. */
  private at = 1
  /** Of each row of the sheet; the last entry is the row after. */
  private rowStarts: number[] = []

  constructor(private readonly worksheet: ExcelJS.Worksheet, private readonly sheet: Sheet, private readonly sizes: Sizes, private readonly columnsPt: readonly number[]) {}

  topOf(cell: SheetCell): number {
    return this.rowStarts[cell.row] ?? 1
  }

  /** The lines above the table. */
  writeLines(): void {
    const { page, lines } = this.sheet
    for (const line of lines) {
      const title = line.role === 'title'
      const size = title ? page.titlePt : page.fontPt
      this.wide(line.text, { name: FONT[title ? page.titleFace : page.face], size, bold: title }, line.align, size * 1.9)
    }
  }

  /** The strip and the place for the seal below the table. */
  writeStrip(): void {
    const { page, signature, seal } = this.sheet
    const font = { name: FONT[page.face], size: page.fontPt }
    if (signature.length > 0) this.wide(stripText({ signature }), font, 'left', page.fontPt * 2.4)
    if (seal !== '') this.wide(seal, font, 'right', SEAL_MM * PT_PER_MM)
  }

  /**
   * How many pages to shrink the form to, a little, lest the strip or the place for the seal stand on a page by themselves;
   * null where they do not, or a little is not enough. `roomPt`: of a page between its margins.
   */
  pagesForStrip(roomPt: number): number | null {
    const tableEnd = (this.rowStarts.at(-1) ?? 1) - 1
    let page = 1
    let tablePages = 1
    let used = 0
    let total = 0
    for (let row = 1; row < this.at; row++) {
      const height = this.worksheet.getRow(row).height
      used += height
      total += height
      if (used > roomPt) {
        page += 1
        used = height
      }
      if (row === tableEnd) tablePages = page
    }
    return page > tablePages && tablePages * roomPt >= total * LEAST_SCALE ? tablePages : null
  }

  /**
   * A spreadsheet prints the words of a merged cell once, and cuts through them where a page ends there: in a cell over two pages
   * they begin at the top, or wherever they stay whole. `pages`: how many the form is shrunk to at most.
   */
  keepLabelsWhole(roomPt: number, pages: number | null): void {
    const tops = [0]
    for (let row = 1; row < this.at; row++) tops.push((tops[row - 1] ?? 0) + this.worksheet.getRow(row).height)
    const total = tops.at(-1) ?? 0
    const room = pages === null ? roomPt : Math.max(roomPt, total / pages)
    const ends: number[] = []
    for (let row = 1; row < this.at; row++) if ((tops[row] ?? 0) - (ends.at(-1) ?? 0) > room) ends.push(tops[row - 1] ?? 0)
    for (const cell of this.sheet.rows.flatMap(row => row.cells)) {
      const top = tops[this.topOf(cell) - 1] ?? 0
      const end = tops[(this.rowStarts[cell.row + cell.rowSpan] ?? 1) - 1] ?? 0
      const inside = ends.filter(at => at > top && at < end)
      if (inside.length === 0 || cell.text === '') continue
      const height = this.heightOf(cell)
      const whole = (from: number): boolean => !inside.some(at => at > from - CLEAR_OF_BREAK && at < from + height + CLEAR_OF_BREAK)
      const places = [['top', top], ['middle', (top + end - height) / 2], ['bottom', end - height]] as const
      const target = this.worksheet.getCell(this.topOf(cell), cell.column + 1)
      target.alignment = { ...target.alignment, vertical: places.find(([, from]) => whole(from))?.[0] ?? 'top' }
    }
  }

  private wide(text: string, font: Partial<ExcelJS.Font>, horizontal: 'left' | 'center' | 'right', height: number): void {
    const cell = this.worksheet.getCell(this.at, 1)
    if (this.columnsPt.length > 1) this.worksheet.mergeCells(this.at, 1, this.at, this.columnsPt.length)
    cell.value = cellText(text)
    cell.numFmt = '@'
    cell.font = font
    cell.alignment = { horizontal, vertical: 'middle', wrapText: true }
    const lines = wrappedLines(text, this.columnsPt.reduce((sum, width) => sum + width, 0) / (font.size ?? 10.5))
    this.worksheet.getRow(this.at).height = Math.min(TALLEST_ROW, Math.max(height, lines * (font.size ?? 10.5) * LEAST_LINE))
    this.at += 1
  }

  /** What the cell's text takes in its width, in points. */
  private heightOf(cell: SheetCell): number {
    const size = this.sizes.of(cell)
    const width = this.columnsPt.slice(cell.column, cell.column + cell.colSpan).reduce((sum, one) => sum + one, 0) - CELL_PADDING_PT
    const lines = wrappedLines(cell.text, Math.max(1, width / size))
    return lines * size * Math.max(lines > 1 ? TALL_LINE : LEAST_LINE, this.sheet.page.lineHeight) + 4
  }

  /** Sets heights that show all text. A row taller than Excel allows becomes several, merged. */
  placeRows(): void {
    const { sheet, worksheet } = this
    const heights = sheet.rows.map(row => row.lines * this.sizes.ofRow(row) * Math.max(LEAST_LINE, sheet.page.lineHeight) + 4)
    for (const cell of sheet.rows.flatMap(row => row.cells).toSorted((a, b) => a.rowSpan - b.rowSpan)) {
      const covered = heights.slice(cell.row, cell.row + cell.rowSpan).reduce((sum, height) => sum + height, 0)
      const missing = this.heightOf(cell) - covered
      // rows under a tall label share what is missing
      if (missing > 0) for (let row = cell.row; row < cell.row + cell.rowSpan; row++) heights[row] = (heights[row] ?? 0) + missing / cell.rowSpan
    }
    for (const height of heights) {
      this.rowStarts.push(this.at)
      const parts = height > TALLEST_ROW ? Math.ceil(height / LOW_ROW) : 1
      for (let part = 0; part < parts; part++) worksheet.getRow(this.at + part).height = height / parts
      this.at += parts
    }
    this.rowStarts.push(this.at)
  }

  writeCell(cell: SheetCell): void {
    const { worksheet, sheet } = this
    const top = this.topOf(cell)
    const bottom = (this.rowStarts[cell.row + cell.rowSpan] ?? top + 1) - 1
    const left = cell.column + 1
    const right = cell.column + cell.colSpan
    if (top !== bottom || left !== right) worksheet.mergeCells(top, left, bottom, right)
    // borders on every covered cell: a merged cell shows only those of its own edges
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) worksheet.getCell(row, column).border = BORDER
    const target = worksheet.getCell(top, left)
    target.font = { name: FONT[sheet.page.face], size: this.sizes.of(cell), bold: cell.strong }
    // a text over pages begins where its cell does: how tall it is, is guessed
    target.alignment = { horizontal: cell.align, vertical: bottom - top >= cell.rowSpan && cell.kind === 'text' ? 'top' : 'middle', wrapText: true }
    const number = cell.kind === 'money' ? printedNumber(cell.text) : null
    if (number === null) {
      // as text (@), so that what begins with = stays text when somebody types in the cell later
      target.value = cellText(cell.text)
      target.numFmt = '@'
    } else {
      target.value = number.value
      target.numFmt = `${sheet.moneyFormat.separators ? '#,##0' : '0'}${number.decimals > 0 ? `.${'0'.repeat(number.decimals)}` : ''}`
    }
  }
}

/** The number that an amount is printed as, in the form's unit; null where it is blank or no number. */
function printedNumber(text: string): { value: number; decimals: number } | null {
  const plain = text.replaceAll(',', '')
  return /^-?\d+(?:\.\d+)?$/u.test(plain) ? { value: Number(plain), decimals: plain.split('.')[1]?.length ?? 0 } : null
}
