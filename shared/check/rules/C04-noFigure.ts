import { withoutExplanation } from '../compare'
import { forMatching } from '../../text/normalise'
import type { Finding, Rule } from '../finding'
import { hasNoFigure, isLevelWord, measureOf } from '../measures'

/** C04: a rate, a count or a time whose target has no number. 无 and 不发生 are numbers: none at all. */
export const noFigure: Rule = {
  id: 'C04',
  severity: 'warning',
  check({ facts, edition, profile }) {
    return facts.indicators.flatMap((indicator): Finding[] => {
      const { index, name, value } = indicator
      const measure = measureOf(name, profile)
      if (measure === null || measure === 'score' || value === '' || isLevelWord(name, edition, profile) || !hasNoFigure(indicator)) return []
      if (profile.indicators.none.includes(forMatching(value))) return []
      return [{ rule: 'C04', severity: 'warning', field: `indicators[${index}].value`, words: value, messageKey: `finding.C04.${measure}`, params: { name: withoutExplanation(name) } }]
    })
  },
}
