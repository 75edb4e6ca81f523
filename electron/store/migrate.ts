import Database from 'better-sqlite3'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors'

/** One step of the store's shape. It runs inside a transaction that is not its own. */
export interface Migration {
  /** 1, 2, 3 … without a gap; `user_version` of a store that has it. */
  number: number
  name: string
  up(db: Database.Database): void
}

export const versionOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }))

/**
 * Brings a store up to the newest shape: all missing migrations in one transaction, after a copy of the file was put into `backups/` beside it.
 * Returns the copy's path, null where there was nothing to do or to copy. Throws storeNewer, having changed nothing, where a later program wrote the file.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[], now: Date): string | null {
  refuseNewer(db, migrations)
  if (versionOf(db) === migrations.length) return null
  let copy: string | null = null
  db.transaction(() => {
    // Another process may have migrated while we waited for the lock.
    const from = versionOf(db)
    refuseNewer(db, migrations)
    if (from === migrations.length) return
    if (from > 0) copy = backUp(db.name, from, now)
    for (const migration of migrations.slice(from)) migration.up(db)
    const broken = db.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new AppError('storeDamaged', { path: db.name, detail: 'foreign keys' })
    db.pragma(`user_version = ${migrations.length}`)
  }).immediate()
  return copy
}

function refuseNewer(db: Database.Database, migrations: readonly Migration[]): void {
  const found = versionOf(db)
  if (found > migrations.length) throw new AppError('storeNewer', { path: db.name, found, known: migrations.length })
}

/**
 * A whole copy of the store as it was last committed. A second connection reads it, because VACUUM cannot run inside
 * the migration's transaction, and outside of it another process could still write between copy and migration.
 */
function backUp(file: string, version: number, now: Date): string {
  const folder = path.join(path.dirname(file), 'backups')
  mkdirSync(folder, { recursive: true })
  const stem = `${path.basename(file, path.extname(file))}-v${version}-${now.toISOString().slice(0, 19).replace(/[-:]/gu, '')}`
  let target = path.join(folder, `${stem}.sqlite`)
  for (let n = 2; existsSync(target); n++) target = path.join(folder, `${stem}-${n}.sqlite`)
  const reader = new Database(file, { readonly: true, fileMustExist: true })
  try {
    reader.prepare('VACUUM INTO ?').run(`${target}.part`)
  } finally {
    reader.close()
  }
  renameSync(`${target}.part`, target)
  return target
}
