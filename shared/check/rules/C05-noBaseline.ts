import type { Finding, Rule } from '../finding'

/** C05: a promised change without a figure, or with one but without saying from what. */
export const noBaseline: Rule = {
  id: 'C05',
  severity: 'warning',
  check({ facts, profile }) {
    const { changes, baselines } = profile.indicators
    return facts.indicators.flatMap(({ index, name, isLevel, value, parsed }): Finding[] => {
      const word = changes.find(change => value.includes(change))
      if (!word || isLevel) return []
      const field = `indicators[${index}].value`
      if (parsed.kind === '定性') return [{ rule: 'C05', severity: 'warning', field, words: value, messageKey: 'finding.C05', params: { name, word } }]
      // 提高10%, 下降≥5%: by how much is said, from what is not.
      const bare = new RegExp(`^${word}(?:率)?(?:了|约|至少|不低于|不少于|≥|>=)?\\d`, 'u').test(value.replace(/\s/gu, ''))
      if (!bare || /\d[^%\d]*至/u.test(value) || baselines.some(base => name.includes(base) || value.includes(base))) return []
      return [{ rule: 'C05', severity: 'warning', field, words: value, messageKey: 'finding.C05.from', params: { name, word } }]
    })
  },
}
