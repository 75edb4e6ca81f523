import archives from '../../resources/samples/shanghai-2018-archives.json'
import cultureCloud from '../../resources/samples/shanghai-2020-culture-cloud.json'
import rivers from '../../resources/samples/shanghai-2026-rivers.json'
import edition2018 from '../../resources/editions/shanghai-2018.json'
import edition2020 from '../../resources/editions/shanghai-2020.json'
import edition2026 from '../../resources/editions/shanghai-2026.json'
import { loadEdition } from '../editions/load'
import type { Edition } from '../editions/schema'
import { fromInterchange, interchangeSchema } from '../declaration/interchange'
import type { Declaration } from '../declaration/model'
import { checkDeclaration } from '.'
import { DEFAULT_PROFILE } from './defaults'
import type { Finding, Surroundings } from './finding'

/** For tests of rules: the official editions, a good declaration of each, and what a rule finds when something is changed in it. */
export const EDITIONS = new Map<string, Edition>([edition2018, edition2020, edition2026].map(json => {
  const loaded = loadEdition(json)
  if (!loaded.ok) throw new Error(`edition ${json.id}: ${JSON.stringify(loaded.problems[0])}`)
  return [loaded.edition.id, loaded.edition]
}))

/** Interchange JSON → declaration; throws where it is none. */
export const declarationOf = (json: unknown, id = 'd1'): Declaration => fromInterchange(interchangeSchema.parse(json), id)

/** The three good samples by the year of their edition, fresh each time. */
export const good = {
  2018: () => declarationOf(archives),
  2020: () => declarationOf(cultureCloud),
  2026: () => declarationOf(rivers),
}

export function findingsOf(declaration: Declaration, surroundings?: Surroundings): Finding[] {
  const edition = EDITIONS.get(declaration.edition)
  if (!edition) throw new Error(`no edition ${declaration.edition}`)
  return checkDeclaration({ declaration, edition, profile: DEFAULT_PROFILE, ...(surroundings ? { surroundings } : {}) })
}

/** What one rule finds in a good declaration (2020 unless said otherwise) after a change: `severity field words`. */
export function found(rule: string, change: (declaration: Declaration) => void, edition: keyof typeof good = 2020, surroundings?: Surroundings): string[] {
  const declaration = good[edition]()
  change(declaration)
  return findingsOf(declaration, surroundings).filter(finding => finding.rule === rule).map(finding => `${finding.severity} ${finding.field} ${finding.words}`.trim())
}

/** The declaration with only these indicators, each `level1|level2|name|value`. */
export function withIndicators(declaration: Declaration, ...rows: string[]): void {
  declaration.indicators = rows.map((row, i) => {
    const [level1 = '', level2 = '', name = '', value = ''] = row.split('|')
    return { id: `r${i + 1}`, level1: level1 || null, level2: level2 || null, name, value: value || null }
  })
}
