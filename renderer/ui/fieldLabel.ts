import type { TFunction } from 'i18next'
import { parsePath } from '../../shared/declaration/fieldPath'
import type { Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'

/** The edition's official label of a single field; the program's own name for one that the edition does not print. */
export function labelOf(t: TFunction, edition: Edition | undefined, key: string): string {
  return edition?.fields.find(field => field.key === key)?.label ?? t(`common:field.${key}`)
}

/**
 * Where a value stands, for people: the official label, and for a row its name too
 * (`绩效指标「设备完好率」· 目标值`). Understands paths, origin keys (`indicators/r3`) and single moves (`overview#0`).
 * `rowName`: the row's name for a caller that has no rows at hand.
 */
export function placeLabel(t: TFunction, edition: Edition | undefined, declaration: Pick<Declaration, 'indicators' | 'subProjects'>, field: string, rowName?: string): string {
  const [list, row, part] = stepsOf(field)
  if (list !== 'indicators' && list !== 'subProjects') return labelOf(t, edition, field.replace(/#\d+$/u, ''))
  const title = t(`common:list.${list}`)
  const rows: readonly { id: string; name: string }[] = declaration[list]
  const index = typeof row === 'number' ? row : rows.findIndex(entry => entry.id === row)
  if (row === undefined || (index < 0 && !rowName)) return title
  const name = (rows[index]?.name ?? rowName ?? '').trim()
  const place = name ? t('common:list.named', { list: title, name: name.length > 24 ? `${name.slice(0, 23)}…` : name }) : t('common:list.numbered', { list: title, number: index + 1 })
  return part ? t('common:list.part', { place, part: t(`common:rowPart.${part}`) }) : place
}

function stepsOf(field: string): [string | number | undefined, string | number | undefined, string | undefined] {
  const plain = field.replace(/#\d+$/u, '')
  if (plain.includes('/')) {
    const [list, row, part] = plain.split('/')
    return [list, row, part]
  }
  try {
    const [list, row, part] = parsePath(plain)
    return [list, row, part === undefined ? undefined : String(part)]
  } catch {
    return [plain, undefined, undefined]
  }
}
