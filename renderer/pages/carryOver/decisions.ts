import { changeKey, type CarryChange } from '../../../shared/carryOver/types'

/** What a person has said of the changes, by `changeKey` (of a move of a text `KEY#0`); what is in neither is not decided. */
export interface Decisions {
  takenBack: ReadonlySet<string>
  accepted: ReadonlySet<string>
}

export const UNDECIDED: Decisions = { takenBack: new Set(), accepted: new Set() }
export type Decision = 'accepted' | 'takenBack' | null

/** What can be decided by itself: each move of a text, else the change. In the order of the list; changes that belong together once. */
export function decidable(changes: readonly CarryChange[]): string[] {
  return [...new Set(changes.flatMap(change => change.rewrites?.map((_, at) => `${changeKey(change)}#${at}`) ?? changeKey(change)))]
}

/** A decision on one change; null: none any more. */
export function decide({ takenBack, accepted }: Decisions, key: string, decision: Decision): Decisions {
  const without = (keys: ReadonlySet<string>) => new Set([...keys].filter(other => other !== key))
  const next = { takenBack: without(takenBack), accepted: without(accepted) }
  if (decision !== null) next[decision].add(key)
  return next
}

/** All that is not decided is accepted. */
export function acceptRest(decisions: Decisions, changes: readonly CarryChange[]): Decisions {
  return decidable(changes).reduce((all, key) => (decisionOn(all, key) === null ? decide(all, key, 'accepted') : all), decisions)
}

/** What was decided on one change; null: nothing yet. */
export const decisionOn = ({ takenBack, accepted }: Decisions, key: string): Decision => (takenBack.has(key) ? 'takenBack' : accepted.has(key) ? 'accepted' : null)
