import { carryOver, type CarryOverResult, type CarryPart } from '../../shared/carryOver'
import type { Declaration } from '../../shared/declaration/model'
import { readDeclaration, writeDeclaration } from '../store/declarations'
import type { Store } from '../store/open'
import { keepVersion } from '../store/versions'
import type { ServiceContext } from './context'

export interface CarryOverInput {
  /** Last year's, stored. */
  id: string
  year: number
  /** `id` or `id@revision`; null: the edition in force for the year. */
  edition: string | null
  parts: readonly CarryPart[]
  /** Changes that the person does not want. */
  takenBack?: readonly string[]
  /** Changes that the person has looked at and found right. */
  accepted?: readonly string[]
}

/** One form from year to year: looked at first, then made. */
export function createCarryOver(context: ServiceContext) {
  /** What would come of it, not stored. Throws notFound, unknownEdition. */
  const preview = ({ id, year, edition: ref, parts, takenBack = [], accepted = [] }: CarryOverInput): CarryOverResult => {
    const source = context.read(db => readDeclaration(db, id).declaration)
    const edition = ref === null ? context.editions.requireForYear(year) : context.editions.require(ref)
    const result = carryOver({ source, year, parts, takenBack, accepted, edition, sourceEdition: context.editions.of(source), newId: context.newId() })
    return { ...result, declaration: { ...result.declaration, editionRevision: edition.revision } }
  }

  return {
    preview,
    /** The same, stored as a new declaration with a version of its beginning. */
    create(input: CarryOverInput): CarryOverResult {
      const result = preview(input)
      context.write(db => storeCarried(context, db, result.declaration))
      return result
    },
  }
}

/** Stores what a carry-over made, with a version of its beginning. */
export function storeCarried(context: ServiceContext, db: Store, result: Declaration): void {
  const declaration = context.pinned(result)
  writeDeclaration(db, declaration, context.completenessOf(declaration), context.now())
  keepVersion(db, declaration, 'carriedOver', context.now())
}
