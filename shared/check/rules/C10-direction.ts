import { isNamed, withoutExplanation } from '../compare'
import type { Finding, Rule } from '../finding'

/** C10: an operator that contradicts the name: 满意度 ≤, 故障率 ≥. */
export const direction: Rule = {
  id: 'C10',
  severity: 'warning',
  check({ facts, profile }) {
    const { moreIsBetter, lessIsBetter } = profile.indicators
    return facts.indicators.flatMap(({ index, name, value, parsed }): Finding[] => {
      if (parsed.kind !== '定量' || parsed.number === null || parsed.op === null) return []
      const say = (messageKey: string): Finding[] => [{ rule: 'C10', severity: 'warning', field: `indicators[${index}].value`, words: value, messageKey, params: { name: withoutExplanation(name) } }]
      const upper = parsed.op === '≤' || parsed.op === '<'
      const lower = parsed.op === '≥' || parsed.op === '>'
      if (upper && isNamed(name, moreIsBetter)) return say('finding.C10.more')
      if (isNamed(name, lessIsBetter) && (lower || (parsed.op === '=' && parsed.unit === '%' && Number(parsed.number) >= 50))) return say('finding.C10.less')
      return []
    })
  },
}
