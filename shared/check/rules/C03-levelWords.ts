import type { Finding, Rule } from '../finding'

/** C03: a level word stands where the indicator belongs, and mostly the indicator where the target does. */
export const levelWordsOnly: Rule = {
  id: 'C03',
  severity: 'warning',
  check({ facts }) {
    return facts.indicators.flatMap(({ index, name, isLevel, value, parsed }): Finding[] => {
      if (!isLevel) return []
      const key = value === '' || parsed.kind !== '定性' ? 'finding.C03.noName' : 'finding.C03'
      return [{ rule: 'C03', severity: 'warning', field: `indicators[${index}].name`, words: name, messageKey: key, params: { name, value } }]
    })
  },
}
