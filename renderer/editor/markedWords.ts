import type { Severity } from '../../shared/check/finding'
import type { ShownFinding } from './findings'

/** A piece of what stands in a box; `mark`: a finding is about it. */
export interface MarkedPart {
  text: string
  mark: Severity | null
}

const GRAVITY = { error: 0, warning: 1, hint: 2 } as const
/** A finding about a whole long text is told below it; marking all of it would say nothing. */
const WHOLE = { share: 0.9, letters: 40 }

/**
 * The text in pieces, those marked that open findings quote. Findings come a moment after the typing: words that do not
 * stand there any more are not marked. Several findings about the same words take one place after the other.
 */
export function markedParts(text: string, findings: readonly ShownFinding[]): MarkedPart[] {
  const marks: { from: number; to: number; mark: Severity }[] = []
  const after = new Map<string, number>()
  for (const { finding: { words, severity, rule }, kept } of findings) {
    if (kept !== null || words.trim() === '' || (words.length >= WHOLE.letters && words.length >= text.length * WHOLE.share)) continue
    const key = `${rule}\n${words}`
    const from = text.indexOf(words, after.get(key) ?? 0)
    if (from < 0) continue
    after.set(key, from + words.length)
    marks.push({ from, to: from + words.length, mark: severity })
  }
  if (marks.length === 0) return []
  const edges = [...new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
  const parts: MarkedPart[] = []
  edges.slice(1).forEach((to, i) => {
    const from = edges[i] ?? 0
    const over = marks.filter(mark => mark.from <= from && to <= mark.to).sort((a, b) => GRAVITY[a.mark] - GRAVITY[b.mark])[0]
    const last = parts.at(-1)
    if (last && last.mark === (over?.mark ?? null)) last.text += text.slice(from, to)
    else parts.push({ text: text.slice(from, to), mark: over?.mark ?? null })
  })
  return parts
}
