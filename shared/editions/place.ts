import { parsePath } from '../declaration/fieldPath'
import type { Declaration } from '../declaration/model'
import type { Edition } from './schema'

/** Text by key, `namespace:key`, with its parameters. */
type Say = (key: string, params?: Record<string, string | number>) => string

/** A row's name is quoted up to here. */
const LONGEST_NAME = 24

/**
 * Where a value stands, for people: the edition's official label, the program's own name for what it does not print, and for a row
 * its name too (`绩效指标「设备完好率」· 目标值`). The words are those of `common:field`, `common:list`, `common:rowPart`.
 */
export function placeLabel(say: Say, edition: Edition, declaration: Pick<Declaration, 'indicators' | 'subProjects'>, field: string): string {
  const [list, row, part] = stepsOf(field)
  if (list !== 'indicators' && list !== 'subProjects') return edition.fields.find(({ key }) => key === field)?.label ?? say(`common:field.${field}`)
  const title = say(`common:list.${list}`)
  if (typeof row !== 'number') return title
  const name = (declaration[list][row]?.name ?? '').replace(/\s+/gu, ' ').trim()
  const letters = [...name]
  const short = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…` : name
  const place = short === '' ? say('common:list.numbered', { list: title, number: row + 1 }) : say('common:list.named', { list: title, name: short })
  return typeof part === 'string' ? say('common:list.part', { place, part: say(`common:rowPart.${part}`) }) : place
}

function stepsOf(field: string): (string | number)[] {
  try {
    return parsePath(field)
  } catch {
    return [field]
  }
}
