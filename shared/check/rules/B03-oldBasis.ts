import { titleSpans, yearMentions } from '../../text/years'
import type { Finding, Rule, RuleContext } from '../finding'

/** Texts that argue from documents; the basis first, so that the same document is named there. */
const arguing = ({ facts }: RuleContext) =>
  ['basis', 'overview', 'necessity', 'safeguards'].flatMap(field => facts.texts.filter(text => text.field === field))

/** B03: a plan period that is over, as the basis. */
export const periodOver: Rule = {
  id: 'B03',
  severity: 'warning',
  check(context) {
    const { year } = context.declaration
    const said = new Set<string>()
    return arguing(context).flatMap(({ field, text }): Finding[] =>
      yearMentions(text, year).flatMap((mention): Finding[] => {
        const key = `${mention.year}-${mention.toYear}`
        // 《…发展规划》（2011-2015年）: the period stands behind the title.
        const behind = mention.shape === 'range' && /(?:规划|纲要|计划|方案)[^》]{0,6}》[ ]?[（(]$/u.test(text.slice(0, mention.start))
        if ((mention.role !== 'planPeriod' && !behind) || mention.toYear === undefined || mention.toYear >= year || said.has(key)) return []
        // “十二五”期间建成了…: told as history.
        if (/^[”’"'」]?(?:期间|时期|以来|末)[^。；\n]{0,30}(?:建成|完成|实施|投入|建设了|开展了|已|取得)/u.test(text.slice(mention.end))) return []
        said.add(key)
        const title = titleSpans(text).find(span => mention.start >= span.start && mention.end <= span.end)
        return [{ rule: 'B03', severity: 'warning', field, words: mention.text, messageKey: 'finding.B03', params: { period: key, year, document: title ? text.slice(title.start, title.end) : mention.text } }]
      }))
  },
}

/** B04: another year's annual work plan, as the basis. */
export const yearlyPlan: Rule = {
  id: 'B04',
  severity: 'warning',
  check(context) {
    const { profile, declaration: { year } } = context
    const said = new Set<string>()
    return arguing(context).flatMap(({ field, text }): Finding[] => {
      const titles = titleSpans(text)
      return yearMentions(text, year).flatMap((mention): Finding[] => {
        if (mention.role !== 'title' || mention.year === year || mention.toYear !== undefined) return []
        const span = titles.find(entry => mention.start >= entry.start && mention.end <= entry.end)
        if (!span) return []
        const title = text.slice(span.start, span.end)
        if (said.has(title) || !profile.texts.yearlyPlans.some(word => title.includes(word)) || /[三五]年/u.test(title)) return []
        said.add(title)
        return [{ rule: 'B04', severity: 'warning', field, words: title, messageKey: 'finding.B04', params: { said: mention.year, year } }]
      })
    })
  },
}
