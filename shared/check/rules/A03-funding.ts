import type { Finding, Rule } from '../finding'
import { yuan } from '../words'

/** A03: where the form splits the money by source, the totals are the sums of their parts. A part left blank counts as nothing. */
export const fundingSums: Rule = {
  id: 'A03',
  severity: 'error',
  check({ declaration: { funding, totalBudget, currentYearBudget }, edition, facts }) {
    const asked = new Set<string>(edition.fields.map(field => field.key))
    const sums = [
      { total: totalBudget, field: 'totalBudget', parts: [['funding.fiscal', funding.fiscal], ['funding.other', funding.other]] },
      { total: currentYearBudget, field: 'currentYearBudget', parts: [['funding.annualFiscal', funding.annualFiscal], ['funding.carriedOver', funding.carriedOver], ['funding.annualOther', funding.annualOther]] },
    ] as const
    return sums.flatMap(({ total, field, parts }): Finding[] => {
      if (total === null || !parts.some(([key]) => asked.has(key)) || parts.every(([, amount]) => amount === null)) return []
      const sum = parts.reduce((all, [, amount]) => all + (amount ?? 0), 0)
      if (sum === total) return []
      const names = parts.map(([key]) => facts.label(key).replace(/^其中：/u, ''))
      return [{ rule: 'A03', severity: 'error', field, words: '', messageKey: 'finding.A03', params: { label: facts.label(field), total: yuan(total), sum: yuan(sum), parts: names, difference: yuan(Math.abs(sum - total)) } }]
    })
  },
}
