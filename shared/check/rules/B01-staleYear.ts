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
const belongsToThePast = (text: string, { end }: YearMention) =>
  /^[^，。；\n]{0,6}(?:招标|中标|采购结果|合同|考核结果|评价结果|审计|决算|结转|绩效评价|测评结果|上年)/u.test(text.slice(end))

/** B01: a year before the form's in goals, plan or indicators that is no history, title, number, standard or plan period. */
export const staleYear: Rule = {
  id: 'B01',
  severity: 'warning',
  check(context) {
    const { declaration } = context
    const from = running(declaration)
    return promises(context).flatMap(({ field, label, text }): Finding[] =>
      yearMentions(text, declaration.year)
        .filter(mention => mention.role === 'plain' && mention.shape !== 'twoDigit' && (mention.toYear ?? mention.year) < from && !belongsToThePast(text, mention))
        .slice(0, 1)
        .map(mention => ({
          rule: 'B01', severity: 'warning' as const, field, words: mention.text, messageKey: 'finding.B01',
          params: { label, clause: clauseAround(text, mention.start, mention.end), year: declaration.year },
        })))
  },
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
