import type { ImportSession } from '../../../shared/ipc/contract'
import { keepUntilSaved } from '../../state/quit'
import { unfinishedImport } from '../../state/unfinished'
import type { Review } from './review'

/** A review that is neither stored nor thrown away: another page can be looked at meanwhile. */
export interface Kept {
  session: ImportSession
  /** Every step so far, the present one last; null before the first. */
  steps: readonly Review[] | null
  /** The form that was looked at last. */
  formId: string | null
}

let kept: Kept | null = null
let endKeep: (() => void) | null = null

/** The review that is not stored yet; null where there is none. */
export const keptReview = (): Kept | null => kept

/** Keeps a review while other pages are looked at; `mayQuit` is asked before the program ends. */
export function keepReview(session: ImportSession, mayQuit: () => Promise<boolean>): void {
  letGoOfReview()
  kept = { session, steps: null, formId: null }
  endKeep = keepUntilSaved(mayQuit)
  unfinishedImport.set(true)
}

/** The review goes on. */
export function updateReview(change: Partial<Kept>): void {
  if (kept) kept = { ...kept, ...change }
}

/** It was stored, or thrown away. */
export function letGoOfReview(): void {
  kept = null
  endKeep?.()
  endKeep = null
  unfinishedImport.set(false)
}
