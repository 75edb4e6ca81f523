/** A piece of a text; `gone`: not in the other one at this place. */
export interface TextPart {
  text: string
  gone: boolean
}

/** Longer texts (in tokens) are not compared: the table would grow with the square. */
const LONGEST = 1_500

const tokensOf = (text: string): string[] => text.match(/\d+|[A-Za-z]+|[^]/gu) ?? []

/** `text` in pieces: those that `other` has too, in the same order, and those that it has not. Numbers count as wholes. */
export function partsGone(text: string, other: string): TextPart[] {
  if (text === other || other === '') return [{ text, gone: false }]
  const a = tokensOf(text)
  const b = tokensOf(other)
  if (a.length > LONGEST || b.length > LONGEST) return [{ text, gone: false }]
  // longest common subsequence: lengths[i][j] for what is left of both from i and j on
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  // with hardly anything in common every piece would be marked: then it is another text
  if (at(0, 0) * 4 < Math.min(a.length, b.length)) return [{ text, gone: false }]
  const parts: TextPart[] = []
  const push = (token: string, gone: boolean): void => {
    const last = parts.at(-1)
    if (last?.gone === gone) last.text += token
    else parts.push({ text: token, gone })
  }
  let i = 0
  let j = 0
  while (i < a.length) {
    if (j < b.length && a[i] === b[j]) {
      push(a[i] as string, false)
      i++
      j++
    } else if (j < b.length && at(i, j + 1) >= at(i + 1, j)) j++
    else push(a[i++] as string, true)
  }
  return parts
}
