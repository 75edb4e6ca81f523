import { AlignmentType, BorderStyle, Document, Footer, Header, PageNumber, PageOrientation, Packer, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType, type ISectionOptions } from 'docx'
import type { FlowDocument, FlowPart, FlowTable } from '../../shared/flow/flow'
import type { FlowOptions } from '../../shared/flow/html'
import { draftMark } from './draftMark'
import { officeText } from './officeText'

const TWIP_PER_MM = 1440 / 25.4
/** As official papers are set: margins in millimetres, type in half points, lines in twentieths of a point. */
const MARGINS = { top: 37, right: 26, bottom: 35, left: 28 }
const BODY = 32
const LINE = 560
const A4 = { width: 11906, height: 16838 }
const fontOf = (name: string) => ({ ascii: name, eastAsia: name, hAnsi: name, cs: name })
const BODY_FONT = fontOf('仿宋')
const HEI = fontOf('黑体')
const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

/** Documents of running text, a section each, as WPS and Word edit them. */
export async function writeFlowDocx(documents: readonly FlowDocument[], options: FlowOptions): Promise<Uint8Array> {
  const [first] = documents
  const made = new Document({
    title: officeText(documents.length === 1 ? (first?.title ?? '') : ''), creator: 'Jixiao Desk', subject: officeText(first?.unitName ?? ''), keywords: first ? officeText(`${first.year},${first.projectName}`) : '',
    styles: { default: { document: { run: { font: BODY_FONT, size: BODY }, paragraph: { spacing: { line: LINE, lineRule: 'exact' } } } } },
    sections: documents.map(document => section(document, options)),
  })
  return new Uint8Array(await Packer.toArrayBuffer(made))
}

function section(document: FlowDocument, options: FlowOptions): ISectionOptions {
  const margin = Object.fromEntries(Object.entries(MARGINS).map(([side, mm]) => [side, Math.round(mm * TWIP_PER_MM)])) as typeof MARGINS
  const landscape = document.page.orientation === 'landscape'
  const room = (landscape ? A4.height : A4.width) - margin.left - margin.right
  return {
    properties: { page: { size: { ...A4, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin: { ...margin, header: 850, footer: 1400 }, pageNumbers: { start: 1 } } },
    ...(options.draft ? { headers: { default: new Header({ children: [new Paragraph({ children: [draftMark()] })] }) } } : {}),
    ...(options.pageNumbers ? { footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })] })] }) } } : {}),
    children: document.parts.flatMap((part): (Paragraph | Table)[] => (part.kind === 'table' ? [table(part, room)] : paragraphs(part))),
  }
}

function paragraphs(part: Exclude<FlowPart, FlowTable>): Paragraph[] {
  const text = officeText(part.text)
  if (part.kind === 'title') return [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { line: 640, lineRule: 'atLeast', after: 280 }, children: [new TextRun({ text, bold: true, font: HEI, size: 40 })] })]
  if (part.kind === 'subtitle') return [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 200 }, children: [new TextRun({ text })] })]
  if (part.kind === 'heading') return [new Paragraph({ keepNext: true, indent: { firstLine: BODY * 20 }, spacing: { before: 120 }, children: [new TextRun({ text, font: HEI })] })]
  return text.split('\n').filter(line => line.trim() !== '').map(line => new Paragraph({ indent: { firstLine: BODY * 20 }, children: [new TextRun({ text: line.trim() })] }))
}

function table({ columns, rows }: FlowTable, room: number): Table {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.floor(share / total * room))
  const cell = (text: string, column: number, head: boolean): TableCell => new TableCell({
    borders: { top: border, bottom: border, left: border, right: border }, margins: { left: 90, right: 90, top: 40, bottom: 40 }, width: { size: widths[column] ?? 0, type: WidthType.DXA },
    children: officeText(text).split('\n').map(line => new Paragraph({
      alignment: head ? AlignmentType.CENTER : ALIGN[columns[column]?.align ?? 'left'], spacing: { line: 360, lineRule: 'atLeast' },
      children: [new TextRun({ text: line, size: 24, ...(head ? { font: HEI } : {}) })],
    })),
  })
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, i) => cell(title, i, true)) }),
      ...rows.map(row => new TableRow({ cantSplit: true, children: columns.map((_, i) => cell(row[i] ?? '', i, false)) })),
    ],
  })
}
