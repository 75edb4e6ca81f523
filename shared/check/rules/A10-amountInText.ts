import type { Cents } from '../../declaration/money'
import type { Finding, Rule } from '../finding'
import { yuan } from '../words'

const AMOUNT = /(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?\s*(万元|亿元|元)(?![/／]|每|以上)/gu
const SHIFT = { 元: 2, 万元: 6, 亿元: 10 } as const

/** Cents of an amount in a text, and how far off it may be by rounding: half of its last digit. */
function readAmount(match: RegExpMatchArray): { cents: Cents; slack: Cents } {
  const decimals = (match[2] ?? '').slice(1)
  const shift = SHIFT[match[3] as keyof typeof SHIFT]
  const unit = 10 ** Math.max(0, shift - decimals.length)
  return { cents: Math.round(Number(`${(match[1] ?? '').replace(/[,，]/gu, '')}.${decimals || '0'}`) * 10 ** shift), slack: decimals === '' && shift > 2 ? unit / 2 : unit }
}

/** A10: what a text gives as the project's cost is one of the form's amounts, as far as its digits go. */
export const amountInText: Rule = {
  id: 'A10',
  severity: 'warning',
  check({ declaration, facts, profile }) {
    const { totalBudget, currentYearBudget, lastYearBudget, lastYearExecuted, funding, subProjects } = declaration
    const own = [totalBudget, currentYearBudget].filter(amount => amount !== null)
    if (own.length === 0) return []
    const amounts = [...own, lastYearBudget, lastYearExecuted, ...Object.values(funding), ...subProjects.map(row => row.amount)].filter(amount => amount !== null)
    const wholes = [...own, lastYearBudget, lastYearExecuted, funding.fiscal, funding.annualFiscal].filter(amount => amount !== null)
    return facts.texts.flatMap(({ field, text }): Finding[] => {
      for (const match of text.matchAll(AMOUNT)) {
        const clause = text.slice(0, match.index).match(/[^。；;，,\n]*$/u)?.[0] ?? ''
        const after = text.slice(match.index + match[0].length, match.index + match[0].length + 6)
        // The word for the cost stands close before the amount, in the same clause.
        const named = profile.money.costWords.find(word => clause.includes(word) && clause.length - clause.lastIndexOf(word) - word.length <= 8)
        if (named === undefined || profile.money.otherCostWords.some(word => clause.includes(word) || after.startsWith(word))) continue
        const { cents, slack } = readAmount(match)
        // 总成本 98 万元 is no sub-project's amount.
        if ((named.includes('总') ? wholes : amounts).some(amount => Math.abs(amount - cents) <= slack)) continue
        const params = { amount: match[0], label: facts.label('currentYearBudget'), budget: yuan(currentYearBudget ?? own[0] ?? 0) }
        return [{ rule: 'A10', severity: 'warning', field, words: match[0], messageKey: 'finding.A10', params }]
      }
      return []
    })
  },
}
