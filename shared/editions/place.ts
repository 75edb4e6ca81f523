import { parsePath } from '../declaration/fieldPath'
import type { Declaration } from '../declaration/model'
import type { Edition } from './schema'

/** Text by key, `namespace:key`, with its parameters. */
type Say = (key: string, params?: Record<string, string | number>) => string

/** A row's name is quoted up to here, in characters. */
const LONGEST_NAME = 24

/** The edition's official label of a single field; the program's own name for one that the edition does not print. */
export function labelOf(say: Say, edition: Edition | undefined, key: string): string {
  return edition?.fields.find(field => field.key === key)?.label ?? say(`common:field.${key}`)
}

/**
 * Where a value stands, for people: the official label, and for a row its name too (`绩效指标「设备完好率」· 目标值`).
 * Understands paths, origin keys (`indicators/r3/value`) and single moves (`overview#0`). `rowName`: the row's name for a caller that
 * has no rows at hand. The words are those of `common:field`, `common:list`, `common:rowPart`.
 */
export function placeLabel(say: Say, edition: Edition | undefined, declaration: Pick<Declaration, 'indicators' | 'subProjects'>, field: string, rowName?: string): string {
  const plain = field.replace(/#\d+$/u, '')
  const [list, row, part] = stepsOf(plain)
  if (list !== 'indicators' && list !== 'subProjects') return labelOf(say, edition, plain)
  const title = say(`common:list.${list}`)
  const rows: readonly { id: string; name: string }[] = declaration[list]
  const index = typeof row === 'number' ? row : rows.findIndex(entry => entry.id === row)
  if (row === undefined || (index < 0 && !rowName)) return title
  const letters = [...(rows[index]?.name ?? rowName ?? '').replace(/\s+/gu, ' ').trim()]
  const name = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…` : letters.join('')
  const place = name === '' ? say('common:list.numbered', { list: title, number: index + 1 }) : say('common:list.named', { list: title, name })
  return typeof part === 'string' ? say('common:list.part', { place, part: say(`common:rowPart.${part}`) }) : place
}

function stepsOf(field: string): (string | number)[] {
  if (field.includes('/')) return field.split('/')
  try {
    return parsePath(field)
  } catch {
    return [field]
  }
}
