import { valueAt } from '../../shared/declaration/fieldPath'
import type { Declaration, Origin } from '../../shared/declaration/model'

/** What a mark says of where a value comes from. `emptied`: by rule, and still to be filled in. */
export type ShownKind = Origin['kind'] | 'emptied' | 'none'

const BY_RULE = new Set<Origin['kind']>(['shifted', 'computed', 'proposed'])

/** The path of an origin key as rows stand now; null where its row is gone. */
export function pathOfKey(declaration: Declaration, key: string): string | null {
  const [list, id, part] = key.split('/')
  if (list !== 'indicators' && list !== 'subProjects') return key
  const at = declaration[list].findIndex(row => row.id === id)
  return at < 0 ? null : `${list}[${at}]${part ? `.${part}` : ''}`
}

/** The kind shown under an origin key: a blank that a rule left was neither computed nor proposed. */
export function shownOrigin(declaration: Declaration, key: string): ShownKind {
  const kind = declaration.origins[key]?.kind
  if (!kind) return 'none'
  const path = BY_RULE.has(kind) ? pathOfKey(declaration, key) : null
  if (path === null) return kind
  const value = valueAt(declaration, path)
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? 'emptied' : kind
}
