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

/** The row of last year that a row continues: the one of the same id and name, else the only one of the same name. */
export function lastYearRow<T extends SubProject | Indicator>(rows: readonly T[] | undefined, row: T): T | undefined {
  if (!rows) return undefined
  const name = forMatching(row.name)
  const sameId = rows.find(other => other.id === row.id)
  if (sameId && (name === '' || forMatching(sameId.name) === name)) return sameId
  const sameName = name === '' ? [] : rows.filter(other => forMatching(other.name) === name)
  if (sameName.length === 1) return sameName[0]
  return sameName.find(other => 'level2' in row && 'level2' in other && other.level2 === row.level2)
}

/** Last year's value under an origin key, in words. */
export function lastYearValue(previous: Declaration | null, current: Declaration, edition: Edition, key: string): string | null {
  if (!previous) return null
  const [list, id, part] = key.split('/')
  if (list === 'indicators' || list === 'subProjects') {
    const row = (current[list] as (SubProject | Indicator)[]).find(other => other.id === id)
    const before = row && lastYearRow(previous[list] as (SubProject | Indicator)[], row)
    return before ? valueText(edition, part ?? '', (before as unknown as Record<string, unknown>)[part ?? 'value']) : null
  }
  return valueText(edition, key, valueAt(previous, key))
}
