import type { Declaration } from '../../shared/declaration/model'
import type { FieldPath } from '../../shared/declaration/fieldPath'
import type { Patch } from '../../shared/declaration/patch'
import { sameValue } from './share'

/** A value that was changed on the screen and in the store at once. What is on the screen was kept; this is the other. */
export interface ChangedElsewhere {
  path: FieldPath
  value: unknown
}

type Record_ = Record<string, unknown>
interface Row { id: string }

/**
 * Brings together what is on the screen and what the store has come to hold meanwhile, both begun from `base`.
 * A change of one side is taken; where both changed the same value the screen's stays and the other is reported.
 * Rows are matched by id; a row that one side removed and the other changed is kept.
 */
export function mergeDeclarations(base: Declaration, screen: Declaration, stored: Declaration): { merged: Declaration; elsewhere: ChangedElsewhere[] } {
  const elsewhere: ChangedElsewhere[] = []
  const pick = (path: FieldPath, b: unknown, s: unknown, t: unknown): unknown => {
    if (sameValue(s, t) || sameValue(b, t)) return s
    if (sameValue(b, s)) return t
    elsewhere.push({ path, value: t })
    return s
  }
  const pickKeys = (prefix: string, b: Record_, s: Record_, t: Record_): Record_ => {
    const result: Record_ = {}
    for (const key of new Set([...Object.keys(t), ...Object.keys(s)])) {
      const value = pick(`${prefix}${key}`, b[key], s[key], t[key])
      if (value !== undefined) result[key] = value
    }
    return result
  }
  const merged: Record_ = {}
  for (const key of Object.keys(stored) as (keyof Declaration)[]) {
    if (key === 'indicators') merged[key] = mergeRows(base.indicators, screen.indicators, stored.indicators, (at, b, s, t) => pickKeys(`indicators[${at}].`, b, s, t))
    else if (key === 'subProjects') merged[key] = mergeRows(base.subProjects, screen.subProjects, stored.subProjects, (at, b, s, t) => pickKeys(`subProjects[${at}].`, b, s, t))
    else if (key === 'funding') merged[key] = pickKeys('funding.', base.funding, screen.funding, stored.funding)
    else if (key === 'origins') merged[key] = quietly(() => pickKeys('', base.origins, screen.origins, stored.origins))
    else merged[key] = pick(key, base[key], screen[key], stored[key])
  }
  return { merged: merged as unknown as Declaration, elsewhere }

  /** Where a value comes from is no work of a person's: a difference is settled without a word. */
  function quietly<T>(work: () => T): T {
    const before = elsewhere.length
    const result = work()
    elsewhere.length = before
    return result
  }
}

function mergeRows<T extends Row>(base: readonly T[], screen: readonly T[], stored: readonly T[], mergeRow: (at: number, b: Record_, s: Record_, t: Record_) => Record_): T[] {
  const byId = (rows: readonly T[]) => new Map(rows.map(row => [row.id, row]))
  const b = byId(base)
  const s = byId(screen)
  const t = byId(stored)
  const keep = (id: string): boolean => {
    if (s.has(id) && t.has(id)) return true
    const other = s.get(id) ?? t.get(id)
    return !b.has(id) || !sameValue(b.get(id), other)
  }
  const movedOnScreen = !sameValue(base.map(row => row.id), screen.map(row => row.id).filter(id => b.has(id)))
  const [leading, following] = movedOnScreen ? [screen, stored] : [stored, screen]
  const ids = leading.map(row => row.id).filter(keep)
  following.forEach((row, i) => {
    if (ids.includes(row.id) || !keep(row.id)) return
    const before = following.slice(0, i).reverse().find(other => ids.includes(other.id))
    ids.splice(before ? ids.indexOf(before.id) + 1 : 0, 0, row.id)
  })
  return ids.map((id, at) => {
    const mine = s.get(id)
    const other = t.get(id)
    if (mine && other) return mergeRow(at, (b.get(id) ?? {}) as Record_, mine as unknown as Record_, other as unknown as Record_) as unknown as T
    return (mine ?? other) as T
  })
}

/** Patches that make `to` out of `from`: cells where the rows are the same ones, whole lists where they are not. */
export function patchesBetween(from: Declaration, to: Declaration): Patch[] {
  const patches: Patch[] = []
  const set = (path: FieldPath, before: unknown, value: unknown): void => {
    if (!sameValue(before, value)) patches.push({ op: 'set', path, value })
  }
  for (const key of Object.keys(to) as (keyof Declaration)[]) {
    if (key === 'id' || key === 'version') continue
    if (key === 'funding') {
      for (const part of Object.keys(to.funding) as (keyof Declaration['funding'])[]) set(`funding.${part}`, from.funding[part], to.funding[part])
    } else if (key === 'indicators' || key === 'subProjects') {
      const before: readonly Row[] = from[key]
      const after: readonly Row[] = to[key]
      if (!sameValue(before.map(row => row.id), after.map(row => row.id))) set(key, before, after)
      else {
        after.forEach((row, i) => {
          const old = before[i] as unknown as Record_
          for (const [cell, value] of Object.entries(row)) set(`${key}[${i}].${cell}`, old[cell], value)
        })
      }
    } else set(key, from[key], to[key])
  }
  return patches
}
