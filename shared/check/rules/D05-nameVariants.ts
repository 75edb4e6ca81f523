import { coreName } from '../compare'
import type { Finding, Rule } from '../finding'

const SHORTEST = 8

/**
 * D05: the project's name written a little differently in the body (网络化 for 网格化, a word left out in the middle).
 * A name cut at its ends is a short form; so is everything in quotation marks that says it is (以下简称).
 */
export const nameVariants: Rule = {
  id: 'D05',
  severity: 'warning',
  check({ declaration: { projectName }, facts, profile }) {
    const own = coreName(projectName ?? '')
    if (own.length < SHORTEST) return []
    const tail = own.slice(-2)
    const most = Math.floor(own.length * profile.texts.nameDistance)
    const seen = new Map<string, { field: string; count: number }>()
    for (const { field, text } of facts.texts) {
      // Letter for letter, so that places stay true.
      const plain = text.replace(/[（）]/gu, bracket => (bracket === '（' ? '(' : ')'))
      for (let at = plain.indexOf(tail); at >= 0; at = plain.indexOf(tail, at + 1)) {
        const end = at + tail.length
        const variant = closest(plain, end, own, most)
        if (variant === null || isOtherWording(variant, own)) continue
        const before = seen.get(variant)
        if (before) before.count++
        else seen.set(variant, { field, count: 1 })
      }
    }
    return [...seen].map(([variant, { field, count }]): Finding => ({ rule: 'D05', severity: 'warning', field, words: variant, messageKey: 'finding.D05', params: { own, count } }))
  },
}

/** What a sentence puts into a name or leaves out of it: 发放补贴 for 补贴, 和 for 与. */
const WORDING = /的|和|与|及|、|\s/gu
/** Names of things that are called by name; 馆藏纸质档案数字化加工 is work that is told in other words as well. */
const CALLED = /(?:系统|平台|网站|网|中心|工程|数据库|基地|大厦|大楼|园区|公园|医院|学校|馆|站|所|院|场|路|河|桥|厂)$/u

/** True where the words are no wrong name but the same told another way: only joined otherwise, or a letter or more added or left out in the name of an activity. */
function isOtherWording(variant: string, own: string): boolean {
  const [a, b] = [variant.replace(WORDING, ''), own.replace(WORDING, '')]
  if (a === b) return true
  return !CALLED.test(own) && (isWithin(a, b) || isWithin(b, a))
}

/** True where `short` is `long` with letters left out. */
function isWithin(short: string, long: string): boolean {
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}

/** The words that end here, begin as the name does, and differ from it by at most `most` letters; null where there are none, or the name itself. */
function closest(text: string, end: number, own: string, most: number): string | null {
  if (text.slice(Math.max(0, end - own.length), end) === own) return null
  let best: { words: string; distance: number } | null = null
  for (let length = own.length - most; length <= own.length + most; length++) {
    const words = text.slice(Math.max(0, end - length), end)
    if (words.length !== length || words.slice(0, 2) !== own.slice(0, 2) || /[。；，,;！？\n《》“”、]/u.test(words)) continue
    const distance = editDistance(words, own, most)
    if (distance !== null && (best === null || distance < best.distance)) best = { words, distance }
  }
  return best && best.distance > 0 ? best.words : null
}

/** Edit distance of two short texts; null where it is above `most`. */
export function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
      next.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return null
    row = next
  }
  const distance = row[b.length] ?? 0
  return distance <= most ? distance : null
}
