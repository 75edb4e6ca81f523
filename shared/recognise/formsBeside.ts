import type { Edition } from '../editions/schema'
import { lexiconOf } from './lexicon'
import type { StreamRow } from './stream'
import { labelKey } from './words'

/** Tables that hold forms side by side, as tables one after the other; all else as it is. */
export function partBeside(rows: readonly StreamRow[], editions: readonly Edition[]): StreamRow[] {
  if (!rows.some(row => row.kind === 'table' && row.cells.length > 2)) return [...rows]
  const names = nameLabels(editions)
  const result: StreamRow[] = []
  for (let at = 0; at < rows.length;) {
    let end = at + 1
    while (end < rows.length && rows[end]!.block === rows[at]!.block && (rows[end]!.kind === rows[at]!.kind || rows[end]!.cells.length === 0)) end++
    const table = rows.slice(at, end)
    const cuts = rows[at]!.kind === 'table' ? cutsOf(table, names) : []
    result.push(...(cuts.length === 0 ? table : [0, ...cuts].flatMap((from, i) => columnsOf(table, from, cuts[i] ?? Infinity))))
    at = end
  }
  return result
}

/** Official printings of the project's name, the first word of every form's first row. */
function nameLabels(editions: readonly Edition[]): Set<string> {
  const keys = new Set<string>()
  for (const edition of editions) {
    const field = edition.fields.find(candidate => candidate.key === 'projectName')
    for (const text of field ? [field.label, field.printed ?? ''] : []) keys.add(labelKey(text))
    for (const { text } of lexiconOf(edition).prefixes.flatMap(({ key, label }) => (label.kind === 'field' && label.field === 'projectName' && !label.alias ? [{ text: key }] : []))) keys.add(text)
  }
  keys.delete('')
  return keys
}

const MOST_ROWS_APART = 3

/** Columns at which a second form, a third … begins: where (about) the same row names its project too. */
function cutsOf(table: readonly StreamRow[], names: ReadonlySet<string>): number[] {
  const found = table.flatMap((row, at) => row.cells.filter(cell => cell.text.length < 20 && names.has(labelKey(cell.text))).map(cell => ({ at, column: cell.column })))
  const [first] = [...found].sort((a, b) => a.column - b.column || a.at - b.at)
  if (!first) return []
  const beside = found.filter(({ at, column }) => Math.abs(at - first.at) <= MOST_ROWS_APART && column > first.column)
  return [...new Set(beside.map(({ column }) => column))].sort((a, b) => a - b)
}

function columnsOf(table: readonly StreamRow[], from: number, to: number): StreamRow[] {
  return table.map((row, i): StreamRow => {
    const cells = row.cells.filter(cell => cell.column >= from && cell.column < to)
    return { ...row, breakBefore: row.breakBefore || (from > 0 && i === 0), cells: cells.some(cell => cell.text.trim() !== '') || cells.length === row.cells.length ? cells.map(cell => ({ ...cell, column: cell.column - from })) : [] }
  })
}
