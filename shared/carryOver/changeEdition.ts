import type { Declaration, Origin } from '../declaration/model'
import type { Edition } from '../editions/schema'
import { carryOver } from './carryOver'
import { CARRY_PARTS } from './types'

/**
 * The same form of the same year on another edition: what was typed stays, options and levels are converted as in a carry-over,
 * and what the edition has no place for is kept in the record. Amounts stay as they are.
 */
export function changeEdition(source: Declaration, sourceEdition: Edition, edition: Edition): Declaration {
  const { declaration: made } = carryOver({ source, sourceEdition, edition, year: source.year, parts: CARRY_PARTS, newId: source.id })
  const { currentYearBudget, totalBudget, lastYearBudget, lastYearExecuted, funding, subProjects } = source
  // where a value came from is as true as before, unless the conversion made another of it
  const converted = Object.entries(made.origins).filter(([key, { kind }]) => kind === 'proposed' && key !== 'lastYearBudget')
  const origins: Record<string, Origin> = { ...source.origins, ...Object.fromEntries(converted) }
  return {
    ...source, ...made, currentYearBudget, totalBudget, lastYearBudget, lastYearExecuted, funding, subProjects, origins,
    status: source.status, previousId: source.previousId, unplaced: source.unplaced, keptFindings: source.keptFindings, editionRevision: edition.revision,
  }
}
