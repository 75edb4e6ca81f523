import type { Measure, TextBox } from './geometry'
import { characterEm } from './textMeasure'

/** Characters that do not begin a line, as every browser and office program has it. */
const NOT_FIRST = /[、。，．：；？！）〕】》〉」』”’％…—)\],.:;?!%]/u

/** Line beginnings of a text by rough widths of characters. */
function lineStarts({ text, widthPt, fontPt }: TextBox): number[] {
  const widthEm = widthPt / fontPt
  const starts = [0]
  let at = 0
  text.split('\n').forEach((paragraph, i) => {
    if (i > 0) starts.push(at)
    let used = 0
    let before = at
    for (const character of paragraph) {
      const width = characterEm(character)
      if (used + width > widthEm && used > 0) {
        const back = NOT_FIRST.test(character) && before > (starts.at(-1) ?? 0)
        starts.push(back ? before : at)
        used = back ? 1 : 0
      }
      used += width
      before = at
      at += character.length
    }
    at += 1
  })
  if (starts.length > 1 && text.endsWith('\n')) starts.pop()
  return starts
}

/** A measure without fonts, for files whose reader lays them out again, and for tests. */
export const roughMeasure: Measure = {
  countLines: boxes => boxes.map(box => lineStarts(box).length),
  lineStart: (box, line) => lineStarts(box)[line] ?? box.text.length,
}
