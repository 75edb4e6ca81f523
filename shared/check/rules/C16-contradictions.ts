import { clauseAround } from '../compare'
import type { Finding, Rule } from '../finding'

const FREQUENCY = /每(天|日|周|星期|月|季度|季|半年|年)(?:至少|不少于|定期)?(?:(?:巡检|检查|维护|监测|演练|巡查|检测|保养|备份)?(\d+|[一二两三四五六])次)?/gu
const PERIOD: Record<string, string> = { 日: '天', 星期: '周', 季: '季度' }
const DIGIT: Record<string, string> = { 一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6' }
const ACTIVITY = /巡检|检查|检修|抽查|维护|运维|例会|培训|监测|考核|备份|测评|清洗|保养|演练|巡查|检测|保洁|消毒/gu
const FILLER = /定期|要求|召开|举行|举办|开展|进行|组织|实施|完成|对|的|工作|项目|系统|全面|次数|应|须|需|不少于|至少|一次|为|是|达到|提供|[：:\s\d）)（(、.]/gu

interface Often { field: string; words: string; at: number; text: string; period: string; times: string; activities: Set<string>; object: string }

/** Frequencies with what is done so often and to what: 每月巡检机房 is about the rooms alone. */
function frequencies(field: string, text: string): Often[] {
  const found: Often[] = []
  for (const item of text.matchAll(/[^。；;\n]+/gu)) {
    const whole = item[0]
    let earlier = ''
    for (const clause of whole.matchAll(/[^，,]+/gu)) {
      for (const match of clause[0].matchAll(FREQUENCY)) {
        const rest = clause[0].replace(match[0], '')
        const own = new Set(clause[0].match(ACTIVITY) ?? [])
        const object = rest.replace(/^.*[：:]/u, '').replace(ACTIVITY, '').replace(FILLER, '').replace(/\d+次|[一二两三四五六]次/gu, '')
        const activities = own.size > 0 ? own : new Set(earlier.match(ACTIVITY) ?? [])
        const at = item.index + clause.index + match.index
        found.push({ field, words: match[0], at, text, period: PERIOD[match[1] ?? ''] ?? match[1] ?? '', times: DIGIT[match[2] ?? ''] ?? match[2] ?? '', activities, object })
      }
      earlier += clause[0]
    }
  }
  return found
}

/** Numbers of the same thing that differ between texts: 共入驻11家委办局, 入驻有18家委办局. */
const COUNT = /(?:共有|现有|共|总计|合计|入驻有|入驻)[^，。；\n\d]{0,4}(\d+)(家|个|台|套|处|栋|座|名|人)(\p{Script=Han}{2,6})/gu

/** The same with the thing before its number: 共有示范街区6个. */
const COUNT_AFTER = /(?:共有|现有|设有|拥有|辖有|下辖)(\p{Script=Han}{2,8}?)(\d+)(家|个|台|套|处|栋|座|名|人|所|条|辆)/gu

/** C16: frequencies, or numbers of the same thing, that contradict each other. */
export const contradictions: Rule = {
  id: 'C16',
  severity: 'warning',
  check({ facts }) {
    const findings: Finding[] = []
    const all = facts.texts.filter(({ field }) => field !== 'basis').flatMap(({ field, text }) => frequencies(field, text))
    for (const [i, later] of all.entries()) {
      const before = all.slice(0, i).find(entry => entry.object === later.object && (later.object === '' || entry.field !== later.field) && [...entry.activities].some(activity => later.activities.has(activity)) && (entry.period !== later.period || (entry.times !== '' && later.times !== '' && entry.times !== later.times)))
      if (!before) continue
      findings.push({
        rule: 'C16', severity: 'warning', field: later.field, words: later.words, messageKey: 'finding.C16',
        params: { clause: clauseAround(later.text, later.at, later.at + later.words.length), other: clauseAround(before.text, before.at, before.at + before.words.length), label: facts.label(before.field) },
      })
      break
    }
    const counts = new Map<string, { number: string; field: string; words: string }>()
    for (const { field, text } of facts.texts) {
      const said = [
        ...[...text.matchAll(COUNT)].map(match => ({ words: match[0], number: match[1] ?? '', thing: `${match[2]}${(match[3] ?? '').slice(0, 3)}` })),
        ...[...text.matchAll(COUNT_AFTER)].map(match => ({ words: match[0], number: match[2] ?? '', thing: `${match[3]} ${match[1]}` })),
      ]
      for (const { words, number, thing } of said) {
        const before = counts.get(thing)
        if (!before) counts.set(thing, { number, field, words })
        else if (before.number !== number && before.field !== field) {
          findings.push({ rule: 'C16', severity: 'warning', field, words, messageKey: 'finding.C16.count', params: { other: before.words, label: facts.label(before.field) } })
          return findings
        }
      }
    }
    return findings
  },
}
