import { emWidth, openBrackets, startsListItem } from './words'

/** One paragraph: hard-wrapped lines joined, and where it began. */
export interface Paragraph {
  text: string
  /** Place of its first line in the lines given. */
  first: number
  lines: number
}

/**
 * Joins hard-wrapped lines into paragraphs. A line goes on in the next when it is (nearly) as wide as the widest one;
 * a list item, an indent or a clearly shorter line that ends a sentence begins or ends a paragraph.
 */
export function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const plain = lines.map(line => line.replace(/[\s\u3000]+$/u, ''))
  const widths = plain.map(line => emWidth(line))
  const widest = Math.max(0, ...widths)
  const paragraphs: Paragraph[] = []
  plain.forEach((line, i) => {
    const current = paragraphs.at(-1)
    if (current && goesOn(plain[i - 1] ?? '', widths[i - 1] ?? 0, line, widest)) {
      current.text = joined(current.text, line)
      current.lines++
    } else if (line.trim() !== '') paragraphs.push({ text: line.trim(), first: i, lines: 1 })
  })
  return paragraphs
}

/** Hard-wrapped lines as one text, real paragraph ends kept as `\n`. */
export function unwrap(lines: readonly string[]): string {
  return paragraphsOf(lines).map(paragraph => paragraph.text).join('\n')
}

const SENTENCE_END = /[。！？；;:：!?…”）)】]$/u

function goesOn(before: string, width: number, line: string, widest: number): boolean {
  const next = line.trim()
  if (/^[。，、；：,.;:）)》」』”’!！?？%％]/u.test(next)) return true
  if (startsListItem(line) && !(openBrackets(before) > 0 && !/[。；]$/u.test(before))) return false
  if (/^(?:\u3000{2}| {4})/u.test(line) && SENTENCE_END.test(before)) return false
  const room = widest - width
  if (room <= 1.6) return true
  if (openBrackets(before) > 0) return true
  // A word or number that did not fit moves to the next line as a whole and leaves room behind it.
  const word = next.match(/^[\w《“(（[.\-/]*\w+[^\u4e00-\u9fff]*/u)
  if (word && room <= emWidth(word[0]) + 2) return true
  if (room <= 3 && !/[。；;！？]$/u.test(before)) return true
  return room <= 6 && /[、，,的和与及在对为将并]$/u.test(before)
}

/** Two pieces of a wrapped text as one: no blank between Chinese signs, one between Latin words. */
export function joined(before: string, line: string): string {
  const left = before.replace(/[\s\u3000]+$/u, '')
  const right = line.trim()
  return /[A-Za-z]$/u.test(left) && /^[A-Za-z]/u.test(right) ? `${left} ${right}` : left + right
}
