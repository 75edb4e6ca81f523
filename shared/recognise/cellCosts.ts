import { isQuantity, nameness } from './indicatorWords'
import { vocabulary } from './vocabulary'
import { emWidth, openBrackets } from './words'

/** What it costs to read words of the indicators' table one way or another; the cheapest reading of all wins. */

export interface CellWord {
  text: string
  wideGap: boolean
  /** Place of its line among the lines read. */
  at: number
  first: boolean
  last: boolean
  page: number
  block: number
  /** A printed word stands between its line and the line before. */
  marked: boolean
}

/** Widths in em that narrow columns break their words at; null where columns are wide enough not to matter. */
export interface ColumnWidths {
  name: number | null
  value: number | null
}

/** Of a join: what it costs within a name, and within a target. */
export interface JoinCost {
  name: number
  value: number
}

/** What it costs that the target stands this far after its name. */
export function nearness(before: CellWord | null, word: CellWord): number {
  if (before === null) return 0
  if (before.page !== word.page) return 3
  if (before.at === word.at) return 0
  const blocks = Math.abs(word.block - before.block)
  return (blocks === 0 ? 0.3 : blocks === 1 ? 0.8 : 1.2 + Math.min(1.5, blocks * 0.1)) + (word.marked ? 0.7 : 0)
}

/** What it costs to read two words as one cell; null where they cannot be. `onLine`: what the cell has of the line before. */
export function joinCost(before: CellWord, word: CellWord, next: CellWord | undefined, soFar: string, onLine: string, widths: ColumnWidths): JoinCost | null {
  if (before.at === word.at) {
    const cost = sameLineCost(before, word, next, soFar)
    return { name: cost, value: cost }
  }
  if (!before.last || !word.first || word.at !== before.at + 1 || word.page !== before.page) return null
  const blocks = word.block - before.block
  if (blocks > 1 || blocks < 0 || word.marked) return null
  return { name: wrapCost(onLine, word.text, blocks > 0, soFar, widths.name), value: wrapCost(onLine, word.text, blocks > 0, soFar, widths.value) }
}

function sameLineCost(before: CellWord, word: CellWord, next: CellWord | undefined, soFar: string): number {
  if (word.wideGap) return isQuantity(soFar) ? 6 : 3
  if (isQuantity(soFar) && nameness(word.text) >= 1.5) return 6
  const mixed = /[\u4e00-\u9fff]$/u.test(before.text) !== /^[\u4e00-\u9fff]/u.test(word.text)
  const amid = /^\d+$/u.test(word.text) && next?.at === word.at && !next.wideGap && /^[\u4e00-\u9fff]/u.test(next.text)
  const quantity = !amid && /^[=＝≥≤<>]|^\d[\d.,]*[%％]?$/u.test(word.text)
  return mixed && !quantity ? 0.3 : 3.5
}

/** What it costs that a line goes on in the next. */
export function wrapCost(before: string, next: string, gap: boolean, soFar: string, column: number | null): number {
  const width = emWidth(before)
  let cost = 0.8 + (gap ? 1.6 : 0)
  const open = openBrackets(soFar) > 0
  if (open) cost -= 2.5
  else if (column !== null) cost += width >= column - 1.1 ? -0.4 : 2.5
  else if (width < 9) cost += 2.5
  else if (width < 11.5) cost += 1
  else if (width >= 13) cost -= 0.5
  if (!open && width >= 17) cost -= 0.8
  if (vocabulary.goesOn.some(word => before.endsWith(word))) cost -= 1.5
  if (next.length <= 2 && !/^\d/u.test(next) && !vocabulary.valueWords.includes(next)) cost -= 1.5
  if (!open && nameness(soFar) > 1.5) cost += 1.5
  if (!open && nameness(soFar) <= -4) cost += 2
  if (/[。；]$/u.test(before)) cost += 2
  if (!open && width < 22 && vocabulary.valueEnds.some(word => word.length > 1 && soFar.endsWith(word))) cost += 0.8
  if (nameness(next) <= -5 && !open) cost += 1.5
  if (/^[，。、；）)]/u.test(next)) cost -= 2
  return Math.max(0, cost)
}

/** What it costs to read a text as a name, or as a target. */
export function roleCosts(text: string): { name: number; value: number } {
  const score = nameness(text)
  const broken = brokenPiece(text)
  const sentence = /[，。；]/u.test(text.replace(/[（(].*[)）]/u, '')) ? 1.5 : 0
  return {
    name: Math.max(0, -score) * 0.8 + broken + sentence + (/^[和及与的或等]/u.test(text) ? 1 : 0),
    value: Math.max(0, score) * 0.8 + broken + (/^[A-Za-z]+$/u.test(text) ? 2 : 0),
  }
}

/** What it costs to read a piece by itself that looks like the end of another: `金额)`, `用`. */
function brokenPiece(text: string): number {
  let cost = 0
  if (/^[^（(]*[)）]/u.test(text) && !/^\S{0,3}[)）、]/u.test(text)) cost += 3
  if (/^[\u4e00-\u9fff]$/u.test(text) && !vocabulary.valueWords.includes(text)) cost += 2.5
  return cost
}
