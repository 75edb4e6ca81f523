import type { PlacedWord } from './printedLabels'
import { joined } from './unwrap'
import { emWidth, openBrackets } from './words'

/** A row of indicators and the lines of the page it takes. */
export interface PlacedRow {
  name: string
  value: string | null
  first: number
  last: number
  page: number
  /** Its column came apart from the others. */
  loose: boolean
  /** Line of the document. */
  source: number
  words: PlacedWord[]
  /** Its name and target certainly belong together. */
  close: boolean
}

interface Line { at: number; names: PlacedWord[]; values: PlacedWord[] }

const MOST_LINES = 6

/** Rows of a table whose columns blanks keep apart: names from place `left` on, targets right of them. */
export function placedRows(free: readonly PlacedWord[][], left: number): PlacedRow[] {
  const right = valueColumn(free, left)
  const lines = free.map((words): Line => {
    const values = words.filter(word => word.from >= right)
    const crossing = words.findIndex((word, i) => i > 0 && word.from < right && /[\u4e00-\u9fff）)]$/u.test(words[i - 1]!.text) && /^[\u4e00-\u9fff]/u.test(word.text))
    const reaches = words.at(-1)!.from + words.at(-1)!.text.length > right + 4 && words.every((word, i) => i === 0 || word.gap < 2)
    // A name that fills its column leaves but one blank before its target.
    if (crossing > 0 && reaches) return { at: words[0]!.line, names: words.slice(0, crossing), values: words.slice(crossing) }
    // Two cells on a line are a name and its target, also where they are centred and begin elsewhere.
    const gaps = words.flatMap((word, i) => (i > 0 && word.gap >= 2 ? [i] : []))
    if (gaps.length === 1) return { at: words[0]!.line, names: words.slice(0, gaps[0]), values: words.slice(gaps[0]) }
    return { at: words[0]!.line, names: words.filter(word => word.from < right), values }
  })
  const width = (words: readonly PlacedWord[]): number => emWidth(words.map(word => word.text).join(''))
  const widestName = Math.max(0, ...lines.map(line => width(line.names)))
  const widestValue = Math.max(0, ...lines.map(line => width(line.values)))
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
  for (let to = 1; to <= lines.length; to++) {
    best.push({ cost: Infinity, from: to - 1 })
    for (let from = Math.max(0, to - MOST_LINES); from < to; from++) {
      const cost = best[from]!.cost + rowCost(lines.slice(from, to), widestName, widestValue, width)
      if (cost < best[to]!.cost) best[to] = { cost, from }
    }
  }
  const rows: PlacedRow[] = []
  for (let to = lines.length; to > 0; to = best[to]!.from) rows.unshift(rowOf(lines.slice(best[to]!.from, to)))
  return rows
}

function rowOf(lines: readonly Line[]): PlacedRow {
  const text = (cells: readonly PlacedWord[][]): string => cells.reduce((whole, words) => (words.length === 0 ? whole : joined(whole, words.map(word => word.text).join(' '))), '')
  const value = text(lines.map(line => line.values))
  return {
    name: text(lines.map(line => line.names)), value: value === '' ? null : value, first: lines[0]!.at, last: lines.at(-1)!.at, page: (lines[0]!.names[0] ?? lines[0]!.values[0])!.page, loose: false,
    source: (lines[0]!.names[0] ?? lines[0]!.values[0])!.source, words: lines.flatMap(line => [...line.names, ...line.values]), close: true,
  }
}

/** The place right of the names at which most targets begin. */
function valueColumn(free: readonly PlacedWord[][], left: number): number {
  const counts = new Map<number, number>()
  for (const words of free) {
    words.forEach(word => {
      if (word.from <= left + 3) return
      if (word.gap >= 2) counts.set(word.from, (counts.get(word.from) ?? 0) + 1)
    })
  }
  const best = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const [first] = best
  if (!first) return Infinity
  // Centred targets begin at many places: the leftmost that no name reaches.
  const ends = free.flatMap(words => words.filter(word => word.from < left + 3).map(word => word.from + word.text.length))
  const nameEnd = Math.max(left, ...ends)
  const starts = [...counts.keys()].filter(place => place >= nameEnd && place <= first[0])
  return Math.min(first[0], ...starts)
}

function rowCost(lines: readonly Line[], widestName: number, widestValue: number, width: (words: readonly PlacedWord[]) => number): number {
  const names = lines.filter(line => line.names.length > 0)
  const values = lines.filter(line => line.values.length > 0)
  let cost = (names.length === 0 ? 5 : 0) + broken(names.flatMap(line => line.names)) + broken(values.flatMap(line => line.values)) * 0.7
  if (values.length === 0) cost += 2.5
  cost += wrapCosts(names.map(line => line.names), widestName, width) + wrapCosts(values.map(line => line.values), widestValue, width)
  if (names.length > 0 && values.length > 0) cost += 1.5 * Math.max(0, Math.abs(middle(names) - middle(values)) - 0.5)
  return cost
}

/** What it costs to read a cell by itself that looks like the end, or the beginning, of another. */
function broken(words: readonly PlacedWord[]): number {
  const text = words.map(word => word.text).join('')
  if (text === '') return 0
  return (/^[，。、；：)）》”%％]/u.test(text) ? 3 : 0) + (openBrackets(text) > 0 ? 3 : 0) + (/^[\u4e00-\u9fff]$/u.test(text) && !/[无有是否]/u.test(text) ? 2.5 : 0)
}

const middle = (lines: readonly Line[]): number => (lines[0]!.at + lines.at(-1)!.at) / 2

/** What it costs that each of these goes on in the next: little where it fills its column. */
function wrapCosts(cells: readonly PlacedWord[][], widest: number, width: (words: readonly PlacedWord[]) => number): number {
  let cost = 0
  for (let i = 0; i + 1 < cells.length; i++) {
    const room = widest - width(cells[i]!)
    cost += room <= 2.5 ? 0.3 : Math.min(5, 1 + room * 0.5)
  }
  return cost
}
