import { blankDeclaration } from '../../shared/declaration/model'
import type { DeclarationSummary } from '../../shared/ipc/contract'
import { emptyTrash, facetsOf, listDeclarations, readDeclaration, removeTrashed, setTrashed, writeDeclaration, type Facets, type ListFilter } from '../store/declarations'
import { readSettings } from '../store/settings'
import { shareSources } from '../store/sources'
import type { ServiceContext } from './context'

/** A copy is told from its original by this; the person types over it. */
const COPY_MARK = '（副本）'

export function createLibrary(context: ServiceContext) {
  return {
    list: (filter: ListFilter): DeclarationSummary[] => context.read(db => listDeclarations(db, filter)),
    facets: (): Facets => context.read(facetsOf),

    /** An empty declaration of an edition (`id` or `id@revision`); the unit is the one of the settings unless said. Throws unknownEdition. */
    create({ edition: ref, year, unitName }: { edition: string; year: number; unitName?: string | undefined }): { id: string } {
      const { id: edition, revision } = context.editions.require(ref)
      const id = context.newId()
      return context.write(db => {
        const unit = unitName ?? readSettings(db).unitName
        const declaration = context.pinned({ ...blankDeclaration(id, edition, year), editionRevision: revision, unitName: unit === '' ? null : unit })
        writeDeclaration(db, declaration, context.completenessOf(declaration), context.now())
        return { id }
      })
    },

    /** A copy as a draft of its own, with the files it was read from. Throws notFound. */
    duplicate(id: string): { id: string } {
      const newId = context.newId()
      return context.write(db => {
        const { declaration } = readDeclaration(db, id)
        const copy = { ...declaration, id: newId, status: 'draft' as const, projectName: `${declaration.projectName ?? ''}${COPY_MARK}` }
        writeDeclaration(db, copy, context.completenessOf(copy), context.now())
        shareSources(db, id, newId)
        return { id: newId }
      })
    },

    trash(ids: readonly string[]): null {
      context.write(db => setTrashed(db, ids, context.now()))
      return null
    },
    restore(ids: readonly string[]): null {
      context.write(db => setTrashed(db, ids, null))
      return null
    },
    /** For good; throws notFound where one is not in the trash. */
    remove: (ids: readonly string[]): { removed: number } => ({ removed: context.write(db => removeTrashed(db, ids)) }),
    emptyTrash: (): { removed: number } => ({ removed: context.write(emptyTrash) }),
  }
}
