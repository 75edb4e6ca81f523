import { DEFAULT_LIBRARY, learnIndicators, type Lesson, type OwnIndicator } from '../../shared/indicators'
import { declarationRevisions, readDeclaration } from '../store/declarations'
import type { ServiceContext } from './context'

/** What the stored declarations teach about indicators. A declaration is read again only after it was written. */
export function createLearned(context: ServiceContext) {
  const lessons = new Map<string, { revision: number; lesson: Lesson }>()
  let known: { of: string; learned: OwnIndicator[] } | null = null

  return (): OwnIndicator[] => context.read(db => {
    const revisions = declarationRevisions(db)
    const of = revisions.map(({ id, revision }) => `${id} ${revision}`).join('\n')
    if (known?.of === of) return known.learned
    const there = new Set(revisions.map(({ id }) => id))
    for (const id of lessons.keys()) if (!there.has(id)) lessons.delete(id)
    for (const { id, revision } of revisions) {
      if (lessons.get(id)?.revision === revision) continue
      try {
        const { year, indicators, projectName, fundUses, performanceType } = readDeclaration(db, id).declaration
        lessons.set(id, { revision, lesson: { year, indicators, projectName, fundUses, performanceType } })
      } catch (error) {
        // one damaged document keeps nobody from the others
        context.report(error)
        lessons.set(id, { revision, lesson: { year: 0, indicators: [], projectName: null, fundUses: [], performanceType: null } })
      }
    }
    known = { of, learned: learnIndicators([...lessons.values()].map(({ lesson }) => lesson), DEFAULT_LIBRARY) }
    return known.learned
  })
}
