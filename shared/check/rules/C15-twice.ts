import { forMatching } from '../../text/normalise'
import type { Finding, Rule } from '../finding'

/** C15: the same indicator twice. */
export const twice: Rule = {
  id: 'C15',
  severity: 'warning',
  check({ facts }) {
    const first = new Map<string, { index: number; value: string }>()
    return facts.indicators.flatMap(({ index, name, plain, isLevel, value }): Finding[] => {
      const key = forMatching(plain).replace(/[\p{P}\p{S}]/gu, '')
      if (key === '' || isLevel) return []
      const before = first.get(key)
      if (!before) {
        first.set(key, { index, value })
        return []
      }
      const same = forMatching(before.value) === forMatching(value)
      return [{ rule: 'C15', severity: 'warning', field: `indicators[${index}].name`, words: name, messageKey: same ? 'finding.C15' : 'finding.C15.differs', params: { row: before.index + 1, before: before.value, value } }]
    })
  },
}
