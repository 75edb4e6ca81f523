import type { Declaration } from '../declaration/model'
import { yuanFromCents } from '../declaration/money'
import type { FormSource } from './forms'
import { squash } from './words'

/** Words of a form's source that are in none of the strings kept, line by line: what would be lost otherwise. */
export function leftoversOf(form: FormSource, declaration: Declaration, unplaced: readonly string[]): string[] {
  const kept: string[] = []
  const amounts = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') kept.push(squash(value))
    else if (typeof value === 'number') amounts.add(String(yuanFromCents(value)))
    else if (Array.isArray(value)) value.forEach(collect)
    else if (value !== null && typeof value === 'object') for (const [key, part] of Object.entries(value)) if (!NOT_CONTENT.has(key)) collect(part)
  }
  collect(declaration)
  const dates = new Set([declaration.startDate, declaration.endDate].filter(date => date !== null).map(date => date.split('-').map(Number).join('/')))
  const text = [...kept, ...unplaced.map(squash)].join('\n')
  const all: Kept = { whole: new Set([...kept, ...unplaced.map(squash)]), text, labels: printedWords(form), amounts, years: new Set([String(form.year)]) }
  const { labels } = all
  const lost: string[] = []
  for (const row of form.rows) {
    for (const cell of row.cells) {
      const missing = cell.text.split(/\s+/u).filter(token => {
        const plain = token.replace(/^"+|"+$/gu, '')
        if (plain === '' || all.whole.has(plain) || text.includes(plain)) return false
        const bare = plain.replace(/[□☐○√■☑✓✔\uf000-\uf0ff]/gu, '')
        if (bare === '' || labels.includes(bare)) return false
        if (amounts.has(amountOf(plain)) || dates.has(figuresOf(plain))) return false
        return !partsKept(plain, all)
      })
      if (missing.length > 0) lost.push(missing.join(' '))
    }
  }
  return lost
}

interface Kept {
  /** Kept strings, squashed, each by itself. */
  whole: Set<string>
  /** The same as one text. */
  text: string
  /** Printed words of the edition as one text. */
  labels: string
  amounts: Set<string>
  /** Years that printed words may leave open. */
  years: Set<string>
}

const NOT_CONTENT = new Set(['version', 'id', 'edition', 'year', 'status', 'previousId', 'origins', 'keptFindings', 'setAside', 'unplaced'])

function amountOf(token: string): string {
  const plain = token.normalize('NFKC').replace(/[,，]/gu, '').replace(/元$/u, '')
  return /^\d+(?:\.\d+)?$/u.test(plain) ? String(Number(plain)) : ''
}

function figuresOf(token: string): string {
  return /^\d{4}\D\d{1,2}\D\d{1,2}\D?$/u.test(token.normalize('NFKC')) ? token.normalize('NFKC').split(/\D+/u).filter(Boolean).map(Number).join('/') : ''
}

function printedWords(form: FormSource): string {
  const { edition } = form.lexicon
  const words = [
    ...edition.recognition.titles, ...edition.recognition.furniture,
    ...edition.fields.flatMap(field => [field.label, field.printed ?? '', ...field.aliases, ...field.options.map(option => option.value)]),
    ...edition.levels.flatMap(level => [level.name, ...level.children.map(child => child.name)]),
    ...edition.title.map(line => line.text),
    ...edition.rows.flatMap(row => (row.kind === 'list' ? [row.side?.text ?? '', ...row.header.map(head => head.text)] : row.cells.flatMap(cell => (cell.kind === 'label' ? [cell.text, cell.severalYears ?? ''] : [])))),
  ]
  const filled = words.map(word => word.replace(/\{(?:year|startYear|endYear)\}/gu, String(form.year ?? '')))
  const printed = squash([...words, ...filled].join(''))
  return `${printed}\n${printed.normalize('NFKC')}`
}

/**
 * A token of several glued pieces (`6369856同名项目上年预算额（元）`, `（2026年度）`, `=100%预算执行率`) is kept when it is a
 * printed word with an amount or year, or two whole strings that are kept.
 */
function partsKept(token: string, { whole, text, labels, amounts, years }: Kept): boolean {
  const colon = token.search(/[:：]/u)
  if (colon > 1 && labels.includes(token.slice(0, colon))) {
    const value = token.slice(colon + 1)
    if (value === '' || text.includes(value) || (amounts.has(amountOf(value)) && /^\d+$/u.test(value))) return true
  }
  const pieces = token.split(/([\d,，.]+)/u).filter(piece => piece !== '')
  const printed = pieces.length > 1 && pieces.every(piece => {
    if (/^[\d,，.]+$/u.test(piece)) return amounts.has(piece) || years.has(piece)
    return /^[()（）年度:：*\-—~至]+$/u.test(piece) || (piece.length > 1 && labels.includes(piece))
  })
  if (printed) return true
  for (let cut = 1; cut < Math.min(token.length, LONGEST_GLUED); cut++) {
    const left = token.slice(0, cut)
    const right = token.slice(cut)
    // Figures of both would be read as one.
    const figures = /\d/u.test(left) && /\d/u.test(right)
    if (!figures && whole.has(right) && (whole.has(left) || labels.includes(left))) return true
  }
  return false
}

const LONGEST_GLUED = 80
