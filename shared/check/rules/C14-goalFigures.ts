import { yearOf } from '../../declaration/dates'
import { plainDecimal } from '../../declaration/indicatorValue'
import { clauseAround, shared, tellingBigrams } from '../compare'
import type { IndicatorFacts } from '../facts'
import { promisedFigures, type PromisedFigure } from '../figures'
import type { Finding, Rule, RuleContext } from '../finding'

/** All sizes that a target names, 万 counted in. */
function sizesOf({ parsed, value }: IndicatorFacts): { size: number; percent: boolean }[] {
  if (parsed.number !== null && parsed.kind !== '定量其他') {
    return [{ size: Number(plainDecimal(parsed.number)) * (parsed.unit.startsWith('万') && parsed.unit !== '万元' ? 1e4 : 1), percent: parsed.unit === '%' || parsed.unit === '‰' }]
  }
  if (/^(?:无|零|不发生|未发生|杜绝)|零(?:增长|事故|投诉|发生)|无新增/u.test(value)) return [{ size: 0, percent: false }]
  return [...value.normalize('NFKC').matchAll(/(\d+(?:\.\d+)?)(万(?!元))?\s*(%)?/gu)].map(match => ({ size: Number(match[1]) * (match[2] ? 1e4 : 1), percent: match[3] !== undefined }))
}

/** Goals whose figures are this year's: of a project of several years only the annual one. */
function goals({ declaration: { startDate, endDate }, facts }: RuleContext) {
  const several = startDate !== null && endDate !== null && yearOf(startDate) !== yearOf(endDate)
  return facts.texts.filter(({ field }) => field === 'annualGoal' || (field === 'overallGoal' && !several))
}

/** C14: the goals promise a figure that no indicator carries, or another one. */
export const goalFigures: Rule = {
  id: 'C14',
  severity: 'warning',
  check(context) {
    const { facts, profile } = context
    const generic = profile.indicators.generic
    const indicators = facts.indicators
      .filter(({ name, value }) => name !== '' && value !== '')
      .map(indicator => ({ indicator, pairs: tellingBigrams(indicator.name, generic), valuePairs: tellingBigrams(indicator.value, generic), sizes: sizesOf(indicator) }))
    if (indicators.length === 0) return []
    const said = new Set<string>()
    return goals(context).flatMap(({ field, text }): Finding[] =>
      promisedFigures(text).flatMap((figure): Finding[] => {
        const subject = tellingBigrams(figure.subject.slice(-24), generic)
        const about = indicators.filter(entry => shared(entry.pairs, subject) > 0 || shared(entry.valuePairs, subject) > 0)
        const carries = (entry: (typeof indicators)[number]) => entry.sizes.some(({ size, percent }) => size === figure.size && percent === figure.percent)
        // A number of things is known again by its size; a percentage only together with what it is of.
        if (about.some(carries) || (!figure.percent && figure.size > 0 && indicators.some(carries)) || (subject.size === 0 && indicators.some(carries))) return []
        const key = `${figure.words}|${[...subject].sort().join('')}`
        if (said.has(key)) return []
        said.add(key)
        const other = differing(figure, about, subject)
        const params = { clause: clauseAround(text, figure.at, figure.end), figure: figure.words }
        return [{
          rule: 'C14', severity: 'warning', field, words: figure.words, messageKey: other ? 'finding.C14.differs' : 'finding.C14',
          params: other ? { ...params, name: other.name, value: other.value, row: other.index + 1 } : params,
        }]
      }))
  },
}

/** An indicator of nearly the same name with another figure of the same sort. */
function differing(figure: PromisedFigure, about: readonly { indicator: IndicatorFacts; pairs: Set<string>; sizes: { size: number; percent: boolean }[] }[], subject: Set<string>): IndicatorFacts | null {
  const close = about.filter(({ pairs, sizes }) => sizes.some(({ percent }) => percent === figure.percent) && shared(pairs, subject) >= Math.max(2, Math.ceil(pairs.size / 2)))
  close.sort((a, b) => shared(b.pairs, subject) - shared(a.pairs, subject))
  return close[0]?.indicator ?? null
}
