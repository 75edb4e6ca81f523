import { formatDate } from '../../shared/declaration/dates'
import { valueAt } from '../../shared/declaration/fieldPath'
import type { Declaration, Indicator, SubProject } from '../../shared/declaration/model'
import { formatMoney } from '../../shared/declaration/money'
import type { Edition } from '../../shared/editions/schema'
import { forMatching } from '../../shared/text/normalise'

/** A value in words, as this edition writes days; null where it is blank. */
export function valueText(edition: Edition, key: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join('、')
  if (typeof value === 'number') return formatMoney(value, { separators: true, decimals: 'two' })
  if (key.endsWith('Date') && typeof value === 'string') return formatDate(value, edition.formats.date)
  return String(value)
}

type Row = SubProject | Indicator

// asked of every row at every keystroke: what does not change is worked out once
const indexes = new WeakMap<readonly Row[], { byId: Map<string, Row>; byName: Map<string, Row[]> }>()
const names = new WeakMap<Row, string>()

function nameOf(row: Row): string {
  const known = names.get(row)
  if (known !== undefined) return known
  const name = forMatching(row.name)
  names.set(row, name)
  return name
}

function indexOf(rows: readonly Row[]): { byId: Map<string, Row>; byName: Map<string, Row[]> } {
  let index = indexes.get(rows)
  if (!index) {
    index = { byId: new Map(rows.map(row => [row.id, row])), byName: Map.groupBy(rows, nameOf) }
    indexes.set(rows, index)
  }
  return index
}

/** The row of last year that a row continues: the one of the same id and name, else the only one of the same name. */
export function lastYearRow<T extends Row>(rows: readonly T[] | undefined, row: T): T | undefined {
  if (!rows || rows.length === 0) return undefined
  const { byId, byName } = indexOf(rows)
  const name = nameOf(row)
  const sameId = byId.get(row.id)
  if (sameId && (name === '' || nameOf(sameId) === name)) return sameId as T
  const sameName = name === '' ? [] : (byName.get(name) ?? [])
  if (sameName.length === 1) return sameName[0] as T
  return sameName.find(other => 'level2' in row && 'level2' in other && other.level2 === row.level2) as T | undefined
}

/** Last year's value under an origin key, in words. */
export function lastYearValue(previous: Declaration | null, current: Declaration, edition: Edition, key: string): string | null {
  if (!previous) return null
  const [list, id, part] = key.split('/')
  if (list === 'indicators' || list === 'subProjects') {
    const row = id === undefined ? undefined : indexOf(current[list]).byId.get(id)
    const before = row && lastYearRow<Row>(previous[list], row)
    return before ? valueText(edition, part ?? '', (before as unknown as Record<string, unknown>)[part ?? 'value']) : null
  }
  return valueText(edition, key, valueAt(previous, key))
}
