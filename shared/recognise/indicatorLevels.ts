import type { EditionLevel } from '../editions/schema'
import { levelCosts } from './levelMeaning'

/** A row or a printed level, in the order of the document. */
export type LevelEvent =
  | { kind: 'row'; page: number; line: number; name: string; /** Where its target stands, when that is apart from the name. */ valueLine?: number | null }
  | { kind: 'label'; page: number; line: number; level: number }

export interface GivenLevel {
  level: number
  confidence: number
}

const SWITCH = 0.9
const SWITCH_AT_LABEL = 0.5
const BACKWARDS = 0.3
const BACKWARDS_IN_ORDER = 4
const MEANING = 1
const AFTER_LABEL = 1.2
const BEFORE_LABEL = 0.2
const BESIDE_LABEL = 3
const LABEL_WITHOUT_ROW = 3
const PULL = 1

/**
 * Gives each row its first level. A level's label stands somewhere among its rows, page by page: labels name the levels
 * a page has; rows next to each other tend to share one; the rest is what the indicator's name is about.
 */
export function levelsOf(events: readonly LevelEvent[], levels: readonly EditionLevel[], inOrder = false): GivenLevel[] {
  const pages = [...new Set(events.map(event => event.page))].sort((a, b) => a - b)
  const result: GivenLevel[] = []
  let last: number | null = null
  for (const page of pages) {
    const given = pageLevels(events.filter(event => event.page === page), levels, last, inOrder)
    result.push(...given)
    const highest = Math.max(...given.map(g => g.level), last ?? 0)
    if (given.length > 0) last = highest
  }
  return result
}

interface State { cost: number; level: number; mask: number; from: State | null }

function pageLevels(events: readonly LevelEvent[], levels: readonly EditionLevel[], last: number | null, inOrder: boolean): GivenLevel[] {
  const rows = events.flatMap((event, at) => (event.kind === 'row' ? [{ event, at }] : []))
  if (rows.length === 0) return []
  const printed = [...new Set(events.flatMap(event => (event.kind === 'label' ? [event.level] : [])))]
  const allowed = printed.length > 0 ? printed : levels.map((_, i) => i).filter(i => last === null || i >= last)
  const wanted = printed.reduce((mask, level) => mask | (1 << level), 0)
  const orderly = readsInOrder(events)
  const local = rows.map(({ event, at }) => localCosts(events, at, event, levels, allowed, orderly))
  const first = cheapestLevels(events, rows, local, { allowed, wanted, orderly, inOrder, last })
  const chosen = orderly || !pullByTargets(rows, local, first) ? first : cheapestLevels(events, rows, local, { allowed, wanted, orderly, inOrder, last })
  return chosen.map((level, i) => {
    const costs = local[i]!
    const others = allowed.filter(other => other !== level).map(other => costs[other]!)
    const lead = others.length === 0 ? 3 : Math.min(...others) - costs[level]!
    return { level, confidence: orderly ? 0.9 : Math.max(0.45, Math.min(0.9, 0.62 + lead * 0.08)) }
  })
}

interface RowAt { event: LevelEvent; at: number }

/**
 * A target that strayed from its name stands among the rows printed next to it: those rows are likely of the same level.
 * Lowers the costs accordingly; false where nothing strayed.
 */
function pullByTargets(rows: readonly RowAt[], local: number[][], given: readonly number[]): boolean {
  let any = false
  rows.forEach(({ event }, i) => {
    if (event.kind !== 'row' || event.valueLine === null || event.valueLine === undefined) return
    const line = event.valueLine
    for (const [j, { event: other }] of rows.entries()) {
      if (j === i || other.kind !== 'row') continue
      const apart = Math.abs(other.line - line)
      if (apart > 3) continue
      local[j]![given[i]!]! -= apart <= 1 ? PULL : PULL / 2
      any = true
    }
  })
  return any
}

interface Circumstances {
  allowed: readonly number[]
  /** Levels whose labels are on the page, as bits: each must get a row. */
  wanted: number
  /** Each label stands before its rows. */
  orderly: boolean
  /** Rows come in the order of the form: levels never go back. */
  inOrder: boolean
  last: number | null
}

function cheapestLevels(events: readonly LevelEvent[], rows: readonly RowAt[], local: readonly number[][], { allowed, wanted, orderly, inOrder, last }: Circumstances): number[] {
  const printed = wanted !== 0
  let states: State[] = [{ cost: 0, level: -1, mask: 0, from: null }]
  rows.forEach(({ at }, i) => {
    const labelBetween = i > 0 && events.slice(rows[i - 1]!.at + 1, at).some(event => event.kind === 'label')
    const next = new Map<string, State>()
    for (const state of states) {
      for (const level of allowed) {
        let cost = state.cost + local[i]![level]!
        if (state.level === -1) cost += last !== null && !printed && level !== last ? 1 : 0
        else if (level !== state.level) cost += (labelBetween ? SWITCH_AT_LABEL : orderly ? 3 : SWITCH) + (level < state.level ? (inOrder ? BACKWARDS_IN_ORDER : BACKWARDS) : 0)
        const mask = state.mask | (1 << level)
        const key = `${level}/${mask}`
        const known = next.get(key)
        if (!known || cost < known.cost) next.set(key, { cost, level, mask, from: state })
      }
    }
    states = [...next.values()]
  })
  let best: State | null = null
  let bestCost = Infinity
  for (const state of states) {
    const missing = bits(wanted & ~state.mask)
    const cost = state.cost + missing * LABEL_WITHOUT_ROW
    if (cost < bestCost) [best, bestCost] = [state, cost]
  }
  const chosen: number[] = []
  for (let at = best; at?.from; at = at.from) chosen.unshift(at.level)
  return chosen
}

function localCosts(events: readonly LevelEvent[], at: number, row: LevelEvent, levels: readonly EditionLevel[], allowed: readonly number[], orderly: boolean): number[] {
  const meaning = row.kind === 'row' ? levelCosts(row.name, levels) : []
  const before = nearLabel(events, at, -1)
  const after = nearLabel(events, at, 1)
  return levels.map((_, level) => {
    if (!allowed.includes(level)) return Infinity
    let cost = (meaning[level] ?? 0) * (orderly ? 0.3 : MEANING)
    if (before !== null) cost += before.level === level ? -(before.line === row.line ? BESIDE_LABEL : AFTER_LABEL) : before.line === row.line ? BESIDE_LABEL : 0.3
    if (after !== null && after.level === level) cost -= after.line === row.line ? BESIDE_LABEL : BEFORE_LABEL
    return cost
  })
}

function nearLabel(events: readonly LevelEvent[], at: number, step: 1 | -1): { level: number; line: number } | null {
  const near = events[at + step]
  return near?.kind === 'label' ? near : null
}

/** Each label stands before its rows, and labels come in the order of the form: a text read row by row. */
function readsInOrder(events: readonly LevelEvent[]): boolean {
  if (events[0]?.kind !== 'label') return false
  let highest = -1
  for (let i = 0; i < events.length; i++) {
    const event = events[i]!
    if (event.kind !== 'label') continue
    if (event.level <= highest || events[i + 1]?.kind !== 'row') return false
    highest = event.level
  }
  return true
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
