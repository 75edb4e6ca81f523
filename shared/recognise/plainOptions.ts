import type { FieldKey } from '../declaration/model'
import type { Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { labelKey } from './words'

/** A choice printed as a word without boxes, found by the form's own options. */
export interface PlainOption { field: FieldKey; value: string; line: number; source: string }

interface PlacedText { row: number; from: number; text: string; key: string }

const SHORTEST = 4
const LONGEST_LINE = 90
const MOST_LINES = 4

/**
 * Choices told by their words wherever they stand (`经常性专项业务费` behind the project's name, `特定目标` / `类` in a narrow cell):
 * they come out of the lines, so that they are read as no part of another value. Only words that the form has once.
 */
export function takePlainOptions(rows: readonly StreamRow[], lexicon: Lexicon): { rows: StreamRow[]; options: PlainOption[] } {
  const plain = lexicon.options.filter(option => option.key.length >= SHORTEST && lexicon.fields.get(option.field)?.kind === 'choice' && lexicon.order.includes(option.field))
  if (plain.length === 0 || rows.some(row => row.cells.some(cell => /[□☐■☑√✓]/u.test(cell.text)))) return { rows: [...rows], options: [] }
  const end = rows.findIndex(row => row.cells.some(cell => lexicon.lookup(labelKey(cell.text)).some(label => label.kind === 'head' && label.head !== 'indicators' && !label.head.startsWith('subProject'))))
  const words = wordsOf(end < 0 ? rows : rows.slice(0, end))
  const found = new Map<FieldKey, { value: string; parts: PlacedText[] }[]>()
  for (const word of words) {
    const best = plain.flatMap(option => {
      const parts = partsFrom(word, words, option.key)
      return parts ? [{ option, parts }] : []
    }).sort((a, b) => b.option.key.length - a.option.key.length)[0]
    if (best) found.set(best.option.field, [...(found.get(best.option.field) ?? []), { value: best.option.value, parts: best.parts }])
  }
  const result = [...rows]
  const options: PlainOption[] = []
  const used = new Set<PlacedText>()
  for (const [field, [only, ...more]] of found) {
    if (!only || more.length > 0 || only.parts.some(part => used.has(part))) continue
    for (const part of only.parts) used.add(part)
    options.push({ field, value: only.value, line: rows[only.parts[0]!.row]!.line, source: only.parts.map(part => part.text).join('') })
  }
  for (const { row: at, from, text: word } of used) {
    const row = result[at]!
    const { text } = row.cells[0]!
    result[at] = { ...row, cells: [{ ...row.cells[0]!, text: text.slice(0, from) + ' '.repeat(word.length) + text.slice(from + word.length) }] }
  }
  return { rows: result.map(row => (row.cells.length === 1 && row.cells[0]!.text.trim() === '' ? { ...row, cells: [] } : row)), options }
}

function wordsOf(rows: readonly StreamRow[]): PlacedText[] {
  return rows.flatMap((row, at) => {
    const [cell] = row.cells
    if (row.kind !== 'line' || row.cells.length !== 1 || !cell || cell.text.length > LONGEST_LINE || /[。；]/u.test(cell.text)) return []
    return [...cell.text.matchAll(/\S+/gu)].map(match => ({ row: at, from: match.index, text: match[0], key: labelKey(match[0]) }))
  })
}

/** The words that make an option: one, or its beginning and what a narrow cell has of it on the lines below. */
function partsFrom(word: PlacedText, words: readonly PlacedText[], option: string): PlacedText[] | null {
  if (word.key === option) return [word]
  if (word.key.length < 2 || word.key.length !== word.text.length || !option.startsWith(word.key)) return null
  const parts = [word]
  let rest = option.slice(word.key.length)
  while (rest !== '') {
    const last = parts.at(-1)!
    const next = words.find(other => other.row > last.row && other.row <= word.row + MOST_LINES && other.key !== '' && rest.startsWith(other.key) && other.key.length === other.text.length)
    if (!next) return null
    parts.push(next)
    rest = rest.slice(next.key.length)
  }
  return parts
}
