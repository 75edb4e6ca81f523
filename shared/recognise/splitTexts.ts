import type { FieldKey } from '../declaration/model'
import { speaksFor } from './textMeaning'
import { emWidth, listNumber, squash } from './words'

/** Where lines of several texts that run into one another part: the first line of each, and the end. */
export function splitTexts(lines: readonly string[], fields: readonly FieldKey[]): number[] {
  const count = fields.length
  if (count <= 1) return [0, lines.length]
  let best = Math.ceil(lines.length / count)
  let bestScore = -Infinity
  for (let cut = 1; cut <= lines.length - (count - 1); cut++) {
    const meaning = speaksFor(lines.slice(0, cut).join(''), fields[0]!) + speaksFor(lines.slice(cut).join(''), fields[1]!)
    const score = scoreOf(lines, cut, count) + meaning * 0.4
    if (score > bestScore) [best, bestScore] = [cut, score]
  }
  return [0, ...splitTexts(lines.slice(best), fields.slice(1)).map(cut => cut + best)]
}

function scoreOf(lines: readonly string[], cut: number, count: number): number {
  const left = lines.slice(0, cut)
  const right = lines.slice(cut)
  const before = left.at(-1) ?? ''
  const after = right[0] ?? ''
  let score = 0
  if (count === 2 && squash(left.join('')) === squash(right.join(''))) score += 12
  if (listNumber(after) === 1 && left.some(line => listNumber(line) !== null)) score += 4
  if (listNumber(after) !== null && (listNumber(after) ?? 0) > 1) score -= 3
  if (/[。；！”]\s*$/u.test(before)) score += 1.5
  else if (/[，、：]\s*$/u.test(before)) score -= 2
  if (/^[，。、；）]/u.test(after)) score -= 3
  score += wrapped(left) + wrapped(right)
  return score - Math.abs(left.length - right.length / Math.max(1, count - 1)) * 0.02
}

/** Lines broken by the same width speak for one text. */
function wrapped(lines: readonly string[]): number {
  const widest = Math.max(0, ...lines.map(emWidth))
  let score = 0
  lines.slice(0, -1).forEach(line => {
    const ends = /[。；：！”]\s*$/u.test(line)
    if (!ends) score += widest - emWidth(line) <= 2 ? 0.3 : -0.5
  })
  return score
}
