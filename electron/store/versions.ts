import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { VersionInfo } from '../../shared/ipc/contract'
import { bodyFromDeclaration, declarationFromBody, keyOf } from './declarations'
import type { Store } from './open'

/** Why a full copy was kept; the words are the window's. */
export const VERSION_REASONS = ['imported', 'carriedOver', 'beforeEditing', 'beforeBigChange', 'beforeReplacing', 'beforeRestoring'] as const
export type VersionReason = (typeof VERSION_REASONS)[number]

/** Copies that stay whatever comes after: how a declaration came into being. */
const KEPT_FOR_GOOD: readonly string[] = ['imported', 'carriedOver']
const NEWEST_KEPT = 20
const DAYS_KEPT = 60

/** Keeps a full copy and lets go of those that are too many. Belongs in the transaction of the change it precedes. Returns its number. */
export function keepVersion(db: Store, declaration: Declaration, reason: VersionReason, at: string): number {
  const key = keyOf(db, declaration.id)
  const version = (db.prepare<[number], number | null>('SELECT max(version) FROM declaration_version WHERE declarationKey = ?').pluck().get(key) ?? 0) + 1
  db.prepare('INSERT INTO declaration_version (declarationKey, version, at, reason, body) VALUES (?, ?, ?, ?, ?)').run(key, version, at, reason, bodyFromDeclaration(declaration))
  const drop = db.prepare('DELETE FROM declaration_version WHERE declarationKey = ? AND version = ?')
  for (const { version: old } of superfluous(listVersions(db, declaration.id))) drop.run(key, old)
  return version
}

/** The kept copies of a declaration, newest first; throws notFound. */
export function listVersions(db: Store, id: string): VersionInfo[] {
  return db.prepare<[number], VersionInfo>('SELECT version, at, reason FROM declaration_version WHERE declarationKey = ? ORDER BY version DESC').all(keyOf(db, id))
}

/** One kept copy; throws notFound. */
export function readVersion(db: Store, id: string, version: number): Declaration {
  const body = db.prepare<[number, number], string>('SELECT body FROM declaration_version WHERE declarationKey = ? AND version = ?').pluck().get(keyOf(db, id), version)
  if (body === undefined) throw new AppError('notFound', { id: `${id} / ${version}` })
  return declarationFromBody(body, db.name, id)
}

/**
 * Which copies go, out of all of them newest first: the newest twenty stay, then the last one of each of sixty days, then none.
 * Copies of the beginning always stay.
 */
export function superfluous(versions: readonly VersionInfo[]): VersionInfo[] {
  const days = new Set<string>()
  return versions.filter((version, index) => {
    const day = version.at.slice(0, 10)
    const firstOfDay = !days.has(day)
    days.add(day)
    return index >= NEWEST_KEPT && !KEPT_FOR_GOOD.includes(version.reason) && !(firstOfDay && days.size <= DAYS_KEPT)
  })
}
