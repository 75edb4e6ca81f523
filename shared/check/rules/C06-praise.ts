import type { Finding, Rule } from '../finding'
import { hasNoFigure, onlyPraises } from '../measures'

const MANAGEMENT = new Set(['management', 'influence'])
/** 长效机制：健全 is what bureaus' own lists have here. */
const LASTING = new Set(['sustainable', 'longTerm', 'staffing', 'coordination'])
const FEWEST = 5

/**
 * C06: targets that only praise. A warning on the whole list when more than half of the targets have no figure;
 * otherwise a hint at each outside management, where the bureaus' own lists ask for 健全 and 规范. Rates, counts and times without a figure are C04's.
 */
export const praiseOnly: Rule = {
  id: 'C06',
  severity: 'hint',
  check({ facts, profile }) {
    // A level word with an indicator for its target has no figure either (C03 says what it is).
    const real = facts.indicators.filter(({ value }) => value !== '')
    const words = real.filter(hasNoFigure)
    if (real.length >= FEWEST && words.length / real.length > profile.indicators.wordsOnly) {
      return [{ rule: 'C06', severity: 'warning', field: 'indicators', words: '', messageKey: 'finding.C06.most', params: { count: words.length, total: real.length, examples: words.slice(0, 3).map(({ name, value }) => ({ key: 'phrase.target', params: { name, value } })) } }]
    }
    return words
      .filter(({ isLevel }) => !isLevel)
      .filter(({ kind1, kind2, measure, value }) => (measure === null || measure === 'score') && !(kind1 !== null && MANAGEMENT.has(kind1)) && !(kind2 !== null && LASTING.has(kind2)) && onlyPraises(value, profile))
      .map(({ index, name, value }): Finding => ({ rule: 'C06', severity: 'hint', field: `indicators[${index}].value`, words: value, messageKey: 'finding.C06', params: { name } }))
  },
}
