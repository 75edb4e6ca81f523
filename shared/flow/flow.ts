/** A document of running text with its tables, in a neutral form that PDF and DOCX are made from: what is no official grid. */
export interface FlowDocument {
  title: string
  unitName: string
  projectName: string
  year: number
  parts: FlowPart[]
  page: { orientation: 'portrait' | 'landscape' }
}

export type FlowPart =
  | { kind: 'title'; text: string }
  /** Under the title: the unit, the day. */
  | { kind: 'subtitle'; text: string }
  | { kind: 'heading'; text: string }
  /** Each line a paragraph of its own. */
  | { kind: 'paragraph'; text: string }
  | FlowTable

export interface FlowTable {
  kind: 'table'
  columns: { title: string; /** Share of the width. */ share: number; align: 'left' | 'center' | 'right' }[]
  rows: string[][]
}
