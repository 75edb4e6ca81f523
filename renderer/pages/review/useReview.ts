import { useMemo, useRef, useState } from 'react'
import type { ImportSession } from '../../../shared/ipc/contract'
import { keptReview, updateReview } from './kept'
import { beginReview, type Review, type ReviewForm } from './review'

const STEPS = 200

export interface ReviewState {
  review: Review
  /** The review as it is this very moment, what is not shown yet included. */
  latest(): Review
  canUndo: boolean
  undo(): void
  /** Changes one form; null (not possible) changes nothing and answers false. */
  change(formId: string, work: (form: ReviewForm) => ReviewForm | null): boolean
  /** Takes a piece off: out of a form, or out of what belongs to no form. */
  changeAll(work: (review: Review) => Review): void
}

/** The review of one import, with every step kept for undoing, and for coming back to it. */
export function useReview(session: ImportSession): ReviewState {
  const [steps, setSteps] = useState<readonly Review[]>(() => (keptReview()?.session === session && keptReview()?.steps) || [beginReview(session)])
  const latest = useRef(steps)
  latest.current = steps
  return useMemo(() => {
    const review = steps.at(-1) as Review
    const take = (next: readonly Review[]) => {
      latest.current = next
      setSteps(next)
      updateReview({ steps: next })
    }
    const push = (next: Review) => take([...latest.current.slice(-STEPS), next])
    return {
      review,
      latest: () => latest.current.at(-1) as Review,
      canUndo: steps.length > 1,
      undo() {
        if (latest.current.length > 1) take(latest.current.slice(0, -1))
      },
      change(formId, work) {
        const before = latest.current.at(-1) as Review
        const form = before.forms.find(entry => entry.formId === formId)
        const next = form && work(form)
        if (!form || !next) return false
        if (next !== form) push({ ...before, forms: before.forms.map(entry => (entry === form ? next : entry)) })
        return true
      },
      changeAll(work) {
        const before = latest.current.at(-1) as Review
        const next = work(before)
        if (next !== before) push(next)
      },
    }
  }, [steps])
}
