import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'

/** Where some words are printed: characters `from` to `to` (not included) of a cell or line; page from 1, in points from the upper left corner of the page as it is read upright. */
export interface Printed {
  from: number
  to: number
  page: number
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A cell of a foreign table. Spans as the file has them (a plain TSV has none). */
export interface GridCell {
  row: number
  column: number
  rowSpan: number
  colSpan: number
  text: string
  /** Of a PDF: where its words are printed. */
  printed?: Printed[]
}

/** A table out of a file, or a page of lines of text: what every reader ends in before recognition. */
export type SourceBlock =
  | { kind: 'grid'; cells: GridCell[]; /** Sheet name or page, for the person. */ where?: string }
  | { kind: 'lines'; lines: string[]; where?: string; /** Of a PDF, by line: where its words are printed. */ printed?: Printed[][] }

/** A file or pasted text in the neutral form. */
export interface SourceDocument {
  name: string
  blocks: SourceBlock[]
  /** Declarations in the program's own format found inside the file (defined names, hidden sheet): exact, taken as they are. */
  own?: unknown[]
  /** Pages of a PDF (from 1) that are read turned, by how many degrees clockwise beside their own rotation. */
  turned?: { page: number; degrees: number }[]
}

/** How sure a recognised value is, 0 to 1, and the words of the source it was read from. */
export interface Recognised {
  field: FieldPath
  confidence: number
  /** Words of the source. */
  source: string
  /** Line or row (0-based) in the source text where the words begin; -1 where it cannot be told. */
  line: number
  /** Key of the reason when it is doubtful (`recognise.why.order`, `recognise.why.byMeaning` …). */
  why?: string
}

export interface RecognisedDeclaration {
  declaration: Declaration
  /** One entry a value (and one a row's name, value and levels), doubtful ones below 0.8. */
  evidence: Recognised[]
  /** Pieces of this form that found no field. */
  unplaced: string[]
}

export interface Recognition {
  declarations: RecognisedDeclaration[]
  /** Pieces of the document outside every form. */
  unplaced: string[]
}
