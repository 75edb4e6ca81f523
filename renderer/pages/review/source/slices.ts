import { inLine } from '../../../../shared/recognise/sourceLines'
import type { GridCell, SourceBlock } from '../../../../shared/recognise/types'
import type { Mark } from './marks'

/** A cell as it is shown: where it stands among the shown rows and columns, and which line of the source it is in. */
export interface ShownCell {
  column: number
  rowSpan: number
  colSpan: number
  text: string
  line: number
  /** Where its words begin in the line. */
  from: number
  /** The rest of a cell whose words stand in an earlier part of the table. */
  goesOn: boolean
}

/** Columns without cells are left out; rows too, so each says its line. */
export interface ShownTable { kind: 'table'; where: string | null; columns: number; rows: { line: number; cells: ShownCell[] }[] }
export interface ShownLines { kind: 'lines'; where: string | null; lines: { line: number; text: string }[] }
/** So much as is shown at once. */
export interface Slice { parts: (ShownTable | ShownLines)[]; first: number; last: number }

/** More rows than this at once make a window slow. */
const ROWS_AT_ONCE = 150

/** A source's tables and lines in parts of a size that can be shown, counted as its numbered lines are. */
export function slicesOf(blocks: readonly SourceBlock[]): Slice[] {
  const slices: Slice[] = []
  let room = 0
  let line = 0
  const add = (part: ShownTable | ShownLines, size: number, first: number, last: number): void => {
    const open = slices.at(-1)
    if (open && room >= size) {
      open.parts.push(part)
      open.last = last
      room -= size
    } else {
      slices.push({ parts: [part], first, last })
      room = ROWS_AT_ONCE - size
    }
  }
  for (const block of blocks) {
    if (block.kind === 'lines') {
      for (let at = 0; at < block.lines.length; at += ROWS_AT_ONCE) {
        const lines = block.lines.slice(at, at + ROWS_AT_ONCE).map((text, offset) => ({ line: line + at + offset, text }))
        add({ kind: 'lines', where: block.where ?? null, lines }, lines.length, line + at, line + at + lines.length - 1)
      }
      line += block.lines.length
      continue
    }
    for (const rows of chunks([...new Set(block.cells.map(cell => cell.row))].sort((a, b) => a - b))) {
      add(tableOf(block.cells, rows, line, block.where ?? null), rows.length, line + (rows[0] ?? 0), line + (rows.at(-1) ?? 0))
    }
    line += block.cells.reduce((most, cell) => Math.max(most, cell.row), -1) + 1
  }
  return slices
}

function* chunks(rows: readonly number[]): Generator<number[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE)
}

function tableOf(all: readonly GridCell[], rows: readonly number[], line: number, where: string | null): ShownTable {
  const [first, last] = [rows[0] ?? 0, rows.at(-1) ?? 0]
  const cells = all.filter(cell => cell.row <= last && cell.row + Math.max(1, cell.rowSpan) > first)
  const edges = [...new Set(cells.flatMap(cell => [cell.column, cell.column + Math.max(1, cell.colSpan)]))].sort((a, b) => a - b)
  const columnOf = new Map(edges.map((edge, at) => [edge, at]))
  const rowsFrom = (row: number, end: number): number => rows.filter(one => one >= row && one < end).length
  const byRow = new Map(rows.map(row => [row, [] as ShownCell[]]))
  const words = new Map<number, number>()
  for (const cell of cells.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
    const from = words.get(cell.row) ?? 0
    words.set(cell.row, from + inLine(cell.text).length + 1)
    const goesOn = cell.row < first
    const column = columnOf.get(cell.column) ?? 0
    const end = cell.row + Math.max(1, cell.rowSpan)
    byRow.get(goesOn ? first : cell.row)?.push({
      column, colSpan: (columnOf.get(cell.column + Math.max(1, cell.colSpan)) ?? column + 1) - column,
      rowSpan: Math.max(1, rowsFrom(Math.max(first, cell.row), end)), text: cell.text, line: line + cell.row, from, goesOn,
    })
  }
  const columns = Math.max(1, edges.length - 1)
  // a title that stands alone in its row goes on over the empty cells beside it, as on the sheet
  for (const [row, [cell, ...others]] of byRow) {
    const isFree = (column: number): boolean => !cells.some(other => other.row < row && other.row + other.rowSpan > row && (columnOf.get(other.column) ?? 0) >= column)
    if (cell && others.length === 0 && cell.rowSpan === 1 && isFree(cell.column)) cell.colSpan = columns - cell.column
  }
  return { kind: 'table', where, columns, rows: rows.map(row => ({ line: line + row, cells: (byRow.get(row) ?? []).sort((a, b) => a.column - b.column) })) }
}

/** The part of a cell's own text that is marked; null where nothing of it is. */
export function markedIn(cell: Pick<ShownCell, 'text' | 'line' | 'from'>, marks: readonly Mark[]): { from: number; to: number } | null {
  const length = inLine(cell.text).length
  for (const mark of marks) {
    if (length === 0 || mark.line !== cell.line || mark.to <= cell.from || mark.from >= cell.from + length) continue
    return { from: placeIn(cell.text, mark.from - cell.from), to: placeIn(cell.text, mark.to - cell.from) }
  }
  return null
}

/** Where the n-th character of a cell's words in its line stands in its text. */
function placeIn(text: string, n: number): number {
  let seen = 0
  for (let at = 0; at < text.length; at++) {
    if (seen >= n) return at
    if (!/[\t\n]/u.test(text[at] ?? '') || !/[\t\n]/u.test(text[at + 1] ?? '')) seen++
  }
  return text.length
}
