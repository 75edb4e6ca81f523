/** Signs that say an option is chosen, and those that say it is not. */
const ON = '√■☑☒✓✔✅●◆☆★▣'
const OFF = '□☐○◇▢'

/** The options with a tick behind or before them, as words; `options` in the order of the text. */
export function tickedOptions(text: string): string[] {
  const chosen: string[] = []
  for (const line of text.split('\n')) {
    // the box stands behind its words in our own files; a person may have put it before
    const boxFirst = new RegExp(`^\\s*[${ON}${OFF}]`, 'u').test(line)
    const pattern = boxFirst ? new RegExp(`([${ON}${OFF}])([^${ON}${OFF}]+)`, 'gu') : new RegExp(`([^${ON}${OFF}]+)([${ON}${OFF}])`, 'gu')
    for (const match of line.matchAll(pattern)) {
      const [, a = '', b = ''] = match
      const [words, box] = boxFirst ? [b, a] : [a, b]
      const word = words.trim()
      if (ON.includes(box) && word !== '') chosen.push(word)
    }
  }
  return chosen
}
