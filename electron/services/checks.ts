import { checkDeclaration, openFindings, type Finding, type Surroundings } from '../../shared/check'
import type { Declaration } from '../../shared/declaration/model'
import { listDeclarations, readDeclaration } from '../store/declarations'
import type { ServiceContext } from './context'

/** All findings on a declaration, kept ones left out. Throws unknownEdition. */
export function findingsOf(context: ServiceContext, declaration: Declaration, surroundings: Surroundings = {}): Finding[] {
  const edition = context.editions.of(declaration)
  const findings = checkDeclaration({ declaration, edition, profile: context.profile, surroundings })
  return openFindings(declaration, findings)
}

/** The same for a stored one, among the unit's other projects of its year; throws notFound. */
export function findingsOfStored(context: ServiceContext, id: string): Finding[] {
  const { declaration, others } = context.read(db => {
    const { declaration: stored } = readDeclaration(db, id)
    return { declaration: stored, others: listDeclarations(db, { year: stored.year, unitName: stored.unitName ?? '' }) }
  })
  return findingsOf(context, declaration, { otherProjectNames: others.flatMap(other => (other.id === id || other.projectName === null ? [] : [other.projectName])) })
}
