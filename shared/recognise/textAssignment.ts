import type { FieldKey, TextField } from '../declaration/model'
import type { TextItem } from './scatteredModel'

/** A paragraph that may be (part of) the text of a field. */
export interface Unit {
  items: TextItem[]
  text: string
  /** Pieces that stand together without a gap or a printed word between. */
  chunk: number
  /** What it costs to put it nowhere: high for prose, none for a word of a table. */
  cost: number
  /** What speaks for each candidate field (meaning and neighbouring labels). */
  gain: Map<FieldKey, number>
  /** Its beginning goes on the list of the unit before (`2、` after `1、`), or its sentence. */
  continues: boolean
  /** A new list begins (`1、`) though one ran before. */
  restarts: boolean
}

export interface Assignment { unit: number; field: FieldKey }

interface State { mask: number; last: number; lastUnit: number; score: number; from: State | null; choice: number }

const NOWHERE = -1
const FILLED = 3
const OUT_OF_ORDER = 1
const SAME_CHUNK = 1.6
const CUT_CHUNK = -2.2
const NEXT_CHUNK = -1.2
/** The same where several cells surely stand in one chunk. */
const SAME_CROWDED = 0.6
const CUT_CROWDED = -0.4
const TOGETHER = 0.6
const MOST_STATES = 600

/**
 * Gives units, in the order of the document, to fields: each field takes one run of units; the order of the form is kept
 * unless meaning and labels say otherwise. `crowded`: there are fewer pieces than labels, so pieces hold several cells. A search over which fields are filled, best states first.
 */
export function assignUnits(units: readonly Unit[], fields: readonly FieldKey[], order: (field: FieldKey) => number | null, crowded = false): Assignment[] {
  const places = fields.map(order)
  // For each field the ones that stand behind it in the form, as bits.
  const behind = places.map(place => places.reduce<number>((mask, other, o) => (place !== null && other !== null && other > place ? mask | (1 << o) : mask), 0))
  const gains = units.map(unit => fields.map(field => unit.gain.get(field)))
  let states: State[] = [{ mask: 0, last: NOWHERE, lastUnit: -2, score: 0, from: null, choice: NOWHERE }]
  units.forEach((unit, at) => {
    const previous = units[at - 1]
    const next = new Map<number, State>()
    const offer = (mask: number, last: number, lastUnit: number, score: number, from: State, choice: number): void => {
      const key = (mask * 32 + last + 1) * 2 + (lastUnit === at ? 1 : 0)
      const known = next.get(key)
      if (!known || score > known.score) next.set(key, { mask, last, lastUnit, score, from, choice })
    }
    const wordy = unit.cost > 0.3
    const same = previous !== undefined && previous.chunk === unit.chunk
    const goesOn = (same ? (crowded ? SAME_CROWDED : wordy ? SAME_CHUNK : SAME_CHUNK / 3) : wordy ? NEXT_CHUNK : NEXT_CHUNK * 2) + (unit.continues ? 2.5 : 0) - (unit.restarts ? 2 : 0)
    const begins = same ? (crowded ? CUT_CROWDED : CUT_CHUNK) - (unit.continues ? 2.5 : 0) + (unit.restarts ? 2 : 0) : TOGETHER
    for (const state of states) {
      offer(state.mask, state.last, state.lastUnit, state.score - unit.cost, state, NOWHERE)
      const directly = state.lastUnit === at - 1 && previous !== undefined
      if (state.last !== NOWHERE && directly && fields[state.last] !== 'projectName') {
        offer(state.mask, state.last, at, state.score + goesOn + (gains[at]![state.last] ?? 0) * 0.4, state, state.last)
      }
      for (let f = 0; f < fields.length; f++) {
        const gain = gains[at]![f]
        if (gain === undefined || (state.mask & (1 << f)) !== 0) continue
        const score = state.score + FILLED + gain - bits(state.mask & behind[f]!) * OUT_OF_ORDER + (directly ? begins : 0)
        offer(state.mask | (1 << f), f, at, score, state, f)
      }
    }
    states = [...next.values()].sort((a, b) => b.score - a.score).slice(0, MOST_STATES)
  })
  const result: Assignment[] = []
  let state: State | null = states[0] ?? null
  for (let at = units.length - 1; state?.from && at >= 0; at--, state = state.from) {
    const field = fields[state.choice]
    if (state.choice !== NOWHERE && field !== undefined) result.unshift({ unit: at, field })
  }
  return result
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Fields of long text, for which a page's texts are candidates. */
export function isTextField(field: FieldKey): field is TextField {
  return ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal', 'remarks'].includes(field)
}
