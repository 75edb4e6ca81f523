import type { Draft, Reason } from './draft'
import { oddities } from './manner'
import { isTextField } from './textAssignment'
import type { FieldKey } from '../declaration/model'

const DOUBTFUL = 0.7
const SURE_ENOUGH = 0.8
/** A text as odd as that was likely cut at the wrong place. */
const ODD = 2
/** A reading of lines with so much against it is doubted wherever it is not plainly right. */
const MUCH_AGAINST = 5
const PLAINLY_RIGHT = 0.9

/** Lowers how sure values are that look cut, or that come from a reading with much against it. `points`: what speaks against the reading. */
export function doubt(draft: Draft, points: number): void {
  draft.evidence.forEach((entry, i) => {
    const field = entry.field as FieldKey
    const lower = (why: Reason): void => {
      draft.evidence[i] = { ...entry, confidence: DOUBTFUL, why: `recognise.why.${why}` }
    }
    if (isTextField(field)) {
      const text = draft.value(field)
      if (entry.confidence >= SURE_ENOUGH && typeof text === 'string' && oddities(text) >= ODD) return lower('splitByGuess')
    }
    if (points < MUCH_AGAINST || entry.confidence < SURE_ENOUGH || entry.confidence >= PLAINLY_RIGHT) return
    if (/\]\.level1$/u.test(entry.field)) lower('levelByMeaning')
    else if (isTextField(field)) lower('order')
  })
}
