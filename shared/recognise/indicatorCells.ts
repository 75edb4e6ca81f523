import { fits, isQuantity, nameness } from './indicatorWords'
import { vocabulary } from './vocabulary'
import { joinCost, nearness, roleCosts, wrapCost, type CellWord, type ColumnWidths, type JoinCost } from './cellCosts'
import { joined } from './unwrap'
import { emWidth, openBrackets } from './words'

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

type Role = 'name' | 'value' | 'moreName'
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

/** What a cell costs that has no other of its row: in rows, and where a column of names comes before one of targets. */
const LONE = 1.8
const LONE_IN_COLUMN = 0.3
const MOST_WORDS = 7
/** Columns narrower than that break short texts; their width is told from what was read. */
const NARROW = 12

/** How the table's text may run: names and targets in turn, a target being no name (`strict`) or perhaps one (`loose`), or column after column. */
export type TableRun = 'strict' | 'loose' | 'columns'

/** Reads lines as names and targets: the cheapest way to cut and join them. */
export function cellsOf(lines: readonly IndicatorLine[], run: TableRun = 'strict'): IndicatorCell[] {
  const words = lines.flatMap((source, at) => source.words.map((word, i): CellWord => ({
    ...word, at, first: i === 0, last: i === source.words.length - 1, page: source.page, block: source.block, marked: source.marked,
  })))
  const path = cheapestPath(words, { name: null, value: null }, run)
  const widths = widthsOf(path, words)
  return cellsFrom(widths.name === null && widths.value === null ? path : cheapestPath(words, widths, run), words, lines)
}

function cheapestPath(words: readonly CellWord[], widths: ColumnWidths, run: TableRun): State[] {
  const best: Map<Row, State>[] = Array.from({ length: words.length + 1 }, () => new Map())
  best[0]!.set('closed', { cost: 0, row: 'closed', from: null, role: null, text: '', start: 0, end: 0, name: '', paired: false })
  const offer = (state: State): void => {
    const known = best[state.end]!.get(state.row)
    if (!known || state.cost < known.cost) best[state.end]!.set(state.row, state)
  }
  for (let start = 0; start < words.length; start++) {
    const spans = spansFrom(words, start, widths)
    for (const state of best[start]!.values()) for (const span of spans) extend(state, words, span, widths, run, offer)
  }
  let last: State | null = null
  for (const candidate of best[words.length]!.values()) if (!last || candidate.cost < last.cost) last = candidate
  const path: State[] = []
  for (let at = last; at?.from; at = at.from) path.unshift(at)
  return path
}

interface Span { start: number; end: number; text: string; join: JoinCost }

/** All runs of words from `start` that may be one cell. */
function spansFrom(words: readonly CellWord[], start: number, widths: ColumnWidths): Span[] {
  const first = words[start]!
  const spans: Span[] = [{ start, end: start, text: first.text, join: { name: 0, value: 0 } }]
  let onLine = first.text
  for (let end = start + 1; end < Math.min(words.length, start + MOST_WORDS); end++) {
    const before = words[end - 1]!
    const word = words[end]!
    const { text, join } = spans.at(-1)!
    const cost = joinCost(before, word, words[end + 1], text, onLine, widths)
    if (cost === null || Math.min(join.name + cost.name, join.value + cost.value) > 8) break
    const sameLine = word.at === before.at
    onLine = sameLine ? `${onLine} ${word.text}` : word.text
    spans.push({ start, end, text: sameLine ? `${text} ${word.text}` : joined(text, word.text), join: { name: join.name + cost.name, value: join.value + cost.value } })
  }
  return spans
}

function extend(state: State, words: readonly CellWord[], { start, end, text, join }: Span, widths: ColumnWidths, run: TableRun, offer: (state: State) => void): void {
  const before = start > 0 ? words[start - 1]! : null
  const word = words[start]!
  const sameLine = before !== null && before.at === word.at
  const near = nearness(before, word)
  const lone = run === 'columns' ? LONE_IN_COLUMN : LONE
  const add = (row: Row, role: Role, cost: number, name: string, paired: boolean): void => {
    offer({ cost: state.cost + cost, row, from: state, role, text, start, end: end + 1, name, paired })
  }
  const costs = roleCosts(text)
  const asName = join.name + costs.name
  const asValue = join.value * 0.8 + costs.value + (run !== 'loose' && !sameLine && nameness(text) >= 2 ? 1.5 : 0)
  if (state.row === 'name') add('name', 'name', asName + lone + (sameLine ? 2.5 : 0), text, false)
  else if (state.row === 'value' && sameLine) add('both', 'name', asName + 0.4 - 0.5 * fits(text, state.text), text, true)
  else add('name', 'name', asName + (sameLine && state.row === 'both' ? 1.5 : 0), text, false)
  if (state.row === 'name') add('both', 'value', asValue + near - 0.6 * fits(state.name, text), state.name, true)
  else add('value', 'value', asValue + lone + (sameLine ? 1 : 0), '', false)
  // A name that goes on below its target: `名称前半 100%` / `名称后半`.
  if (state.row !== 'both' || start !== end || !word.first || before === null || sameLine || near > 1.5) return
  const lastName = lastOf(state, 'name', 'moreName')
  if (!lastName || !lastOf(state, 'value')) return
  const whole = joined(state.name, text)
  add('both', 'moreName', 1.2 + wrapCost(lastName.text, text, near > 0.5, state.name, widths.name) + Math.max(0, -nameness(text)) + Math.max(0, -nameness(whole)) * 0.5 + (openBrackets(state.name) > 0 ? -1.5 : 0), whole, true)
}

function lastOf(state: State, ...roles: Role[]): State | null {
  for (let at: State | null = state, steps = 0; at && steps < 4; at = at.from, steps++) if (at.role && roles.includes(at.role)) return at
  return null
}

/** Widths of narrow columns, told from the widest line that each role has; null for wide columns. */
function widthsOf(path: readonly State[], words: readonly CellWord[]): ColumnWidths {
  const widest = { name: 0, value: 0 }
  for (const state of path) {
    const role = state.role === 'value' ? 'value' : 'name'
    const lines = new Map<number, string>()
    for (const word of words.slice(state.start, state.end)) lines.set(word.at, (lines.get(word.at) ?? '') + word.text)
    for (const line of lines.values()) widest[role] = Math.max(widest[role], emWidth(line))
  }
  const narrow = (width: number): number | null => (width > 0 && width < NARROW ? width : null)
  return { name: narrow(widest.name), value: narrow(widest.value) }
}

function cellsFrom(path: readonly State[], words: readonly CellWord[], lines: readonly IndicatorLine[]): IndicatorCell[] {
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
    const { page, block, line } = lines[words[state.start]!.at]!
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

const GLUED_VALUE = /^([=＝≥≤>＞<＜≧≦]?\d[\d.,]*(?:[%％]|人次|小时|分钟|万页|万元|[次件个人天篇份台套项期场家户秒元月年])?)(?![万亿])([\u4e00-\u9fff].{2,})$/u
const GLUED_NAME = /^(.{2,}[\u4e00-\u9fff)）])([=＝≥≤>＞<＜≧≦]\s*\d.*|\d[\d.,]*[%％])$/u

/** A word in which a target and a name stand together without a blank, as two: `=100.00%预算执行率`. */
export function unglued(word: { text: string; wideGap: boolean }): { text: string; wideGap: boolean }[] {
  const valueFirst = word.text.match(GLUED_VALUE)
  if (valueFirst && (/[%％=＝≥≤<>]/u.test(valueFirst[1]!) || fits(valueFirst[2]!, valueFirst[1]!) >= 1) && nameness(valueFirst[2]!) >= 2) return [{ text: valueFirst[1]!, wideGap: word.wideGap }, { text: valueFirst[2]!, wideGap: true }]
  const nameFirst = word.text.match(GLUED_NAME)
  if (nameFirst && nameness(nameFirst[1]!) >= 1.5 && isQuantity(nameFirst[2]!)) return [{ text: nameFirst[1]!, wideGap: word.wideGap }, { text: nameFirst[2]!, wideGap: true }]
  const value = vocabulary.valueWords.find(candidate => candidate.length > 1 && word.text.startsWith(candidate) && fits(word.text.slice(candidate.length), candidate) >= 2 && nameness(word.text.slice(candidate.length)) >= 1.5)
  return value ? [{ text: value, wideGap: word.wideGap }, { text: word.text.slice(value.length), wideGap: true }] : [word]
}
