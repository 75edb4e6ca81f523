import { parseIndicatorValue, type IndicatorValue } from '../../declaration/indicatorValue'
import { forMatching } from '../../text/normalise'
import { withoutExplanation } from '../compare'
import type { Finding, Rule, RuleContext } from '../finding'
import { percent } from '../words'

const size = ({ number }: IndicatorValue) => Number(number)

/** The one result that the form itself holds: how much of last year's budget was spent, where it was too little. */
function executedLastYear({ declaration: { lastYearBudget: budget, lastYearExecuted: spent }, profile }: RuleContext): { name: string; target: string; reached: string } | null {
  if (budget === null || spent === null || budget <= 0 || spent < 0 || spent / budget >= profile.money.wellExecuted) return null
  return { name: '预算执行率', target: '=100%', reached: percent(spent / budget) }
}

/** C19: a target below what was reached last year; 100% for what was not reached last year. Results come from last year's self-evaluation, where they are known; the execution from the form. */
export const reachedBefore: Rule = {
  id: 'C19',
  severity: 'hint',
  check(context) {
    const { facts, surroundings } = context
    const reached = new Map((surroundings?.reached ?? []).map(entry => [forMatching(withoutExplanation(entry.name)), entry]))
    const executed = executedLastYear(context)
    if (executed && !reached.has(executed.name)) reached.set(executed.name, executed)
    if (reached.size === 0) return []
    return facts.indicators.flatMap(({ index, name, plain, value, parsed }): Finding[] => {
      const last = reached.get(forMatching(plain))
      if (!last || parsed.kind !== '定量' || parsed.number === null) return []
      const result = parseIndicatorValue(last.reached)
      const target = parseIndicatorValue(last.target ?? '')
      if (result.kind !== '定量' || result.unit !== parsed.unit) return []
      const say = (messageKey: string): Finding[] => [{ rule: 'C19', severity: 'hint', field: `indicators[${index}].value`, words: value, messageKey, params: { name, reached: last.reached } }]
      if (parsed.op === '≥' && size(parsed) < size(result)) return say('finding.C19.below')
      if ((parsed.op === '≤' || parsed.op === '<') && size(parsed) > size(result)) return say('finding.C19.above')
      if (parsed.unit === '%' && size(parsed) === 100 && target.number !== null && size(target) === 100 && size(result) < 100) return say('finding.C19.hundred')
      return []
    })
  },
}
