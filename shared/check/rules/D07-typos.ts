import type { Finding, Rule } from '../finding'
import { brokenWord } from './D02-breaksOff'

interface Slip { words: string; meant: string }

/** Words typed twice: 使用单位和使用单位, 公积金管理中心上海市公积金管理中心, 进行进行, 的的. */
function doubled(text: string): Slip[] {
  const slips: Slip[] = []
  for (const match of text.matchAll(/(\p{Script=Han}{2,8})\1(?!\1)/gu)) {
    const [whole, word = ''] = match
    if (!/^(.)\1+$/u.test(word)) slips.push({ words: whole, meant: word })
  }
  for (const match of text.matchAll(/(\p{Script=Han}{4,10})(?:和|与|及|、)\1/gu)) slips.push({ words: match[0], meant: match[1] ?? '' })
  for (const match of text.matchAll(/(\p{Script=Han}{5,14})(\p{Script=Han}{1,3})\1/gu)) slips.push({ words: match[0], meant: `${match[2]}${match[1]}` })
  for (const match of text.matchAll(/(?<![目有])的的|了了(?![解断])|([。，、；：！？])\1+/gu)) slips.push({ words: match[0], meant: match[0].slice(0, 1) })
  return slips
}

/** Letters that slipped apart: 网确保格化管理, where 格化管 follows 网 everywhere else. Needs three sound places beside the one. */
function displaced(text: string, all: string): Slip[] {
  for (const match of text.matchAll(/(\p{Script=Han})(\p{Script=Han}{1,3})(\p{Script=Han}{3})/gu)) {
    const [words, first = '', between = '', rest = ''] = match
    if (first === between.at(-1)) continue
    const sound = all.split(first + rest).length - 1
    const total = all.split(rest).length - 1
    if (sound >= 3 && total - sound === 1 && all.includes(words)) return [{ words, meant: `${first}${rest}` }]
  }
  return []
}

/** D07: common typing mistakes, and words typed twice. */
export const typos: Rule = {
  id: 'D07',
  severity: 'warning',
  check({ facts, profile }) {
    const all = facts.pieces.map(piece => piece.text).join('\n')
    return facts.pieces.flatMap(({ field, text }): Finding[] => {
      const slips: (Slip & { key: string })[] = []
      for (const [wrong, meant] of profile.texts.typos) if (text.includes(wrong)) slips.push({ words: wrong, meant, key: 'finding.D07' })
      for (const slip of doubled(text)) if (!slips.some(other => other.words.includes(slip.words) || slip.words.includes(other.words))) slips.push({ ...slip, key: 'finding.D07.doubled' })
      if (text.length > 30) {
        for (const slip of displaced(text, all)) slips.push({ ...slip, key: 'finding.D07' })
        for (const clause of text.match(/[^，。；;、,：:！？\n]+(?=[。；;])/gu) ?? []) {
          const broken = brokenWord(clause, profile)
          if (broken) slips.push({ words: broken.words, meant: broken.words + broken.next, key: 'finding.D07.broken' })
        }
      }
      return slips.map(({ words, meant, key }) => ({ rule: 'D07', severity: 'warning' as const, field, words, messageKey: key, params: { meant } }))
    })
  },
}
