import { yearOf } from '../../declaration/dates'
import { plainDecimal } from '../../declaration/indicatorValue'
import { clauseAround, shared, tellingBigrams } from '../compare'
import type { IndicatorFacts } from '../facts'
import { promisedFigures, type PromisedFigure } from '../figures'
import type { Finding, Rule, RuleContext } from '../finding'

interface Size { size: number; percent: boolean; unit: string }

/** All sizes that a target names, 万 counted in; days and months of a date are none. */
function sizesOf({ parsed, measure, value }: IndicatorFacts): Size[] {
  if (parsed.number !== null && parsed.kind !== '定量其他') {
    const many = parsed.unit.startsWith('万') && parsed.unit !== '万元'
    // 0.995 of a rate is 99.5% without its sign: C08 says so.
    if (measure === 'rate' && parsed.unit === '' && Number(parsed.number) <= 1) return [{ size: Math.round(Number(parsed.number) * 1e8) / 1e6, percent: true, unit: '%' }]
    return [{ size: Number(plainDecimal(parsed.number)) * (many ? 1e4 : 1), percent: parsed.unit === '%' || parsed.unit === '‰', unit: many ? parsed.unit.slice(1) : parsed.unit }]
  }
  if (/^(?:无|零|不发生|未发生|杜绝)|零(?:增长|事故|投诉|发生)|无新增/u.test(value)) return [{ size: 0, percent: false, unit: '' }]
  const undated = value.normalize('NFKC').replace(/\d{4}年|\d{1,2}月(?:\d{1,2}[日号])?/gu, '')
  return [...undated.matchAll(/(\d+(?:\.\d+)?)(万(?!元))?\s*(%|\p{Script=Han}{1,2})?/gu)].map(match => ({ size: Number(match[1]) * (match[2] ? 1e4 : 1), percent: match[3] === '%', unit: match[3] ?? '' }))
}

/** Goals whose figures are this year's: of a project of several years only the annual one. */
function goals({ declaration: { startDate, endDate }, facts }: RuleContext) {
  const several = startDate !== null && endDate !== null && yearOf(startDate) !== yearOf(endDate)
  return facts.texts.filter(({ field }) => field === 'annualGoal' || (field === 'overallGoal' && !several))
}

/** C14: the goals promise a figure that no indicator carries, or another one. A number without 达到, 完成 or 以上 counts only beside an indicator of the same. */
export const goalFigures: Rule = {
  id: 'C14',
  severity: 'warning',
  check(context) {
    const { facts, profile } = context
    const generic = profile.indicators.generic
    const indicators = facts.indicators
      .filter(({ name, value, isLevel }) => name !== '' && value !== '' && !isLevel)
      .map((indicator): Entry => ({ indicator, pairs: tellingBigrams(indicator.name, generic), core: tellingBigrams(indicator.plain.replace(MEASURED, ''), generic), valuePairs: tellingBigrams(indicator.value, generic), sizes: sizesOf(indicator) }))
    if (indicators.length === 0) return []
    const said = new Set<string>()
    return goals(context).flatMap(({ field, text }): Finding[] =>
      promisedFigures(text).flatMap((figure): Finding[] => {
        const subject = tellingBigrams(figure.subject.slice(-24), generic)
        const about = indicators.filter(entry => shared(entry.pairs, subject) > 0 || shared(entry.valuePairs, subject) > 0)
        const carries = (entry: Entry) => entry.sizes.some(({ size, percent }) => size === figure.size && percent === figure.percent)
        const own = meant(figure, about, subject)
        // The indicator of just this name decides; without one, a number of things is known again by its size, a percentage only together with what it is of.
        const carried = own.length > 0 ? own.some(carries) : about.some(carries) || (!figure.percent && figure.size > 0 && indicators.some(carries)) || (subject.size === 0 && indicators.some(carries))
        const other = own[0]?.indicator ?? differing(figure, about, subject)
        if (carried || (!figure.promised && (own.length === 0 || indicators.some(carries)))) return []
        const key = `${figure.words}|${[...subject].sort().join('')}`
        if (said.has(key)) return []
        said.add(key)
        const params = { clause: clauseAround(text, figure.at, figure.end), figure: figure.words }
        return [{
          rule: 'C14', severity: 'warning', field, words: figure.words, messageKey: other ? 'finding.C14.differs' : 'finding.C14',
          params: other ? { ...params, name: other.name, value: other.value, row: other.index + 1 } : params,
        }]
      }))
  },
}

interface Entry {
  indicator: IndicatorFacts
  /** Telling pairs of its name, of its name without 数量 and the like, and of its value. */
  pairs: Set<string>
  core: Set<string>
  valuePairs: Set<string>
  sizes: Size[]
}

const MEASURED = /(?:数量|个数|次数|场次|人数|件数|份数|家数|户数|条数|座数|台数|套数|期数|篇数|例数|总数|数)$/u
const CORE_SHARE = 0.6
/** Units of the same things: 名 and 人, 家次 and 家. */
const sameUnit = (a: string, b: string) => unitOf(a) === unitOf(b)
const unitOf = (unit: string) => unit.replace(/^名$/u, '人').replace(/^(?:个工作日|工作日|日)$/u, '天').replace(/^(家|户|台|车)次$/u, '$1')

/** The indicators whose name, but for 数量 and the like, stands in what the figure is about, counted in the same unit; the likest first. */
function meant(figure: PromisedFigure, about: readonly Entry[], subject: Set<string>): Entry[] {
  const close = about.flatMap(entry => {
    const share = entry.core.size === 0 ? 0 : shared(entry.core, subject) / entry.core.size
    const same = entry.sizes.some(({ percent, unit }) => percent === figure.percent && (percent || sameUnit(unit, figure.unit)))
    return share >= CORE_SHARE && same ? [{ entry, share }] : []
  })
  close.sort((a, b) => b.share - a.share)
  // 满意度 within 租金补贴满意度 is not the one where there is 人才满意度 to the letter.
  const best = close[0]?.share ?? 0
  return close.filter(({ share }) => share === best).map(({ entry }) => entry)
}

/** An indicator of nearly the same name with another figure of the same sort. */
function differing(figure: PromisedFigure, about: readonly Entry[], subject: Set<string>): IndicatorFacts | null {
  const close = about.filter(({ pairs, sizes }) => sizes.some(({ percent }) => percent === figure.percent) && shared(pairs, subject) >= Math.max(2, Math.ceil(pairs.size / 2)))
  close.sort((a, b) => shared(b.pairs, subject) - shared(a.pairs, subject))
  return close[0]?.indicator ?? null
}
