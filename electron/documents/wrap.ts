import { characterEm } from '../../shared/sheet/textMeasure'

/** Signs that do not begin a line: the character before them comes along. */
const NOT_FIRST = /[、。，．：；？！）〕】》〉」』”’％…—)\],.:;?!%]/u
const LATIN = /[\p{Script=Latin}\p{N}.,%/_@#&+:-]/u

/**
 * Lines that a text takes in so many em, for programs that lay it out themselves: rather one too many than one too few.
 * Latin words go to the next line whole, as office programs have it.
 */
export function wrappedLines(text: string, widthEm: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    lines += 1
    let used = 0
    /** Width of what cannot be parted from the next character. */
    let piece = 0
    for (const character of paragraph) {
      const width = characterEm(character)
      piece = LATIN.test(character) || NOT_FIRST.test(character) ? piece + width : width
      if (used + width > widthEm && used > 0) {
        lines += 1
        // a word as long as the line is broken anywhere
        used = piece <= widthEm ? piece : width
        piece = used
      } else used += width
    }
  }
  return lines
}
