import { isNamed } from '../compare'
import type { Finding, Rule } from '../finding'

/** C10: an operator that contradicts the name: 满意度 ≤, 故障率 ≥. */
export const direction: Rule = {
  id: 'C10',
  severity: 'warning',
  check({ facts, profile }) {
    const { moreIsBetter, lessIsBetter } = profile.indicators
    return facts.indicators.flatMap(({ index, plain, value, parsed }): Finding[] => {
      if (parsed.kind !== '定量' || parsed.number === null || parsed.op === null) return []
      const say = (messageKey: string): Finding[] => [{ rule: 'C10', severity: 'warning', field: `indicators[${index}].value`, words: value, messageKey, params: { name: plain } }]
      const upper = parsed.op === '≤' || parsed.op === '<'
      const lower = parsed.op === '≥' || parsed.op === '>'
      if (upper && isNamed(plain, moreIsBetter)) return say('finding.C10.more')
      if (isNamed(plain, lessIsBetter) && (lower || (parsed.op === '=' && parsed.unit === '%' && Number(parsed.number) >= 50))) return say('finding.C10.less')
      return []
    })
  },
}
