import type { FieldKey } from '../declaration/model'
import type { Label, Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { labelKey } from './words'

/** A cell of a table with what its words may be. */
export interface TableCell {
  text: string
  /** What the words are, [] for content. */
  labels: Label[]
  /** Place in the table: row counted over the form. */
  row: number
  column: number
  colSpan: number
  rowSpan: number
  line: number
  used: boolean
}

export interface TableRow {
  cells: TableCell[]
  /** Cells with words in them. */
  filled: TableCell[]
  line: number
  /** A page or a table ends before it, or an empty row stands before it. */
  gapBefore: boolean
  /** Cells have a place and spans of their own; rows of plain text may have lost cells. */
  exact: boolean
}

/** The rows of a form with their printed words told; spans are counted in rows of the form. */
export function tableOf(rows: readonly StreamRow[], lexicon: Lexicon): TableRow[] {
  const table: TableRow[] = []
  const spanned = new Set(rows.filter(row => row.cells.some(cell => cell.colSpan > 1 || cell.rowSpan > 1)).map(row => row.block))
  let gap = false
  for (const row of rows) {
    if (row.cells.length === 0) {
      gap = true
      continue
    }
    const at = table.length
    const cells = row.cells.map((cell): TableCell => ({
      ...cell, text: cell.text.trim(), labels: labelsOf(cell.text, lexicon), row: at, line: row.line, used: false,
    }))
    table.push({ cells, filled: cells.filter(cell => cell.text !== ''), line: row.line, gapBefore: gap || row.breakBefore, exact: spanned.has(row.block) })
    gap = false
  }
  return table
}

function labelsOf(text: string, lexicon: Lexicon): Label[] {
  const key = labelKey(text)
  return key === '' || key.length > lexicon.longestKey ? [] : lexicon.lookup(key)
}

/** The single field a cell's words label by an official printing (or, with `alias`, by any). */
export function fieldLabel(cell: TableCell | undefined, alias = true, free: (field: FieldKey) => boolean = () => true): FieldKey | null {
  if (!cell) return null
  const found = cell.labels.filter(label => label.kind === 'field' && (alias || !label.alias))
  for (const label of found) if (label.kind === 'field' && free(label.field)) return label.field
  const [first] = found
  return first?.kind === 'field' ? first.field : null
}

/** Whether a cell is one of these heads of columns. */
export function isHead(cell: TableCell, ...heads: string[]): boolean {
  return cell.labels.some(label => label.kind === 'head' && heads.includes(label.head))
}

/** Whether a cell is printed on every form: a title, a head, what is no field. */
export function isFurniture(cell: TableCell): boolean {
  return cell.labels.some(label => label.kind === 'furniture' || label.kind === 'title' || label.kind === 'head')
}

/** The level a cell's words name; of two, the one that `inside` (the first level in force) has. */
export function levelLabel(cell: TableCell, inside: string | null): { level1: string; level2: string | null } | null {
  const found = cell.labels.filter(label => label.kind === 'level')
  const chosen = found.find(label => label.kind === 'level' && !label.alias && label.level2 === null) ??
    found.find(label => label.kind === 'level' && label.level2 !== null && label.level1 === inside) ??
    found.find(label => label.kind === 'level' && !label.alias) ?? found[0]
  return chosen?.kind === 'level' ? { level1: chosen.level1, level2: chosen.level2 } : null
}
