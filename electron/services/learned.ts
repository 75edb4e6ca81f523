import type { CheckProfile } from '../../shared/check'
import { DEFAULT_LIBRARY, learnIndicators, lessonOf, type Lesson, type OwnIndicator } from '../../shared/indicators'
import { declarationRevisions, readDeclaration } from '../store/declarations'
import { AppError } from '../../shared/errors'
import type { ServiceContext } from './context'

/** What the stored declarations teach a unit about indicators, as the unit's own standards of the checks see them. A declaration is read again only after it was written. */
export function createLearned(context: ServiceContext) {
  const lessons = new Map<string, { revision: number; lesson: Lesson }>()
  let standards: CheckProfile | null = null
  let known: { of: string; byUnit: Map<string, OwnIndicator[]> } | null = null

  return (unitName: string | null = null): OwnIndicator[] => context.read(db => {
    const revisions = declarationRevisions(db)
    const of = revisions.map(({ id, revision }) => `${id} ${revision}`).join('\n')
    if (standards !== context.profile) {
      standards = context.profile
      lessons.clear()
      known = null
    }
    const unit = unitName ?? ''
    const before = known?.of === of ? known.byUnit.get(unit) : undefined
    if (before) return before
    const there = new Set(revisions.map(({ id }) => id))
    for (const id of lessons.keys()) if (!there.has(id)) lessons.delete(id)
    for (const { id, revision } of revisions) {
      if (lessons.get(id)?.revision === revision) continue
      try {
        const { declaration } = readDeclaration(db, id)
        lessons.set(id, { revision, lesson: lessonOf(declaration, context.editions.of(declaration), context.profile) })
      } catch (error) {
        // one damaged document, or one of an edition that is not here, keeps nobody from the others
        if (!(error instanceof AppError && error.code === 'unknownEdition')) context.report(error)
        lessons.set(id, { revision, lesson: { unitName: null, year: 0, indicators: [], projectName: null, fundUses: [], performanceType: null } })
      }
    }
    const learned = learnIndicators([...lessons.values()].map(({ lesson }) => lesson), DEFAULT_LIBRARY, unitName)
    if (known?.of !== of) known = { of, byUnit: new Map() }
    known.byUnit.set(unit, learned)
    return learned
  })
}
