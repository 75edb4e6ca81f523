import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { DeclarationSource, DeclarationSummary, HistoryYear, OpenedDeclaration } from '../../shared/ipc/contract'
import { findDeclaration, followersOf, readDeclaration, readSummary, sameProject, writeDeclaration } from '../store/declarations'
import type { Store } from '../store/open'
import { latestSourceOf } from '../store/sources'
import type { ServiceContext } from './context'

/** Of two forms of one project and year, the final one stands for the year, then the one changed last. */
const before = (a: DeclarationSummary, b: DeclarationSummary): number =>
  Number(b.status === 'final') - Number(a.status === 'final') || b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id)

/** Last year's declaration: the one that is linked, else the same unit's of the same project name in the year before. */
export function previousOf(db: Store, declaration: Declaration): Pick<OpenedDeclaration, 'previous' | 'previousBy'> {
  const linked = declaration.previousId === null || declaration.previousId === declaration.id ? null : findDeclaration(db, declaration.previousId)
  if (linked) return { previous: linked.declaration, previousBy: 'link' }
  const [named] = sameProject(db, declaration, declaration.year - 1).sort(before)
  return named ? { previous: readDeclaration(db, named.id).declaration, previousBy: 'name' } : { previous: null, previousBy: null }
}

/** All declarations joined to one by links, backwards and forwards, itself left out; what is in the trash is passed through and not told. */
function linkedWith(db: Store, id: string): DeclarationSummary[] {
  const seen = new Map<string, DeclarationSummary>()
  const visit = (declaration: DeclarationSummary): void => {
    if (seen.has(declaration.id)) return
    seen.set(declaration.id, declaration)
    followersOf(db, declaration.id).forEach(visit)
  }
  visit(readSummary(db, id))
  const passed = new Set<string>()
  for (let at = readSummary(db, id).previousId; at !== null && !passed.has(at) && at !== id;) {
    passed.add(at)
    const previous = findDeclaration(db, at) ? readSummary(db, at) : null
    if (previous) seen.set(previous.id, previous)
    at = previous?.previousId ?? null
  }
  seen.delete(id)
  return [...seen.values()].filter(declaration => declaration.trashedAt === null)
}

/** A project over the years, and what a declaration was read from. */
export function createHistory(context: ServiceContext) {
  return {
    /** The project year by year, the earliest first: one form a year, linked ones before those of the same name. Throws notFound. */
    of: (id: string): HistoryYear[] => context.read(db => {
      const self = readSummary(db, id)
      const byYear = new Map<number, { summary: DeclarationSummary; by: HistoryYear['by'] }>([[self.year, { summary: self, by: 'self' }]])
      const add = (summaries: readonly DeclarationSummary[], by: HistoryYear['by']): void => {
        for (const summary of summaries.toSorted(before)) if (!byYear.has(summary.year)) byYear.set(summary.year, { summary, by })
      }
      add(linkedWith(db, id), 'link')
      add(sameProject(db, self), 'name')
      const years = [...byYear.values()].sort((a, b) => a.summary.year - b.summary.year).map(({ summary, by }) => ({ by, declaration: readDeclaration(db, summary.id).declaration }))
      const next = new Map(years.map(({ declaration }) => [declaration.year - 1, declaration]))
      return years.map(({ by, declaration: { id: own, year, edition, unitName, projectName, status, currentYearBudget, indicators } }): HistoryYear => ({
        id: own, year, edition, unitName, projectName, status, by, currentYearBudget,
        executed: next.get(year)?.lastYearExecuted ?? null,
        indicators: indicators.map(({ level1, level2, name, value }) => ({ level1, level2, name, value })),
      }))
    }),

    /** What it was read from, the latest file; null where it was not read from anything. Throws notFound. */
    source: (id: string): DeclarationSource | null => context.read(db => latestSourceOf(db, id)),

    /** Says which declaration is last year's (null: none). Throws notFound, linkNotEarlier. */
    link: (id: string, previousId: string | null): { revision: number; updatedAt: string } => context.write(db => {
      const { declaration } = readDeclaration(db, id)
      if (previousId !== null) {
        const previous = readDeclaration(db, previousId).declaration
        // Every link goes to an earlier year, so that none leads back to where it began.
        if (previous.year >= declaration.year) throw new AppError('linkNotEarlier', { name: previous.projectName ?? previousId, year: previous.year })
      }
      const updatedAt = context.now()
      const next = { ...declaration, previousId }
      return { revision: writeDeclaration(db, next, context.completenessOf(next), updatedAt), updatedAt }
    }),
  }
}
