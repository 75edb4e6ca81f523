import type { CarryLook, CarryManyReport } from '../../../../shared/ipc/contract'
import { createStore } from '../../../state/store'
import { newPlace } from '../../../ui/looks'

/** What came of a batch; kept while its places are looked at in the editor. */
export interface Carried {
  /** Which forms were carried over: their ids, joined. */
  key: string
  year: number
  edition: string
  report: CarryManyReport
  /** Things that a person went to, by `lookKey`. */
  seen: ReadonlySet<string>
  /** Shows one kind of thing alone. */
  kind: string | null
  folded: ReadonlyMap<string, boolean>
}

export const carried = createStore<Carried | null>(null)
export const carriedPlace = newPlace()

/** Changes part of it and tells those who look on. */
export function changeCarried(part: Partial<Carried>): void {
  const before = carried.get()
  if (before) carried.set({ ...before, ...part })
}

/** Tells one thing to look at from another. */
export const lookKey = ({ id, field, why, words }: CarryLook): string => [id, field, why, words ?? ''].join('\n')

/** Two runs of one batch as one report: what is made now is refused no more. */
export function joined(before: CarryManyReport, now: CarryManyReport): CarryManyReport {
  const asked = new Set([...now.made.map(({ from }) => from), ...now.refused.map(({ id }) => id)])
  return {
    made: [...before.made, ...now.made],
    look: [...before.look, ...now.look],
    refused: [...before.refused.filter(({ id }) => !asked.has(id)), ...now.refused],
    cancelled: now.cancelled,
  }
}

export interface LookGroup { id: string; projectName: string | null; unitName: string | null; looks: readonly CarryLook[] }

/** By form, in the order in which they were made; with `kind`, what is of that kind alone. And how many there are of each kind. */
export function lookGroups({ look }: Pick<CarryManyReport, 'look'>, kind: string | null): { groups: LookGroup[]; kinds: { kind: string; count: number }[] } {
  const kinds = [...Map.groupBy(look, entry => entry.why)].map(([name, entries]) => ({ kind: name, count: entries.length })).sort((a, b) => b.count - a.count)
  const shown = kind === null ? look : look.filter(entry => entry.why === kind)
  const groups = [...Map.groupBy(shown, entry => entry.id)].map(([id, looks]) => ({ id, projectName: looks[0]?.projectName ?? null, unitName: looks[0]?.unitName ?? null, looks }))
  return { groups, kinds }
}
