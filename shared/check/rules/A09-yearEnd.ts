import { yearOf } from '../../declaration/dates'
import type { Rule } from '../finding'

/** A09: a project of the whole year ends with the year. One that begins later, or ends by the half-year, means its dates. */
export const yearEnd: Rule = {
  id: 'A09',
  severity: 'hint',
  check({ declaration: { startDate, endDate, year }, facts }) {
    if (startDate === null || endDate === null || yearOf(startDate) !== year || yearOf(endDate) !== year) return []
    if (startDate.slice(5) !== '01-01' || endDate.slice(5) === '12-31' || endDate <= `${year}-06-30`) return []
    return [{ rule: 'A09', severity: 'hint', field: 'endDate', words: '', messageKey: 'finding.A09', params: { label: facts.label('endDate'), end: endDate } }]
  },
}
