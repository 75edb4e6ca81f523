import type { Declaration } from '../declaration/model'
import type { FieldPath } from '../declaration/fieldPath'
import { parseIndicatorValue, type IndicatorValue } from '../declaration/indicatorValue'
import { TEXT_FIELDS, type TextField } from '../declaration/model'
import { levelOf, subLevelOf } from '../editions/lookup'
import type { Edition, LevelKind } from '../editions/schema'
import { forMatching, isBlank } from '../text/normalise'
import { withoutExplanation } from './compare'
import { levelNames, measureOf, type Measure } from './measures'
import type { CheckProfile } from './profile'

/** A text of the form that is not blank. */
export interface Piece {
  field: FieldPath
  /** The field's official label. */
  label: string
  text: string
}

export interface LongText extends Piece {
  field: TextField
}

/** One indicator with what is known of it. */
export interface IndicatorFacts {
  index: number
  name: string
  /** The name in half width, without the explanation in brackets behind it. */
  plain: string
  /** True where the name is only a level word (数量目标). */
  isLevel: boolean
  measure: Measure | null
  /** '' where blank. */
  value: string
  parsed: IndicatorValue
  kind1: LevelKind | null
  kind2: LevelKind | null
}

/** What several rules need of a declaration, worked out once for each check. */
export interface Facts {
  /** Long texts that the edition asks for and that are filled, in the form's order. */
  texts: LongText[]
  /** Every text: long ones, the project's name, sub-projects' and indicators' names and values. */
  pieces: Piece[]
  indicators: IndicatorFacts[]
  /** Official label of a field in this edition; the field's key where the edition does not have it. */
  label(field: string): string
}

/** Kinds of the level words of an indicator in this edition; null where it has none such. */
function levelKinds(edition: Edition): (level1: string | null, level2: string | null) => { kind1: LevelKind | null; kind2: LevelKind | null } {
  const known = new Map<string, { kind1: LevelKind | null; kind2: LevelKind | null }>()
  return (level1, level2) => {
    const key = `${level1 ?? ''}\n${level2 ?? ''}`
    let kinds = known.get(key)
    if (!kinds) {
      const sub = subLevelOf(edition, level1, level2)
      kinds = { kind1: levelOf(edition, level1)?.kind ?? sub?.level.kind ?? null, kind2: sub?.child.kind ?? null }
      known.set(key, kinds)
    }
    return kinds
  }
}

/** Works out what the rules share. */
export function factsOf(declaration: Declaration, edition: Edition, profile: CheckProfile): Facts {
  const labels = new Map(edition.fields.map(field => [field.key as string, field.label]))
  const label = (field: string) => labels.get(field) ?? field
  const kindsOf = levelKinds(edition)
  const levels = levelNames(edition, profile)
  const texts: LongText[] = []
  for (const key of TEXT_FIELDS) {
    const text = declaration[key]
    if (labels.has(key) && !isBlank(text)) texts.push({ field: key, label: label(key), text: text as string })
  }
  const pieces: Piece[] = []
  if (!isBlank(declaration.projectName)) pieces.push({ field: 'projectName', label: label('projectName'), text: declaration.projectName as string })
  pieces.push(...texts)
  declaration.subProjects.forEach((row, i) => {
    if (!isBlank(row.name)) pieces.push({ field: `subProjects[${i}].name`, label: '子项目名称', text: row.name })
  })
  const indicators = declaration.indicators.map((row, index): IndicatorFacts => {
    if (!isBlank(row.name)) pieces.push({ field: `indicators[${index}].name`, label: '绩效指标', text: row.name })
    if (!isBlank(row.value)) pieces.push({ field: `indicators[${index}].value`, label: '指标目标值', text: row.value as string })
    const value = isBlank(row.value) ? '' : (row.value as string)
    const name = row.name.trim()
    const plain = withoutExplanation(name)
    return { index, name, plain, isLevel: levels.has(forMatching(name)), measure: measureOf(plain, profile), value, parsed: parseIndicatorValue(value), ...kindsOf(row.level1, row.level2) }
  })
  return { texts, pieces, indicators, label }
}
