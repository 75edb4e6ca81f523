import type { Printed } from '../../../../shared/recognise/types'
import type { Glyph } from './operators'

/** A line of characters as it is printed. */
export interface TextLine {
  glyphs: Glyph[]
  x0: number
  x1: number
  /** Baseline. */
  y: number
  size: number
}

const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026\u2014]|[\ud840-\ud888]/u
/** Gaps in em between characters that stand for blanks: between Latin ones, and where a Chinese one is beside, where lines are stretched to fill. */
const LATIN_GAP = 0.18
const CJK_GAP = 0.75
const SAME_LINE = 0.45
/** What is drawn twice to look bold. */
const SAME_PLACE = 0.18

const isBlank = (glyph: Glyph): boolean => glyph.text.trim() === ''

/** Characters → lines from top to bottom, each from left to right. What is drawn over itself counts once. */
export function linesOf(glyphs: readonly Glyph[]): TextLine[] {
  const lines: TextLine[] = []
  for (const glyph of glyphs.filter(one => !isBlank(one)).sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const line = lines.findLast(one => Math.abs(one.y - glyph.y) < Math.min(one.size, glyph.size) * SAME_LINE)
    if (line) {
      line.glyphs.push(glyph)
      // a raised sign does not move its line
      if (glyph.size > line.size) [line.size, line.y] = [glyph.size, glyph.y]
    } else lines.push({ glyphs: [glyph], x0: 0, x1: 0, y: glyph.y, size: glyph.size })
  }
  for (const line of lines) {
    line.glyphs.sort((a, b) => a.x0 - b.x0 || a.x1 - b.x1)
    line.glyphs = line.glyphs.filter((glyph, i) => {
      const near = line.glyphs.slice(Math.max(0, i - 3), i)
      return !near.some(other => other.text === glyph.text && Math.abs(other.x0 - glyph.x0) < glyph.size * SAME_PLACE)
    })
    line.x0 = line.glyphs[0]?.x0 ?? 0
    line.x1 = Math.max(...line.glyphs.map(glyph => glyph.x1))
  }
  return lines.sort((a, b) => a.y - b.y)
}

/** A line's text, blanks put where the gaps are: as many as would fill them. */
export const textOf = (line: Pick<TextLine, 'glyphs' | 'size'>): string => written(line).text

interface Run { from: number; to: number; x0: number; x1: number }

/** A line's text, and its runs of characters without gaps, with their edges. */
function written({ glyphs, size }: Pick<TextLine, 'glyphs' | 'size'>): { text: string; runs: Run[] } {
  let text = ''
  const runs: Run[] = []
  let before: Glyph | undefined
  for (const glyph of glyphs) {
    const gap = before ? glyph.x0 - before.x1 : 0
    const least = (before && (CJK.test(before.text) || CJK.test(glyph.text)) ? CJK_GAP : LATIN_GAP) * size
    const run = runs.at(-1)
    if (!before || gap > least) {
      if (before) text += ' '.repeat(Math.min(40, Math.max(1, Math.round(gap / (size / 2)))))
      runs.push({ from: text.length, to: text.length + glyph.text.length, x0: glyph.x0, x1: glyph.x1 })
    } else if (run) {
      run.to = text.length + glyph.text.length
      run.x1 = Math.max(run.x1, glyph.x1)
    }
    text += glyph.text
    before = glyph
  }
  const plain = text.normalize('NFC').replace(/[\u00a0\u2000-\u200a]/gu, ' ').replace(/[\u0000-\u0008\u000b-\u001f\u200b\ufeff]/gu, '')
  const [first, last] = [runs[0], runs.at(-1)]
  // where characters went, places within the line cannot be told any more
  return { text: plain, runs: plain.length === text.length || !first || !last ? runs : [{ from: 0, to: plain.length, x0: first.x0, x1: last.x1 }] }
}

/** Where a line's words are printed. Characters reach so far above and below their baseline, in em. */
const [ABOVE, BELOW] = [0.9, 0.2]
const tenth = (points: number): number => Math.round(points * 10) / 10

/** The runs of a line with where they stand on the page, in points from its upper left corner. */
export function printedOf(line: TextLine, page: number): Printed[] {
  return written(line).runs.map(({ from, to, x0, x1 }) => ({ from, to, page, x0: tenth(x0), x1: tenth(x1), y0: tenth(line.y - line.size * ABOVE), y1: tenth(line.y + line.size * BELOW) }))
}

/** The same places in a text that has so many characters before. */
export const movedBy = (printed: readonly Printed[], characters: number): Printed[] =>
  printed.map(place => ({ ...place, from: place.from + characters, to: place.to + characters }))

/** Cannot begin a line, so the character before comes along to the next. */
const NOT_FIRST = /^[、。，．：；？！）〕】》〉」』”’％…—\])},.:;?!%‰℃]/u
const NOT_LAST = /[（〔【《〈「『“‘([{¥]$/u
const LATIN = /^[\p{Script=Latin}\p{N}.,%/_@#&+-]+$/u
/** A paragraph's first line begins so far in, in em. */
const INDENT = 1.5
const FULL_WITHIN = 0.35

/** The room that the first unbreakable piece of a line takes: one character with what cannot stand apart from it, or a Latin word. */
function firstPiece({ glyphs }: TextLine): number {
  const [first] = glyphs
  if (!first) return 0
  let end = 0
  const glued = (left: Glyph, right: Glyph): boolean => {
    if (NOT_FIRST.test(right.text) || NOT_LAST.test(left.text)) return true
    return LATIN.test(left.text) && LATIN.test(right.text) && right.x0 - left.x1 < LATIN_GAP * right.size
  }
  while (end + 1 < glyphs.length && glued(glyphs[end] as Glyph, glyphs[end + 1] as Glyph)) end++
  return (glyphs[end] as Glyph).x1 - first.x0
}

/** Would the beginning of `next` still have fitted on `line`? Where not, the text was broken by the margin, not by its writer. */
export function isFull(line: TextLine, next: TextLine, room: number): boolean {
  return line.x1 - line.x0 + firstPiece(next) > room - FULL_WITHIN * line.size
}

/**
 * The text of a cell from its lines: broken lines are joined, the writer's own line breaks stay. `room` is the width that
 * text has in the cell, where known. With the places of its words on that page.
 */
export function joinLines(lines: readonly TextLine[], room: number, page: number): { text: string; printed: Printed[] } {
  const widest = Math.max(0, ...lines.map(line => line.x1 - line.x0))
  const left = Math.min(...lines.map(line => line.x0))
  const limit = Math.max(widest, room)
  let text = ''
  const printed: Printed[] = []
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    if (before) text += isFull(before, line, limit) && !(line.x0 - left > INDENT * line.size && before.x0 - left < line.size) ? seam(before, line, limit) : '\n'
    printed.push(...movedBy(printedOf(line, page), text.length))
    text += textOf(line)
  })
  return { text, printed }
}

/** What stood between two lines that the margin parted: a blank between Latin words, unless one word filled the line. */
function seam(before: TextLine, line: TextLine, room: number): string {
  const last = before.glyphs.at(-1)
  const first = line.glyphs[0]
  if (!last || !first || !LATIN.test(last.text) || !LATIN.test(first.text)) return ''
  const filled = before.x1 - before.x0 + (first.x1 - first.x0) > room - FULL_WITHIN * line.size
  return filled ? '' : ' '
}
