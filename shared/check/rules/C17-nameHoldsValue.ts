import type { Finding, Rule } from '../finding'

const GROUPS: readonly (readonly string[])[] = [
  ['不发生', '未发生', '零发生', '杜绝', '无'],
  ['提高', '提升', '增强', '增加', '扩大', '改善', '加强', '优化'],
  ['降低', '减少', '减轻', '下降', '缩短', '压降'],
]

/** C17: the name already says the target (不发生重大差错: 不发生), or holds a figure of its own. */
export const nameHoldsValue: Rule = {
  id: 'C17',
  severity: 'warning',
  check({ facts }) {
    return facts.indicators.flatMap(({ index, plain, isLevel, value }): Finding[] => {
      if (plain === '' || value === '' || isLevel) return []
      const said = value.replace(/[\s\p{P}]/gu, '')
      const say = (words: string): Finding[] => [{ rule: 'C17', severity: 'warning', field: `indicators[${index}].name`, words, messageKey: 'finding.C17', params: { name: plain, value } }]
      for (const group of GROUPS) {
        const opens = group.find(word => word.length > 1 && plain.startsWith(word))
        if (opens && group.some(word => said === word || (word.length > 1 && said.startsWith(word) && said.length <= word.length + 4))) return say(opens)
      }
      const figure = plain.match(/(?:[≥≤><]=?|不低于|不超过|不少于|达到?)\s*\d+(?:\.\d+)?\s*[%\p{Script=Han}]?|\d+(?:\.\d+)?%(?:以上|以内)?/u)
      return figure ? say(figure[0]) : []
    })
  },
}
