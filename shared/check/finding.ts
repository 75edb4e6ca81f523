import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'
import type { Patch } from '../declaration/patch'
import type { Edition } from '../editions/schema'

export type Severity = 'error' | 'warning' | 'hint'

/** Something a reviewer would send the declaration back for. */
export interface Finding {
  /** As in the list of checks: A01, C05 … */
  rule: string
  severity: Severity
  /** Where: a field, a cell (`indicators[3].value`) or a list. */
  field: FieldPath
  /** The words it is about, exactly as they stand in the field; '' where there are none (a blank field). */
  words: string
  /** Key of the message among the texts (`finding.A01`), and its parameters. */
  messageKey: string
  params: Record<string, string | number>
  /** The repair, where one is certain: patches for the declaration as checked. */
  repair?: Patch[]
}

/** What a rule sees. Pure: the same declaration and profile always give the same findings. */
export interface CheckContext {
  declaration: Declaration
  edition: Edition
  profile: CheckProfile
}

/** One rule: a small file under shared/check/rules with its cases beside it. */
export interface Rule {
  id: string
  severity: Severity
  check(context: CheckContext): Finding[]
}

/** Thresholds and word lists, data that a unit can change (resources/checks/profile.json). */
export type CheckProfile = Readonly<Record<string, unknown>>
