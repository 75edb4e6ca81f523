import { sentences } from '../compare'
import type { Piece } from '../facts'
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

/** A sentence that stands twice in one text, as after pasting it twice. */
function sentenceTwice(text: string): string | null {
  const seen = new Set<string>()
  for (const { text: sentence } of sentences(text)) {
    const plain = sentence.trim()
    if ([...plain].length < 12) continue
    if (seen.has(plain)) return plain
    seen.add(plain)
  }
  return null
}

/** What slips into the middle of another word when text is copied line by line: 网确保格化管理. */
const SLIPPED_IN = /(\p{Script=Han})(?=(确保|保障|保证|进行|开展|完成|实现|加强|提供|负责|通过|以及|的|和)(\p{Script=Han}{3}))/gu

const countOf = (text: string, words: string) => text.split(words).length - 1

/** Letters that slipped apart: 网确保格化管理, where 格化管 follows 网 everywhere else. Needs three sound places beside the one. */
function displaced(pieces: readonly Piece[]): Map<string, Slip> {
  const all = pieces.map(piece => piece.text).join('\n')
  const slips = new Map<string, Slip>()
  for (const { field, text } of pieces) {
    for (const [, usual = '', between = '', three = ''] of text.matchAll(SLIPPED_IN)) {
      const sound = countOf(all, usual + three)
      if (sound < 3 || countOf(all, three) !== sound + 1) continue
      slips.set(field, { words: usual + between + three, meant: usual + three })
      break
    }
  }
  return slips
}

/** D07: common typing mistakes, and words typed twice. */
export const typos: Rule = {
  id: 'D07',
  severity: 'warning',
  check({ facts, profile }) {
    const apart = displaced(facts.pieces)
    const known = new RegExp(profile.texts.typos.map(([wrong]) => wrong.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')).join('|') || '(?!)', 'u')
    return facts.pieces.flatMap(({ field, text }): Finding[] => {
      const slips: (Slip & { key: string })[] = []
      if (known.test(text)) for (const [wrong, meant] of profile.texts.typos) if (text.includes(wrong)) slips.push({ words: wrong, meant, key: 'finding.D07' })
      for (const slip of doubled(text)) if (!slips.some(other => other.words.includes(slip.words) || slip.words.includes(other.words))) slips.push({ ...slip, key: 'finding.D07.doubled' })
      if (text.length > 30) {
        const again = sentenceTwice(text)
        if (again) slips.push({ words: again, meant: again, key: 'finding.D07.twice' })
        const slip = apart.get(field)
        if (slip) slips.push({ ...slip, key: 'finding.D07' })
        for (const clause of text.match(/[^，。；;、,：:！？\n]+(?=[。；;])/gu) ?? []) {
          const broken = brokenWord(clause, profile)
          if (broken) slips.push({ words: broken.words, meant: broken.words + broken.next, key: 'finding.D07.broken' })
        }
      }
      return slips.map(({ words, meant, key }) => ({ rule: 'D07', severity: 'warning' as const, field, words, messageKey: key, params: { meant } }))
    })
  },
}
