import { yearOf } from '../../declaration/dates'
import { isBlank } from '../../text/normalise'
import { yearMentions } from '../../text/years'
import type { Rule } from '../finding'

/** B06: a year in the project's name is the form's, or one in which the project runs. */
export const yearInName: Rule = {
  id: 'B06',
  severity: 'warning',
  check({ declaration: { projectName, year, startDate, endDate } }) {
    if (isBlank(projectName)) return []
    // Dates that have nothing to do with the form's year are wrong themselves (A08) and excuse no name.
    const excused = endDate !== null && yearOf(endDate) >= year
    const from = startDate === null || !excused ? year : Math.min(yearOf(startDate), year)
    const to = endDate === null ? year : Math.max(yearOf(endDate), year)
    const other = yearMentions(projectName as string, year).find(mention => mention.role === 'plain' && ((mention.toYear ?? mention.year) < from || mention.year > to))
    return other ? [{ rule: 'B06', severity: 'warning', field: 'projectName', words: other.text, messageKey: 'finding.B06', params: { year } }] : []
  },
}
