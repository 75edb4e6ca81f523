import type { Finding, Rule } from '../finding'

const WIDE: Record<string, string> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }
const BETWEEN = /(?<=[\p{Script=Han}”》）〕])[,;:?!](?=[\p{Script=Han}“《（〔])/gu
/** Brackets of different width at the two ends of one pair. */
const MIXED = /\(([^()（）\n]{1,40})）|（([^()（）\n]{1,40})\)/gu

/** D09: half-width punctuation between Chinese characters; a bracket that opens in one width and closes in the other. */
export const width: Rule = {
  id: 'D09',
  severity: 'hint',
  check({ facts }) {
    return facts.pieces.flatMap(({ field, text }): Finding[] => {
      const between = [...text.matchAll(BETWEEN)]
      const mixed = [...text.matchAll(MIXED)]
      const first = [...between, ...mixed].sort((a, b) => a.index - b.index)[0]
      if (!first) return []
      const repaired = text.replace(BETWEEN, sign => WIDE[sign] ?? sign).replace(MIXED, (_, a: string | undefined, b: string | undefined) => `（${a ?? b ?? ''}）`)
      return [{
        rule: 'D09', severity: 'hint', field, words: text.slice(Math.max(0, first.index - 4), first.index + first[0].length + 4).split('\n').find(line => line.includes(first[0])) ?? first[0],
        messageKey: 'finding.D09', params: { sign: first[0], count: between.length + mixed.length }, repair: [{ op: 'set', path: field, value: repaired }],
      }]
    })
  },
}
