import { forMatching } from '../../text/normalise'
import { bigrams, overlap } from '../compare'
import type { Finding, Rule } from '../finding'

const plain = (text: string) => forMatching(text).replace(/[\p{P}\p{S}]/gu, '')

/** D03: two fields that say the same, or one that stands whole in another. The later field is named, with the one it is most like. */
export const sameTexts: Rule = {
  id: 'D03',
  severity: 'warning',
  check({ facts, profile }) {
    const { alike, shortestCopy } = profile.texts
    const texts = facts.texts.map(entry => ({ ...entry, plain: plain(entry.text), pairs: bigrams(entry.text) })).filter(entry => entry.plain.length >= 4)
    return texts.flatMap((later, i): Finding[] => {
      let best: { like: number; label: string; key: string } | null = null
      for (const earlier of texts.slice(0, i)) {
        const [short, long] = earlier.plain.length < later.plain.length ? [earlier.plain, later.plain] : [later.plain, earlier.plain]
        // A basis that the safeguards cite is no copy.
        const cited = earlier.field === 'basis' && later.field === 'safeguards'
        const like = short === long ? 1 : short.length >= shortestCopy && !cited && long.includes(short) ? 0.95 : short.length >= shortestCopy && short.length / long.length > 0.7 ? Math.min(0.94, overlap(earlier.pairs, later.pairs)) : 0
        if (like < alike || (best !== null && like <= best.like)) continue
        best = { like, label: earlier.label, key: like === 1 ? 'finding.D03' : like === 0.95 ? 'finding.D03.within' : 'finding.D03.nearly' }
      }
      return best ? [{ rule: 'D03', severity: 'warning', field: later.field, words: '', messageKey: best.key, params: { label: later.label, other: best.label } }] : []
    })
  },
}
