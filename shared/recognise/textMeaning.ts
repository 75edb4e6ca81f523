import type { FieldKey } from '../declaration/model'
import { vocabulary } from './vocabulary'
import { emWidth, startsListItem, withoutMark } from './words'

const MOST = 5

/** How much a text speaks for a field, by the words it uses: 0 … 5. */
export function speaksFor(text: string, field: FieldKey): number {
  const words = vocabulary.textWords[field]
  if (!words) return 0
  let score = 0
  const beginning = withoutMark(text)
  for (const [word, weight] of Object.entries(words)) {
    if (word.startsWith('^') ? beginning.startsWith(word.slice(1)) : text.includes(word)) score += weight
  }
  if (field === 'basis') score += Math.min(2, documentShare(text) * 3)
  if (field === 'annualGoal' && /20\d\d\s*年度/u.test(text)) score += 0.8
  if (field === 'annualGoal' && /(?:质量|管理|影响力?|产出|效果)目标/u.test(text)) score += 1
  return Math.min(MOST, score)
}

/** The share of a text that is titles of documents and their numbers. */
function documentShare(text: string): number {
  let inside = 0
  for (const title of text.matchAll(/《[^《》]{2,80}》|[（(][^（）()]{0,16}[〔[［【]\s*\d{4}\s*[〕\]］】][^（）()]{0,10}[)）]/gu)) inside += title[0].length
  return text.length === 0 ? 0 : inside / text.length
}

/** How much a piece looks like the text of a cell (above 0) or like a word of a table (below). */
export function proseScore(lines: readonly string[]): number {
  const text = lines.join('')
  const width = emWidth(text)
  const widest = Math.max(...lines.map(line => emWidth(line)))
  let score = -0.8
  if (width > 45) score += 2
  if (width > 80) score += 2
  if (lines.length > 1 && widest >= 26) score += 2
  if (lines.length > 1 && widest < 25 && !startsListItem(lines[1] ?? '') && !/[。；]$/u.test(lines[0] ?? '')) score -= 3
  if (/[。；;]\s*$/u.test(text)) score += 1.5
  if (/[。；，]/u.test(text)) score += 0.8
  if (lines.some(line => startsListItem(line))) score += 2.5
  if (/《[^》]{3,}》/u.test(text)) score += 1
  return score
}

/** How much a piece looks like the name of a project. */
export function projectNameScore(text: string): number {
  const width = emWidth(text)
  if (/[。；;：]|，.*，/u.test(text) || width > 60) return -4
  let score = 0
  if (vocabulary.projectNameWords.some(word => text.includes(word))) score += 1
  if (/[（(][^（）()]{1,10}[)）]\s*$/u.test(text)) score += 1
  if (/(?:项目|经费|费|系统|平台|工程|业务|维护|改造|建设|运维)$/u.test(text)) score += 0.8
  if (width < 4) score -= 2
  if (startsListItem(text) || /^《/u.test(text)) score -= 2
  return score
}
