import type { Cents } from '../declaration/money'
import type { FieldPath } from '../declaration/fieldPath'
import type { Edition, Paper } from '../editions/schema'

export type CellKind = 'label' | 'text' | 'money' | 'date' | 'ticks' | 'level'
export type Align = 'left' | 'center' | 'right'

/** One cell of the official grid. Places are in the whole sheet, before it is cut into pages. */
export interface SheetCell {
  row: number
  column: number
  rowSpan: number
  colSpan: number
  kind: CellKind
  /** What is printed, in the edition's format; lines parted by `\n`. Never null: '' is blank. */
  text: string
  align: Align
  strong: boolean
  /** The field it shows, for jumping to the editor; absent for labels. */
  path?: FieldPath
  /** Where no field is shown (labels and blank rows of a list): what the editor goes to all the same. */
  jump?: FieldPath
  /** Money cells: the amount, so that a spreadsheet gets a number. Null when blank. */
  amount?: Cents | null
}

export interface SheetRow {
  /** Cells that begin in this row, from left to right. */
  cells: SheetCell[]
  /** Least height in lines of text. */
  lines: number
  /** Which part of the layout it is of, for page rules. */
  part: 'fields' | 'listHeader' | 'listRow'
}

export interface SheetLine {
  text: string
  align: Align
  role: 'title' | 'subtitle' | 'line'
  /** The field it shows (申报单位名称：…), for jumping to the editor. */
  path?: FieldPath
}

/** The official page in the neutral form that screen, PDF, XLSX and DOCX are all made from. */
export interface Sheet {
  declarationId: string
  editionId: string
  /** For document properties: the form's title, unit, project and year. */
  title: string
  unitName: string
  projectName: string
  year: number
  lines: SheetLine[]
  /** Column widths in em. */
  columns: number[]
  rows: SheetRow[]
  /** Signature strip under the table; empty when switched off. */
  signature: string[]
  /** Words in the clear place for the seal under the strip; '' for no such place. */
  seal: string
  /** 第几页 共几页 at the foot of every page. */
  pageNumbers: boolean
  /** Official faces first where they are installed; the bundled ones alone look the same everywhere. */
  officialFonts: boolean
  page: Edition['page']
  moneyFormat: Edition['formats']['money']
}

export interface SheetOptions {
  /** 草稿 across every page. */
  draft: boolean
  /** Leave out contact names and numbers. */
  public: boolean
  signature: boolean
  /** A clear place for the seal under the table. */
  seal: boolean
  pageNumbers: boolean
  /** Official faces (SimSun, SimHei …) where they are installed; otherwise the bundled ones, which look the same everywhere. */
  officialFonts: boolean
  /** In place of the edition's. */
  paper?: Paper | null
  /** In place of the edition's: top, right, bottom, left, in millimetres. The table is narrowed where it no longer fits. */
  marginsMm?: Edition['page']['marginsMm'] | null
}
export const PLAIN_SHEET: SheetOptions = { draft: false, public: false, signature: false, seal: false, pageNumbers: false, officialFonts: false }
