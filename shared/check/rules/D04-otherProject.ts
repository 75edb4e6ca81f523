import { coreName, shared, tellingBigrams } from '../compare'
import type { Finding, Rule } from '../finding'

const SYSTEM_RUNS = /(?:确保|保障|保证|维持)(\p{Script=Han}{2,10}?(?:系统|平台|设备|网络|设施))的?(?:安全|稳定|正常|有效|平稳|、|，|和)+(?:地)?(?:的)?运行/gu
const QUOTED = /“([^“”\n]{4,30}(?:系统|平台|项目|工程|网站|中心))”/gu

/** 智慧停车管理系统 beside 审批标准化管理系统: a letter pair or two in common is no kinship. */
const isAnother = (pairs: Set<string>, own: Set<string>) => shared(pairs, own) < 0.3 * Math.min(pairs.size, own.size)

/** What tells another project's name from this one's: the name without what both begin or end with; '' where that is too little to know it by. */
function tellingPart(other: string, own: string): string {
  let from = 0
  while (from < other.length && other[from] === own[from]) from++
  let to = other.length
  while (to > from && other[to - 1] === own[own.length - (other.length - to) - 1]) to--
  const part = other.slice(from, to)
  return part.length >= 4 ? part : ''
}

/** D04: the text of another project: its name occurs and this one's never does, or a goal speaks of a thing that is nowhere else in the form. */
export const otherProject: Rule = {
  id: 'D04',
  severity: 'warning',
  check({ declaration: { projectName }, facts, profile, surroundings }) {
    const own = coreName(projectName ?? '')
    if (own.length < 4 || facts.texts.length === 0) return []
    const generic = profile.indicators.generic
    const ownPairs = tellingBigrams(own, generic)
    const all = facts.texts.map(entry => entry.text).join('\n')
    const allPairs = tellingBigrams(all, generic)
    const say = (field: string, words: string, messageKey: string): Finding => ({ rule: 'D04', severity: 'warning', field, words, messageKey, params: { own: projectName ?? '' } })

    if (ownPairs.size > 0 && shared(ownPairs, allPairs) / ownPairs.size < 0.5) {
      const others = (surroundings?.otherProjectNames ?? []).map(coreName).filter(name => name.length >= 4 && name !== own && !own.includes(name))
      for (const { field, text } of facts.texts) {
        const named = others.find(name => text.includes(name)) ?? [...text.matchAll(QUOTED)].map(match => match[1] ?? '').find(name => isAnother(tellingBigrams(name, generic), ownPairs))
        if (named) return [say(field, named, 'finding.D04')]
      }
    }
    for (const name of (surroundings?.otherProjectNames ?? []).map(coreName)) {
      // A goal that promises another project's thing, of which this form says nothing else; 依托…, 对接… is no promise.
      const named = name.length >= 5 && !own.includes(name) ? facts.texts.find(({ field, text }) => (field === 'overallGoal' || field === 'annualGoal') && text.includes(name)) : undefined
      const used = named && /(?:依托|基于|对接|接入|通过|借助|利用|与|和|及|、)[“《]?$/u.test(named.text.slice(0, named.text.indexOf(name)))
      if (named && !used && !facts.pieces.some(piece => piece.field !== named.field && piece.text.includes(name))) return [say(named.field, name, 'finding.D04.thing')]
    }
    const strange = (surroundings?.otherProjectNames ?? []).map(name => tellingPart(coreName(name), own)).filter(part => part !== '' && !(projectName ?? '').includes(part))
    for (const part of strange) {
      // 市政大厦工作人员满意度 among the indicators of a form that is about another house.
      const row = facts.indicators.find(({ name }) => name.includes(part))
      if (row && !all.includes(part)) return [say(`indicators[${row.index}].name`, part, 'finding.D04.thing')]
    }
    const goals = facts.texts.filter(({ field }) => field === 'overallGoal' || field === 'annualGoal')
    for (const goal of goals) {
      for (const match of goal.text.matchAll(SYSTEM_RUNS)) {
        const thing = match[1] ?? ''
        const pairs = tellingBigrams(thing, generic)
        const elsewhere = facts.pieces.filter(piece => piece.field !== goal.field).some(piece => shared(pairs, tellingBigrams(piece.text, generic)) > 0)
        if (pairs.size >= 2 && !elsewhere && facts.texts.length > 2) return [say(goal.field, thing, 'finding.D04.thing')]
      }
    }
    return []
  },
}
