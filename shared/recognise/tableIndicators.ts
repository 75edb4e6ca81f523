import type { EditionLevel, LevelKind } from '../editions/schema'
import { SURE, type Draft } from './draft'
import { isQuantity, nameness } from './indicatorWords'
import { levelsOf, type LevelEvent } from './indicatorLevels'
import { speaksForLevel } from './levelMeaning'
import { isFurniture, isHead, levelLabel, type TableCell, type TableRow } from './tableModel'

interface IndicatorRow {
  /** Level words of this very row; null where the row has none. */
  level1: string | null
  level2: string | null
  name: string
  value: string | null
  line: number
  source: string
  /** The row begins after a page end or an empty row. */
  gapBefore: boolean
  shifted: boolean
  /** Levels as spans say; nothing to guess. */
  exact: boolean
}

interface Columns { level1?: number; level2?: number; name?: number; value?: number }

/** Reads the rows under the heading of the indicators' table, with lost and shifted cells put back. */
export function readIndicatorRows(rows: readonly TableRow[], draft: Draft): void {
  const found: IndicatorRow[] = []
  let columns: Columns = {}
  let inside: string | null = null
  const spans: { level1: string | null; level2: string | null; cell: TableCell }[] = []
  for (const row of rows) {
    const heads = row.filled.filter(cell => isHead(cell, 'level1', 'level2', 'name', 'value'))
    if (heads.length >= 2) {
      columns = columnsOf(heads)
      continue
    }
    const cells = row.filled.filter(cell => !cell.used && !isFurniture(cell))
    if (cells.length === 0) continue
    const read = readRow(cells, columns, inside, found.at(-1))
    if (read === null) continue
    for (const cell of read.levels) if (cell.cell.rowSpan > 1) spans.push({ level1: cell.level1, level2: cell.level2, cell: cell.cell })
    const covering = spans.filter(span => span.cell.row <= cells[0]!.row && cells[0]!.row < span.cell.row + span.cell.rowSpan)
    const own = read.row
    if (covering.length > 0 && row.exact) {
      own.level1 ??= covering.find(span => span.level1 !== null)?.level1 ?? null
      own.level2 ??= covering.find(span => span.level2 !== null)?.level2 ?? null
      own.exact = own.level1 !== null
    }
    inside = own.level1 ?? inside
    for (const cell of cells) cell.used = true
    if (own.name === '' && own.value === null) {
      // A row of levels only: the rows below have them.
      found.push({ ...own, line: row.line, gapBefore: row.gapBefore })
      continue
    }
    found.push({ ...own, line: row.line, gapBefore: row.gapBefore })
  }
  fillLevels(found, draft)
}

function columnsOf(heads: readonly TableCell[]): Columns {
  const columns: Columns = {}
  for (const cell of heads) for (const head of ['level1', 'level2', 'name', 'value'] as const) if (isHead(cell, head)) columns[head] = cell.column
  return columns
}

interface ReadRow { row: IndicatorRow; levels: { level1: string | null; level2: string | null; cell: TableCell }[] }

function readRow(cells: readonly TableCell[], columns: Columns, inside: string | null, before: IndicatorRow | undefined): ReadRow | null {
  const rest = [...cells]
  const levels: ReadRow['levels'] = []
  const row: IndicatorRow = { level1: null, level2: null, name: '', value: null, line: 0, source: cells.map(cell => cell.text).join(' '), gapBefore: false, shifted: false, exact: false }
  let active = inside
  while (rest.length > 0 && levels.length < 2) {
    const cell = rest[0]!
    const level = levelLabel(cell, active)
    if (level === null || isNameLikeLevel(cell, rest, columns, before)) break
    // With its target alone, and its level in force already: an indicator called like it.
    if (levels.length === 0 && rest.length === 2 && inForceAlready(level, before) && levelLabel(rest[1]!, active) === null && nameness(rest[1]!.text) < 1.5) break
    if (row.level2 !== null || (row.level1 !== null && level.level2 === null)) break
    if (level.level2 === null) row.level1 = active = level.level1
    else row.level2 = level.level2
    const expected = level.level2 === null ? columns.level1 : columns.level2
    if (expected !== undefined && expected !== cell.column) row.shifted = true
    levels.push({ level1: level.level2 === null ? level.level1 : null, level2: level.level2, cell })
    rest.shift()
  }
  // Level words that the edition does not have, told by their column.
  while (rest.length > 2 || (rest.length === 2 && inLevelColumn(rest[0]!, columns) && !row.shifted && rest[1]!.column === columns.name && nameness(rest[0]!.text) < 1.5 && !isQuantity(rest[1]!.text) && nameness(rest[1]!.text) > 1)) {
    const cell = rest.shift()!
    const second = columns.level2 !== undefined && cell.column >= columns.level2
    if (second) row.level2 ??= oneLine(cell.text)
    else row.level1 ??= oneLine(cell.text)
    levels.push({ level1: second ? null : oneLine(cell.text), level2: second ? oneLine(cell.text) : null, cell })
  }
  const [first, second] = rest
  if (!first) return { row, levels }
  if (columns.name !== undefined && first.column !== columns.name) row.shifted = true
  if (!second && isQuantity(first.text) && levels.length > 0 && columns.name !== undefined) {
    // A name that reads like a level: `满意度 | >=95%`.
    const taken = levels.pop()!
    if (taken.level2 !== null) row.level2 = null
    else row.level1 = null
    row.name = oneLine(taken.cell.text)
    row.value = first.text
    return { row, levels }
  }
  row.name = oneLine(first.text)
  row.value = second ? oneLine(second.text) : null
  return { row, levels }
}

function inForceAlready(level: { level1: string; level2: string | null }, before: IndicatorRow | undefined): boolean {
  return before !== undefined && before.name !== '' && (level.level2 === null ? before.level1 === level.level1 : before.level2 === level.level2)
}

function inLevelColumn(cell: TableCell, columns: Columns): boolean {
  return columns.name !== undefined && cell.column < columns.name
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, '')
}

/** An indicator named like a level stands in the name's column, with its target beside it. */
function isNameLikeLevel(cell: TableCell, rest: readonly TableCell[], columns: Columns, before: IndicatorRow | undefined): boolean {
  if (columns.name === undefined || cell.column !== columns.name || rest.length !== 2 || rest[1]!.column !== columns.value) return false
  const level = levelLabel(cell, null)
  const active = level !== null && before !== undefined && (level.level2 === null ? before.level1 === level.level1 : before.level2 === level.level2)
  return active || nameness(rest[1]!.text) < 1.5
}

/** Levels of rows that have none: from the row above, at a page end from the row below, else by meaning. */
function fillLevels(rows: IndicatorRow[], draft: Draft): void {
  const { levels } = draft.lexicon.edition
  const parent = (level2: string): EditionLevel | undefined => levels.find(level => level.children.some(child => child.name === level2))
  interface Filled { row: IndicatorRow; level1: string | null; level2: string | null; carried: boolean; byMeaning: boolean }
  const filled: Filled[] = rows.map(row => ({ row, level1: row.level1 ?? (row.level2 !== null ? parent(row.level2)?.name ?? null : null), level2: row.level2, carried: row.level1 === null && !row.exact, byMeaning: false }))
  let last: Filled | null = null
  for (const entry of filled) {
    if (entry.level1 === null) entry.level1 = last?.level1 ?? null
    if (entry.level2 === null && last && last.level1 === entry.level1 && (entry.row.level1 === null || entry.row.exact)) entry.level2 = last.level2
    if (entry.level1 !== null) last = entry
  }
  // Before the first level: it belongs to the rows below.
  const firstKnown = filled.find(entry => entry.level1 !== null)
  for (const entry of filled) {
    if (entry === firstKnown) break
    entry.level1 = firstKnown?.level1 ?? null
    entry.level2 ??= draft.lexicon.hasSecondLevel ? firstKnown?.level2 ?? null : null
  }
  carryUpAtBreaks(filled, levels)
  const content = filled.filter(entry => entry.row.name !== '' || entry.row.value !== null)
  if (content.length > 0 && content.every(entry => entry.level1 === null)) {
    const events: LevelEvent[] = content.map((entry, i) => ({ kind: 'row', page: 0, line: i, name: entry.row.name }))
    levelsOf(events, levels).forEach((given, i) => {
      content[i]!.level1 = levels[given.level]?.name ?? null
      content[i]!.byMeaning = true
    })
  }
  for (const { row, level1, level2, carried, byMeaning } of content) {
    draft.addIndicator({ level1, level2, name: row.name, value: row.value },
      { confidence: row.value === null ? SURE.guess : row.shifted ? SURE.order : SURE.label, source: row.source, line: row.line, ...(row.value === null ? { why: 'noValue' as const } : row.shifted ? { why: 'shiftedRow' as const } : {}) },
      { confidence: byMeaning ? SURE.meaning : carried && row.shifted ? SURE.order : SURE.label, ...(byMeaning ? { why: 'levelByMeaning' as const } : carried && row.shifted ? { why: 'levelCarried' as const } : {}) })
  }
}

/**
 * A merged level that a page end cut is printed behind it (again, or only there): rows before the break may belong to the
 * second level that follows. Where they part is told by what the names are about.
 */
function carryUpAtBreaks(filled: { row: IndicatorRow; level1: string | null; level2: string | null }[], levels: readonly EditionLevel[]): void {
  const kinds = (level1: string | null, level2: string | null): LevelKind[] => {
    const parent = levels.find(level => level.name === level1)
    const child = parent?.children.find(candidate => candidate.name === level2)
    return [child?.kind, parent?.kind].filter(kind => kind !== undefined)
  }
  const speaks = (name: string, of: readonly LevelKind[]): number => of.reduce((sum, kind, i) => sum + speaksForLevel(name, kind) * (i === 0 ? 1 : 0.5), 0)
  filled.forEach((entry, at) => {
    if (!entry.row.gapBefore || entry.row.level2 === null || at === 0) return
    let from = at
    while (from > 0 && filled[from - 1]!.row.level2 === null && filled[from - 1]!.row.level1 === null) from--
    const below = kinds(entry.level1, entry.level2)
    const above = kinds(filled[from]!.level1, filled[from]!.level2)
    if (from === at || below[0] === above[0]) return
    let best = at
    let bestScore = CARRY_UP_LEAST
    let score = 0
    for (let cut = at - 1; cut >= from; cut--) {
      score += speaks(filled[cut]!.row.name, below) - speaks(filled[cut]!.row.name, above)
      if (score > bestScore) [best, bestScore] = [cut, score]
    }
    for (let i = best; i < at; i++) {
      filled[i]!.level1 = entry.level1
      filled[i]!.level2 = entry.level2
    }
  })
}

const CARRY_UP_LEAST = 1
