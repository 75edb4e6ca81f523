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
        if (variant === null) continue
        const before = seen.get(variant)
        if (before) before.count++
        else seen.set(variant, { field, count: 1 })
      }
    }
    return [...seen].map(([variant, { field, count }]): Finding => ({ rule: 'D05', severity: 'warning', field, words: variant, messageKey: 'finding.D05', params: { own, count } }))
  },
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
