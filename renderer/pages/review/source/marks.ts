/** Where words stand in the numbered lines of a source: from one character to another (not included) of one line. */
export interface Mark {
  line: number
  from: number
  to: number
}

/** Lines looked through from where the words are said to begin; values of real forms are far shorter. */
const REACH = 400

/**
 * The places of a value's words in its source. White space and line breaks do not count: a value that was put together
 * from hard-wrapped lines is found in all of them. `line` -1: not known, the whole source is looked through.
 * Of several wordings the first that stands there counts. Where none stands as it is, the line they are said to begin in is marked;
 * nothing where that is not known either.
 */
export function marksOf(lines: readonly string[], line: number, words: string | readonly string[]): Mark[] {
  const wordings = (typeof words === 'string' ? [words] : words).map(bare).filter(wanted => wanted !== '')
  for (const wanted of wordings) {
    const found = (line >= 0 && find(lines, line, Math.min(lines.length, line + REACH), wanted)) || find(lines, 0, lines.length, wanted)
    if (found) return found
  }
  return whole(lines, line)
}

function find(lines: readonly string[], from: number, to: number, wanted: string): Mark[] | null {
  let text = ''
  const begins: number[] = []
  for (let at = from; at < to; at++) {
    begins.push(text.length)
    text += bare(lines[at] ?? '')
  }
  const start = text.indexOf(wanted)
  if (start < 0) return null
  const end = start + wanted.length
  const marks: Mark[] = []
  begins.forEach((begin, offset) => {
    const line = lines[from + offset] ?? ''
    const length = (begins[offset + 1] ?? text.length) - begin
    if (begin + length <= start || begin >= end || length === 0) return
    const first = Math.max(0, start - begin)
    const last = Math.min(length, end - begin)
    marks.push({ line: from + offset, from: placeOf(line, first), to: placeOf(line, last - 1) + 1 })
  })
  return marks
}

/** Only what counts when words are looked for. One character stays one, so that places can be told. */
function bare(text: string): string {
  return text.replace(/\s+/gu, '')
}

/** Where the n-th character that is no white space stands. */
function placeOf(line: string, n: number): number {
  let seen = 0
  for (let at = 0; at < line.length; at++) {
    if (/\s/u.test(line[at] ?? '')) continue
    if (seen === n) return at
    seen++
  }
  return line.length
}

function whole(lines: readonly string[], line: number): Mark[] {
  const text = lines[line]
  return text ? [{ line, from: 0, to: text.length }] : []
}
