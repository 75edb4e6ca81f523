import { forMatching } from '../../text/normalise'
import type { Finding, Rule } from '../finding'
import { hasNoFigure } from '../measures'

/** C04: a rate, a count or a time whose target has no number. 无 and 不发生 are numbers: none at all; so is 全覆盖: all of it. */
export const noFigure: Rule = {
  id: 'C04',
  severity: 'warning',
  check({ facts, profile }) {
    return facts.indicators.flatMap((indicator): Finding[] => {
      const { index, plain, isLevel, measure, value } = indicator
      if (measure === null || measure === 'score' || value === '' || isLevel || !hasNoFigure(indicator)) return []
      // A target that only repeats the name is C02's.
      if (profile.indicators.none.includes(forMatching(value)) || forMatching(value) === forMatching(plain)) return []
      return [{ rule: 'C04', severity: 'warning', field: `indicators[${index}].value`, words: value, messageKey: `finding.C04.${measure}`, params: { name: plain } }]
    })
  },
}
