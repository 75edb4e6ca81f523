import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'

/** Parts of last year's form that the tick list offers; all but remarks are preset. */
export const CARRY_PARTS = ['basics', 'contacts', 'dates', 'texts', 'goals', 'budgets', 'subProjects', 'indicators', 'remarks'] as const
export type CarryPart = (typeof CARRY_PARTS)[number]

/** One move of a year within a text. */
export interface Rewrite {
  /** Place in the source text. */
  start: number
  end: number
  before: string
  after: string
  /** Key of the reason. */
  why: 'yearShifted' | 'staleYear' | 'ordinalMoved' | 'twoDigitYear' | 'spanMoved' | 'leapDay'
}

/** A mention that was left as it is, or moved by a guess, and that a person should look at. */
export interface YearFlag {
  start: number
  end: number
  words: string
  why:
    | 'staleYear' | 'oldYear' | 'laterYear' | 'yearInHistory' | 'comparedYear' | 'asOfYear' | 'yearInTitle' | 'yearInNumber' | 'yearRange' | 'yearSequence' | 'stageYear'
    | 'bareYear' | 'twoDigitYear' | 'termPassed' | 'planPeriodOver' | 'ordinalDoubt' | 'relativeYear' | 'weekday' | 'festival' | 'leapDay' | 'countedEvent'
}

/** Which year a text is moved to, and what is known of the form and the project it stands in. */
export interface RewriteOptions {
  /** Year of the form the text stands in. */
  from: number
  /** Year of the new form. */
  to: number
  /** Plan, goals and indicators: there, the year before the form's is stale, not history. */
  promises: boolean
  /** First and last year of a project of several years that goes on: years of it named side by side are its stages, which stay. */
  runs?: { from: number; to: number } | null
}

/**
 * One value that is not as it was: shown as a difference that can be taken back.
 * `why` is a key among the texts (`carryReasons`), with `params`.
 */
export interface CarryChange {
  field: FieldPath
  before: string | null
  after: string | null
  why: string
  params?: Record<string, string | number>
  /** By what `takenBack` names it, where that is not its field: two changes of one field, or a row that may move. See `changeKey`. */
  key?: string
  /** For a row that the new form does not have: the name of its indicator. */
  rowName?: string
  /** It cannot be taken back: the old value has no place in the new form. */
  fixed?: true
  /** For a text whose years moved: each move, so that a single one can be taken back (`overview#0`). */
  rewrites?: Rewrite[]
}

/** What `takenBack` names a change by; one year move of a text is `KEY#0`. */
export const changeKey = ({ field, key }: Pick<CarryChange, 'field' | 'key'>): string => key ?? field

/** Something a person has to look at or answer. */
export interface CarryQuestion {
  field: FieldPath
  why: string
  /** The words it is about, where it is about words. */
  words?: string
  /** For a question about a row: the name of its indicator or sub-project. */
  rowName?: string
  params?: Record<string, string | number>
}

export interface CarryOverResult {
  declaration: Declaration
  changes: CarryChange[]
  ask: CarryQuestion[]
}
