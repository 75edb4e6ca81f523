import type { Rule } from '../finding'
import { yuan } from '../words'

/** A01: the sub-projects add up to this year's budget, to the cent. Nothing is added up where no sub-project has an amount. */
export const subProjectSum: Rule = {
  id: 'A01',
  severity: 'error',
  check({ declaration: { subProjects, currentYearBudget }, edition, facts }) {
    const amounts = subProjects.flatMap(row => (row.amount === null ? [] : [row.amount]))
    const printed = edition.rows.some(row => row.kind === 'list' && row.list === 'subProjects')
    if (amounts.length === 0 || currentYearBudget === null || !printed) return []
    const sum = amounts.reduce((total, amount) => total + amount, 0)
    if (sum === currentYearBudget) return []
    const params = { sum: yuan(sum), budget: yuan(currentYearBudget), difference: yuan(Math.abs(sum - currentYearBudget)), label: facts.label('currentYearBudget') }
    return [{ rule: 'A01', severity: 'error', field: 'subProjects', words: '', messageKey: sum > currentYearBudget ? 'finding.A01.more' : 'finding.A01.less', params }]
  },
}
