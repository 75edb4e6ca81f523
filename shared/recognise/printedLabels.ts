import type { Label, Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { labelKey } from './words'

/** A word with its place on the page as the text shows it. */
export interface PlacedWord {
  text: string
  /** Number of its line among the lines that are not empty. */
  line: number
  /** Line of the document. */
  source: number
  page: number
  /** Lines of one block stand together, without an empty line between. */
  block: number
  /** Signs before it on its line. */
  from: number
  /** Blanks between it and the word before; 99 at the beginning of a line. */
  gap: number
  /** The printed word it is part of. */
  label: PlacedLabel | null
}

/** A printed word of the form, perhaps broken over lines that stand apart because it is centred beside its text. */
export interface PlacedLabel {
  labels: Label[]
  text: string
  words: PlacedWord[]
  /** Middle of its lines. */
  centre: number
  from: number
}

const MOST_WORDS_OF_LABEL = 4
const MOST_LINES_BETWEEN = 4
const MOST_PARTS = 7
const LONGEST_PART = 18

const DATE_GAPS = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu

/** The words of a form's lines, line by line. */
export function placedWords(rows: readonly StreamRow[]): PlacedWord[][] {
  const lines: PlacedWord[][] = []
  let page = 0
  let block = 0
  for (const [i, row] of rows.entries()) {
    if (row.breakBefore && i > 0) page++
    if (row.breakBefore || row.cells.length === 0) block++
    if (row.cells.length === 0) continue
    for (const line of row.cells.map(cell => cell.text).join('    ').split('\n')) {
      const words: PlacedWord[] = []
      // Places are those of the text as it stands; the blanks within a date are taken out afterwards.
      const text = line.replace(DATE_GAPS, whole => whole.replace(/\s+/gu, '').padEnd(whole.length, '\u0001'))
      for (const match of text.matchAll(/([\s\u3000]*)([^\s\u3000]+)/gu)) {
        const plain = match[2]!.replaceAll('\u0001', '')
        if (plain === '') continue
        words.push({ text: plain, line: lines.length, source: row.line, page, block, from: match.index + match[1]!.length, gap: words.length === 0 ? 99 : match[1]!.length, label: null })
      }
      if (words.length > 0) lines.push(words)
    }
  }
  return lines
}

/** The words of an edition as the beginnings that a broken label may have. */
const beginnings = new WeakMap<Lexicon, Set<string>>()

function beginningsOf(lexicon: Lexicon): Set<string> {
  const known = beginnings.get(lexicon)
  if (known) return known
  const { edition } = lexicon
  const found = new Set<string>()
  const texts = [
    ...lexicon.prefixes.map(prefix => prefix.key),
    ...edition.levels.flatMap(level => [level.name, ...level.aliases, ...level.children.flatMap(child => [child.name, ...child.aliases])]),
    ...edition.rows.flatMap(row => (row.kind === 'list' ? [row.side?.text ?? '', ...row.header.map(head => head.text)] : row.cells.flatMap(cell => (cell.kind === 'label' ? [cell.text, cell.severalYears ?? ''] : [])))),
  ]
  for (const text of texts) {
    const key = labelKey(text.replace(/\{[^}]*\}/gu, '2000'))
    for (let length = 1; length <= key.length; length++) found.add(key.slice(0, length).replace(/2000/gu, '#'))
  }
  beginnings.set(lexicon, found)
  return found
}

/** Finds printed words in lines `from` … `to` and marks the words that make them. `wanted` says which are expected there. */
export function findLabels(lines: readonly PlacedWord[][], from: number, to: number, lexicon: Lexicon, wanted: (label: Label) => boolean): PlacedLabel[] {
  const starts = beginningsOf(lexicon)
  const found: PlacedLabel[] = []
  for (let at = from; at < to; at++) {
    const line = lines[at]!
    for (let i = 0; i < line.length; i++) {
      if (line[i]!.label || !mayBegin(line, i)) continue
      const best = longest(lines, at, i, to, lexicon, starts, wanted)
      if (!best) continue
      const places = best.words.map(word => word.line)
      const label: PlacedLabel = { labels: best.labels, text: best.words.map(word => word.text).join(''), words: best.words, centre: mean([...new Set(places)]), from: Math.min(...best.words.map(word => word.from)) }
      for (const word of best.words) word.label = label
      found.push(label)
    }
  }
  return found.sort((a, b) => a.centre - b.centre || a.from - b.from)
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)

function mayBegin(line: readonly PlacedWord[], at: number): boolean {
  const word = line[at]!
  if (at === 0 || word.gap >= 2 || line[at - 1]!.label) return true
  const width = line.reduce((sum, other) => sum + other.text.length, 0)
  return width <= 40 && word.text.length >= 4 && /[:：*]$|^[\d,.]+$/u.test(`${line[at - 1]!.text}`) || (width <= 40 && word.text.length >= 4)
}

interface Candidate { words: PlacedWord[]; labels: Label[]; key: string }

function longest(lines: readonly PlacedWord[][], at: number, i: number, to: number, lexicon: Lexicon, starts: ReadonlySet<string>, wanted: (label: Label) => boolean): Candidate | null {
  let best: Candidate | null = null
  const search = (key: string, words: PlacedWord[], parts: number): void => {
    const labels = lexicon.lookup(key).filter(label => wanted(label) && believable(label, words, lines))
    if (labels.length > 0 && (!best || key.length > best.key.length)) best = { words, labels, key }
    if (parts >= MOST_PARTS) return
    const last = words.at(-1)!
    for (let next = last.line + 1; next <= Math.min(to - 1, last.line + MOST_LINES_BETWEEN); next++) {
      const line = lines[next]!
      for (let j = 0; j < line.length; j++) {
        if (line[j]!.label || words.includes(line[j]!) || !mayBegin(line, j) || (j > 0 && line[j]!.gap < 2 && !line[j - 1]!.label)) continue
        if (Math.abs(line[j]!.from - words[0]!.from) > 12) continue
        eachRun(line, j, starts, key, (longer, run) => search(longer, [...words, ...run], parts + 1))
      }
    }
  }
  eachRun(lines[at]!, i, starts, '', (key, run) => search(key, run, 1))
  return best
}

function eachRun(line: readonly PlacedWord[], at: number, starts: ReadonlySet<string>, before: string, take: (key: string, words: PlacedWord[]) => void): void {
  let key = before
  for (let end = at; end < Math.min(line.length, at + MOST_WORDS_OF_LABEL); end++) {
    const word = line[end]!
    if (word.label || word.text.length > LONGEST_PART || (end > at && word.gap > 12)) return
    key += labelKey(word.text)
    if (!starts.has(key.replace(/20\d{2}/gu, '#'))) return
    if (key !== before || /^[*＊:：()（）]+$/u.test(word.text)) take(key, line.slice(at, end + 1) as PlacedWord[])
  }
}

/** Another printing of a label, or a word that is one by chance, must stand by itself. */
function believable(label: Label, words: readonly PlacedWord[], lines: readonly PlacedWord[][]): boolean {
  const weak = label.kind === 'level' ? label.alias : label.kind === 'field' && label.alias
  const line = lines[words[0]!.line]!
  const after = line[line.indexOf(words[0]!) + words.filter(word => word.line === words[0]!.line).length]
  if (weak) return after === undefined || after.gap >= 2
  return true
}
