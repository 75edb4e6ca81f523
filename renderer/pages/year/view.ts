import type { OutputOf } from '../../../shared/ipc/contract'
import { createStore } from '../../state/store'
import { newPlace } from '../../ui/looks'
import type { FindingMark, YearFilter } from './yearList'

/** What the page of a year shows; kept while a finding is looked at in the editor, so that coming back finds the same place. */
export interface YearView extends YearFilter {
  year: number | null
  /** Null: all units; '': forms without one. */
  unitName: string | null
  /** Forms that a person opened or closed. */
  folded: ReadonlyMap<string, boolean>
  /** What was found last. */
  last: YearAnswer | null
}

export interface YearAnswer {
  /** Of what: year and unit. */
  key: string
  found: OutputOf<'check.year'>
  /** The year's declarations, for their editions and names. */
  forms: OutputOf<'library.list'>
}

export const yearView = createStore<YearView>({ year: null, unitName: null, marks: [], rule: null, folded: new Map(), last: null })
export const yearPlace = newPlace()

/** Changes some of it. */
export function changeYearView(part: Partial<YearView>): void {
  yearView.set({ ...yearView.get(), ...part })
}

/** Shows these alone, or no longer. */
export function toggleMark(marks: readonly FindingMark[], mark: FindingMark): FindingMark[] {
  return marks.includes(mark) ? marks.filter(other => other !== mark) : [...marks, mark]
}
