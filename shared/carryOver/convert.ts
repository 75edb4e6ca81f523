import type { Declaration, FieldKey, Indicator } from '../declaration/model'
import type { Edition, EditionField, LevelKind, OptionMeaning } from '../editions/schema'
import { kindsSuggestedBy, placeOfKind } from '../indicators/level'
import { forMatching } from '../text/normalise'

const fieldOf = (edition: Edition, key: FieldKey): EditionField | undefined => edition.fields.find(field => field.key === key)

/** Whether the edition's official page shows the field. */
export function prints(edition: Edition, key: FieldKey): boolean {
  return edition.rows.some(row => row.kind === 'cells' && row.cells.some(cell => cell.kind !== 'label' && cell.field === key)) ||
    (key === 'unitName' && edition.title.some(line => line.text.includes('{unitName}')))
}

/** Whether the editor asks for the field or list under this edition, printed or not. */
export function asks(edition: Edition, key: FieldKey | 'subProjects' | 'indicators'): boolean {
  return edition.sections.some(section => section.list === key || section.fields.some(field => field === key))
}

/** The choice that says whether the project is new, continued, one-off or recurring, and what it says. */
export function kindFieldOf(declaration: Declaration, edition: Edition): { key: 'projectType' | 'projectNature'; value: string; means: OptionMeaning } | null {
  for (const key of ['projectNature', 'projectType'] as const) {
    const option = declaration[key] === null ? undefined : optionOf(fieldOf(edition, key), declaration[key])
    if (option?.means) return { key, value: option.value, means: option.means }
  }
  return null
}

function optionOf(field: EditionField | undefined, value: string) {
  const wanted = forMatching(value)
  return field?.options.find(option => [option.value, ...option.aliases].some(words => forMatching(words) === wanted))
}

const CHOICE_FIELDS = ['projectType', 'projectNature', 'fundUses', 'performanceType', 'includesGovernmentPurchase'] as const
export type ChoiceField = (typeof CHOICE_FIELDS)[number]

export interface ConvertedChoice {
  key: ChoiceField
  value: string | null
  /** `same`: taken as it was; `converted`: by meaning from another field or word; `preset`: the edition's own proposal; `ask`: nothing to go by. */
  how: 'same' | 'converted' | 'preset' | 'ask'
  /** The source's words where they differ. */
  before: string | null
}

const wordsIn = (declaration: Declaration, key: ChoiceField): string[] =>
  key === 'fundUses' ? declaration.fundUses : declaration[key] === null ? [] : [declaration[key]]

/** The choices (项目类型 and the like) of the new form, for every choice field that the target edition asks for. */
export function convertChoices(source: Declaration, from: Edition, to: Edition): ConvertedChoice[] {
  const meant = CHOICE_FIELDS.flatMap(key => wordsIn(source, key).map(words => ({ key, words, means: optionOf(fieldOf(from, key), words)?.means })))
  return CHOICE_FIELDS.flatMap((key): ConvertedChoice[] => {
    const field = fieldOf(to, key)
    if (!field) return []
    const own = wordsIn(source, key)[0] ?? null
    if (own !== null) {
      const option = optionOf(field, own)
      if (field.options.length === 0 || option) return [{ key, value: option?.value ?? own, how: 'same', before: null }]
    }
    const match = meant.find(({ means }) => means !== undefined && field.options.some(option => option.means === means))
    const option = match && field.options.find(({ means }) => means === match.means)
    if (match && option) return [{ key, value: option.value, how: 'converted', before: match.words }]
    const preset = field.options.find(candidate => candidate.preset)
    if (preset) return [{ key, value: preset.value, how: 'preset', before: own }]
    return [{ key, value: null, how: 'ask', before: own }]
  })
}

function levelKinds(edition: Edition, indicator: Indicator): { first: LevelKind | null; second: LevelKind | null } {
  const same = (candidate: { name: string; aliases: string[] }, words: string | null) =>
    words !== null && [candidate.name, ...candidate.aliases].some(name => forMatching(name) === forMatching(words))
  const first = edition.levels.find(level => same(level, indicator.level1))
  const inFirst = first?.children.find(child => same(child, indicator.level2))
  const anywhere = inFirst ?? edition.levels.flatMap(level => level.children).find(child => same(child, indicator.level2))
  return { first: first?.kind ?? null, second: anywhere?.kind ?? null }
}

export interface ConvertedLevel {
  level1: string
  level2: string | null
  /** `same`: the edition's own words; `converted`: by the level's kind; `proposed`: from the indicator's name. */
  how: 'same' | 'converted' | 'proposed' | 'ask'
}

/** The place of a level in the edition's order; what it does not have comes after all, a row without a second level after those with one. */
export function placeOfLevel(edition: Edition, level: ConvertedLevel | 'setAside'): number {
  if (level === 'setAside') return edition.levels.length * SECOND_LEVELS
  const first = edition.levels.findIndex(({ name }) => name === level.level1)
  const children = edition.levels[first]?.children ?? []
  const second = children.findIndex(({ name }) => name === level.level2)
  return (first < 0 ? edition.levels.length : first) * SECOND_LEVELS + (second < 0 ? children.length : second)
}
const SECOND_LEVELS = 1_000

/** First levels that stand for one another between editions. */
const SAME_FIRST: Partial<Record<LevelKind, LevelKind>> = { effect: 'benefit', benefit: 'effect' }

/** The level of an indicator in the target edition. `setAside`: the edition has no such level (投入和管理 in 2026). */
export function convertLevel(indicator: Indicator, from: Edition, to: Edition): ConvertedLevel | 'setAside' {
  const { first, second } = levelKinds(from, indicator)
  if (from.id === to.id) return { level1: indicator.level1 ?? '', level2: indicator.level2, how: first === null ? 'ask' : 'same' }
  if (first === 'management' && !to.levels.some(level => level.kind === 'management')) return 'setAside'
  if (second !== null) {
    const place = placeOfKind(to, second)
    if (place) return { level1: place.level1, level2: place.level2, how: 'converted' }
  }
  const own = to.levels.find(level => level.kind === first) ?? to.levels.find(level => first !== null && level.kind === SAME_FIRST[first])
  if (own && own.children.length === 0) return { level1: own.name, level2: null, how: 'converted' }
  for (const kind of kindsSuggestedBy(indicator.name)) {
    const place = placeOfKind(to, kind)
    // A name moves a row to another first level only where the new form keeps satisfaction or cost apart.
    if (place && (!own || place.level1 === own.name || kind === 'satisfaction' || kind === 'economicCost')) return { level1: place.level1, level2: place.level2, how: 'proposed' }
  }
  if (own) return { level1: own.name, level2: null, how: 'ask' }
  const place = first === null ? null : placeOfKind(to, first)
  if (place) return { level1: place.level1, level2: place.level2, how: 'proposed' }
  return { level1: indicator.level1 ?? '', level2: indicator.level2, how: 'ask' }
}
