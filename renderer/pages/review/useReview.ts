import { useMemo, useRef, useState } from 'react'
import type { ImportSession } from '../../../shared/ipc/contract'
import { beginReview, type Review, type ReviewForm } from './review'

const STEPS = 200

export interface ReviewState {
  review: Review
  changed: boolean
  canUndo: boolean
  undo(): void
  /** Changes one form; null (not possible) changes nothing and answers false. */
  change(formId: string, work: (form: ReviewForm) => ReviewForm | null): boolean
  /** Takes a piece off: out of a form, or out of what belongs to no form. */
  changeAll(work: (review: Review) => Review): void
}

/** The review of one import, with every step kept for undoing. */
export function useReview(session: ImportSession): ReviewState {
  const [steps, setSteps] = useState<readonly Review[]>(() => [beginReview(session)])
  const latest = useRef(steps)
  latest.current = steps
  return useMemo(() => {
    const review = steps.at(-1) as Review
    const push = (next: Review) => {
      latest.current = [...latest.current.slice(-STEPS), next]
      setSteps(latest.current)
    }
    return {
      review,
      changed: steps.length > 1,
      canUndo: steps.length > 1,
      undo() {
        if (latest.current.length > 1) {
          latest.current = latest.current.slice(0, -1)
          setSteps(latest.current)
        }
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
