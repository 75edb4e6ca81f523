import { fits, isQuantity, nameness } from './indicatorWords'
import { vocabulary } from './vocabulary'
import { emWidth, openBrackets } from './words'
import { joined } from './unwrap'

/** A line of the indicators' table, without printed words. */
export interface IndicatorLine {
  page: number
  /** Lines of one block stand together. */
  block: number
  line: number
  words: { text: string; wideGap: boolean }[]
  /** A printed word stands between this line and the one before. */
  marked: boolean
}

/** A cell read out of lines: the name or the target of an indicator. */
export interface IndicatorCell {
  role: 'name' | 'value'
  text: string
  page: number
  block: number
  line: number
  /** Order among all cells. */
  order: number
  /** The other cell of its row, where both stand on one line. */
  partner: IndicatorCell | null
  /** The pairing that reading in order suggests, where they stand on different lines. */
  suggested: IndicatorCell | null
}

interface Word { text: string; wideGap: boolean; at: number; first: boolean; last: boolean; source: IndicatorLine }

type Role = 'name' | 'value' | 'moreName' | 'moreValue'
type Row = 'closed' | 'name' | 'both' | 'value'

interface State {
  cost: number
  row: Row
  from: State | null
  role: Role | null
  text: string
  start: number
  end: number
  /** The name that a row still stands with. */
  name: string
  paired: boolean
}

const LONE = 1.8
const MOST_WORDS = 7

/** Reads lines as names and targets: the cheapest way to cut and join them. */
export function cellsOf(lines: readonly IndicatorLine[]): IndicatorCell[] {
  const words = lines.flatMap((source, at) => source.words.map((word, i): Word => ({ ...word, at, first: i === 0, last: i === source.words.length - 1, source })))
  const best: Map<Row, State>[] = Array.from({ length: words.length + 1 }, () => new Map())
  best[0]!.set('closed', { cost: 0, row: 'closed', from: null, role: null, text: '', start: 0, end: 0, name: '', paired: false })
  const offer = (state: State): void => {
    const known = best[state.end]!.get(state.row)
    if (!known || state.cost < known.cost) best[state.end]!.set(state.row, state)
  }
  for (let start = 0; start < words.length; start++) {
    for (const state of best[start]!.values()) {
      let text = ''
      let onLine = ''
      let join = 0
      for (let end = start; end < Math.min(words.length, start + MOST_WORDS); end++) {
        const word = words[end]!
        if (end > start) {
          const cost = joinCost(words[end - 1]!, word, text, onLine, words[end + 1])
          if (cost === null) break
          join += cost
          if (join > 8) break
        }
        onLine = end > start && word.at === words[end - 1]!.at ? `${onLine} ${word.text}` : word.text
        text = end === start ? word.text : word.at === words[end - 1]!.at ? `${text} ${word.text}` : joined(text, word.text)
        extend(state, words, start, end, text, join, offer)
      }
    }
  }
  let state: State | null = null
  for (const candidate of best[words.length]!.values()) if (!state || candidate.cost < state.cost) state = candidate
  return cellsFrom(state, words)
}

function extend(state: State, words: readonly Word[], start: number, end: number, text: string, join: number, offer: (state: State) => void): void {
  const before = start > 0 ? words[start - 1]! : null
  const word = words[start]!
  const sameLine = before !== null && before.at === word.at
  const near = nearness(before, word)
  const score = nameness(text)
  const add = (row: Row, role: Role, cost: number, name: string, paired: boolean): void => {
    offer({ cost: state.cost + cost, row, from: state, role, text, start, end: end + 1, name, paired })
  }
  const broken = brokenPiece(text)
  const sentence = /[，。；]/u.test(text.replace(/[（(].*[)）]/u, '')) ? 1.5 : 0
  const asName = join + Math.max(0, -score) * 0.8 + broken + sentence + (/^[和及与的或等]/u.test(text) ? 1 : 0)
  const asValue = join * 0.8 + Math.max(0, score) * 0.8 + broken + (/^[A-Za-z]+$/u.test(text) ? 2 : 0) + (!sameLine && score >= 2 ? 1.5 : 0)
  if (state.row === 'name') add('name', 'name', asName + LONE + (sameLine ? 2.5 : 0), text, false)
  else if (state.row === 'value' && sameLine) add('both', 'name', asName + 0.4 - 0.5 * fits(text, state.text), text, true)
  else add('name', 'name', asName + (sameLine && state.row === 'both' ? 1.5 : 0), text, false)
  if (state.row === 'name') add('both', 'value', asValue + near - 0.6 * fits(state.name, text), state.name, true)
  else add('value', 'value', asValue + LONE + (sameLine ? 1 : 0), '', false)
  if (state.row !== 'both' || start !== end || !word.first || before === null || sameLine || near > 1.5) return
  const lastName = lastOf(state, 'name', 'moreName')
  const lastValue = lastOf(state, 'value', 'moreValue')
  if (!lastName || !lastValue) return
  const wrap = wrapCost(lastName.text, text, near > 0.5, state.name)
  const whole = joined(state.name, text)
  add('both', 'moreName', 1.2 + wrap + Math.max(0, -nameness(text)) + Math.max(0, -nameness(whole)) * 0.5 + (openBrackets(state.name) > 0 ? -1.5 : 0), whole, true)
}

/** What it costs to read a piece by itself that looks like the end of another: `金额)`, `用`. */
function brokenPiece(text: string): number {
  let cost = 0
  if (/^[^（(]*[)）]/u.test(text) && !/^\S{0,3}[)）、]/u.test(text)) cost += 3
  if (/^[\u4e00-\u9fff]$/u.test(text) && !vocabulary.valueWords.includes(text)) cost += 2.5
  return cost
}

function lastOf(state: State, ...roles: Role[]): State | null {
  for (let at: State | null = state, steps = 0; at && steps < 4; at = at.from, steps++) if (at.role && roles.includes(at.role)) return at
  return null
}

/** What it costs that the target stands this far after its name. */
function nearness(before: Word | null, word: Word): number {
  if (before === null) return 0
  if (before.source.page !== word.source.page) return 3
  if (before.at === word.at) return 0
  const blocks = Math.abs(word.source.block - before.source.block)
  return (blocks === 0 ? 0.3 : blocks === 1 ? 0.8 : 1.2 + Math.min(1.5, blocks * 0.1)) + (word.source.marked ? 0.7 : 0)
}

/** What it costs to read two words as one cell; null where they cannot be. */
function joinCost(before: Word, word: Word, soFar: string, onLine: string, next: Word | undefined): number | null {
  if (before.at === word.at) {
    if (word.wideGap) return isQuantity(soFar) ? 6 : 3
    const mixed = /[\u4e00-\u9fff]$/u.test(before.text) !== /^[\u4e00-\u9fff]/u.test(word.text)
    const amid = /^\d+$/u.test(word.text) && next?.at === word.at && !next.wideGap && /^[\u4e00-\u9fff]/u.test(next.text)
    const quantity = !amid && /^[=＝≥≤<>]|^\d[\d.,]*[%％]?$/u.test(word.text)
    if (isQuantity(soFar) && nameness(word.text) >= 1.5) return 6
    return mixed && !quantity ? 0.3 : 3.5
  }
  if (!before.last || !word.first || word.at !== before.at + 1 || word.source.page !== before.source.page) return null
  const blocks = word.source.block - before.source.block
  if (blocks > 1 || blocks < 0 || word.source.marked) return null
  return wrapCost(onLine, word.text, blocks > 0, soFar)
}

/** What it costs that a line goes on in the next. */
function wrapCost(before: string, next: string, gap: boolean, soFar = before): number {
  const width = emWidth(before)
  let cost = 0.8 + (gap ? 1.6 : 0)
  const open = openBrackets(soFar) > 0
  if (open) cost -= 2.5
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

function cellsFrom(final: State | null, words: readonly Word[]): IndicatorCell[] {
  const path: State[] = []
  for (let at = final; at?.from; at = at.from) path.unshift(at)
  const cells: IndicatorCell[] = []
  let name: IndicatorCell | null = null
  let value: IndicatorCell | null = null
  for (const state of path) {
    if (state.role === 'moreName' && name) {
      name.text = joined(name.text, state.text)
      if (value && name) {
        name.partner = value
        value.partner = name
        name.suggested = value.suggested = null
      }
      continue
    }
    const { page, block, line } = words[state.start]!.source
    const role = state.role === 'name' ? 'name' : 'value'
    const cell: IndicatorCell = { role, text: state.text, page, block, line, order: cells.length, partner: null, suggested: null }
    const other = role === 'name' ? value : name
    if (state.paired && other) {
      const sameLine = words[state.start - 1]?.at === words[state.start]?.at
      if (sameLine) {
        cell.partner = other
        other.partner = cell
      } else {
        cell.suggested = other
        other.suggested = cell
      }
    }
    cells.push(cell)
    if (role === 'name') {
      name = cell
      if (state.row === 'name') value = null
    } else {
      value = cell
      if (state.row === 'value') name = null
    }
  }
  return cells
}

const GLUED_VALUE = /^([=＝≥≤>＞<＜≧≦]?\d[\d.,]*(?:[%％]|人次|小时|分钟|万页|万元|[次件个人天篇份台套项期场家户秒元月年])?)([\u4e00-\u9fff].{2,})$/u
const GLUED_NAME = /^(.{2,}[\u4e00-\u9fff)）])([=＝≥≤>＞<＜≧≦]\s*\d.*|\d[\d.,]*[%％])$/u

/** A word in which a target and a name stand together without a blank, as two: `=100.00%预算执行率`. */
export function unglued(word: { text: string; wideGap: boolean }): { text: string; wideGap: boolean }[] {
  const valueFirst = word.text.match(GLUED_VALUE)
  if (valueFirst && (/[%％=＝≥≤<>]/u.test(valueFirst[1]!) || /\D$/u.test(valueFirst[1]!)) && nameness(valueFirst[2]!) >= 2) return [{ text: valueFirst[1]!, wideGap: word.wideGap }, { text: valueFirst[2]!, wideGap: true }]
  const nameFirst = word.text.match(GLUED_NAME)
  if (nameFirst && nameness(nameFirst[1]!) >= 1.5 && isQuantity(nameFirst[2]!)) return [{ text: nameFirst[1]!, wideGap: word.wideGap }, { text: nameFirst[2]!, wideGap: true }]
  const value = vocabulary.valueWords.find(candidate => candidate.length > 1 && word.text.startsWith(candidate) && fits(word.text.slice(candidate.length), candidate) >= 2 && nameness(word.text.slice(candidate.length)) >= 1.5)
  return value ? [{ text: value, wideGap: word.wideGap }, { text: word.text.slice(value.length), wideGap: true }] : [word]
}
