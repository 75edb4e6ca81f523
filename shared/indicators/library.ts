import { z } from 'zod'
import { parseIndicatorValue } from '../declaration/indicatorValue'
import type { Declaration } from '../declaration/model'
import { levelOf, printsSecondLevel, subLevelOf } from '../editions/lookup'
import { LEVEL_KINDS, type Edition, type LevelKind } from '../editions/schema'
import { forMatching, isBlank } from '../text/normalise'
import { withoutExplanation } from '../check/compare'
import { placeOfKind, proposeLevel, type LevelPlace } from './level'

const kind = z.enum(LEVEL_KINDS)

const entrySchema = z.strictObject({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  /** Its level in forms with 投入与管理 and 影响力 (b) and in those with 成本 and 效益 (d); null: not in that table. */
  levels: z.strictObject({ b: kind.nullable(), d: kind.nullable() }),
  /** Typical targets; N stands for a number of the unit's own. */
  values: z.array(z.string().min(1)).min(1),
  projectTypes: z.array(z.string().min(1)).min(1),
  /** S: published declaration, P: public sample, K: common practice. */
  source: z.string().min(1),
  /** False until a finance person has looked at it. */
  confirmed: z.boolean(),
  /** What makes a good target here. */
  note: z.string().optional(),
})
export type LibraryIndicator = z.infer<typeof entrySchema>

/** The indicator library: data that a unit can replace or add to. */
export const librarySchema = z.strictObject({
  format: z.literal(1),
  projectTypes: z.array(z.strictObject({ key: z.string().min(1), name: z.string().min(1), words: z.array(z.string().min(1)) })).min(1),
  /** What belongs to a level and what a good target of it is, by kind of level. */
  guidance: z.partialRecord(kind, z.string()),
  indicators: z.array(entrySchema),
}).superRefine((library, context) => {
  const keys = new Set(library.projectTypes.map(type => type.key))
  library.indicators.forEach((entry, i) => {
    for (const type of entry.projectTypes) if (!keys.has(type)) context.addIssue({ code: 'custom', path: ['indicators', i, 'projectTypes'], message: `no such project type: ${type}` })
    if (entry.levels.b === null && entry.levels.d === null) context.addIssue({ code: 'custom', path: ['indicators', i, 'levels'], message: 'no level at all' })
  })
})
export type IndicatorLibrary = z.infer<typeof librarySchema>

/** The kinds that fit every project. */
export const ANY_TYPE = 'all'

/** An indicator that stored forms have: the unit's own, or those of the other units of a department. */
export interface OwnIndicator {
  name: string
  /** Targets as typed, the unit's own and the latest first. */
  values: string[]
  level1: string | null
  level2: string | null
  /** Number of the unit's own forms that had it; 0 where only other units have. */
  count: number
  /** Number of other units' forms that had it. */
  elsewhere: number
  lastYear: number
  /** Keys of the types of project that had it; empty where they are not known. */
  projectTypes: string[]
}

/** What of a declaration teaches. */
export type Lesson = Pick<Declaration, 'unitName' | 'year' | 'indicators' | 'projectName' | 'fundUses' | 'performanceType'>

/**
 * What stored declarations teach a unit: each indicator once, its own before those of other units, the most used first.
 * Rows without name or target teach nothing. Where the unit is not known (blank) none is another's.
 */
export function learnIndicators(declarations: readonly Lesson[], library: IndicatorLibrary, unitName: string | null = null): OwnIndicator[] {
  const unit = forMatching(unitName ?? '')
  const isOwn = (lesson: Lesson): boolean => unit === '' || forMatching(lesson.unitName ?? '') === unit
  const byName = new Map<string, OwnIndicator>()
  const ownAndLatestFirst = [...declarations].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || b.year - a.year)
  for (const declaration of ownAndLatestFirst) {
    const counts = isOwn(declaration) ? 'count' : 'elsewhere'
    const counted = new Set<OwnIndicator>()
    const type = projectTypeOf(library, declaration)
    for (const { name, value, level1, level2 } of declaration.indicators) {
      if (isBlank(name) || isBlank(value)) continue
      const key = forMatching(withoutExplanation(name))
      const own = byName.get(key) ?? { name: name.trim(), values: [], level1, level2, count: 0, elsewhere: 0, lastYear: declaration.year, projectTypes: [] }
      byName.set(key, own)
      if (!counted.has(own)) own[counts]++
      counted.add(own)
      if (type !== null && !own.projectTypes.includes(type)) own.projectTypes.push(type)
      const typed = (value as string).trim()
      if (own.values.length < 5 && !own.values.includes(typed)) own.values.push(typed)
    }
  }
  return [...byName.values()].sort((a, b) => b.count - a.count || b.elsewhere - a.elsewhere || b.lastYear - a.lastYear)
}

/** The type of a project by its name and its use of money; null where no word tells. */
export function projectTypeOf(library: IndicatorLibrary, declaration: Pick<Declaration, 'projectName' | 'fundUses' | 'performanceType'>): string | null {
  for (const text of [declaration.projectName ?? '', [...declaration.fundUses, declaration.performanceType ?? ''].join(' ')]) {
    let best: { key: string; at: number } | null = null
    for (const { key, words } of library.projectTypes) {
      for (const word of words) {
        const at = text.lastIndexOf(word)
        // The last word of a Chinese name is what it is: 信息化平台运维 is maintenance.
        if (at >= 0 && (best === null || at > best.at)) best = { key, at }
      }
    }
    if (best) return best.key
  }
  return null
}

/** True of editions whose first levels are 成本, 产出, 效益, 满意度. */
const byCostAndBenefit = (edition: Edition) => edition.levels.some(level => level.kind === 'benefit' || level.kind === 'cost')

/** Where a library indicator stands in an edition; null where its table has no place for it. */
export function placeOfEntry(edition: Edition, entry: LibraryIndicator): LevelPlace | null {
  const wanted = byCostAndBenefit(edition) ? entry.levels.d : entry.levels.b
  return wanted === null ? null : placeOfKind(edition, wanted)
}

/** Where an indicator that the unit has used stands in an edition: at its own level where the edition has it, else where its name says. */
function placeOfOwn(edition: Edition, { name, level1, level2 }: Pick<OwnIndicator, 'name' | 'level1' | 'level2'>): LevelPlace | null {
  const second = printsSecondLevel(edition)
  const sub = second ? subLevelOf(edition, level1, level2) : undefined
  if (sub) return { kind: sub.child.kind, level1: sub.level.name, level2: sub.child.name }
  const level = levelOf(edition, level1)
  const named = proposeLevel(name, edition)
  if (!level || (second && level.children.length > 0) || named?.level1 === level.name) return named
  return { kind: level.kind, level1: level.name, level2: null }
}

export interface SearchOptions {
  edition?: Edition
  /** Key of a project type: its indicators first, then the general ones; others only when nothing else is asked for by words. */
  projectType?: string | null
  levelKind?: LevelKind | null
  own?: readonly OwnIndicator[]
  limit?: number
}

export interface IndicatorHit {
  name: string
  values: string[]
  place: LevelPlace | null
  note: string | null
  /** `own`: the unit used it before; `library`: from the library. */
  from: 'own' | 'library'
  confirmed: boolean
  /** Forms of the unit that had it. */
  count: number
  /** Forms of other units that had it. */
  elsewhere: number
}

/** How well a name answers a query: 0 not at all; whole words before letters in order (满度 finds 满意度). */
function score(text: string, words: readonly string[]): number {
  let total = 1
  for (const word of words) {
    const at = text.indexOf(word)
    if (at >= 0) total += 100 - Math.min(at, 50) + (text === word ? 100 : 0)
    else if (word.length >= 2 && inOrder(text, word)) total += 10
    else return 0
  }
  return total
}

function inOrder(text: string, letters: string): boolean {
  let at = 0
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/**
 * Indicators for a query of any length (blank: all), the best first: own ones and those of the project's type before others.
 * A query's words are looked for in names, aliases and, lowest, in what makes a good target.
 */
export function searchIndicators(library: IndicatorLibrary, query: string, options: SearchOptions = {}): IndicatorHit[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/u).filter(word => word !== '')
  const { edition, projectType = null, levelKind = null, own = [], limit = 50 } = options
  const hits: { hit: IndicatorHit; rank: number }[] = []
  const known = new Set<string>()
  const byName = new Map(library.indicators.flatMap(entry => [entry.name, ...entry.aliases].map(name => [forMatching(name), entry] as const)))
  for (const entry of own) {
    const place = edition ? placeOfOwn(edition, entry) : null
    const rank = score(forMatching(entry.name), words)
    if (rank === 0 || (levelKind !== null && place?.kind !== levelKind)) continue
    const plain = forMatching(withoutExplanation(entry.name))
    const same = byName.get(plain)
    // of another kind of project, and of one kind only: as strange here as the library's of that kind
    const foreign = projectType !== null && entry.projectTypes.length === 1 && !entry.projectTypes.includes(projectType) && !same?.projectTypes.some(type => type === projectType || type === ANY_TYPE)
    if (words.length === 0 && (foreign || (edition && place === null))) continue
    known.add(same ? forMatching(same.name) : plain)
    const values = [...new Set([...entry.values, ...(same?.values ?? [])])]
    const fits = projectType === null || entry.projectTypes.includes(projectType)
    hits.push({ rank: rank + (foreign ? 0 : (fits ? 60 : 30) + Math.min(entry.count, 9)), hit: { name: entry.name, values, place, note: same?.note ?? null, from: 'own', confirmed: true, count: entry.count, elsewhere: entry.elsewhere } })
  }
  for (const entry of library.indicators) {
    if (known.has(forMatching(entry.name))) continue
    const place = edition ? placeOfEntry(edition, entry) : null
    if (edition && place === null && words.length === 0) continue
    if (levelKind !== null && entry.levels.b !== levelKind && entry.levels.d !== levelKind) continue
    const names = Math.max(...[entry.name, ...entry.aliases].map(name => score(forMatching(name), words)))
    const rank = names > 0 ? names : words.length > 0 && score(forMatching(`${entry.note ?? ''} ${entry.values.join(' ')}`), words) > 0 ? 2 : 0
    if (rank === 0) continue
    const fits = projectType !== null && entry.projectTypes.includes(projectType)
    const general = entry.projectTypes.includes(ANY_TYPE)
    if (projectType !== null && !fits && !general && words.length === 0) continue
    hits.push({ rank: rank + (fits ? 40 : general ? 20 : 0) + (entry.confirmed ? 1 : 0), hit: { name: entry.name, values: entry.values, place, note: entry.note ?? null, from: 'library', confirmed: entry.confirmed, count: 0, elsewhere: 0 } })
  }
  hits.sort((a, b) => b.rank - a.rank)
  return hits.slice(0, limit).map(entry => entry.hit)
}

/** A target as the edition writes it, where it is understood: the library's ≥95% becomes >=95% or ≥95.00(%). */
export { convertIndicatorText as valueForEdition } from '../declaration/indicatorValue'

/** True where a typical target still has a place for the unit's own number (`≥N台`, `≤标准`). */
export function needsNumber(value: string): boolean {
  return /N/u.test(value) || (/^[≥≤><=]/u.test(value) && parseIndicatorValue(value).kind === '定性')
}
