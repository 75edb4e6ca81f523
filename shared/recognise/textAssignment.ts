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
const TOGETHER = 0.6
const MOST_STATES = 600

/**
 * Gives units, in the order of the document, to fields: each field takes one run of units; the order of the form is kept
 * unless meaning and labels say otherwise. A search over which fields are filled, best states first.
 */
export function assignUnits(units: readonly Unit[], fields: readonly FieldKey[], order: (field: FieldKey) => number | null): Assignment[] {
  let states: State[] = [{ mask: 0, last: NOWHERE, lastUnit: -2, score: 0, from: null, choice: NOWHERE }]
  units.forEach((unit, at) => {
    const next = new Map<string, State>()
    const offer = (state: State): void => {
      const key = `${state.mask}/${state.last}/${state.lastUnit === at ? 'near' : 'far'}`
      const known = next.get(key)
      if (!known || state.score > known.score) next.set(key, state)
    }
    for (const state of states) {
      offer({ ...state, score: state.score - unit.cost, from: state, choice: NOWHERE })
      const previous = units[at - 1]
      const directly = state.lastUnit === at - 1 && previous !== undefined
      if (state.last !== NOWHERE && directly && fields[state.last] !== 'projectName') {
        const same = previous.chunk === unit.chunk
        const wordy = unit.cost > 0.3
        const score = (same ? (wordy ? SAME_CHUNK : SAME_CHUNK / 3) : wordy ? NEXT_CHUNK : NEXT_CHUNK * 2) + (unit.continues ? 2.5 : 0) - (unit.restarts ? 2 : 0) + (unit.gain.get(fields[state.last]!) ?? 0) * 0.4
        offer({ mask: state.mask, last: state.last, lastUnit: at, score: state.score + score, from: state, choice: state.last })
      }
      fields.forEach((field, f) => {
        const gain = unit.gain.get(field)
        if (gain === undefined || (state.mask & (1 << f)) !== 0) return
        const place = order(field)
        let score = FILLED + gain
        if (place !== null) {
          fields.forEach((other, o) => {
            const otherPlace = order(other)
            if ((state.mask & (1 << o)) !== 0 && otherPlace !== null && otherPlace > place) score -= OUT_OF_ORDER
          })
        }
        if (directly) score += previous.chunk === unit.chunk ? CUT_CHUNK - (unit.continues ? 2.5 : 0) + (unit.restarts ? 2 : 0) : TOGETHER
        offer({ mask: state.mask | (1 << f), last: f, lastUnit: at, score: state.score + score, from: state, choice: f })
      })
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

/** Fields of long text, for which a page's texts are candidates. */
export function isTextField(field: FieldKey): field is TextField {
  return ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal', 'remarks'].includes(field)
}
