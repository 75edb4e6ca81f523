import { yearOf } from '../../declaration/dates'
import type { Rule } from '../finding'
import { yuan } from '../words'

/** A02: this year's budget is no larger than the whole one (error); in a project of one year they are the same (warning). */
export const budgetOrder: Rule = {
  id: 'A02',
  severity: 'error',
  check({ declaration: { totalBudget, currentYearBudget, startDate, endDate }, facts }) {
    if (totalBudget === null || currentYearBudget === null || totalBudget === currentYearBudget) return []
    const params = { total: yuan(totalBudget), current: yuan(currentYearBudget), totalLabel: facts.label('totalBudget'), currentLabel: facts.label('currentYearBudget') }
    if (currentYearBudget > totalBudget) return [{ rule: 'A02', severity: 'error', field: 'currentYearBudget', words: '', messageKey: 'finding.A02.more', params }]
    const oneYear = startDate !== null && endDate !== null && yearOf(startDate) === yearOf(endDate)
    return oneYear ? [{ rule: 'A02', severity: 'warning', field: 'totalBudget', words: '', messageKey: 'finding.A02.oneYear', params }] : []
  },
}
