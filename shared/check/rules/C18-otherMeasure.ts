import type { Finding, Rule } from '../finding'

const MEASURE = /(?:响应|修复|处理|处置|恢复|等待|等候|办理|运行|故障)?(?:时间|时长)|(?:完成|及时|合格|达标|完好|满意|故障|修复|覆盖|准确)(?:率|度)|(?:巡检|检查|维护|故障|事故|培训)次数/gu
const FIGURE = /\d+(?:\.\d+)?\s*(?:%|％|次|小时|分钟|秒|天|个工作日)/u

/** C18: a goal labelled with one measure (故障响应时间：…) that gives a figure for another (平均故障修复时间<2小时). */
export const otherMeasure: Rule = {
  id: 'C18',
  severity: 'hint',
  check({ facts }) {
    return facts.texts
      .filter(({ field }) => field === 'overallGoal' || field === 'annualGoal')
      .flatMap(({ field, text }): Finding[] =>
        [...text.matchAll(/([^。；;\n：:]{2,24})[：:]([^。；;\n]+)/gu)].flatMap((match): Finding[] => {
          const labels = (match[1] ?? '').match(MEASURE)
          const label = labels?.at(-1)
          if (!label || !(match[1] ?? '').endsWith(label)) return []
          const measured = (match[2] ?? '').split(/[，,]/u).filter(clause => FIGURE.test(clause.replace(/7\s*[×xX*]\s*24\s*小时/u, ''))).flatMap(clause => clause.match(MEASURE) ?? [])
          const other = measured[0]
          if (!other || measured.some(measure => measure === label || label.endsWith(measure) || measure.endsWith(label))) return []
          return [{ rule: 'C18', severity: 'hint', field, words: other, messageKey: 'finding.C18', params: { label: (match[1] ?? '').replace(/^[\s\d）)、.]+/u, '') } }]
        }))
  },
}
