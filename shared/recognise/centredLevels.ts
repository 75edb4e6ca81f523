import { levelCosts } from './levelMeaning'
import type { EditionLevel } from '../editions/schema'

/** A row of indicators and the lines of the page it takes. */
export interface CentredRow { name: string; first: number; last: number; page: number; /** Its place says nothing about its level: its column came apart from the others. */ loose: boolean }

/** A printed level with the middle of its lines. */
export interface CentredLabel { level1: string; level2: string | null; centre: number; page: number }

export interface CentredLevel { level1: string | null; level2: string | null; sure: boolean }

const OFF_CENTRE = 1
const MOST_OFF_CENTRE = 6
const MEANING = 0.35
const WITHOUT_ROW = 4

/** Gives rows, in order, to printed levels, in order, so that each level's words stand about in the middle of its rows. */
export function centredLevels(rows: readonly CentredRow[], labels: readonly CentredLabel[], levels: readonly EditionLevel[], tolerated: number): CentredLevel[] {
  const seconds = labels.filter(label => label.level2 !== null)
  const firsts = labels.filter(label => label.level2 === null)
  const own = seconds.length >= firsts.length ? seconds : firsts
  if (own.length === 0) return rows.map(() => ({ level1: null, level2: null, sure: false }))
  const kinds = levels.flatMap(level => (seconds.length > 0 && own === seconds ? level.children.map(child => ({ level1: level.name, level2: child.name as string | null, kind: child.kind })) : [{ level1: level.name, level2: null as string | null, kind: level.kind }]))
  const meaning = rows.map(row => {
    const costs = levelCosts(row.name, kinds)
    return own.map(label => Math.min(4, costs[kinds.findIndex(kind => kind.level1 === label.level1 && kind.level2 === label.level2)] ?? 2) * (row.loose ? 1 : MEANING))
  })
  let costs = new Float64Array(rows.length + 1).fill(Infinity)
  costs[0] = 0
  const cuts: Int32Array[] = []
  own.forEach((label, l) => {
    const next = new Float64Array(rows.length + 1).fill(Infinity)
    const cut = new Int32Array(rows.length + 1)
    for (let from = 0; from <= rows.length; from++) {
      if (costs[from] === Infinity) continue
      let inside = 0
      for (let to = from; to <= rows.length; to++) {
        if (to > from) inside += meaning[to - 1]![l]!
        const cost = costs[from]! + inside + (to === from ? WITHOUT_ROW : away(label, rows, from, to, tolerated))
        if (cost < next[to]!) {
          next[to] = cost
          cut[to] = from
        }
      }
    }
    costs = next
    cuts.push(cut)
  })
  const given: CentredLevel[] = rows.map(() => ({ level1: null, level2: null, sure: false }))
  let to = rows.length
  for (let l = own.length - 1; l >= 0; l--) {
    const from = cuts[l]![to]!
    const label = own[l]!
    const sure = from < to && away(label, rows, from, to, tolerated) < 0.6 && !rows[from]!.loose
    for (let row = from; row < to; row++) given[row] = { level1: label.level1, level2: label.level2, sure }
    to = from
  }
  return given
}

/** How far the label stands off the middle of its rows; a level that a page's end cuts has its label on either side of it. */
function away(label: CentredLabel, rows: readonly CentredRow[], from: number, to: number, tolerated: number): number {
  const own = rows.slice(from, to)
  if (own.some(row => row.loose)) return own.every(row => row.loose) ? 0 : 0.5
  const off = (some: readonly CentredRow[]): number => Math.max(0, Math.abs((some[0]!.first + some.at(-1)!.last) / 2 - label.centre) - tolerated)
  let apart = off(own)
  if (own[0]!.page !== own.at(-1)!.page) {
    const here = own.filter(row => row.page === label.page)
    apart = Math.min(apart, here.length === 0 ? 3 : 0.4 + Math.min(1, off(here) * 0.3))
  }
  return Math.min(MOST_OFF_CENTRE, OFF_CENTRE * apart)
}
