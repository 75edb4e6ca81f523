import { checkDeclaration, openFindings, type Finding } from '../../shared/check'
import type { Declaration } from '../../shared/declaration/model'
import { readDeclaration } from '../store/declarations'
import type { ServiceContext } from './context'

/** All findings on a declaration, kept ones left out. Throws unknownEdition. */
export function findingsOf(context: ServiceContext, declaration: Declaration, forPublic = false): Finding[] {
  const edition = context.editions.of(declaration)
  const findings = checkDeclaration({ declaration, edition, profile: context.profile, surroundings: { forPublic } })
  return openFindings(declaration, findings)
}

/** The same for a stored one; throws notFound. */
export function findingsOfStored(context: ServiceContext, id: string): Finding[] {
  return findingsOf(context, context.read(db => readDeclaration(db, id)).declaration)
}
