import {
  AlignmentType, BorderStyle, Bookmark, Document, Footer, Header, HeightRule, LineRuleType, PageNumber, PageOrientation, Packer, Paragraph, Tab, Table, TableCell, TableLayoutType,
  TableRow, TextRun, VerticalAlignTable, VerticalMergeType, WidthType, type ISectionOptions, type ParagraphChild,
} from 'docx'
import { deflateRawSync } from 'node:zlib'
import { columnScale, paperMm } from '../../shared/editions/layout'
import { linePtOf, SEAL_MM } from '../../shared/sheet/geometry'
import type { Sheet, SheetCell, SheetLine } from '../../shared/sheet/sheet'
import { draftMark } from './draftMark'
import type { DocumentItem, DocumentOptions, OnWritten } from './documentItem'
import { officeText } from './officeText'
import { bookmarkName, OWN_PROPERTY } from './own/names'
import { payloadOf, safeJson, stripText, valueCells } from './own/payload'
import { sizesOf, type Sizes } from './sizes'

/** Twentieths of a point. */
const TWIP_PER_MM = 1440 / 25.4
const TWIP_PER_PT = 20
const FONT = { song: '宋体', hei: '黑体' } as const
const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const BORDERS = { top: border, bottom: border, left: border, right: border }
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const
const CELL_MARGINS = { left: 60, right: 60, top: 20, bottom: 20 }
/** What an office program makes a line of Song of its size, where it is not told how tall a line is. */
const NATURAL_LINE = 1.46
/** Rows of so many lines are not parted at the end of a page: one line would stand alone. */
const NEVER_PARTED = 3
/** Word takes 255 characters in a property that a person sees. */
const CHUNK = 250

const fontOf = (face: 'song' | 'hei') => ({ ascii: FONT[face], eastAsia: FONT[face], hAnsi: FONT[face], cs: FONT[face] })

interface Form {
  sheet: Sheet
  number: number
  /** The bookmark of a cell that stands for a value. */
  names: ReadonlyMap<SheetCell, string>
  sizes: Sizes
  /** Lines are as tall as the official ones, lest the form run over its pages; otherwise the office program may choose, and larger type has room. */
  tight: boolean
  /** More forms in the same file. */
  several: boolean
}

/** A document with a section a form: the official grid as a table that WPS and Word can edit. */
export async function writeDocx(items: readonly DocumentItem[], sheets: readonly Sheet[], options: DocumentOptions, onWritten?: OnWritten): Promise<Uint8Array> {
  const [first] = sheets
  const properties: { name: string; value: string }[] = []
  const sections = sheets.map((sheet, number) => {
    const item = items[number]
    const values = item ? valueCells(sheet, item.edition) : []
    if (item) properties.push(...ownProperties(item, sheet, number, values))
    const names = new Map(values.filter(({ cell }) => cell.kind !== 'level').map(({ cell, path }) => [cell, bookmarkName(number, path)]))
    const sizes = sizesOf(sheet)
    const made = section({ sheet, number, names, sizes, tight: isTight(sheet, sizes), several: sheets.length > 1 }, options)
    onWritten?.(number + 1)
    return made
  })
  const document = new Document({
    title: officeText(first?.title ?? ''), creator: 'Jixiao Desk', subject: officeText(first?.unitName ?? ''), keywords: first ? officeText(`${first.year},${first.projectName}`) : '',
    customProperties: properties,
    styles: { default: { document: { run: { font: fontOf('song'), size: 21 } } } },
    sections,
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function isTight(sheet: Sheet, { pages }: Sizes): boolean {
  const { page } = sheet
  return page.pages !== null && pages <= page.pages && sizesOf({ ...sheet, page: { ...page, lineHeight: NATURAL_LINE, smallestPt: page.fontPt } }).pages > page.pages
}

function ownProperties(item: DocumentItem, sheet: Sheet, number: number, values: ReturnType<typeof valueCells>): { name: string; value: string }[] {
  const payload = payloadOf(number, item, sheet, values, cell => ({ row: cell.row, column: cell.column, text: officeText(cell.text) }))
  const packed = deflateRawSync(safeJson(payload)).toString('base64')
  return Array.from({ length: Math.ceil(packed.length / CHUNK) }, (_, part) => ({ name: `${OWN_PROPERTY}-${number}-${part}`, value: packed.slice(part * CHUNK, (part + 1) * CHUNK) }))
}

function section(form: Form, options: DocumentOptions): ISectionOptions {
  const { sheet } = form
  const [top, right, bottom, left] = sheet.page.marginsMm.map(mm => Math.round(mm * TWIP_PER_MM)) as [number, number, number, number]
  const landscape = sheet.page.orientation === 'landscape'
  const upright = paperMm({ paper: sheet.page.paper, orientation: 'portrait' })
  const paper = { width: Math.round(upright.width * TWIP_PER_MM), height: Math.round(upright.height * TWIP_PER_MM) }
  return {
    properties: {
      page: {
        size: { ...paper, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top, right, bottom, left, header: 400, footer: 400 },
        ...(form.several ? { pageNumbers: { start: 1 } } : {}),
      },
    },
    ...(options.draft ? { headers: { default: new Header({ children: [new Paragraph({ children: [draftMark()] })] }) } } : {}),
    ...(sheet.pageNumbers ? { footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页 共 ', form.several ? PageNumber.TOTAL_PAGES_IN_SECTION : PageNumber.TOTAL_PAGES, ' 页'], size: 18 })] })] }) } } : {}),
    children: [
      ...sheet.lines.map(line => linePart(sheet, line)),
      table(form),
      ...strip(sheet),
      // a table at the end of a section needs a paragraph after it: one that takes no room
      ...(sheet.signature.length === 0 && sheet.seal === '' ? [new Paragraph({ spacing: { line: 20, before: 0, after: 0, lineRule: 'exact' }, children: [] })] : []),
    ],
  }
}

/** The signatures on one line, and the clear place for the seal below, which stay together. */
function strip({ signature, seal, page }: Sheet): Paragraph[] {
  const run = (text: string) => new TextRun({ text: officeText(text), font: fontOf(page.face), size: page.fontPt * 2 })
  const room = Math.round(SEAL_MM * TWIP_PER_MM)
  return [
    ...(signature.length > 0 ? [new Paragraph({ spacing: { before: 120 }, keepNext: seal !== '', children: [run(stripText({ signature }))] })] : []),
    // the line itself is as tall as the place: room after the last paragraph of a page would be dropped
    ...(seal === '' ? [] : [new Paragraph({ alignment: AlignmentType.RIGHT, indent: { right: 480 }, spacing: { line: room, lineRule: 'exact' }, children: [run(seal)] })]),
  ]
}

function linePart(sheet: Sheet, line: SheetLine): Paragraph {
  const title = line.role === 'title'
  return new Paragraph({
    alignment: ALIGN[line.align], spacing: { after: 60 },
    children: [new TextRun({ text: officeText(line.text), bold: title, size: (title ? sheet.page.titlePt : sheet.page.fontPt) * 2, font: fontOf(title ? sheet.page.titleFace : sheet.page.face) })],
  })
}

/** Which cell covers each slot of the grid, for the cells that Word wants in every row of a vertical merge. */
function slots(sheet: Sheet): (SheetCell | undefined)[][] {
  const grid: (SheetCell | undefined)[][] = sheet.rows.map(() => Array.from({ length: sheet.columns.length }))
  for (const cell of sheet.rows.flatMap(row => row.cells)) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
      const line = grid[row]
      if (line) line[column] = cell
    }
  }
  return grid
}

function table(form: Form): Table {
  const { sheet } = form
  const wanted = sheet.columns.map(em => em * sheet.page.fontPt * TWIP_PER_PT)
  const scale = columnScale(sheet.columns, sheet.page)
  const columnWidths = wanted.map(width => Math.floor(width * scale))
  const grid = slots(sheet)
  const last = sheet.signature.length > 0 || sheet.seal !== '' ? sheet.rows.length - 1 : -1
  return new Table({
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA }, columnWidths, layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER,
    rows: sheet.rows.map((row, at) => new TableRow({
      ...(at === last || row.cells.every(cell => cell.rowSpan > 1 || form.sizes.linesOf(cell) <= NEVER_PARTED) ? { cantSplit: true } : {}),
      height: { value: Math.round(row.lines * form.sizes.ofRow(row) * sheet.page.lineHeight * TWIP_PER_PT + 60), rule: HeightRule.ATLEAST },
      children: [...new Set(grid[at])].filter(cell => cell !== undefined).map(cell => tableCell(form, cell, at, columnWidths, at === last)),
    })),
  })
}

/** `keepNext`: the row stays with what stands below the table, so that a strip or seal is never alone on a page. */
function tableCell(form: Form, cell: SheetCell, row: number, columnWidths: readonly number[], keepNext: boolean): TableCell {
  const goesOn = row > cell.row
  return new TableCell({
    borders: BORDERS, columnSpan: cell.colSpan, verticalAlign: VerticalAlignTable.CENTER, margins: CELL_MARGINS,
    width: { size: columnWidths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    ...(cell.rowSpan > 1 ? { verticalMerge: goesOn ? VerticalMergeType.CONTINUE : VerticalMergeType.RESTART } : {}),
    children: goesOn ? [new Paragraph(keepNext ? { keepNext } : {})] : paragraphs(form, cell, keepNext),
  })
}

function paragraphs({ sheet, names, sizes, tight }: Form, cell: SheetCell, keepNext: boolean): Paragraph[] {
  const name = names.get(cell)
  const line = Math.round(linePtOf(sizes.of(cell), sheet.page.lineHeight) * TWIP_PER_PT)
  return officeText(cell.text).split('\n').map((words, index) => {
    const run = new TextRun({ children: words.split('\t').flatMap((part, i) => (i === 0 ? [part] : [new Tab(), part])), bold: cell.strong, size: sizes.of(cell) * 2, font: fontOf(sheet.page.face) })
    const children: ParagraphChild[] = name !== undefined && index === 0 ? [new Bookmark({ id: name, children: [run] })] : [run]
    return new Paragraph({ alignment: ALIGN[cell.align], ...(keepNext ? { keepNext } : {}), spacing: { before: 0, after: 0, ...(tight ? { line, lineRule: LineRuleType.EXACT } : {}) }, children })
  })
}
