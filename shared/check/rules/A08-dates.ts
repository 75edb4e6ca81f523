import { yearOf } from '../../declaration/dates'
import type { Rule } from '../finding'

/** A08: the project begins before it ends, and has to do with the form's year. */
export const dates: Rule = {
  id: 'A08',
  severity: 'error',
  check({ declaration: { startDate, endDate, year }, facts }) {
    const params = { start: startDate ?? '', end: endDate ?? '', year, startLabel: facts.label('startDate'), endLabel: facts.label('endDate') }
    const found = (field: string, messageKey: string) => [{ rule: 'A08', severity: 'error' as const, field, words: '', messageKey, params }]
    if (startDate !== null && endDate !== null && startDate > endDate) return found('endDate', 'finding.A08.order')
    // A date alone, while the other is still blank, can already be beyond the year.
    if (startDate !== null && yearOf(startDate) > year) return found('startDate', 'finding.A08.late')
    if (endDate !== null && yearOf(endDate) < year) return found('endDate', 'finding.A08.early')
    return []
  },
}
