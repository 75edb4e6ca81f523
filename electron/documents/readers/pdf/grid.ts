import type { Glyph, PageContent, Rule } from './operators'

/** A cell between ruling lines, in points, with its place in the table. */
export interface RuledCell {
  row: number
  column: number
  rowSpan: number
  colSpan: number
  x0: number
  x1: number
  y0: number
  y1: number
  glyphs: Glyph[]
}

export interface RuledTable {
  /** Edges of the columns and rows. */
  xs: number[]
  ys: number[]
  cells: RuledCell[]
  /** By row and column: which of the cells covers the place. */
  owner: number[][]
}

/** Lines nearer than this are one: double borders, borders that each of two cells has drawn. */
const SNAP = 3
/** Lines of one direction that nearly touch are one line. */
const TOUCH = 2
/** So much of a cell's side must be ruled. */
const RULED = 0.6
const SMALLEST_TABLE = 20
const MOST_EDGES = 400

/** Tables of a page from its ruling lines, from top to bottom, with the characters that stand in their cells; and the characters that stand in none. */
export function tablesOf({ horizontal, vertical, glyphs }: PageContent): { tables: RuledTable[]; outside: Glyph[] } {
  const lines = { horizontal: joined(horizontal), vertical: joined(vertical) }
  const tables = components(lines.horizontal, lines.vertical).map(tableOf).filter(table => table !== null).sort((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0))
  const outside: Glyph[] = []
  for (const glyph of glyphs) {
    const x = (glyph.x0 + glyph.x1) / 2
    const y = glyph.y - glyph.size * 0.35
    // of a table within a table the inner one
    let cell: RuledCell | undefined
    for (const table of tables) {
      const found = cellAt(table, x, y)
      if (found && (!cell || area(found) < area(cell))) cell = found
    }
    if (cell) cell.glyphs.push(glyph)
    else outside.push(glyph)
  }
  return { tables: tables.filter(table => table.cells.length > 1 && table.cells.some(cell => cell.glyphs.length > 0)), outside: [...outside, ...loose(tables)] }
}

function cellAt({ xs, ys, owner, cells }: RuledTable, x: number, y: number): RuledCell | undefined {
  const column = xs.findLastIndex(edge => edge <= x)
  const row = ys.findLastIndex(edge => edge <= y)
  const index = owner[row]?.[column]
  return index === undefined ? undefined : cells[index]
}

const area = (cell: RuledCell): number => (cell.x1 - cell.x0) * (cell.y1 - cell.y0)

/** Characters inside a mere frame are no table's. */
function loose(tables: readonly RuledTable[]): Glyph[] {
  return tables.filter(table => table.cells.length <= 1).flatMap(table => table.cells.flatMap(cell => cell.glyphs))
}

/** Pieces of the same line put together. */
function joined(rules: readonly Rule[]): Rule[] {
  const sorted = rules.toSorted((a, b) => a.at - b.at || a.from - b.from)
  const result: Rule[] = []
  for (let i = 0; i < sorted.length;) {
    // lines within a hair of each other, in the order in which they begin
    const first = sorted[i] as Rule
    let end = i
    while (end < sorted.length && (sorted[end] as Rule).at - first.at <= 1) end++
    const band = sorted.slice(i, end).sort((a, b) => a.from - b.from)
    let open: Rule | null = null
    for (const rule of band) {
      if (open && rule.from - open.to <= TOUCH) open.to = Math.max(open.to, rule.to)
      else result.push((open = { ...rule }))
    }
    i = end
  }
  return result
}

interface Lines { horizontal: Rule[]; vertical: Rule[] }

/** Lines that cross or touch belong together. */
function components(horizontal: readonly Rule[], vertical: readonly Rule[]): Lines[] {
  const parent = Array.from({ length: horizontal.length + vertical.length }, (_, i) => i)
  const rootOf = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] = parent[parent[at] as number] as number
    return at
  }
  horizontal.forEach((h, i) => vertical.forEach((v, j) => {
    const meets = v.at >= h.from - TOUCH && v.at <= h.to + TOUCH && h.at >= v.from - TOUCH && h.at <= v.to + TOUCH
    if (meets) parent[rootOf(i)] = rootOf(horizontal.length + j)
  }))
  const found = new Map<number, Lines>()
  const of = (root: number): Lines => {
    const lines = found.get(root) ?? { horizontal: [], vertical: [] }
    found.set(root, lines)
    return lines
  }
  horizontal.forEach((rule, i) => of(rootOf(i)).horizontal.push(rule))
  vertical.forEach((rule, i) => of(rootOf(horizontal.length + i)).vertical.push(rule))
  return [...found.values()].filter(lines => lines.horizontal.length >= 2 && lines.vertical.length >= 2)
}

/** Distinct positions; near ones are one, at their middle. */
function edges(rules: readonly Rule[]): number[] {
  const result: { sum: number; count: number; last: number }[] = []
  for (const at of rules.map(rule => rule.at).sort((a, b) => a - b)) {
    const open = result.at(-1)
    if (open && at - open.last <= SNAP) {
      open.sum += at
      open.count += 1
      open.last = at
    } else result.push({ sum: at, count: 1, last: at })
  }
  return result.map(({ sum, count }) => sum / count)
}

/** How much of `[from, to]` at a position is ruled, 0 to 1. */
function ruled(rules: readonly Rule[], at: number, from: number, to: number): number {
  let covered = 0
  for (const rule of rules) if (Math.abs(rule.at - at) <= SNAP) covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from))
  return covered / Math.max(0.01, to - from)
}

function tableOf({ horizontal, vertical }: Lines): RuledTable | null {
  const xs = edges(vertical)
  const ys = edges(horizontal)
  if (xs.length < 2 || ys.length < 2 || xs.length > MOST_EDGES || ys.length > MOST_EDGES) return null
  if ((xs.at(-1) ?? 0) - (xs[0] ?? 0) < SMALLEST_TABLE || (ys.at(-1) ?? 0) - (ys[0] ?? 0) < SMALLEST_TABLE / 2) return null
  const columns = xs.length - 1
  const rows = ys.length - 1
  const x = (i: number): number => xs[i] ?? 0
  const y = (i: number): number => ys[i] ?? 0
  // is there a line at the right of, and below, each of the smallest cells
  const closesRight = (row: number, column: number): boolean => column === columns - 1 || ruled(vertical, x(column + 1), y(row), y(row + 1)) >= RULED
  const closesBelow = (row: number, column: number): boolean => row === rows - 1 || ruled(horizontal, y(row + 1), x(column), x(column + 1)) >= RULED
  const owner: number[][] = Array.from({ length: rows }, () => [])
  const isTaken = (row: number, column: number): boolean => owner[row]?.[column] !== undefined
  const cells: RuledCell[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (isTaken(row, column)) continue
      let colSpan = 1
      while (column + colSpan < columns && !isTaken(row, column + colSpan) && !closesRight(row, column + colSpan - 1)) colSpan++
      let rowSpan = 1
      const open = (below: number): boolean => {
        for (let c = column; c < column + colSpan; c++) if (isTaken(below, c) || closesBelow(below - 1, c)) return false
        for (let c = column; c < column + colSpan - 1; c++) if (closesRight(below, c)) return false
        return true
      }
      while (row + rowSpan < rows && open(row + rowSpan)) rowSpan++
      for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + colSpan; c++) (owner[r] as number[])[c] = cells.length
      cells.push({ row, column, rowSpan, colSpan, x0: x(column), x1: x(column + colSpan), y0: y(row), y1: y(row + rowSpan), glyphs: [] })
    }
  }
  return { xs, ys, cells, owner }
}
