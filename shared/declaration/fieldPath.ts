import type { Declaration } from './model'

/**
 * Where a value stands: `overview`, `funding.fiscal`, `fundUses`, `subProjects[0].amount`, `indicators[3].value`,
 * or a whole row `indicators[3]` or list `indicators`.
 */
export type FieldPath = string

export type PathStep = string | number

const STEP = /^[A-Za-z][A-Za-z0-9]*/u

/** Splits a path into steps; throws a RangeError where it is not one. */
export function parsePath(path: FieldPath): PathStep[] {
  const steps: PathStep[] = []
  let rest = path
  while (rest !== '') {
    const index = rest.match(/^\[(\d+)\]/u)
    if (index) {
      steps.push(Number(index[1]))
      rest = rest.slice(index[0].length)
    } else {
      if (steps.length > 0) {
        if (!rest.startsWith('.')) throw new RangeError(`not a field path: ${path}`)
        rest = rest.slice(1)
      }
      const name = rest.match(STEP)
      if (!name) throw new RangeError(`not a field path: ${path}`)
      steps.push(name[0])
      rest = rest.slice(name[0].length)
    }
  }
  if (steps.length === 0) throw new RangeError('an empty field path')
  return steps
}

/** The value at a path, undefined where there is no such place. */
export function valueAt(declaration: Declaration, path: FieldPath): unknown {
  let value: unknown = declaration
  for (const step of parsePath(path)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<PathStep, unknown>)[step]
  }
  return value
}

/**
 * The key under which the origin of a value is kept: rows by their id, not their place,
 * so that it stays with the row when rows move (`indicators/r7/value`).
 */
export function originKey(declaration: Declaration, path: FieldPath): string {
  const [list, index, ...rest] = parsePath(path)
  if ((list === 'indicators' || list === 'subProjects') && typeof index === 'number') {
    const row = declaration[list][index]
    return [list, row ? row.id : String(index), ...rest].join('/')
  }
  return path
}

/** The field of a path without the place in a list: `indicators[3].value` → `indicators`, `funding.fiscal` → `funding.fiscal`. */
export function fieldOfPath(path: FieldPath): string {
  const bracket = path.indexOf('[')
  return bracket < 0 ? path : path.slice(0, bracket)
}
