import type { CarryPart } from '../../shared/carryOver'
import { originKey } from '../../shared/declaration/fieldPath'
import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { CarryManyReport } from '../../shared/ipc/contract'
import { findDeclaration, followersOf } from '../store/declarations'
import type { Store } from '../store/open'
import { storeCarried, type createCarryOver } from './carryOver'
import type { ServiceContext } from './context'
import { createPace } from './pace'

export interface CarryManyJob {
  /** Last year's, stored. */
  ids: readonly string[]
  year: number
  /** Null: the edition in force for the year. */
  edition: string | null
  parts: readonly CarryPart[]
  /** Also those that were carried to that year before. */
  again: boolean
  signal?: AbortSignal
  onProgress?: (progress: { done: number; total: number; current: string }) => void
}

/**
 * Many forms into the new year in one go. All that can be made is stored in one transaction at the end: stopped before, nothing is made.
 * Throws unknownEdition for an edition that is not there; what is wrong with a single form is in the report.
 */
export function createCarryMany(context: ServiceContext, carryOver: ReturnType<typeof createCarryOver>) {
  return async ({ ids, year, edition, parts, again, signal, onProgress }: CarryManyJob): Promise<CarryManyReport> => {
    if (edition !== null) context.editions.require(edition)
    const report: CarryManyReport = { made: [], look: [], refused: [], cancelled: false }
    const ready: { from: string; declaration: Declaration }[] = []
    const all = [...new Set(ids)]
    const pace = createPace()
    for (const [done, id] of all.entries()) {
      if (signal?.aborted) return { made: [], look: [], refused: [], cancelled: true }
      const source = context.read(db => findDeclaration(db, id))?.declaration ?? null
      const projectName = source?.projectName ?? null
      onProgress?.({ done, total: all.length, current: projectName ?? id })
      try {
        if (!again) context.read(db => refuseCarried(db, id, year))
        const { declaration, ask } = carryOver.preview({ id, year, edition, parts })
        ready.push({ from: id, declaration })
        report.look.push(...ask.map(question => ({ ...question, field: originKey(declaration, question.field), id: declaration.id, projectName: declaration.projectName, unitName: declaration.unitName })))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        report.refused.push({ id, projectName, error: { code: error.code, params: error.params } })
      }
      await pace()
    }
    if (signal?.aborted) return { made: [], look: [], refused: [], cancelled: true }
    context.write(db => {
      for (const { declaration } of ready) storeCarried(context, db, declaration)
    })
    report.made = ready.map(({ from, declaration: { id, projectName } }) => ({ from, id, projectName }))
    onProgress?.({ done: all.length, total: all.length, current: '' })
    return report
  }
}

function refuseCarried(db: Store, id: string, year: number): void {
  const there = followersOf(db, id).find(declaration => declaration.year === year)
  if (there) throw new AppError('alreadyCarried', { name: there.projectName ?? there.id, year, id: there.id })
}
