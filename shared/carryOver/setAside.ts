import type { Declaration, Indicator, SetAside } from '../declaration/model'
import type { Edition } from '../editions/schema'
import { kindsSuggestedBy, placeOfKind } from '../indicators/level'
import { forMatching, isBlank } from '../text/normalise'
import { asks } from './convert'
import type { CarryPart } from './types'

export type IndicatorRow = Omit<Indicator, 'id'>

const LEVELS = ' · '

/** An indicator for which the new edition has no level, as it is kept. */
export function setAsideRow({ level1, level2, name, value }: IndicatorRow): SetAside {
  return { field: 'indicators', label: [level1, level2].filter(Boolean).join(LEVELS), value: [name, value].filter(text => !isBlank(text)).join('：'), why: 'levelGone', row: { level1, level2, name, value } }
}

/** The indicator that a kept piece is; records of older programs hold it as words alone (`名称：目标值`). Null for a piece that is no indicator. */
export function rowOf({ field, label, value, row }: SetAside): IndicatorRow | null {
  if (row) return row
  if (field !== 'indicators') return null
  const [level1 = null, level2 = null] = label === '' ? [] : label.split(LEVELS)
  const at = value.lastIndexOf('：')
  return at < 0 ? { level1, level2, name: value, value: null } : { level1, level2, name: value.slice(0, at), value: value.slice(at + 1) }
}

/**
 * A row of the edition's table for an indicator from elsewhere: at its own level where the edition has it, else where its name says;
 * without a level where nothing says it.
 */
export function rowFor(row: IndicatorRow, edition: Edition): IndicatorRow {
  const own = ownLevel(row, edition)
  if (own) return { ...row, ...own }
  for (const kind of kindsSuggestedBy(row.name)) {
    const place = placeOfKind(edition, kind)
    if (place) return { ...row, level1: place.level1, level2: place.level2 }
  }
  return { ...row, level1: null, level2: null }
}

function ownLevel(row: IndicatorRow, edition: Edition): Pick<Indicator, 'level1' | 'level2'> | null {
  const same = (entry: { name: string; aliases: string[] }, words: string | null) => words !== null && [entry.name, ...entry.aliases].some(name => forMatching(name) === forMatching(words))
  const level = edition.levels.find(entry => same(entry, row.level1))
  if (!level) return null
  const child = level.children.find(entry => same(entry, row.level2))
  return child || level.children.length === 0 ? { level1: level.name, level2: child?.name ?? null } : null
}

/** Kept indicators whose own level the new edition has (again): they go back into the table. */
export function putBack(source: Declaration, edition: Edition): IndicatorRow[] {
  return source.setAside.flatMap(entry => {
    const row = rowOf(entry)
    const level = row && ownLevel(row, edition)
    return level ? [{ ...row, ...level }] : []
  })
}

const PARTS: Record<string, CarryPart> = {
  contactName: 'contacts', contactPhone: 'contacts', startDate: 'dates', endDate: 'dates', plan: 'goals', annualGoal: 'goals', overallGoal: 'texts', overview: 'texts', basis: 'texts',
  necessity: 'texts', safeguards: 'texts', remarks: 'remarks', subProjects: 'subProjects', indicators: 'indicators',
}

/** What the source kept already goes on being kept, unless the new form has a place for it or its part is left out. */
export function keptFurther(source: Declaration, target: Declaration, edition: Edition, parts: readonly CarryPart[]): SetAside[] {
  return source.setAside.filter(entry => {
    const { field } = entry
    if (!parts.includes(PARTS[field] ?? (/budget|funding|executed/iu.test(field) ? 'budgets' : 'basics'))) return false
    const row = rowOf(entry)
    if (row) return ownLevel(row, edition) === null
    const options = edition.fields.find(({ key }) => key === field)?.options ?? []
    const hasPlace = asks(edition, field as 'subProjects') && (options.length === 0 || options.some(option => option.value === entry.value))
    return !hasPlace && !target.setAside.some(other => other.field === field)
  })
}
