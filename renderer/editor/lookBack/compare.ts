import { valueAt, type FieldPath } from '../../../shared/declaration/fieldPath'
import { FIELD_KEYS, type Declaration, type Indicator, type SubProject } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import { lastYearRow, valueText } from '../lastYearText'

/** One value of last year's form beside this year's, in words; null: blank, or not there at all. */
export interface ComparedValue {
  /** Origin key of this year's value; null where this year's form has no such place. */
  key: FieldPath | null
  label: string
  before: string | null
  now: string | null
  /** A row of a list, that this year or last year alone has. */
  only?: 'now' | 'before'
  /** The indicator of last year that this year does not have. */
  gone?: Indicator
}

export interface ComparedSection {
  key: string
  title: { zh: string; en?: string }
  values: ComparedValue[]
}

/** Whether a value is what it was; blank and missing are one. */
export const isSame = ({ before, now }: ComparedValue): boolean => (before ?? '') === (now ?? '')

type Row = SubProject | Indicator

/**
 * Last year's form beside this year's, in the order of this year's sections; rows of lists by what they continue,
 * those that are gone after the others. What this edition has no place for stands at the end, under the key `elsewhere`.
 * `ownLabel`: the name of a field that the edition does not ask for; `rowLabel`: of a row's part.
 */
export function compareForms(edition: Edition, before: Declaration, now: Declaration, ownLabel: (key: string) => string): ComparedSection[] {
  const asked = new Set<string>()
  const sections = edition.sections.map((section): ComparedSection => {
    const values = section.fields.map((key): ComparedValue => {
      asked.add(key)
      return { key, label: edition.fields.find(field => field.key === key)?.label ?? ownLabel(key), before: textAt(edition, before, key), now: textAt(edition, now, key) }
    })
    if (section.list) {
      asked.add(section.list)
      values.push(...comparedRows(edition, section.list, before, now))
    }
    return { key: section.key, title: section.title, values }
  })
  const elsewhere = [
    ...FIELD_KEYS.filter(key => !asked.has(key)).map((key): ComparedValue => ({ key: null, label: ownLabel(key), before: textAt(edition, before, key), now: textAt(edition, now, key) })),
    ...(['subProjects', 'indicators'] as const).filter(list => !asked.has(list)).flatMap(list => comparedRows(edition, list, before, now).map(value => ({ ...value, key: null }))),
  ].filter(value => value.before !== null)
  return elsewhere.length > 0 ? [...sections, { key: 'elsewhere', title: { zh: '', en: '' }, values: elsewhere }] : sections
}

const textAt = (edition: Edition, declaration: Declaration, key: string): string | null => valueText(edition, key, valueAt(declaration, key))

/** Rows in this year's order, each beside the one of last year that it continues, then those that are gone. */
function comparedRows(edition: Edition, list: 'subProjects' | 'indicators', before: Declaration, now: Declaration): ComparedValue[] {
  const rowsBefore: readonly Row[] = before[list]
  const continued = new Set<Row>()
  const values = now[list].map((row: Row): ComparedValue => {
    let old = lastYearRow(rowsBefore, row)
    // one that another row continues already: there may be a second of its name
    if (old && continued.has(old)) old = lastYearRow(rowsBefore.filter(other => !continued.has(other)), row)
    if (old) continued.add(old)
    return {
      key: `${list}/${row.id}/${'amount' in row ? 'amount' : 'value'}`, label: row.name, before: old ? rowText(edition, old, old.name !== row.name) : null, now: rowText(edition, row, old !== undefined && old.name !== row.name),
      ...(!old && { only: 'now' as const }),
    }
  })
  const gone = rowsBefore.filter(row => !continued.has(row)).map((row): ComparedValue => ({ key: null, label: row.name, before: rowText(edition, row, false), now: null, only: 'before', ...('value' in row && { gone: row }) }))
  return [...values, ...gone]
}

/** What a row says beside its name: its amount, or its levels and its target. */
function rowText(edition: Edition, row: Row, named: boolean): string {
  const name = named ? `${row.name}\n` : ''
  if ('amount' in row) return name + (valueText(edition, 'amount', row.amount) ?? '')
  const levels = [row.level1, row.level2].filter(Boolean).join(' · ')
  return `${name}${levels}\n${row.value ?? ''}`.trim()
}
