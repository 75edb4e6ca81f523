import { nameness } from './indicatorWords'
import type { PlacedWord } from './printedLabels'
import { joined } from './unwrap'
import type { PlacedRow } from './visualRows'
import { emWidth } from './words'

const FEWEST = 4

/** Pairs a block of names with the block of targets after it, rank by rank; null where they are no such columns. */
export function columnRows(names: readonly PlacedWord[][], values: readonly PlacedWord[][], remarks: boolean): { rows: PlacedRow[]; remarks: PlacedWord | null } | null {
  if (names.length < FEWEST || values.length < FEWEST) return null
  const left = cellsIn(names)
  const right = cellsIn(values)
  if (average(left) < 0.6 || average(right) > -0.6) return null
  const last = left.at(-1)!
  const note = remarks && left.length > right.length && /^(?:无|暂无|没有)[。]?$/u.test(last.text) ? left.pop()!.words[0]! : null
  join(left, right.length)
  join(right, left.length)
  if (left.length !== right.length) return null
  return {
    rows: left.map((name, i) => ({
      name: name.text, value: right[i]!.text, first: name.words[0]!.line, last: name.words.at(-1)!.line, page: name.words[0]!.page, loose: true,
      source: name.words[0]!.source, words: [...name.words, ...right[i]!.words], close: true,
    })),
    remarks: note,
  }
}

interface Cell { text: string; words: PlacedWord[] }

function cellsIn(lines: readonly PlacedWord[][]): Cell[] {
  return lines.map(words => ({ text: words.map(word => word.text).join(' '), words: [...words] }))
}

function average(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + Math.max(-3, Math.min(3, nameness(cell.text))), 0) / cells.length
}

/** Joins lines that go on in the next until there are no more than `count`. */
function join(cells: Cell[], count: number): void {
  while (cells.length > count && cells.length - count <= Math.max(2, count * 0.5)) {
    const widest = Math.max(...cells.map(cell => emWidth(cell.words.map(word => word.text).join(''))))
    let best = 0
    let least = Infinity
    for (let i = 0; i + 1 < cells.length; i++) {
      const room = widest - emWidth(cells[i]!.text)
      const cost = room + Math.min(6, emWidth(cells[i + 1]!.text)) * 0.5
      if (cost < least) [best, least] = [i, cost]
    }
    const [next] = cells.splice(best + 1, 1)
    cells[best] = { text: joined(cells[best]!.text, next!.text), words: [...cells[best]!.words, ...next!.words] }
  }
}
