import { carryOver, CARRY_PARTS, type CarryQuestion } from '../../../shared/carryOver'
import { originKey, valueAt, type FieldPath } from '../../../shared/declaration/fieldPath'
import type { Declaration } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'

/** A question of the carry-over, and whether a person has dealt with it since. */
export interface Asked extends CarryQuestion {
  /** Origin key of the value it is about. */
  key: FieldPath
  settled: boolean
}

const PARTS = CARRY_PARTS.filter(part => part !== 'remarks')
const SETTLED = new Set(['typed', 'confirmed'])
/** Questions that are answered by a value and by nothing else. */
const TO_FILL = new Set(['typeBudget', 'typeExecuted', 'choose', 'chooseLevel', 'valueMissing'])

/**
 * What the carry-over from last year's form asked, told anew from last year's form at any time. A question is settled when its value was typed or
 * confirmed, or when the words it quotes are there no more; one about a row that is gone is not told.
 */
export function askedOf(previous: Declaration, previousEdition: Edition, declaration: Declaration, edition: Edition): Asked[] {
  if (previous.year >= declaration.year) return []
  const fresh = carryOver({ source: previous, sourceEdition: previousEdition, edition, year: declaration.year, parts: PARTS, newId: declaration.id })
  return fresh.ask.flatMap((question): Asked[] => {
    const key = originKey(fresh.declaration, question.field)
    const [list, row, part] = key.split('/')
    const at = row === undefined || (list !== 'indicators' && list !== 'subProjects') ? null : declaration[list].findIndex(entry => entry.id === row)
    if (at !== null && at < 0) return []
    const value = valueAt(declaration, at === null ? key : `${list}[${at}]${part === undefined ? '' : `.${part}`}`)
    const quoted = question.words !== undefined && question.rowName !== question.words && typeof value === 'string' ? question.words : null
    const before = quoted === null ? '' : String(valueAt(fresh.declaration, question.field) ?? '')
    const gone = quoted !== null && before.includes(quoted) && !String(value).includes(quoted)
    const filled = Array.isArray(value) ? list === 'subProjects' && declaration.subProjects.every(entry => entry.amount !== null) : false
    const looked = SETTLED.has(declaration.origins[key]?.kind ?? '')
    const blank = (one: unknown): boolean => one === null || one === undefined || (typeof one === 'string' && one.trim() === '') || (Array.isArray(one) && one.length === 0)
    const settled = TO_FILL.has(question.why) ? !blank(value) && (looked || blank(valueAt(fresh.declaration, question.field))) : looked || gone || filled
    return [{ ...question, key, settled }]
  })
}
