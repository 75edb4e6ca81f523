import { taken } from './bandValues'
import { centredLevels, type CentredLabel, type CentredRow } from './centredLevels'
import { SURE, type Draft } from './draft'
import { unglued, type IndicatorLine } from './indicatorCells'
import { nameness } from './indicatorWords'
import type { Label } from './lexicon'
import { levelCosts } from './levelMeaning'
import { readRows, standsAlone } from './pairing'
import { columnRows } from './columnRows'
import { orderedLevels } from './orderedLevels'
import { findLabels, type PlacedLabel, type PlacedWord } from './printedLabels'
import { unwrap } from './unwrap'
import { placedRows, type PlacedRow } from './visualRows'

const PAGE_NUMBER = /^(?:第\s*\d+\s*页.*|[-—–]\s*\d+\s*[-—–]|\d+\s*\/\s*\d+)$/u

/** Reads the indicators' table, and the remarks below it, from line `zone` on. */
export function readVisualIndicators(lines: readonly PlacedWord[][], zone: number, draft: Draft, columns: boolean): void {
  const { lexicon } = draft
  const used = taken(draft)
  const heads = headsIn(lines, zone)
  findLabels(lines, zone, lines.length, lexicon, label => label.kind === 'furniture' || label.kind === 'title' || (label.kind === 'head' && label.head === 'indicators'))
  const remarks = findLabels(lines, zone, lines.length, lexicon, label => label.kind === 'field' && label.field === 'remarks' && !label.alias && lexicon.order.includes('remarks')).at(-1)
  const end = remarks ? Math.floor(remarks.centre) : lines.length
  const lastHead = Math.max(...heads.map(head => Math.max(...head.words.map(word => word.line))), zone)
  // Blanks keep columns page by page: on the next they stand elsewhere.
  const pages = [...new Set(lines.slice(zone).map(line => line[0]!.page))]
  const lefts = new Map(pages.map(page => [page, columns ? leftOfNames(lines.slice(0, end).filter((line, i) => i > lastHead && line[0]!.page === page), page === lines[lastHead]?.[0]?.page ? heads : []) : Infinity]))
  const left = (label: PlacedLabel): number => lefts.get(label.words[0]!.page) ?? Infinity
  const isLevel = (label: Label): boolean => label.kind === 'level' && !label.alias
  let found = findLabels(lines, zone, lines.length, lexicon, isLevel).filter(label => keep(label, left(label)))
  if (found.length === 0) found = findLabels(lines, zone, lines.length, lexicon, label => label.kind === 'level').filter(label => keep(label, left(label)))
  if (remarks) takeRemarks(lines, remarks, draft, columns)
  const labels = found.map(label => centredLabel(label))
  const free = lines.slice(zone).map(line => line.filter(word => !word.label && !used.has(word))).filter(line => line.length > 0 && !PAGE_NUMBER.test(line.map(word => word.text).join(' ')))
  const rows = columns ? pages.flatMap(page => placedRows(free.filter(line => line[0]!.page === page), lefts.get(page) ?? 0)) : rowsWithoutColumns(free, remarks !== undefined, draft)
  const meant = givenLevels(rows, labels, draft, columns)
  for (const [i, row] of rows.entries()) {
    const level = meant[i]!
    draft.addIndicator({ level1: level.level1, level2: level.level2, name: row.name, value: row.value },
      { confidence: row.value === null ? SURE.guess : row.close ? SURE.near : SURE.meaning, source: `${row.name} ${row.value ?? ''}`.trim(), line: row.source, ...(row.value === null ? { why: 'noValue' as const } : row.close ? {} : { why: 'pairedApart' as const }) },
      { confidence: level.sure ? SURE.near : SURE.meaning, ...(level.sure ? {} : { why: 'levelByMeaning' as const }) })
    for (const word of row.words) used.add(word)
  }
}

function headsIn(lines: readonly PlacedWord[][], zone: number): PlacedLabel[] {
  const found = new Set<PlacedLabel>()
  for (const line of lines.slice(zone)) for (const word of line) if (word.label?.labels.some(label => label.kind === 'head')) found.add(word.label)
  return [...found]
}

/** A level's words left of the names; others are indicators called like a level. */
function keep(label: PlacedLabel, left: number): boolean {
  if (label.from < left - 1) return true
  for (const word of label.words) word.label = null
  return false
}

/** Where the column of names begins: the place at which most lines have the word before their last. */
function leftOfNames(lines: readonly PlacedWord[][], heads: readonly PlacedLabel[]): number {
  const levels = heads.filter(head => head.labels.some(label => label.kind === 'head' && (label.head === 'level1' || label.head === 'level2')))
  const least = Math.max(-1, ...levels.map(head => head.from))
  const counts = new Map<number, number>()
  for (const line of lines) {
    const starts = line.filter(word => word.gap >= 2 && !word.label)
    const own = starts.filter(word => word.from > least)
    if (own.length >= 2) counts.set(own.at(-2)!.from, (counts.get(own.at(-2)!.from) ?? 0) + 1)
    else if (own.length === 1 && nameness(own[0]!.text) > 1) counts.set(own[0]!.from, (counts.get(own[0]!.from) ?? 0) + 0.5)
  }
  const best = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? least + 1
  return best
}

function centredLabel(label: PlacedLabel): CentredLabel {
  const levels = label.labels.filter(candidate => candidate.kind === 'level')
  const chosen = levels.find(candidate => candidate.kind === 'level' && candidate.level2 === null) ?? levels[0]
  return chosen?.kind === 'level' ? { level1: chosen.level1, level2: chosen.level2, centre: label.centre, page: label.words[0]!.page } : { level1: '', level2: null, centre: label.centre, page: label.words[0]!.page }
}

function takeRemarks(lines: readonly PlacedWord[][], label: PlacedLabel, draft: Draft, columns: boolean): void {
  const used = taken(draft)
  const at = Math.min(...label.words.map(word => word.line))
  const below = lines.slice(at).map(line => line.filter(word => !word.label)).filter(line => line.length > 0)
  if (below.length === 0 || (below.length > 4 && !columns) || draft.has('remarks')) return
  const texts = below.map(line => line.map(word => word.text).join(' '))
  if (!columns && below.length > 1 && texts.some(text => nameness(text) > 2)) return
  draft.putText('remarks', unwrap(texts), { confidence: SURE.near, source: texts.join('\n'), line: below[0]![0]!.source })
  for (const word of below.flat()) used.add(word)
}

/** Rows where some columns came one after the other, as blocks of names and of as many targets. */
function rowsWithoutColumns(free: readonly PlacedWord[][], hasRemarks: boolean, draft: Draft): PlacedRow[] {
  const blocks: PlacedWord[][][] = []
  for (const line of free) {
    const block = blocks.at(-1)
    if (block && block[0]![0]!.block === line[0]!.block) block.push(line)
    else blocks.push([line])
  }
  const rows: PlacedRow[] = []
  let open: PlacedWord[][] = []
  const flush = (): void => {
    if (open.length > 0) rows.push(...(inTurn(open) ?? pairedRows(open)))
    open = []
  }
  for (let i = 0; i < blocks.length; i++) {
    const columns = columnRows(blocks[i]!, blocks[i + 1] ?? [], hasRemarks && !draft.has('remarks'))
    if (columns === null) {
      open.push(...blocks[i]!)
      continue
    }
    flush()
    rows.push(...columns.rows)
    if (columns.remarks) {
      draft.putText('remarks', columns.remarks.text, { confidence: SURE.guess, source: columns.remarks.text, line: columns.remarks.source, why: 'elimination' })
      taken(draft).add(columns.remarks)
    }
    i++
  }
  flush()
  return rows
}

/** Rows of text without columns: names and targets told by their words. */
function pairedRows(free: readonly PlacedWord[][]): PlacedRow[] {
  const lines = free.map((line, i): IndicatorLine => {
    const before = free[i - 1]
    return { page: line[0]!.page, block: 0, line: line[0]!.line, marked: before !== undefined && line[0]!.line - before[0]!.line > 1, words: line.flatMap((word, at) => unglued({ text: word.text, wideGap: word.gap >= 2 || parted(line[at - 1], word) })) }
  })
  const { pairs } = readRows(lines)
  const sourceOf = new Map(free.map(line => [line[0]!.line, line]))
  const rows: PlacedRow[] = []
  for (const pair of pairs) {
    if (pair.value === null && !standsAlone(pair.name)) continue
    const line = sourceOf.get(pair.name.line) ?? []
    const words = wordsIn(free, pair.name.line, pair.name.text)
    if (pair.value) words.push(...wordsIn(free, pair.value.line, pair.value.text))
    rows.push({ name: pair.name.text, value: pair.value?.text ?? null, first: Math.min(pair.name.line, pair.value?.line ?? pair.name.line), last: Math.max(pair.name.line, pair.value?.line ?? pair.name.line), page: line[0]?.page ?? 0, loose: false, source: line[0]?.source ?? -1, words, close: pair.close })
  }
  return rows
}

/** Chinese words are not parted by a blank within a cell. */
function parted(before: PlacedWord | undefined, word: PlacedWord): boolean {
  return before !== undefined && /[\u4e00-\u9fff）)。]$/u.test(before.text) && /^[\u4e00-\u9fff]/u.test(word.text)
}

/** Names and targets in turn, each on a line of its own; null where some line is plainly of the other kind. */
function inTurn(free: readonly PlacedWord[][]): PlacedRow[] | null {
  if (free.length < 6 || free.length % 2 === 1 || free.some(line => line.some((word, i) => i > 0 && (word.gap >= 2 || parted(line[i - 1], word))))) return null
  const texts = free.map(line => line.map(word => word.text).join(' '))
  let lead = 0
  for (let i = 0; i < texts.length; i += 2) {
    const [name, value] = [nameness(texts[i]!), nameness(texts[i + 1]!)]
    if (name < -2 || (value > 2 && name < 0.5) || texts[i]!.length < 2) return null
    lead += Math.max(-3, Math.min(4, name - value))
  }
  if (lead / (texts.length / 2) < 1) return null
  return free.flatMap((line, i) => {
    const value = free[i + 1]
    if (i % 2 === 1 || !value) return []
    const [first] = line
    return [{ name: texts[i]!, value: texts[i + 1]!, first: first!.line, last: value[0]!.line, page: first!.page, loose: false, source: first!.source, words: [...line, ...value], close: true }]
  })
}

/** The words of a cell that begins on a line. */
function wordsIn(free: readonly PlacedWord[][], line: number, text: string): PlacedWord[] {
  const words: PlacedWord[] = []
  const plain = text.replace(/\s+/gu, '')
  let rest = plain
  for (const own of free) {
    if (own[0]!.line < line || own[0]!.line > line + 8) continue
    for (const word of own) {
      if (rest === '') return words
      if (rest.startsWith(word.text)) {
        words.push(word)
        rest = rest.slice(word.text.length)
      } else if (word.text.includes(rest)) return [...words, word]
    }
  }
  return words
}

function givenLevels(rows: readonly PlacedRow[], labels: readonly CentredLabel[], draft: Draft, columns: boolean): { level1: string | null; level2: string | null; sure: boolean }[] {
  const { levels } = draft.lexicon.edition
  if (!columns && labels.length > 2 && standApart(rows, labels)) return orderedLevels(rows.map(row => row.name), labels, levels)
  const spread: CentredRow[] = rows.map(({ name, first, last, page, loose }) => ({ name, first, last, page, loose }))
  const given = centredLevels(spread, labels, levels, columns ? 0.1 : 1)
  if (given.every(level => level.level1 === null) && levels.length > 0 && labels.length === 0) return byMeaning(rows, draft)
  return given
}

/** Whether the levels' words stand before or behind their rows, not among them. */
function standApart(rows: readonly PlacedRow[], labels: readonly CentredLabel[]): boolean {
  const among = rows.filter(row => labels.some(label => label.page === row.page && label.centre < row.first) && labels.some(label => label.page === row.page && label.centre > row.last))
  return among.length <= rows.length * MOST_AMONG
}

const MOST_AMONG = 0.3

function byMeaning(rows: readonly PlacedRow[], draft: Draft): { level1: string | null; level2: string | null; sure: boolean }[] {
  const { levels } = draft.lexicon.edition
  return rows.map(row => {
    const costs = levelCosts(row.name, levels)
    return { level1: levels[costs.indexOf(Math.min(...costs))]?.name ?? null, level2: null, sure: false }
  })
}
