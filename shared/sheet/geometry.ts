import { columnScale, paperMm } from '../editions/layout'
import type { Sheet, SheetCell, SheetLine } from './sheet'
import { printable } from './textMeasure'

/** All lengths of a page are in points, so that every part of the program counts the same. */
export const PT_PER_MM = 72 / 25.4
/** Between a cell's edge and its text, left and right, and above and below. */
export const PAD_X = 4
export const PAD_Y = 2.4
export const BORDER = 0.5
/** Height of the clear place for the seal: a round seal of a unit is 40 to 45 mm across and is put over the words and the end of the table. */
export const SEAL_MM = 28
/** A browser at ordinary resolution draws the thin border one pixel wide; text never counts on the difference. */
const BORDER_ROOM = 0.75

/** A text and the room it stands in: what has to be known to tell how it breaks into lines. */
export interface TextBox {
  text: string
  widthPt: number
  fontPt: number
  /** Height of one line. */
  linePt: number
  strong: boolean
  face: 'song' | 'hei'
}

/** How texts break into lines, told by whoever has the fonts: the browser, or a rough count where there is none. */
export interface Measure {
  /** Lines that each text takes, at least 1. */
  countLines(boxes: readonly TextBox[]): number[]
  /** Where in the text line `line` (0-based) begins, in UTF-16 units; the text's length past its last line. */
  lineStart(box: TextBox, line: number): number
}

/** Line height, in quarters of a pixel so that many lines add up exactly. */
export function linePtOf(fontPt: number, lineHeight: number): number {
  return Math.round(fontPt * lineHeight * (4 / 3) * 4) / 4 * 0.75
}

export interface HeadingLine {
  line: SheetLine
  box: TextBox
  /** Room above the text. */
  beforePt: number
}

/** The page and its table, measured out. */
export interface Frame {
  pageWidthPt: number
  pageHeightPt: number
  /** Top, right, bottom, left. */
  marginsPt: [number, number, number, number]
  columnsPt: number[]
  tableWidthPt: number
  headings: HeadingLine[]
  /** Between the lines above the table and the table. */
  headingGapPt: number
  /** Strip and seal under the table, 0 where there are none. */
  signaturePt: number
}

const GAPS = { title: 0, subtitle: 2, line: 4 } as const

/** The paper, its margins and what stands outside of the table's rows, in points. */
export function frameOf(sheet: Sheet): Frame {
  const { page } = sheet
  const paper = paperMm(page)
  const scale = columnScale(sheet.columns, page)
  const columnsPt = sheet.columns.map(em => em * page.fontPt * scale)
  const tableWidthPt = columnsPt.reduce((sum, width) => sum + width, 0)
  const headings = sheet.lines.map((line): HeadingLine => {
    const title = line.role === 'title'
    const fontPt = title ? page.titlePt : line.role === 'subtitle' ? page.fontPt + 1.5 : page.fontPt
    const face = title ? page.titleFace : page.face
    return { line, beforePt: GAPS[line.role], box: { text: printable(line.text), widthPt: tableWidthPt, fontPt, linePt: linePtOf(fontPt, page.lineHeight), strong: title, face } }
  })
  const signaturePt = sheet.signature.length === 0 && sheet.seal === '' ? 0 : linePtOf(page.fontPt, page.lineHeight) + 12 + (sheet.seal === '' ? 0 : SEAL_MM * PT_PER_MM)
  return {
    pageWidthPt: paper.width * PT_PER_MM,
    pageHeightPt: paper.height * PT_PER_MM,
    marginsPt: page.marginsMm.map(mm => mm * PT_PER_MM) as Frame['marginsPt'],
    columnsPt, tableWidthPt, headings, headingGapPt: headings.length > 0 ? 4 : 0, signaturePt,
  }
}

/** The box of a cell's text at a type size. */
export function cellBox(sheet: Sheet, frame: Frame, cell: SheetCell, fontPt: number): TextBox {
  const width = frame.columnsPt.slice(cell.column, cell.column + cell.colSpan).reduce((sum, one) => sum + one, 0)
  return {
    text: printable(cell.text), widthPt: Math.max(fontPt, width - 2 * PAD_X - BORDER_ROOM), fontPt, linePt: linePtOf(fontPt, sheet.page.lineHeight), strong: cell.strong, face: sheet.page.face,
  }
}
