import {
  AlignmentType, BorderStyle, Bookmark, Document, Footer, Header, HeightRule, PageNumber, PageOrientation, Packer, Paragraph, Table, TableCell, TableLayoutType,
  TableRow, TextRun, VerticalAlignTable, VerticalMergeType, WidthType, type ISectionOptions,
} from 'docx'
import { toInterchange } from '../../shared/declaration/interchange'
import type { Align, Sheet, SheetCell, SheetLine } from '../../shared/sheet/sheet'
import type { DocumentItem, DocumentOptions } from './index'

/** Twentieths of a point. */
const TWIP_PER_MM = 1440 / 25.4
const FONT = { song: '宋体', hei: '黑体' } as const
const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const BORDERS = { top: border, bottom: border, left: border, right: border }
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const
/** Custom property under which the record travels, in pieces: the file of ours comes back exactly. */
export const OWN_PROPERTY = 'jixiao-desk'
const CHUNK = 20_000

const fontOf = (face: 'song' | 'hei') => ({ ascii: FONT[face], eastAsia: FONT[face], hAnsi: FONT[face], cs: FONT[face] })

/** A document with a section a form: the official grid as a table that WPS and Word can edit. */
export async function writeDocx(items: readonly DocumentItem[], sheets: readonly Sheet[], options: DocumentOptions): Promise<Uint8Array> {
  const first = sheets[0]
  const document = new Document({
    title: first?.title ?? '', creator: 'Jixiao Desk', subject: first?.unitName ?? '', keywords: first ? `${first.year},${first.projectName}` : '',
    customProperties: items.flatMap((item, form) => {
      const json = JSON.stringify(toInterchange(item.declaration))
      return Array.from({ length: Math.ceil(json.length / CHUNK) }, (_, part) => ({ name: `${OWN_PROPERTY}-${form}-${part}`, value: json.slice(part * CHUNK, (part + 1) * CHUNK) }))
    }),
    styles: { default: { document: { run: { font: fontOf('song'), size: 21 } } } },
    sections: sheets.map((sheet, form) => section(sheet, form, options)),
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function section(sheet: Sheet, form: number, options: DocumentOptions): ISectionOptions {
  const [top, right, bottom, left] = sheet.page.marginsMm.map(mm => Math.round(mm * TWIP_PER_MM)) as [number, number, number, number]
  const landscape = sheet.page.orientation === 'landscape'
  return {
    properties: {
      page: {
        size: { width: 11906, height: 16838, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top, right, bottom, left, header: 400, footer: 400 },
      },
    },
    ...(options.draft ? { headers: { default: new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: '草稿', size: 72, color: 'C0C0C0', font: fontOf('hei') })] })] }) } } : {}),
    ...(options.pageNumbers ? { footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'], size: 18 })] })] }) } } : {}),
    children: [
      ...sheet.lines.map(line => linePart(sheet, line)),
      table(sheet, form, (landscape ? 16838 : 11906) - left - right),
      ...sheet.signature.map(text => new Paragraph({ spacing: { before: 120 }, children: [new TextRun({ text, font: fontOf(sheet.page.face), size: sheet.page.fontPt * 2 })] })),
    ],
  }
}

function linePart(sheet: Sheet, line: SheetLine): Paragraph {
  const title = line.role === 'title'
  return new Paragraph({
    alignment: ALIGN[line.align], spacing: { after: 60 },
    children: [new TextRun({ text: line.text, bold: title, size: (title ? sheet.page.titlePt : sheet.page.fontPt) * 2, font: fontOf(title ? sheet.page.titleFace : sheet.page.face) })],
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

function table(sheet: Sheet, form: number, width: number): Table {
  const total = sheet.columns.reduce((sum, em) => sum + em, 0)
  const columnWidths = sheet.columns.map(em => Math.floor(em / total * width))
  const grid = slots(sheet)
  return new Table({
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA }, columnWidths, layout: TableLayoutType.FIXED,
    rows: sheet.rows.map((row, at) => new TableRow({
      height: { value: Math.round(row.lines * sheet.page.fontPt * sheet.page.lineHeight * 20 + 60), rule: HeightRule.ATLEAST },
      children: [...new Set(grid[at])].filter(cell => cell !== undefined).map(cell => tableCell(sheet, cell, at, form, columnWidths)),
    })),
  })
}

function tableCell(sheet: Sheet, cell: SheetCell, row: number, form: number, columnWidths: readonly number[]): TableCell {
  const goesOn = row > cell.row
  return new TableCell({
    borders: BORDERS, columnSpan: cell.colSpan, verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 20, bottom: 20 },
    width: { size: columnWidths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    ...(cell.rowSpan > 1 ? { verticalMerge: goesOn ? VerticalMergeType.CONTINUE : VerticalMergeType.RESTART } : {}),
    children: goesOn ? [new Paragraph({})] : paragraphs(sheet, cell, form),
  })
}

function paragraphs(sheet: Sheet, cell: SheetCell, form: number): Paragraph[] {
  const alignment = ALIGN[cell.align satisfies Align]
  return cell.text.split('\n').map((line, index) => {
    const run = new TextRun({ text: line, bold: cell.strong, size: sheet.page.fontPt * 2, font: fontOf(sheet.page.face) })
    const marked = cell.path !== undefined && cell.kind !== 'level' && index === 0
    return new Paragraph({ alignment, children: marked ? [new Bookmark({ id: bookmarkName(form, cell.path ?? ''), children: [run] })] : [run] })
  })
}

/** The bookmark on a value's cell; Word allows letters, digits and underscores, 40 characters. */
export function bookmarkName(form: number, path: string): string {
  return `jx${form}_${path.replace(/\[(\d+)\]/gu, '_$1').replace(/\./gu, '_')}`.slice(0, 40)
}
