import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'
import type { Rewrite } from './yearRewriter'

/** Parts of last year's form that the tick list offers; all but remarks are preset. */
export const CARRY_PARTS = ['basics', 'contacts', 'dates', 'texts', 'goals', 'budgets', 'subProjects', 'indicators', 'remarks'] as const
export type CarryPart = (typeof CARRY_PARTS)[number]

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
