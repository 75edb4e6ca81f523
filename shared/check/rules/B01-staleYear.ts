import { yearOf } from '../../declaration/dates'
import type { FieldPath } from '../../declaration/fieldPath'
import { yearMentions, type YearMention } from '../../text/years'
import type { Declaration } from '../../declaration/model'
import { clauseAround } from '../compare'
import type { Finding, Rule, RuleContext } from '../finding'

/** Where the form promises: there a past year is one that was not moved on. */
const PROMISES = new Set<FieldPath>(['plan', 'overallGoal', 'annualGoal'])
const promises = ({ facts }: RuleContext) => facts.pieces.filter(piece => PROMISES.has(piece.field) || piece.field.startsWith('indicators['))

/** Years in which the project runs, from its dates; a project of several years may speak of all of them. */
const running = ({ startDate, year }: Declaration): number => (startDate === null ? year : Math.min(yearOf(startDate), year))

/** 根据2018年招标结果, 2017年度项目: the year belongs to something that has been, though no word says it is done. */
const belongsToThePast = (text: string, { start, end }: YearMention) =>
  !/(?:签订|续签|编制|启动|签署)$/u.test(text.slice(0, start)) &&
  /^(?!\s*(?:全年)?(?:完成|开展|实施|组织|进行|做好))[^，。；\n]{0,6}(?:招标|中标|采购结果|合同|考核结果|评价结果|审计|决算|结转|绩效评价|测评结果|上年)/u.test(text.slice(end))

/** （较2024年）, 比2018年: what it is compared with. */
const isBaseline = (text: string, { start, end }: YearMention) => /(?:比|较|同比|相比|与|以)$/u.test(text.slice(0, start)) && /^(?:[）)，,。；;]|$|\s)/u.test(text.slice(end))
/** ≥2000: a number of something, not a year. */
const isQuantity = (text: string, { text: mention, start }: YearMention) => /^\d{4}$/u.test(mention.normalize('NFKC')) && (mention === text.trim() || /[≥≤><=＞＜＝]\s*$/u.test(text.slice(0, start)))

/** `2019年完成验收`, a step of a plan that begins with its year: nothing there says that it is over. */
const isStep = (text: string, { role, start, end }: YearMention) =>
  role === 'history' && /(?:^|[。；;，,\n）)、.．：:]\s*)$/u.test(text.slice(0, start)) && !/^[^。；;\n]*(?:已|曾|了|结果|[建购成订复批]的)/u.test(text.slice(end).match(/^[^。；;\n]*/u)?.[0] ?? '')

/** B01: a year before the form's in goals, plan or indicators that is no history, title, number, standard or plan period; a time for the work after the project's end. */
export const staleYear: Rule = {
  id: 'B01',
  severity: 'warning',
  check(context) {
    const { declaration } = context
    const from = running(declaration)
    const stale = promises(context).flatMap(({ field, label, text }): Finding[] =>
      yearMentions(text, declaration.year)
        .filter(mention => (mention.role === 'plain' || (field === 'plan' && isStep(text, mention))) && mention.shape !== 'twoDigit' && (mention.toYear ?? mention.year) < from && !belongsToThePast(text, mention) && !isBaseline(text, mention) && !isQuantity(text, mention))
        .slice(0, 1)
        .map(mention => ({
          rule: 'B01', severity: 'warning' as const, field, words: mention.text, messageKey: 'finding.B01',
          params: { label, clause: clauseAround(text, mention.start, mention.end), year: declaration.year },
        })))
    return stale.concat(tooLate(context))
  },
}

/** 完成时限：2027年3月 in a project that ends with 2026. What is meant to last (使用年限) may name later years. */
function tooLate({ declaration: { year, endDate }, facts }: RuleContext): Finding[] {
  const until = endDate === null ? year : Math.max(yearOf(endDate), year)
  return facts.indicators.flatMap(({ index, plain, value, kind2 }): Finding[] => {
    if (kind2 !== 'timeliness' && !/(?:时间|时限|进度|工期)/u.test(plain)) return []
    const late = yearMentions(value, year).find(mention => mention.role === 'plain' && mention.shape !== 'twoDigit' && mention.year > until && !isQuantity(value, mention))
    return late ? [{ rule: 'B01', severity: 'warning', field: `indicators[${index}].value`, words: late.text, messageKey: 'finding.B01.later', params: { name: plain, until } }] : []
  })
}

/** B02: a year of two digits. */
export const twoDigitYear: Rule = {
  id: 'B02',
  severity: 'warning',
  check({ declaration, facts }) {
    return facts.pieces.flatMap(({ field, text }): Finding[] =>
      yearMentions(text, declaration.year)
        .filter(mention => mention.shape === 'twoDigit' && mention.role !== 'title')
        .slice(0, 1)
        .map(mention => ({ rule: 'B02', severity: 'warning' as const, field, words: mention.text, messageKey: 'finding.B02', params: { full: `${mention.year}年`, clause: clauseAround(text, mention.start, mention.end) } })))
  },
}
