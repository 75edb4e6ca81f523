import type { Declaration } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import { forMatching } from '../../../shared/text/normalise'
import type { Finding } from '../../../shared/check/finding'
import {
  figureProposals, levelProposals, needsNumber, searchIndicators, valueForEdition,
  type IndicatorHit, type IndicatorLibrary, type LevelPlace, type MissingLevel, type OwnIndicator,
} from '../../../shared/indicators'
import type { Levels } from '../indicatorEdits'

/** One indicator that can be put in. */
export interface Offer {
  name: string
  /** As the edition writes them; the first is put in unless another is chosen. */
  values: string[]
  place: LevelPlace | null
  /** What makes a good target. */
  note: string | null
  /** Forms of the unit that had it. */
  own: number
  /** Forms of other units that had it. */
  elsewhere: number
  /** False until a finance person has looked at it. */
  confirmed: boolean
  /** The form has it already. */
  there: boolean
  /** The words of the goals that it is for. */
  from: string | null
}

export interface OfferGroup {
  /** `missing`: of a level that the form lacks; `figures`: for what the goals promise; `all`: what the search finds. */
  kind: 'missing' | 'figures' | 'all'
  missing: MissingLevel | null
  offers: Offer[]
}

export interface OfferQuery {
  words: string
  /** Of one level alone. */
  level: Levels | null
  /** Key of a project type; null: any. */
  projectType: string | null
}

interface Given {
  edition: Edition
  declaration: Declaration
  library: IndicatorLibrary
  own: readonly OwnIndicator[]
  /** Open findings on the declaration. */
  findings: readonly Finding[]
}

const MOST = 200
const MOST_OF_A_LEVEL = 4

/** What is offered for a query. Without words and levels, what the form still lacks comes first. */
export function offersFor({ edition, declaration, library, own, findings }: Given, { words, level, projectType }: OfferQuery): OfferGroup[] {
  const names = new Set(declaration.indicators.map(row => forMatching(row.name)))
  const used = new Map(own.map(entry => [entry.name, entry]))
  const written = (values: readonly string[]): string[] => [...new Set(values.map(value => valueForEdition(value, edition.formats.indicatorValue)))]
  const offer = (part: Pick<Offer, 'name' | 'values' | 'place'> & Partial<Offer>): Offer => ({ note: null, own: 0, elsewhere: 0, confirmed: true, from: null, there: names.has(forMatching(part.name)), ...part })
  const offerOf = ({ name, values, place, note, count, elsewhere, confirmed }: IndicatorHit): Offer => offer({ name, values: written(values), place, note, own: count, elsewhere, confirmed })

  const groups: OfferGroup[] = []
  if (words.trim() === '' && level === null) {
    for (const { missing, indicators } of levelProposals(edition, declaration, library, own, MOST_OF_A_LEVEL)) {
      if (indicators.length > 0) groups.push({ kind: 'missing', missing, offers: indicators.map(offerOf) })
    }
    const figures = figureProposals(edition, declaration, findings).map(({ name, value, place, from }) => offer({ name, values: [value], place, from, own: used.get(name)?.count ?? 0, elsewhere: used.get(name)?.elsewhere ?? 0 }))
    if (figures.length > 0) groups.push({ kind: 'figures', missing: null, offers: figures })
  }
  const all = searchIndicators(library, words, { edition, projectType, own, limit: MOST })
    .filter(hit => level === null || (hit.place?.level1 === level.level1 && (level.level2 === null || hit.place?.level2 === level.level2)))
    .map(offerOf)
  groups.push({ kind: 'all', missing: null, offers: [...all.filter(entry => !entry.there), ...all.filter(entry => entry.there)] })
  return groups
}

/** The levels that indicators can be filtered by: first and second ones as the edition prints them. */
export function levelChoices(edition: Edition, second: boolean): Levels[] {
  return edition.levels.flatMap((level): Levels[] => (second && level.children.length > 0
    ? level.children.map(child => ({ level1: level.name, level2: child.name }))
    : [{ level1: level.name, level2: null }]))
}

/** Where in a target the unit's own number is wanted (`≥N台`): from one character to another; null where none is. */
export function placeOfNumber(value: string): { from: number; to: number } | null {
  if (!needsNumber(value)) return null
  const at = value.indexOf('N')
  if (at >= 0) return { from: at, to: at + 1 }
  const sign = value.match(/^[≥≤><=]+/u)?.[0].length ?? 0
  return { from: sign, to: value.length }
}
