import { carryOver, type CarryOverResult, type CarryPart } from '../../shared/carryOver'
import { proposeLevel } from '../../shared/carryOver/proposeLevel'
import { readDeclaration, writeDeclaration } from '../store/declarations'
import { keepVersion } from '../store/versions'
import type { ServiceContext } from './context'

export interface CarryOverInput {
  /** Last year's, stored. */
  id: string
  year: number
  /** Null: the edition in force for the year. */
  edition: string | null
  parts: readonly CarryPart[]
  /** Changes that the person does not want. */
  takenBack?: readonly string[]
}

export function createCarryOver(context: ServiceContext) {
  /** What would come of it, not stored. Throws notFound, unknownEdition. */
  const preview = ({ id, year, edition, parts, takenBack = [] }: CarryOverInput): CarryOverResult => {
    const source = context.read(db => readDeclaration(db, id).declaration)
    return carryOver({
      source, year, parts, takenBack,
      sourceEdition: context.editions.of(source),
      edition: edition === null ? context.editions.requireForYear(year) : context.editions.require(edition),
      newId: context.newId(),
      proposeLevel,
    })
  }

  return {
    preview,
    /** The same, stored as a new declaration with a version of its beginning. */
    create(input: CarryOverInput): CarryOverResult {
      const result = preview(input)
      const declaration = context.pinned(result.declaration)
      context.write(db => {
        writeDeclaration(db, declaration, context.completenessOf(declaration), context.now())
        keepVersion(db, declaration, 'carriedOver', context.now())
      })
      return { ...result, declaration }
    },
  }
}
