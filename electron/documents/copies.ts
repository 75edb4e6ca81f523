import { FUNDING_FIELDS, MONEY_FIELDS, SHORT_FIELDS, TEXT_FIELDS, type Declaration } from '../../shared/declaration/model'
import { printedFields, printedLists } from '../../shared/editions/layout'
import type { Edition } from '../../shared/editions/schema'

/** A copy for publication: contact names and numbers left out everywhere, in what is kept aside too. */
export function withoutContacts(declaration: Declaration): Declaration {
  return { ...declaration, contactName: null, contactPhone: null, setAside: [], unplaced: [], keptFindings: [], origins: {} }
}

/** What a published file may carry hidden: the values that its pages show, and nothing else. */
export function printedOnly(declaration: Declaration, edition: Edition): Declaration {
  const fields = new Set<string>(printedFields(edition))
  const lists = printedLists(edition)
  const copy: Declaration = { ...withoutContacts(declaration), previousId: null, funding: { ...declaration.funding } }
  for (const key of [...SHORT_FIELDS, ...TEXT_FIELDS]) if (!fields.has(key)) copy[key] = null
  for (const key of MONEY_FIELDS) if (!fields.has(key)) copy[key] = null
  for (const key of FUNDING_FIELDS) if (!fields.has(`funding.${key}`)) copy.funding[key] = null
  if (!fields.has('fundUses')) copy.fundUses = []
  if (!fields.has('startDate')) copy.startDate = null
  if (!fields.has('endDate')) copy.endDate = null
  if (!lists.includes('subProjects')) copy.subProjects = []
  if (!lists.includes('indicators')) copy.indicators = []
  return copy
}
