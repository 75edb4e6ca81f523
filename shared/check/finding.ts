import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'
import type { Patch } from '../declaration/patch'
import type { Edition } from '../editions/schema'
import type { Facts } from './facts'
import type { CheckProfile } from './profile'

export type { CheckProfile } from './profile'
export type Severity = 'error' | 'warning' | 'hint'

/** Words that each language puts together its own way, by key of the texts: an amount, a value and how often it stands. */
export interface Phrase {
  key: string
  params: Record<string, string | number>
}

/** What stands in a place of a message; words quoted from the form as they stand there. A list is joined as the language does. */
export type MessageParam = string | number | Phrase | readonly (string | number | Phrase)[]

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
  params: Record<string, MessageParam>
  /** The repair, where one is certain: patches for the declaration as checked. */
  repair?: Patch[]
}

/** What is known beside the declaration itself; rules that need it stay silent where it is missing. */
export interface Surroundings {
  /** Names of the unit's other projects, for text that belongs to one of them (D04). */
  otherProjectNames?: readonly string[]
  /** What last year's indicators reached, from the self-evaluation, as typed (C19). */
  reached?: readonly { name: string; target: string | null; reached: string }[]
  /** True before a public copy is made: contacts are looked at as well (D15). */
  forPublic?: boolean
}

/** What a check works on. Pure: the same input always gives the same findings. */
export interface CheckContext {
  declaration: Declaration
  edition: Edition
  profile: CheckProfile
  surroundings?: Surroundings
}

/** What a rule sees: the context, and what several rules need, worked out once. */
export interface RuleContext extends CheckContext {
  facts: Facts
}

/** One rule: a small file under shared/check/rules with its cases beside it. */
export interface Rule {
  id: string
  severity: Severity
  check(context: RuleContext): Finding[]
}
