import type { CheckProfile } from '../profile'
import type { Finding, Rule } from '../finding'

/** A preposition with hardly anything after it, where its phrase is not finished: 在财务管. */
const OPEN_CLAUSE = /^(?:在|根据|按照|依据|针对|围绕)(?!.*(?:中|下|上|内|后|前|间|里|方面|时|期|完成|进行|执行|实施|办理|负责|安排))\p{Script=Han}{1,3}$/u

/** Where a clause ends in the first half of a word (财务管, 后台开): the half that is left. */
export function brokenWord(clause: string, { texts }: CheckProfile): { words: string; next: string } | null {
  const plain = clause.trimEnd()
  const broken = texts.brokenWords.find(entry => plain.endsWith(entry.last))
  if (!broken || plain.length < 3 || !/\p{Script=Han}{3}$/u.test(plain) || broken.allowed.some(word => plain.endsWith(word))) return null
  return { words: [...plain].slice(-3).join(''), next: broken.next }
}

const words = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : null

/** True where the last word of a long clause is one letter that stands for no word: 完成后台开, 有利于提高服 . */
function endsInHalfAWord(clause: string, { texts }: CheckProfile): boolean {
  if (words === null || [...clause].length < 6 || !/\p{Script=Han}{3}$/u.test(clause)) return false
  const last = [...words.segment(clause.slice(-24))].at(-1)?.segment ?? ''
  return [...last].length === 1 && !texts.closingLetters.includes(last)
}

/** D02: a text that breaks off: no closing punctuation and a dangling word, or a quotation that is never closed; a hint where only the full stop is missing. */
export const breaksOff: Rule = {
  id: 'D02',
  severity: 'warning',
  check({ facts, profile }) {
    return facts.texts.flatMap(({ field, text, label }): Finding[] => {
      const say = (messageKey: string, words: string): Finding[] => [{ rule: 'D02', severity: 'warning', field, words, messageKey, params: { label } }]
      const end = text.trimEnd()
      const quote = unclosedQuote(end)
      if (quote !== null) return say('finding.D02.quote', quote)
      if (/[、，,：:（(“《〈—-]$/u.test(end)) return say('finding.D02', end.slice(-8))
      if (/[。；;！？!?”》）)…\d%％]$/u.test(end)) return []
      const clause = end.match(/[^。；;，,：:！？、\n]*$/u)?.[0] ?? ''
      const broken = brokenWord(clause, profile) !== null || OPEN_CLAUSE.test(clause) || (profile.texts.danglingWords.some(word => clause.endsWith(word)) && !profile.texts.soundEndings.some(word => clause.endsWith(word)))
      if (!broken && /。/u.test(end) && endsInHalfAWord(clause, profile)) return say('finding.D02', [...clause].slice(-10).join(''))
      // Sentences before it are closed: this one is not, and may well go on.
      if (!broken && /\p{Script=Han}{2}$/u.test(clause) && (/。/u.test(end) || (end.length > 30 && /[，,].*[，,]/u.test(end))) && !/\n[^。\n]*$/u.test(end)) return [{ rule: 'D02', severity: 'hint', field, words: [...clause].slice(-10).join(''), messageKey: 'finding.D02.noStop', params: { label } }]
      return broken ? say('finding.D02', [...clause].slice(-10).join('')) : []
    })
  },
}

/** The words from the last opening quotation mark, where more open than close. */
function unclosedQuote(text: string): string | null {
  const opens = text.match(/“/gu)?.length ?? 0
  const closes = text.match(/”/gu)?.length ?? 0
  if (opens <= closes) return null
  const last = text.lastIndexOf('“')
  return text.indexOf('”', last) < 0 ? text.slice(last, last + 16) : null
}
