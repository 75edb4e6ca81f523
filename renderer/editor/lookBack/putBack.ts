import { rowFor, type IndicatorRow } from '../../../shared/carryOver/setAside'
import { valueAt, type FieldPath } from '../../../shared/declaration/fieldPath'
import type { Declaration } from '../../../shared/declaration/model'
import { originPatch, type Patch } from '../../../shared/declaration/patch'
import type { Edition } from '../../../shared/editions/schema'
import { forMatching } from '../../../shared/text/normalise'
import { addRow } from '../indicatorEdits'

/** A piece that the record keeps and the form has no place for. */
export interface KeptPiece {
  list: 'setAside' | 'unplaced'
  at: number
}

/** The piece is no longer kept. */
export function dropPiece(declaration: Declaration, { list, at }: KeptPiece): Patch {
  return { op: 'set', path: list, value: (declaration[list] as unknown[]).filter((_, other) => other !== at) }
}

/**
 * An indicator from elsewhere as a row of the form's table, at the level that is its own or that its name proposes; as one step of undo.
 * The same indicator among the kept pieces is kept no longer.
 */
export function rowBack(edition: Edition, declaration: Declaration, row: IndicatorRow): { patches: Patch[]; id: string; levels: string } {
  const { name, value, ...levels } = rowFor(row, edition)
  const { patches, id } = addRow(edition, declaration, levels, { name, value })
  const said = levels.level1 === row.level1 && levels.level2 === row.level2 ? { kind: 'carried' as const } : { kind: 'proposed' as const, before: [row.level1, row.level2].filter(Boolean).join(' · '), why: 'levelProposed' }
  const origins: Declaration['origins'] = { ...declaration.origins, [`indicators/${id}/level2`]: said, [`indicators/${id}/name`]: { kind: 'carried' }, [`indicators/${id}/value`]: { kind: 'carried' } }
  patches.push({ op: 'set', path: 'origins', value: origins })
  const kept = declaration.setAside.findIndex(entry => entry.row ? sameRow(entry.row, row) : entry.field === 'indicators' && entry.value === [name, value].filter(Boolean).join('：'))
  if (kept >= 0) patches.push(dropPiece(declaration, { list: 'setAside', at: kept }))
  return { patches, id, levels: [levels.level1, levels.level2].filter(Boolean).join(' · ') }
}

const sameRow = (a: IndicatorRow, b: IndicatorRow): boolean => forMatching(a.name) === forMatching(b.name) && (a.value ?? '') === (b.value ?? '')

/** A kept piece behind what a text says already; as one step of undo. */
export function textBack(declaration: Declaration, field: FieldPath, text: string, piece: KeptPiece): Patch[] {
  const before = valueAt(declaration, field)
  const origin = originPatch(declaration, field, 'typed')
  return [...(origin ? [origin] : []), { op: 'set', path: field, value: typeof before === 'string' && before.trim() !== '' ? `${before}\n${text}` : text }, dropPiece(declaration, piece)]
}
