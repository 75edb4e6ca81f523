import { blankDeclaration, type Declaration, type FieldKey, type TextField, type ShortField } from '../declaration/model'
import { parseDate } from '../declaration/dates'
import { parseMoney, type Cents } from '../declaration/money'
import { forStorage } from '../text/normalise'
import type { Lexicon } from './lexicon'
import type { Recognised, RecognisedDeclaration } from './types'

/** Why a value is doubtful; texts in reasons.json. */
export type Reason =
  | 'order' | 'meaning' | 'elimination' | 'neighbour' | 'pairedApart' | 'levelByMeaning' | 'levelCarried' | 'shiftedRow'
  | 'noValue' | 'tickMissing' | 'yearFromDates' | 'unknownOption' | 'unitSaid' | 'splitByGuess' | 'severalTicks' | 'leadingZero'

/** How sure a way of reading is. Below 0.8 a person is asked to look. */
export const SURE = { own: 1, label: 0.95, near: 0.85, order: 0.7, meaning: 0.65, guess: 0.5 } as const

export interface Found {
  confidence: number
  source: string
  line: number
  why?: Reason
}

/** A declaration in the making, with the evidence of each value. */
export class Draft {
  readonly declaration: Declaration
  readonly evidence: Recognised[] = []
  readonly unplaced: string[] = []

  constructor(readonly lexicon: Lexicon, id: string, year: number) {
    this.declaration = blankDeclaration(id, lexicon.edition.id, year)
  }

  has(field: FieldKey): boolean {
    const value = this.value(field)
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined
  }

  value(field: FieldKey): unknown {
    const { declaration } = this
    if (field.startsWith('funding.')) return declaration.funding[field.slice(8) as keyof Declaration['funding']]
    return declaration[field as Exclude<FieldKey, `funding.${string}`>]
  }

  note(field: string, found: Found): void {
    const { why, ...rest } = found
    this.evidence.push({ field, ...rest, source: found.source.slice(0, 2_000), ...(why ? { why: `recognise.why.${why}` } : {}) })
  }

  /** Text that found no field; empty text is left out. */
  leave(text: string): void {
    const plain = forStorage(text).trim()
    if (plain !== '') this.unplaced.push(plain)
  }

  putText(field: TextField | ShortField, text: string, found: Found): void {
    const plain = forStorage(text).trim()
    if (plain === '') return
    this.declaration[field] = plain
    this.note(field, found)
  }

  /** Adds to a text that a page break had cut. */
  appendText(field: TextField, text: string, join: string, found: Found): void {
    const before = this.declaration[field]
    this.putText(field, before === null ? text : before + join + text, found)
  }

  putDate(field: 'startDate' | 'endDate', text: string, found: Found): boolean {
    const date = parseDate(text)
    if (date === null) return false
    this.declaration[field] = date
    this.note(field, found)
    return true
  }

  putMoney(field: FieldKey, cents: Cents, found: Found): void {
    if (field.startsWith('funding.')) this.declaration.funding[field.slice(8) as keyof Declaration['funding']] = cents
    else if (field === 'totalBudget' || field === 'currentYearBudget' || field === 'lastYearBudget' || field === 'lastYearExecuted') this.declaration[field] = cents
    this.note(field, found)
  }

  putFundUses(values: string[], found: Found): void {
    this.declaration.fundUses = values
    this.note('fundUses', found)
  }

  addSubProject(name: string, amount: Cents | null, found: Found): void {
    const at = this.declaration.subProjects.length
    this.declaration.subProjects.push({ id: `r${at + 1}`, name: forStorage(name).trim(), amount })
    this.note(`subProjects[${at}]`, found)
  }

  addIndicator(row: { level1: string | null; level2: string | null; name: string; value: string | null }, found: Found, levels: Omit<Found, 'source' | 'line'>): void {
    const at = this.declaration.indicators.length
    const text = (value: string | null): string | null => (value === null ? null : forStorage(value).trim())
    this.declaration.indicators.push({ id: `r${at + 1}`, level1: row.level1, level2: row.level2, name: text(row.name) ?? '', value: text(row.value) })
    this.note(`indicators[${at}]`, found)
    this.note(`indicators[${at}].level1`, { ...levels, source: row.level1 ?? '', line: found.line })
  }

  finish(): RecognisedDeclaration {
    this.declaration.unplaced = [...this.unplaced]
    return { declaration: this.declaration, evidence: this.evidence, unplaced: this.unplaced }
  }
}

/** An amount in the text, in cents; `wan` when its label speaks of 万元 and the text itself does not. */
export function moneyOf(text: string, wan = false): Cents | null {
  const parsed = parseMoney(text)
  if (!parsed) return null
  if (wan && parsed.unit === '元' && !/元/u.test(text)) {
    const again = parseMoney(`${text.normalize('NFKC').replace(/\s+/gu, '')}万元`)
    return again ? again.cents : null
  }
  return parsed.cents
}

/** Whether a text is one amount in figures (and not 元 alone). */
export function isAmount(text: string): boolean {
  return /\d/u.test(text.normalize('NFKC')) && moneyOf(text) !== null
}
