import { levelOf, subLevelOf } from '../../shared/editions/lookup'
import type { Edition } from '../../shared/editions/schema'
import { nextRowId, type Declaration, type Indicator } from '../../shared/declaration/model'
import type { Patch } from '../../shared/declaration/patch'

/** The level words of a row. */
export interface Levels {
  level1: string | null
  level2: string | null
}

export interface IndicatorGroup {
  /** As the rows have it; for an empty group the edition's word. Null: rows without a level. */
  level1: string | null
  /** The edition's second levels for the group. */
  children: string[]
  /** False where the edition does not know the word. */
  known: boolean
  rows: Indicator[]
}

/** Place of a row in the edition's order of levels; words that the edition does not know come after, none last. */
function rank(edition: Edition, levels: Levels): [number, number] {
  const child = subLevelOf(edition, levels.level1, levels.level2)
  const level = levelOf(edition, levels.level1) ?? (levels.level1 === null ? child?.level : undefined)
  const first = level ? edition.levels.indexOf(level) : edition.levels.length + (levels.level1 === null ? 1 : 0)
  const second = !level ? 0 : child?.level === level ? level.children.indexOf(child.child) : levels.level2 === null ? level.children.length + 1 : level.children.length
  return [first, second]
}

const compare = (a: [number, number], b: [number, number]): number => a[0] - b[0] || a[1] - b[1]

/**
 * The rows by first level: the edition's levels in its order, empty ones too, then words it does not know
 * in the order in which they come, then rows without one. Within a group the rows stand as in the record.
 */
export function groupIndicators(edition: Edition, rows: readonly Indicator[]): IndicatorGroup[] {
  const groups: IndicatorGroup[] = edition.levels.map(level => ({ level1: level.name, children: level.children.map(child => child.name), known: true, rows: [] }))
  for (const row of rows) {
    const [first] = rank(edition, row)
    let group = groups[first < edition.levels.length ? first : -1] ?? groups.find(other => !other.known && other.level1 === row.level1)
    if (!group) {
      group = { level1: row.level1, children: [], known: false, rows: [] }
      groups.push(group)
    }
    group.rows.push(row)
  }
  return groups.sort((a, b) => Number(a.level1 === null) - Number(b.level1 === null))
}

/** The rows ordered by level, rows of one level as they stood. */
export function arranged(edition: Edition, rows: readonly Indicator[]): Indicator[] {
  const unknown: string[] = []
  const keyed = rows.map((row, at) => {
    const key = rank(edition, row)
    // words that the edition does not know keep together too
    if (key[0] === edition.levels.length) {
      const word = `${row.level1}\n${row.level2 ?? ''}`
      if (!unknown.includes(word)) unknown.push(word)
      key[1] = unknown.indexOf(word)
    }
    return { row, key, at }
  })
  return keyed.sort((a, b) => compare(a.key, b.key) || a.at - b.at).map(entry => entry.row)
}

/** False where rows of one level stand apart, so that the form would print the level twice. */
export function isArranged(edition: Edition, rows: readonly Indicator[]): boolean {
  const seen = new Set<string>()
  return rows.every((row, i) => {
    const words = JSON.stringify([row.level1, row.level2])
    const before = rows[i - 1]
    if (before && JSON.stringify([before.level1, before.level2]) === words) return true
    const fresh = !seen.has(words) && (before === undefined || before.level1 === row.level1 || !rows.slice(0, i).some(other => other.level1 === row.level1))
    seen.add(words)
    return fresh
  })
}

/** Where a new row of these levels belongs: behind the last one of its level, or where the level would begin. */
export function placeFor(edition: Edition, rows: readonly Indicator[], levels: Levels): number {
  const behind = (fits: (row: Indicator) => boolean): number => rows.findLastIndex(fits) + 1
  const same = behind(row => row.level1 === levels.level1 && row.level2 === levels.level2)
  if (same > 0) return same
  const key = rank(edition, levels)
  if (key[0] >= edition.levels.length) return behind(row => row.level1 === levels.level1) || rows.length
  const before = behind(row => {
    const other = rank(edition, row)
    return other[0] === key[0] && compare(other, key) <= 0
  })
  if (before > 0) return before
  const sameLevel = rows.findIndex(row => rank(edition, row)[0] === key[0])
  return sameLevel >= 0 ? sameLevel : behind(row => rank(edition, row)[0] < key[0])
}

/** A new row of these levels, at its place or right behind `after`. */
export function addRow(edition: Edition, declaration: Declaration, levels: Levels, content: { name: string; value: string | null } = { name: '', value: null }, after?: string): { patches: Patch[]; id: string } {
  const rows = declaration.indicators
  const id = freshRowId(declaration, 'indicators')
  const behind = after === undefined ? -1 : rows.findIndex(row => row.id === after)
  const at = behind >= 0 ? behind + 1 : placeFor(edition, rows, levels)
  return { patches: [{ op: 'insert', list: 'indicators', at, row: { id, level1: levels.level1, level2: levels.level2, ...content } }], id }
}

/** The row gets other levels and moves to where they belong. */
export function relevel(edition: Edition, rows: readonly Indicator[], id: string, levels: Levels): Patch[] {
  const from = rows.findIndex(row => row.id === id)
  const row = rows[from]
  if (!row || (row.level1 === levels.level1 && row.level2 === levels.level2)) return []
  const to = placeFor(edition, rows.filter(other => other.id !== id), levels)
  const patches: Patch[] = []
  if (row.level1 !== levels.level1) patches.push({ op: 'set', path: `indicators[${from}].level1`, value: levels.level1 })
  if (row.level2 !== levels.level2) patches.push({ op: 'set', path: `indicators[${from}].level2`, value: levels.level2 })
  if (to !== from) patches.push({ op: 'move', list: 'indicators', from, to })
  return patches
}

/**
 * One step up or down as the table shows the rows. Beside a row of another level the row first joins that level
 * (it is then the last, or the first, of it); a further step moves it on.
 */
export function step(edition: Edition, rows: readonly Indicator[], id: string, by: -1 | 1): Patch[] {
  const shown = groupIndicators(edition, rows).flatMap(group => group.rows)
  const at = shown.findIndex(row => row.id === id)
  const row = shown[at]
  const beside = shown[at + by]
  if (!row || !beside) return []
  const from = rows.indexOf(row)
  if (row.level1 !== beside.level1 || row.level2 !== beside.level2) {
    const patches: Patch[] = []
    if (row.level1 !== beside.level1) patches.push({ op: 'set', path: `indicators[${from}].level1`, value: beside.level1 })
    if (row.level2 !== beside.level2) patches.push({ op: 'set', path: `indicators[${from}].level2`, value: beside.level2 })
    const others = rows.filter(other => other !== row)
    const to = others.indexOf(beside) + (by < 0 ? 1 : 0)
    if (to !== from) patches.push({ op: 'move', list: 'indicators', from, to })
    return patches
  }
  const to = rows.indexOf(beside)
  return [{ op: 'move', list: 'indicators', from, to }]
}

/** An id that no row of the list has or had: the origins of a removed row are not another's. */
export function freshRowId(declaration: Declaration, list: 'indicators' | 'subProjects', rows: readonly { id: string }[] = declaration[list]): string {
  const known = Object.keys(declaration.origins).flatMap(key => (key.startsWith(`${list}/`) ? [{ id: key.split('/')[1] ?? '' }] : []))
  return nextRowId([...rows, ...known])
}

/** The whole list with a block of rows put in: each at its level's place, those of no level of their own right behind `after`. */
export function insertBlock(edition: Edition, declaration: Declaration, block: readonly (Levels & { name: string; value: string | null })[], target: { after: string | null; levels: Levels }): Indicator[] {
  const result = [...declaration.indicators]
  let after = target.after
  for (const entry of block) {
    const own = entry.level1 !== null || entry.level2 !== null
    const row: Indicator = { id: freshRowId(declaration, 'indicators', result), level1: own ? entry.level1 : target.levels.level1, level2: own ? entry.level2 : target.levels.level2, name: entry.name, value: entry.value }
    const behind = own || after === null ? -1 : result.findIndex(other => other.id === after)
    result.splice(behind >= 0 ? behind + 1 : placeFor(edition, result, row), 0, row)
    if (!own) after = row.id
  }
  return result
}
