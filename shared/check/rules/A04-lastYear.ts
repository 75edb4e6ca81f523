import { isBlank } from '../../text/normalise'
import type { Finding, Rule, RuleContext } from '../finding'
import { percent, yuan } from '../words'

const figures = ({ declaration: { lastYearBudget: budget, lastYearExecuted: executed, currentYearBudget: current } }: RuleContext) => ({ budget, executed, current })

/** True where the form says why: in its remarks, or beside a word for execution in another text. */
function explained({ declaration, profile }: RuleContext): boolean {
  const remarks = declaration.remarks ?? ''
  return !isBlank(remarks) && profile.money.reasons.some(word => remarks.includes(word))
}

/** A04: no more was spent last year than was budgeted. */
export const overspent: Rule = {
  id: 'A04',
  severity: 'warning',
  check(context) {
    const { budget, executed } = figures(context)
    if (budget === null || executed === null || executed <= budget) return []
    return [{ rule: 'A04', severity: 'warning', field: 'lastYearExecuted', words: '', messageKey: 'finding.A04', params: { executed: yuan(executed), budget: yuan(budget) } }]
  },
}

/** A05: little was spent last year and more is asked for this year. */
export const poorlyExecuted: Rule = {
  id: 'A05',
  severity: 'warning',
  check(context) {
    const { budget, executed, current } = figures(context)
    if (budget === null || executed === null || current === null || budget <= 0 || executed < 0) return []
    const share = executed / budget
    if (share >= context.profile.money.wellExecuted || current <= budget || explained(context)) return []
    return [{ rule: 'A05', severity: 'warning', field: 'currentYearBudget', words: '', messageKey: 'finding.A05', params: { share: percent(share), least: percent(context.profile.money.wellExecuted), budget: yuan(budget), current: yuan(current) } }]
  },
}

/** A06: the budget changes much on last year's. */
export const bigChange: Rule = {
  id: 'A06',
  severity: 'hint',
  check(context) {
    const { budget, current } = figures(context)
    if (budget === null || current === null || budget <= 0 || explained(context)) return []
    const change = (current - budget) / budget
    const [low, high] = context.profile.money.mixedUnits
    // Ten thousand times is another mistake: A14.
    if (Math.abs(change) < context.profile.money.bigChange || current / budget > low || (current > 0 && budget / current > low) || high < low) return []
    return [{ rule: 'A06', severity: 'hint', field: 'currentYearBudget', words: '', messageKey: change > 0 ? 'finding.A06.more' : 'finding.A06.less', params: { change: percent(Math.abs(change)), budget: yuan(budget), current: yuan(current) } }]
  },
}

/** A14: two amounts that are 元 and 万元 of each other. */
export const mixedUnits: Rule = {
  id: 'A14',
  severity: 'warning',
  check(context) {
    const { budget, executed, current } = figures(context)
    const { totalBudget, subProjects } = context.declaration
    const [low, high] = context.profile.money.mixedUnits
    const mixed = (a: number | null, b: number | null) => a !== null && b !== null && a > 0 && b > 0 && ((a / b >= low && a / b <= high) || (b / a >= low && b / a <= high))
    const pairs: [string, number | null, string, number | null][] = [
      ['lastYearBudget', budget, 'currentYearBudget', current],
      ['lastYearExecuted', executed, 'lastYearBudget', budget],
      ['totalBudget', totalBudget, 'currentYearBudget', current],
    ]
    const sum = subProjects.reduce((all, row) => all + (row.amount ?? 0), 0)
    if (sum > 0) pairs.push(['subProjects', sum, 'currentYearBudget', current])
    const hit = pairs.find(([, a, , b]) => mixed(a, b))
    if (!hit) return []
    const [field, a, other, b] = hit
    const label = (key: string) => (key === 'subProjects' ? '子项目合计' : context.facts.label(key))
    const finding: Finding = { rule: 'A14', severity: 'warning', field, words: '', messageKey: 'finding.A14', params: { label: label(field), amount: yuan(a ?? 0), otherLabel: label(other), other: yuan(b ?? 0) } }
    return [finding]
  },
}
