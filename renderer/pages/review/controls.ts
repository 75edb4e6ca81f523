import { parsePath, type FieldPath } from '../../../shared/declaration/fieldPath'
import { DATE_FIELDS, TEXT_FIELDS, type Declaration } from '../../../shared/declaration/model'
import { levelOf, printsSecondLevel } from '../../../shared/editions/lookup'
import type { Edition } from '../../../shared/editions/schema'
import { isMoney } from './review'
import type { Control } from './ValueInput'

export interface ControlOf {
  kind: Control
  options: readonly string[]
  /** Whether blank is stored as null (else as ''). */
  nullable: boolean
}

/** How a value is asked for, whether its edition knows the field or not. */
export function controlOf(edition: Edition | undefined, declaration: Declaration, path: FieldPath): ControlOf {
  const [list, row, part] = parsePath(path)
  const plain = (kind: Control, nullable = true): ControlOf => ({ kind, options: [], nullable })
  if (list === 'subProjects') return part === 'amount' ? plain('money') : plain('line', false)
  if (list === 'indicators') {
    if (part === 'level1') return { kind: 'choice', options: edition?.levels.map(level => level.name) ?? [], nullable: true }
    if (part === 'level2') return { kind: 'choice', options: secondLevels(edition, declaration.indicators[Number(row)]?.level1), nullable: true }
    return part === 'value' ? plain('line') : plain('line', false)
  }
  if (path === 'year') return plain('year')
  const field = edition?.fields.find(entry => entry.key === path)
  if (field) return { kind: field.kind, options: field.options.map(option => option.value), nullable: true }
  if (path === 'fundUses') return plain('choices')
  if (isMoney(path)) return plain('money')
  if ((DATE_FIELDS as readonly string[]).includes(path)) return plain('date')
  return plain((TEXT_FIELDS as readonly string[]).includes(path) ? 'long' : 'short')
}

/** The parts of a row that its edition shows. */
export function partsOf(edition: Edition | undefined, list: 'subProjects' | 'indicators'): string[] {
  if (list === 'subProjects') return ['name', 'amount']
  return ['level1', ...(secondLevels(edition, null).length > 0 ? ['level2'] : []), 'name', 'value']
}

/** Second levels under a first one; all of them where the first is none of the edition's. Empty where the edition prints none. */
export function secondLevels(edition: Edition | undefined, level1: string | null | undefined): string[] {
  if (!edition || !printsSecondLevel(edition)) return []
  const level = levelOf(edition, level1)
  return (level ? [level] : edition.levels).flatMap(entry => entry.children.map(child => child.name))
}
