import type { Declaration, FieldKey, Indicator } from '../declaration/model'
import type { Edition, EditionField, LevelKind } from '../editions/schema'
import { forMatching } from '../text/normalise'

const fieldOf = (edition: Edition, key: FieldKey): EditionField | undefined => edition.fields.find(field => field.key === key)

/** Whether the edition's official page shows the field. */
export function prints(edition: Edition, key: FieldKey): boolean {
  return edition.rows.some(row => row.kind === 'cells' && row.cells.some(cell => cell.kind !== 'label' && cell.field === key)) ||
    (key === 'unitName' && edition.title.some(line => line.text.includes('{unitName}')))
}

/** Whether the edition's page shows the list. */
export function printsList(edition: Edition, list: 'subProjects' | 'indicators'): boolean {
  return edition.rows.some(row => row.kind === 'list' && row.list === list)
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

/** Kinds that stand for one another where an edition lacks the exact one, nearest first. */
const NEAR: Partial<Record<LevelKind, LevelKind[]>> = {
  effect: ['benefit'], benefit: ['effect'],
  influence: ['sustainable'], longTerm: ['sustainable'], staffing: ['sustainable'], coordination: ['sustainable'],
  sustainable: ['longTerm', 'influence'],
  satisfaction: ['serviceSatisfaction'], serviceSatisfaction: ['satisfaction'],
  cost: ['economicCost'], socialCost: ['economicCost'], ecologicalCost: ['economicCost', 'ecological'],
}

/** Second levels that a one-level edition prints under one of its first levels. */
const PARENTS: Partial<Record<LevelKind, LevelKind[]>> = {
  investment: ['management'], finance: ['management'], implementation: ['management'], assets: ['management'],
  quantity: ['output'], quality: ['output'], timeliness: ['output'], economicCost: ['output'], socialCost: ['output'], ecologicalCost: ['output'], cost: ['output'],
  economic: ['effect', 'benefit'], social: ['effect', 'benefit'], ecological: ['effect', 'benefit'],
  serviceSatisfaction: ['satisfaction', 'effect', 'benefit'], satisfaction: ['effect', 'benefit'],
  sustainable: ['influence', 'benefit', 'effect'], longTerm: ['influence', 'benefit'], staffing: ['influence', 'benefit'], coordination: ['influence', 'benefit'],
}

interface Place { level1: string; level2: string | null }

/** Where a kind of level stands in an edition: exact, else a near kind, else under its parent. */
export function placeOfKind(edition: Edition, kind: LevelKind): Place | null {
  for (const wanted of [kind, ...(NEAR[kind] ?? [])]) {
    for (const level of edition.levels) {
      const child = level.children.find(candidate => candidate.kind === wanted)
      if (child) return { level1: level.name, level2: child.name }
      if (level.kind === wanted && level.children.length === 0) return { level1: level.name, level2: null }
    }
  }
  for (const wanted of PARENTS[kind] ?? []) {
    const level = edition.levels.find(candidate => candidate.kind === wanted)
    if (level) return { level1: level.name, level2: null }
  }
  return null
}

function levelKinds(edition: Edition, indicator: Indicator): { first: LevelKind | null; second: LevelKind | null } {
  const same = (candidate: { name: string; aliases: string[] }, words: string | null) =>
    words !== null && [candidate.name, ...candidate.aliases].some(name => forMatching(name) === forMatching(words))
  const first = edition.levels.find(level => same(level, indicator.level1))
  const inFirst = first?.children.find(child => same(child, indicator.level2))
  const anywhere = inFirst ?? edition.levels.flatMap(level => level.children).find(child => same(child, indicator.level2))
  return { first: first?.kind ?? null, second: anywhere?.kind ?? null }
}

export interface ConvertedLevel extends Place {
  /** `same`: the edition's own words; `converted`: by the level's kind; `proposed`: from the indicator's name. */
  how: 'same' | 'converted' | 'proposed' | 'ask'
}

/**
 * The level of an indicator in the target edition. `setAside`: the edition has no such level (投入和管理 in 2026).
 * `proposeLevel` tells a level's kind from an indicator's name.
 */
export function convertLevel(indicator: Indicator, from: Edition, to: Edition, proposeLevel: (name: string) => LevelKind | null): ConvertedLevel | 'setAside' {
  const { first, second } = levelKinds(from, indicator)
  if (from.id === to.id) return { level1: indicator.level1 ?? '', level2: indicator.level2, how: first === null ? 'ask' : 'same' }
  const management = first === 'management'
  if (management && !to.levels.some(level => level.kind === 'management')) return 'setAside'
  if (second !== null) {
    const place = placeOfKind(to, second)
    if (place) return { ...place, how: 'converted' }
  }
  const proposal = proposeLevel(indicator.name)
  if (proposal !== null) {
    const place = placeOfKind(to, proposal)
    const stays = place && (first === null || !to.levels.some(level => level.kind === first) || to.levels.find(level => level.name === place.level1)?.kind === first)
    if (place && stays) return { ...place, how: 'proposed' }
  }
  const level = first === null ? undefined : to.levels.find(candidate => [first, ...(NEAR[first] ?? [])].includes(candidate.kind))
  if (level) return { level1: level.name, level2: null, how: level.children.length === 0 ? 'converted' : 'ask' }
  const place = first === null ? null : placeOfKind(to, first)
  if (place) return { ...place, how: 'proposed' }
  return { level1: indicator.level1 ?? '', level2: indicator.level2, how: 'ask' }
}
