/** Control characters other than line breaks and tabs are shown as blanks: a browser would draw some of them with any font at hand. As many characters as before. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/gu, ' ')
}

/** Width of one character in em: full-width ones are 1, half-width ones about half. A guess on the safe side, for files whose reader measures itself. */
export function characterEm(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return character === '\t' ? 2 : 0
  if (code < 0x7f) return /[iIl.,:;'|!()[\]{}]/u.test(character) ? 0.36 : /[A-ZMWmw@%&]/u.test(character) ? 0.78 : 0.56
  if (code < 0x2e80 && !/[\u2000-\u2bff]/u.test(character)) return 0.6
  return 1
}

/** Lines that a text takes in a cell of so many em, line breaks counted; at least 1. */
export function countLines(text: string, widthEm: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let used = 0
    lines += 1
    for (const character of paragraph) {
      const width = characterEm(character)
      if (used + width > widthEm) {
        lines += 1
        used = 0
      }
      used += width
    }
  }
  return Math.max(1, lines)
}
