import { clauseAround } from '../compare'
import type { Finding, Rule } from '../finding'

const DONE = /(?:建立|完成|实现|提高|提升|形成|开展|达到|制定|完善|建成|改善|增强|扩大|降低|减少|保障|解决|组织|举办|促进)了/u

/** B07: a goal, or a target, told as if it had been reached. */
export const pastTense: Rule = {
  id: 'B07',
  severity: 'hint',
  check({ facts }) {
    return facts.pieces
      .filter(({ field }) => field === 'overallGoal' || field === 'annualGoal' || /^indicators\[\d+\]\.value$/u.test(field))
      .flatMap(({ field, text }): Finding[] => {
        const match = text.match(DONE)
        if (!match || match.index === undefined) return []
        return [{ rule: 'B07', severity: 'hint', field, words: match[0], messageKey: 'finding.B07', params: { clause: clauseAround(text, match.index, match.index + match[0].length), verb: match[0].slice(0, -1) } }]
      })
  },
}
