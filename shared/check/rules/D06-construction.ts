import { isBlank } from '../../text/normalise'
import { clauseAround } from '../compare'
import type { Finding, Rule } from '../finding'

/** D06: a maintenance project whose goals or plan promise to build. */
export const construction: Rule = {
  id: 'D06',
  severity: 'hint',
  check({ declaration: { projectName }, facts, profile }) {
    if (isBlank(projectName) || !profile.texts.maintenance.some(word => word.length > 2 || word === '运维' ? projectName?.includes(word) : false)) return []
    const words = profile.texts.construction.join('|')
    const builds = new RegExp(`(?:完成|实施|开展|进行|启动|新增|拟)[^，。；\\n]{0,16}(?:${words})(?!单位|方案|规范|情况|管理办法)|(?:${words})(?:统一的|新的|一套)`, 'u')
    const told = new RegExp(`^(?:建立|${words})(?!项目)|拟(?:依托|新?建|搭建|开发)`, 'u')
    const overview = facts.texts.filter(({ field }) => field === 'overview').flatMap(({ field, text }): Finding[] => {
      const match = text.match(told)
      return match && match.index !== undefined ? [{ rule: 'D06', severity: 'hint', field, words: match[0], messageKey: 'finding.D06', params: { clause: clauseAround(text, match.index, match.index + match[0].length) } }] : []
    })
    return overview.concat(facts.texts
      .filter(({ field }) => field === 'overallGoal' || field === 'annualGoal' || field === 'plan')
      .flatMap(({ field, text }): Finding[] => {
        const match = text.match(builds)
        if (!match || match.index === undefined) return []
        return [{ rule: 'D06', severity: 'hint', field, words: match[0], messageKey: 'finding.D06', params: { clause: clauseAround(text, match.index, match.index + match[0].length) } }]
      }))
  },
}
