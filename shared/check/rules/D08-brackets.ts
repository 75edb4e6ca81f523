import type { Finding, Rule } from '../finding'

const NUMBER = /(?<=[\p{Script=Han}A-Za-z》])([【[［(（〖])(\s*(?:19|20)\d\d\s*)([】\]］)）〗])(?=\s*第?\s*\d{1,5}\s*号)/gu
const INNER = /(?<=《[^《》]*)[<＜〈《]([^<>＜＞〈〉《》\n]{2,60})[>＞〉》](?=[^《》]*》)/gu
const ANY = /[《》（）()【】[\]［］〔〕「」〈〉“”<>＜＞〖〗]/u
const PAIRS: Record<string, string> = { '《': '》', '（': '）', '(': ')', '“': '”', '〔': '〕', '【': '】', '「': '」', '〈': '〉' }
const CLOSES = new Map(Object.entries(PAIRS).map(([open, close]) => [close, open]))
const SAME: Record<string, string> = { '(': '（', ')': '）' }

interface Odd { at: number; sign: string }

/** Brackets that do not pair; `1）` and `a)` at the head of an item close nothing. */
function unpaired(text: string): Odd | null {
  const open: Odd[] = []
  for (let at = 0; at < text.length; at++) {
    const raw = text[at] ?? ''
    const sign = SAME[raw] ?? raw
    if (PAIRS[sign] !== undefined) {
      // A title mark inside a title that never closes is the usual slip: 《…批复《（文号）.
      if (sign === '《' && open.at(-1)?.sign === '《' && !/^[^《》]*》[^《》]*》/u.test(text.slice(at + 1))) return { at, sign }
      open.push({ at, sign })
    } else if (CLOSES.has(sign)) {
      const wanted = SAME[CLOSES.get(sign) ?? ''] ?? CLOSES.get(sign)
      const place = open.findLastIndex(entry => entry.sign === wanted)
      if (place >= 0) open.splice(place)
      else if (sign !== '）' || !/(?:^|[\s。；;，,：:、])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑩])$/u.test(text.slice(0, at))) return { at, sign }
    }
  }
  return open[0] ?? null
}

/** D08: brackets of the wrong kind, or without their other half. Numbers of documents take 〔〕, titles within titles 〈〉. */
export const brackets: Rule = {
  id: 'D08',
  severity: 'warning',
  check({ facts }) {
    return facts.pieces.flatMap(({ field, text }): Finding[] => {
      if (!ANY.test(text)) return []
      const findings: Finding[] = []
      const numbers = [...text.matchAll(NUMBER)]
      const first = numbers[0]
      if (first) {
        const words = text.slice(first.index, first.index + first[0].length) + (text.slice(first.index + first[0].length).match(/^\s*第?\s*\d+\s*号/u)?.[0] ?? '')
        findings.push({
          rule: 'D08', severity: 'warning', field, words, messageKey: 'finding.D08.number', params: { count: numbers.length, repaired: words.replace(/^./u, '〔').replace(/[】\]］)）〗]/u, '〕') },
          repair: [{ op: 'set', path: field, value: text.replace(NUMBER, '〔$2〕') }],
        })
      }
      const inner = [...text.matchAll(INNER)].find(match => !/^〈.*〉$/su.test(match[0]))
      if (inner) {
        findings.push({
          rule: 'D08', severity: 'warning', field, words: inner[0], messageKey: 'finding.D08.inner', params: { repaired: `〈${inner[1] ?? ''}〉` },
          repair: [{ op: 'set', path: field, value: text.replace(INNER, '〈$1〉') }],
        })
      }
      const odd = unpaired(text.replace(INNER, whole => `〈${'一'.repeat(Math.max(0, whole.length - 2))}〉`))
      if (odd) {
        const words = text.slice(odd.at, odd.at + 10).split('\n')[0] ?? ''
        const meant = odd.sign === '《' && text.lastIndexOf('《', odd.at - 1) >= 0 && /^[（(，。；、]/u.test(text.slice(odd.at + 1))
        const finding: Finding = { rule: 'D08', severity: 'warning', field, words, messageKey: 'finding.D08.unpaired', params: { sign: odd.sign, other: PAIRS[odd.sign] ?? CLOSES.get(odd.sign) ?? '' } }
        findings.push(meant ? { ...finding, repair: [{ op: 'set', path: field, value: `${text.slice(0, odd.at)}》${text.slice(odd.at + 1)}` }] } : finding)
      }
      return findings
    })
  },
}
