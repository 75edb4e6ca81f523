import type { GridCell } from '../../../shared/recognise/types'

/** So many empty rows are kept where a sheet has more of them in a row. */
const WIDEST_GAP = 200

/** Takes long stretches of rows with nothing in them out of a grid whose cells are in order; a cell in the last row of a spreadsheet does not make a million lines. */
export function withoutGaps<C extends GridCell>(cells: readonly C[]): C[] {
  const cuts: { after: number; until: number }[] = []
  let last = -1
  for (const { row } of cells) {
    if (row - last - 1 > WIDEST_GAP) cuts.push({ after: last + WIDEST_GAP, until: row - 1 })
    if (row > last) last = row
  }
  if (cuts.length === 0) return cells as C[]
  let passed = 0
  let before = 0
  return cells.map(cell => {
    for (let cut = cuts[passed]; cut && cut.until < cell.row; cut = cuts[++passed]) before += cut.until - cut.after
    const row = cell.row - before
    let end = cell.row + cell.rowSpan
    let shift = before
    for (let at = passed; at < cuts.length && (cuts[at] as { after: number }).after < end - 1; at++) {
      const { after, until } = cuts[at] as { after: number; until: number }
      shift += Math.min(end - 1, until) - after
    }
    end -= shift
    return { ...cell, row, rowSpan: Math.max(1, end - row) }
  })
}
