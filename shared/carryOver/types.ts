import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'

/** Parts of last year's form that the tick list offers; all but remarks are preset. */
export const CARRY_PARTS = ['basics', 'contacts', 'dates', 'texts', 'goals', 'budgets', 'subProjects', 'indicators', 'remarks'] as const
export type CarryPart = (typeof CARRY_PARTS)[number]

/** One value that is not as it was: shown as a difference that can be taken back singly. */
export interface CarryChange {
  field: FieldPath
  before: string | null
  after: string | null
  /** Key of the reason (`carryOver.why.yearShifted`) */
  why: string
  params?: Record<string, string | number>
}

/** Something a person has to look at or answer. */
export interface CarryQuestion {
  field: FieldPath
  why: string
  params?: Record<string, string | number>
}

export interface CarryOverResult {
  declaration: Declaration
  changes: CarryChange[]
  ask: CarryQuestion[]
}
