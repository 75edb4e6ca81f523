import type { Label, Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { emWidth, labelKey, listNumber, startsListItem } from './words'

/** A piece of a line: a printed word of the form, or other text. */
export interface Piece {
  /** What the printed word may be; null for text. */
  labels: Label[] | null
  text: string
  /** Line of the document. */
  line: number
  /** More than one blank, or a tab, stood before it. */
  wideGap: boolean
  /** A label that was broken over several lines. */
  wrapped?: boolean
}

/** Lines that stand together, without an empty line between. */
export interface Block {
  page: number
  lines: Piece[][]
}

const DATE_GAPS = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu

/** Cuts a form in lines into pages, blocks and pieces, and finds the printed words in them. */
export function blocksOf(rows: readonly StreamRow[], lexicon: Lexicon): Block[] {
  const blocks: Block[] = []
  let page = 0
  let open: { text: string; line: number }[] = []
  const close = (): void => {
    if (open.length > 0) for (const part of open.length >= LONG_BLOCK ? cellsOfBlock(open) : [open]) blocks.push({ page, lines: splitLines(part, lexicon) })
    open = []
  }
  rows.forEach((row, i) => {
    if (row.breakBefore && i > 0) {
      close()
      page++
    }
    if (row.cells.length === 0) return close()
    const text = row.cells.map(cell => cell.text).join('\t').replace(DATE_GAPS, '$1年$2月$3日')
    text.split('\n').forEach(line => { if (line.trim() !== '') open.push({ text: line, line: row.line }) })
  })
  close()
  return withoutEchoes(blocks, lexicon)
}

/** A text that begins with its own label (`年度绩效目标：当年…`) has it as its words, where the label stands by itself too. */
function withoutEchoes(blocks: readonly Block[], lexicon: Lexicon): Block[] {
  const longField = (piece: Piece): string | null => {
    const label = piece.labels?.find(candidate => candidate.kind === 'field' && lexicon.fields.get(candidate.field)?.kind === 'long')
    return label?.kind === 'field' ? label.field : null
  }
  const echoes = (pieces: readonly Piece[], at: number): boolean => /[:：]$/u.test(pieces[at]!.text) && pieces[at + 1]?.labels === null && pieces[at + 1]?.wideGap === false
  const alone = new Set(blocks.flatMap(({ lines }) => lines.flatMap(pieces => pieces.flatMap((piece, at) => (echoes(pieces, at) ? [] : longField(piece) ?? [])))))
  return blocks.map(({ page, lines }) => ({
    page,
    lines: lines.map(pieces => pieces.flatMap((piece, at) => {
      const before = pieces[at - 1]
      const echo = (of: readonly Piece[], i: number): boolean => echoes(of, i) && alone.has(longField(of[i]!) ?? '')
      if (echo(pieces, at)) return []
      return before && echo(pieces, at - 1) ? [{ ...piece, text: before.text + piece.text, wideGap: before.wideGap }] : [piece]
    })),
  }))
}

interface RawLine { text: string; line: number }

/** A block of so many lines holds many cells: its text came without empty lines. */
const LONG_BLOCK = 24

/** Cuts a text without empty lines where a cell seems to end: a sentence's end on a short line, or a change from short lines to full ones. */
function cellsOfBlock(lines: readonly RawLine[]): RawLine[][] {
  const widths = lines.map(line => emWidth(line.text))
  const widest = Math.max(...widths)
  const parts: RawLine[][] = []
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    const current = parts.at(-1)
    if (before && current && !cellEnds(before.text, widths[i - 1]!, line.text, widths[i]!, widest)) current.push(line)
    else parts.push([line])
  })
  return parts
}

function cellEnds(before: string, width: number, next: string, nextWidth: number, widest: number): boolean {
  const text = before.trim()
  if (startsListItem(next) && (listNumber(next) ?? 1) > 1) return false
  if (/。$/u.test(text) && startsListItem(next) && !startsListItem(text)) return true
  const full = widest * 0.72
  if (/[。；]$/u.test(text) && !startsListItem(next)) return width < widest - 2 || nextWidth < full
  if (width < full && nextWidth >= full) return !/[，、]$/u.test(text)
  return width >= full && nextWidth < full && /[。；]$/u.test(text)
}

const SHORTEST_WORD = 1
const MOST_WRAPS = 6
const LONGEST_WRAPPED_LINE = 16

function splitLines(lines: readonly RawLine[], lexicon: Lexicon): Piece[][] {
  const result: Piece[][] = []
  for (let i = 0; i < lines.length;) {
    const wrapped = wrappedLabel(lines, i, lexicon) ?? wrappedBesideText(lines, i, lexicon)
    if (wrapped) {
      result.push(...wrapped.lines)
      i += wrapped.taken
    } else {
      result.push(splitLine(lines[i]!, lexicon))
      i++
    }
  }
  return result
}

/** A label that its narrow column has broken over several lines: `项目设立的必` / `要性`. */
function wrappedLabel(lines: readonly RawLine[], at: number, lexicon: Lexicon): { lines: Piece[][]; taken: number } | null {
  const parts: string[] = []
  let found: { lines: Piece[][]; taken: number } | null = null
  let key = ''
  for (let i = at; i < Math.min(lines.length, at + MOST_WRAPS); i++) {
    const text = lines[i]!.text.trim()
    if (text.length > LONGEST_WRAPPED_LINE + 14 || (i > at && text.length > LONGEST_WRAPPED_LINE)) break
    parts.push(text)
    key += labelKey(text)
    if (key.length > lexicon.longestKey) break
    const labels = strong(lexicon.lookup(key), true)
    if (labels.length > 0 && (i > at || text.length <= LONGEST_WRAPPED_LINE + 14)) {
      found = { lines: [[{ labels, text: parts.join(''), line: lines[at]!.line, wideGap: true, wrapped: i > at }]], taken: i - at + 1 }
    }
  }
  return found
}

/** The same with the text of the next cell glued to its lines: the first words of the lines make the label. */
function wrappedBesideText(lines: readonly RawLine[], at: number, lexicon: Lexicon): { lines: Piece[][]; taken: number } | null {
  let key = ''
  for (let i = at; i < Math.min(lines.length, at + 4); i++) {
    const [first = ''] = lines[i]!.text.trim().split(/\s+/u)
    if (first.length > LONGEST_WRAPPED_LINE) return null
    const alone = labelKey(first)
    if (i === at && lexicon.lookup(alone).length > 0) return null
    key += alone
    if (key.length > lexicon.longestKey) return null
    const labels = lexicon.lookup(key).filter(label => (label.kind === 'field' && !label.alias) || label.kind === 'head' || label.kind === 'furniture')
    if (i > at && labels.length > 0) {
      const texts = lines.slice(at, i + 1).map(line => ({ text: line.text.trim().replace(/^\S+\s*/u, ''), line: line.line })).filter(line => line.text !== '')
      const label: Piece = { labels, text: lines.slice(at, i + 1).map(line => line.text.trim().split(/\s+/u)[0]).join(''), line: lines[at]!.line, wideGap: true, wrapped: true }
      return { lines: texts.map((text, n) => [...(n === 0 ? [label] : []), ...splitLine(text, lexicon)]), taken: i - at + 1 }
    }
  }
  return null
}

/** Leaves out other printings that are too short to be told from ordinary words. */
function strong(labels: readonly Label[], alone: boolean): Label[] {
  return labels.filter(label => (label.kind === 'level' && label.alias ? alone && label.level1.length > 2 : true) && (label.kind !== 'field' || !label.alias || alone))
}

interface Word { text: string; wideGap: boolean }

function wordsOf(line: string): Word[] {
  const words: Word[] = []
  for (const match of line.matchAll(/(\s*)(\S+)/gu)) words.push({ text: match[2]!, wideGap: words.length === 0 || match[1]!.length > 1 || match[1]!.includes('\t') })
  return words
}

function piecesOfText(text: string, line: number): Piece[] {
  return wordsOf(text).map(word => ({ labels: null, ...word, line }))
}

/** Cuts one line into printed words and other text. */
function splitLine(source: RawLine, lexicon: Lexicon): Piece[] {
  const { line } = source
  const words = wordsOf(source.text)
  const whole = labelKey(source.text)
  if (whole.length >= SHORTEST_WORD && whole.length <= lexicon.longestKey) {
    const labels = strong(lexicon.lookup(whole), true)
    if (labels.length > 0) return [{ labels, text: source.text.trim(), line, wideGap: true }]
  }
  const pieces: Piece[] = []
  for (let i = 0; i < words.length;) {
    const taken = labelAt(words, i, lexicon, line)
    if (taken) {
      pieces.push(...taken.pieces)
      i += taken.count
    } else {
      pieces.push({ labels: null, ...words[i]!, line })
      i++
    }
  }
  return believable(pieces, source, lexicon) ? pieces : startingLabel(pieces, source, lexicon)
}

/** The longest run of words from `at` that is a label, also with a value glued to it. */
function labelAt(words: readonly Word[], at: number, lexicon: Lexicon, line: number): { pieces: Piece[]; count: number } | null {
  for (let count = Math.min(6, words.length - at); count >= 1; count--) {
    const text = words.slice(at, at + count).map(word => word.text).join(' ')
    const key = labelKey(text)
    if (key.length < 2 || key.length > lexicon.longestKey) continue
    const labels = strong(lexicon.lookup(key), count === words.length)
    if (labels.length > 0) return { pieces: [{ labels, text, line, wideGap: words[at]!.wideGap }], count }
  }
  const { text, wideGap } = words[at]!
  const colon = text.search(/[：:]/u)
  if (colon > 0) {
    const labels = lexicon.lookup(labelKey(text.slice(0, colon)))
    const rest = text.slice(colon + 1)
    if (labels.some(label => label.kind === 'field')) {
      return { pieces: [{ labels: [...labels], text: text.slice(0, colon + 1), line, wideGap }, ...(rest ? [{ labels: null, text: rest, line, wideGap: false }] : [])], count: 1 }
    }
  }
  const valueFirst = text.match(/^([\d０-９,，.．]+)([^\d０-９].+)$/u)
  if (valueFirst) {
    const labels = lexicon.lookup(labelKey(valueFirst[2]!)).filter(label => label.kind === 'field' && !label.alias)
    if (labels.length > 0) return { pieces: [{ labels: null, text: valueFirst[1]!, line, wideGap }, { labels, text: valueFirst[2]!, line, wideGap: false }], count: 1 }
  }
  const labelFirst = text.match(/^([^\d０-９]{3,}?)([\d０-９][\d０-９,，.．]*(?:年.*|[-/].*)?)$/u)
  if (labelFirst) {
    const labels = lexicon.lookup(labelKey(labelFirst[1]!)).filter(label => label.kind === 'field' && !label.alias)
    if (labels.length > 0) return { pieces: [{ labels, text: labelFirst[1]!, line, wideGap }, { labels: null, text: labelFirst[2]!, line, wideGap: false }], count: 1 }
  }
  return null
}

const SIMPLE = /^[(]?(?:[\d,，.]+(?:万?元)?|\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?)[)]?$/u

const isSimple = (text: string): boolean => SIMPLE.test(text.normalize('NFKC'))

/**
 * Labels within a line are believed where the line is made of labels and short values, or begins with one;
 * a word of a sentence that happens to stand between blanks is none.
 */
function believable(pieces: readonly Piece[], source: RawLine, lexicon: Lexicon): boolean {
  const labelled = pieces.filter(piece => piece.labels)
  if (labelled.length === 0) return true
  const texts = pieces.filter(piece => !piece.labels)
  if (texts.every(piece => isSimple(piece.text))) return true
  const sentence = source.text.length > 80 || /[。；，]/u.test(source.text)
  return pieces.every((piece, i) => {
    if (!piece.labels || i === 0 || pieces[i - 1]!.labels) return true
    return !sentence && (piece.wideGap || isSimple(pieces[i - 1]!.text) || plainInside(piece, lexicon))
  })
}

/** An official label of a short value, or one with its star or colon: believed within a line of short values. */
function plainInside(piece: Piece, lexicon: Lexicon): boolean {
  if (/[:：*]$/u.test(piece.text)) return true
  return piece.text.length >= 4 && (piece.labels ?? []).some(label => (label.kind === 'field' && !label.alias && lexicon.fields.get(label.field)?.kind !== 'long') || label.kind === 'head')
}

/** Keeps only the label that the line begins with. */
function startingLabel(pieces: readonly Piece[], source: RawLine, lexicon: Lexicon): Piece[] {
  const [first] = pieces
  if (!first?.labels) return piecesOfText(source.text, source.line)
  const rest = source.text.trim().slice(first.text.length)
  return lexicon.order.length === 0 ? [first] : [first, ...piecesOfText(rest, source.line)]
}
