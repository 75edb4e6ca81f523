import { cellsOf, type IndicatorCell, type IndicatorLine } from './indicatorCells'
import { fits, nameness } from './indicatorWords'

export interface Pair {
  name: IndicatorCell
  value: IndicatorCell | null
  /** Both stand on one line, or directly below each other. */
  close: boolean
}

const UNPAIRED_NAME = 2.6
const UNPAIRED_VALUE = 2.2
/** More pieces than that are paired in the order they stand: comparing all would take too long. */
const MOST_COMPARED = 240

/** What speaks against columns before anything is read. */
const COLUMNS_LESS_LIKELY = 4

const RUNS = ['strict', 'loose', 'columns'] as const

/**
 * Lines as rows: read once so that targets may look like names (`数量目标` / `检查次数`), once so that they may not, once as a column
 * of names and then one of targets. The reading with fewer pieces left and fewer odd targets is taken.
 */
export function readRows(lines: readonly IndicatorLine[]): { pairs: Pair[]; values: IndicatorCell[] } {
  const readings = RUNS.map(run => pairCells(cellsOf(lines, run)))
  const [best] = readings.map((reading, i) => ({ reading, odd: oddness(reading) + (RUNS[i] === 'columns' ? COLUMNS_LESS_LIKELY : 0) })).sort((a, b) => a.odd - b.odd)
  return best!.reading
}

function oddness({ pairs, values }: { pairs: readonly Pair[]; values: readonly IndicatorCell[] }): number {
  return values.length * UNPAIRED_VALUE + pairs.reduce((sum, { name, value }) => sum + (value ? Math.max(0, nameness(value.text)) * 0.8 + Math.max(0, -nameness(name.text)) * 0.8 : UNPAIRED_NAME), 0)
}

/** Gives every target that stands apart to a name: the cheapest of all ways, by meaning and nearness. */
function pairCells(cells: readonly IndicatorCell[]): { pairs: Pair[]; values: IndicatorCell[] } {
  const pairs: Pair[] = []
  const names = cells.filter(cell => cell.role === 'name' && !cell.partner)
  const values = cells.filter(cell => cell.role === 'value' && !cell.partner)
  for (const cell of cells) if (cell.role === 'name' && cell.partner) pairs.push({ name: cell, value: cell.partner, close: true })
  const columns = columnRanks(cells)
  const few = names.length + values.length <= MOST_COMPARED
  const given = few ? cheapest(names.map(name => values.map(value => cost(name, value, columns))), UNPAIRED_NAME, UNPAIRED_VALUE) : names.map(name => (name.suggested ? values.indexOf(name.suggested) : -1))
  const free = new Set(values)
  names.forEach((name, i) => {
    const value = given[i] === -1 ? undefined : values[given[i]!]
    if (value) free.delete(value)
    pairs.push({ name, value: value ?? null, close: value !== undefined && name.suggested === value && value.block - name.block <= 1 })
  })
  pairs.sort((a, b) => a.name.order - b.name.order)
  return { pairs, values: [...free] }
}

function cost(name: IndicatorCell, value: IndicatorCell, columns: Map<IndicatorCell, { run: number; rank: number }>): number {
  const fit = fits(name.text, value.text)
  const left = columns.get(name)
  const right = columns.get(value)
  if (left && right && left.run === right.run) return 0.2 + Math.abs(left.rank - right.rank) * 0.6 - fit * 0.3
  let apart = Math.min(3, Math.abs(value.order - name.order) * 0.1)
  if (value.order < name.order) apart += 0.4
  if (name.suggested === value) apart = value.block === name.block ? -0.6 : 0
  return 0.9 + apart + (name.page === value.page ? 0 : 4) - 0.9 * fit + (name.suggested && name.suggested !== value ? 0.3 : 0)
}

/** Columns of names and of targets of the same length, one after the other: paired by rank. */
function columnRanks(cells: readonly IndicatorCell[]): Map<IndicatorCell, { run: number; rank: number }> {
  const runs: { role: string; cells: IndicatorCell[] }[] = []
  for (const cell of cells) {
    if (cell.partner) continue
    const current = runs.at(-1)
    const previous = current?.cells.at(-1)
    if (current && previous && current.role === cell.role && previous.order === cell.order - 1) current.cells.push(cell)
    else runs.push({ role: cell.role, cells: [cell] })
  }
  const ranks = new Map<IndicatorCell, { run: number; rank: number }>()
  const open = runs.filter(run => run.cells.length >= 3)
  open.forEach((run, i) => {
    const match = open.findIndex((other, j) => j > i && other.role !== run.role && other.cells.length === run.cells.length && !ranks.has(other.cells[0]!))
    if (ranks.has(run.cells[0]!) || match < 0) return
    run.cells.forEach((cell, rank) => ranks.set(cell, { run: i, rank }))
    open[match]!.cells.forEach((cell, rank) => ranks.set(cell, { run: i, rank }))
  })
  return ranks
}

/** Whether a name that found no target is believable as an indicator. */
export function standsAlone(name: IndicatorCell): boolean {
  return nameness(name.text) >= 1.5
}

/**
 * The cheapest assignment of rows to columns where either may stay alone at a cost (Hungarian method on a padded square).
 * Returns for each row its column, or -1.
 */
export function cheapest(costs: readonly (readonly number[])[], aloneRow: number, aloneColumn: number): number[] {
  const rows = costs.length
  const columns = costs[0]?.length ?? 0
  const size = rows + columns
  if (rows === 0) return []
  const at = (i: number, j: number): number => {
    if (i < rows) return j < columns ? costs[i]![j]! : j - columns === i ? aloneRow : Infinity
    return j < columns ? (i - rows === j ? aloneColumn : Infinity) : 0
  }
  const big = 1e6
  const u = new Float64Array(size + 1)
  const v = new Float64Array(size + 1)
  const match = new Int32Array(size + 1)
  const way = new Int32Array(size + 1)
  for (let i = 1; i <= size; i++) {
    match[0] = i
    let j0 = 0
    const least = new Float64Array(size + 1).fill(Infinity)
    const used = new Uint8Array(size + 1)
    do {
      used[j0] = 1
      const i0 = match[j0]!
      let delta = Infinity
      let j1 = 0
      for (let j = 1; j <= size; j++) {
        if (used[j]) continue
        const reduced = Math.min(big, at(i0 - 1, j - 1)) - u[i0]! - v[j]!
        if (reduced < least[j]!) {
          least[j] = reduced
          way[j] = j0
        }
        if (least[j]! < delta) {
          delta = least[j]!
          j1 = j
        }
      }
      for (let j = 0; j <= size; j++) {
        if (used[j]) {
          u[match[j]!] = u[match[j]!]! + delta
          v[j] = v[j]! - delta
        } else least[j] = least[j]! - delta
      }
      j0 = j1
    } while (match[j0] !== 0)
    do {
      const j1 = way[j0]!
      match[j0] = match[j1]!
      j0 = j1
    } while (j0 !== 0)
  }
  const result = Array.from({ length: rows }, () => -1)
  for (let j = 1; j <= columns; j++) if (match[j]! >= 1 && match[j]! <= rows) result[match[j]! - 1] = j - 1
  return result
}
