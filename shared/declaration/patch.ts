import { z } from 'zod'
import { declarationSchema, indicatorSchema, subProjectSchema, type Declaration } from './model'
import { originKey, parsePath, type FieldPath, type PathStep } from './fieldPath'

const list = z.enum(['subProjects', 'indicators'])
const at = z.number().int().min(0)

/** One edit. `set` takes a field, a cell of a row or a whole list; the others work on rows. */
export const patchSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('set'), path: z.string().min(1).max(200), value: z.unknown() }),
  z.object({ op: z.literal('insert'), list, at, row: z.union([indicatorSchema, subProjectSchema]) }),
  z.object({ op: z.literal('remove'), list, at }),
  z.object({ op: z.literal('move'), list, from: at, to: at }),
])
export type Patch = z.infer<typeof patchSchema>

/** Fields that no patch may change: they are the store's. */
const FIXED = new Set<PathStep>(['id', 'version'])

export class PatchError extends Error {}

/**
 * Applies patches in order on a copy and returns it with the patches that undo them (to be applied in their order).
 * Throws a PatchError, and changes nothing, where a patch has no place or makes a document of the wrong shape.
 */
export function applyPatches(declaration: Declaration, patches: readonly Patch[]): { declaration: Declaration; inverse: Patch[] } {
  const next = structuredClone(declaration)
  const inverse: Patch[] = []
  for (const patch of patches) inverse.unshift(applyOne(next, patch))
  const checked = declarationSchema.safeParse(next)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new PatchError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a declaration'}`)
  }
  return { declaration: checked.data, inverse }
}

function applyOne(target: Declaration, patch: Patch): Patch {
  if (patch.op === 'set') return set(target, patch.path, patch.value)
  const rows = target[patch.list] as unknown[]
  if (patch.op === 'insert') {
    if (patch.at > rows.length) throw new PatchError(`${patch.list}: no row ${patch.at}`)
    rows.splice(patch.at, 0, structuredClone(patch.row))
    return { op: 'remove', list: patch.list, at: patch.at }
  }
  if (patch.op === 'remove') {
    if (patch.at >= rows.length) throw new PatchError(`${patch.list}: no row ${patch.at}`)
    const [row] = rows.splice(patch.at, 1)
    return { op: 'insert', list: patch.list, at: patch.at, row: row as never }
  }
  if (patch.from >= rows.length || patch.to >= rows.length) throw new PatchError(`${patch.list}: no row ${Math.max(patch.from, patch.to)}`)
  rows.splice(patch.to, 0, ...rows.splice(patch.from, 1))
  return { op: 'move', list: patch.list, from: patch.to, to: patch.from }
}

function set(target: Declaration, path: FieldPath, value: unknown): Patch {
  const steps = parsePath(path)
  const last = steps.pop()
  if (last === undefined || (steps.length === 0 && FIXED.has(last))) throw new PatchError(`${path} cannot be changed`)
  let place: unknown = target
  for (const step of steps) {
    if (place === null || typeof place !== 'object' || !Object.hasOwn(place, step)) throw new PatchError(`${path}: no such place`)
    place = (place as Record<PathStep, unknown>)[step]
  }
  if (place === null || typeof place !== 'object' || !Object.hasOwn(place, last)) throw new PatchError(`${path}: no such place`)
  const holder = place as Record<PathStep, unknown>
  const before = holder[last]
  holder[last] = structuredClone(value)
  return { op: 'set', path, value: before }
}

/** The patch that notes a value's origin as typed by the person (with `confirmed`: looked at and left). */
export function originPatch(declaration: Declaration, path: FieldPath, kind: 'typed' | 'confirmed'): Patch | null {
  const key = originKey(declaration, path)
  const before = declaration.origins[key]
  if (before?.kind === kind || (kind === 'typed' && before === undefined)) return null
  return { op: 'set', path: 'origins', value: { ...declaration.origins, [key]: { ...before, kind } } }
}
