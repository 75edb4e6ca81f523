import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors'
import { storeError } from './errors'
import { MIGRATIONS } from './migrations'
import { APPLICATION_ID, checkStore, openStore, type Store } from './open'
import { versionOf } from './migrate'

/** A file that belongs to the store and lies beside it in the data folder; `path` with `/`, from the data folder. */
export interface BesideFile { path: string; bytes: Uint8Array }

/** What a backup says of itself. */
export interface BackupFacts {
  /** ISO time; null of copies that do not say: those made before a migration. */
  at: string | null
  /** What `stateOf` said when it was made; null like `at`. */
  state: string | null
  /** Out of the trash. */
  declarations: number
}

/** Only such files are ever put back: a backup comes from outside. */
const BESIDE = /^(?:editions\/(?:kept\/)?[^/\\:*?"<>|\p{Cc}]+\.json|checks\/profile\.json)$/u

/** Of one connection at a time, in pages: some milliseconds. */
const PAGES_A_TURN = 200

export interface SnapshotOptions {
  /** ISO time. */
  at: string
  state: string
  beside: readonly BesideFile[]
  signal?: AbortSignal | undefined
  /** 0 to 1. */
  onProgress?: ((share: number) => void) | undefined
}

/**
 * Writes the whole store as it is now, with what lies beside it, as one SQLite file that needs no log beside it, and looks through that.
 * Others may go on writing meanwhile. Throws cancelled and the store's errors; the file may then be there by half.
 */
export async function snapshot(db: Store, target: string, { at, state, beside, signal, onProgress }: SnapshotOptions): Promise<void> {
  try {
    await db.backup(target, {
      progress({ totalPages, remainingPages }) {
        if (signal?.aborted) throw new AppError('cancelled')
        onProgress?.(totalPages === 0 ? 0 : 1 - remainingPages / totalPages)
        return PAGES_A_TURN
      },
    })
    const copy = new Database(target, { fileMustExist: true })
    try {
      // a file that says WAL of itself cannot be read on a write-protected stick
      copy.pragma('journal_mode = DELETE')
      copy.pragma('synchronous = FULL')
      copy.transaction(() => {
        copy.exec(`
          CREATE TABLE backup_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
          CREATE TABLE backup_file (path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;`)
        const say = copy.prepare('INSERT INTO backup_info (name, value) VALUES (?, ?)')
        say.run('at', at)
        say.run('state', state)
        for (const file of beside) copy.prepare('INSERT INTO backup_file (path, bytes) VALUES (?, ?)').run(file.path, Buffer.from(file.bytes))
      })()
      checkStore(copy)
    } finally {
      copy.close()
    }
  } catch (error) {
    throw storeError(error, target)
  }
}

/** Two stores of the same content, with what lies beside them, have the same; printing and looking leave it as it is. */
export function stateOf(db: Store, beside: readonly BesideFile[]): string {
  const hash = createHash('sha256')
  for (const query of [
    'SELECT id, revision, trashedAt FROM declaration ORDER BY key',
    'SELECT declarationKey, version FROM declaration_version ORDER BY declarationKey, version',
    'SELECT key, readAt FROM source_file ORDER BY key',
    'SELECT name, value FROM setting ORDER BY name',
  ]) for (const row of db.prepare(query).raw().iterate()) hash.update(JSON.stringify(row))
  for (const file of beside) hash.update(file.path).update(file.bytes)
  return hash.digest('hex')
}

/** What a backup of our own making says of itself, without looking through it. Throws backupForeign, backupNewer, backupDamaged. */
export function factsOf(file: string): BackupFacts {
  return onBackup(file, { readonly: true }, db => {
    refuseForeign(db, file)
    return readFacts(db)
  })
}

/**
 * Makes a store of a copy of a backup, in place: looks through all of it, brings it up to date, takes out what lies beside the store.
 * `beside` is null of a copy that holds the store alone. Throws backupForeign, backupNewer, backupDamaged.
 */
export function storeFromBackup(file: string, now: Date): BackupFacts & { beside: BesideFile[] | null } {
  const found = onBackup(file, {}, db => {
    db.pragma('trusted_schema = OFF')
    refuseForeign(db, file)
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new AppError('backupDamaged', { file: path.basename(file) })
    const facts = readFacts(db)
    const packed = has(db, 'backup_file')
    const beside = packed ? db.prepare<[], BesideFile>('SELECT path, bytes FROM backup_file ORDER BY path').all() : null
    if (beside?.some(entry => !BESIDE.test(entry.path))) throw new AppError('backupForeign', { file: path.basename(file) })
    db.exec('DROP TABLE IF EXISTS backup_info; DROP TABLE IF EXISTS backup_file;')
    return { ...facts, beside }
  })
  try {
    const db = openStore(file, { now })
    try {
      if (shapeOf(db) !== wantedShape()) throw new AppError('backupForeign', { file: path.basename(file) })
      db.pragma('journal_mode = DELETE')
    } finally {
      db.close()
    }
  } catch (error) {
    throw asBackupError(error, file)
  }
  return found
}

export interface Losses {
  /** Declarations that the backup does not have, and such that were changed since it was made; of those out of the trash. */
  missing: number
  changed: number
  /** Some of their names, the last changed first. */
  names: string[]
}

/** What of a store would be gone if `other`, a store too, took its place. */
export function lossesOf(db: Store, other: Store, most = 6): Losses {
  const then = new Map(other.prepare<[], [string, string]>('SELECT id, updatedAt FROM declaration').raw().all())
  const now = db.prepare<[], { id: string; updatedAt: string; projectName: string | null }>('SELECT id, updatedAt, projectName FROM declaration WHERE trashedAt IS NULL ORDER BY updatedAt DESC').all()
  const missing = now.filter(({ id }) => !then.has(id))
  const changed = now.filter(({ id, updatedAt }) => updatedAt > (then.get(id) ?? updatedAt))
  const gone = new Set([...missing, ...changed])
  return { missing: missing.length, changed: changed.length, names: now.filter(row => gone.has(row)).slice(0, most).map(row => row.projectName ?? '') }
}

function readFacts(db: Store): BackupFacts {
  const said = has(db, 'backup_info') ? new Map(db.prepare<[], [string, string]>('SELECT name, value FROM backup_info').raw().all()) : new Map<string, string>()
  const declarations = Number(db.prepare('SELECT count(*) FROM declaration WHERE trashedAt IS NULL').pluck().get())
  return { at: said.get('at') ?? null, state: said.get('state') ?? null, declarations }
}

const has = (db: Store, table: string): boolean => db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck().get(table) === 1

function refuseForeign(db: Store, file: string): void {
  const name = path.basename(file)
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID || versionOf(db) === 0) throw new AppError('backupForeign', { file: name })
  if (versionOf(db) > MIGRATIONS.length) throw new AppError('backupNewer', { file: name })
}

function onBackup<T>(file: string, options: Database.Options, work: (db: Store) => T): T {
  try {
    refuseOtherKinds(file)
    const db = new Database(file, { ...options, fileMustExist: true })
    try {
      return work(db)
    } finally {
      db.close()
    }
  } catch (error) {
    throw asBackupError(error, file)
  }
}

/** SQLite takes an empty file for an empty store, and says of any other file only that it is no database. */
function refuseOtherKinds(file: string): void {
  const start = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, start, 0, 16, 0)
  } finally {
    closeSync(handle)
  }
  if (start.toString('latin1') !== 'SQLite format 3\0') throw new AppError('backupForeign', { file: path.basename(file) })
}

function asBackupError(error: unknown, file: string): unknown {
  const said = storeError(error, file)
  const name = path.basename(file)
  if (said instanceof AppError) {
    if (said.code === 'storeDamaged') return new AppError('backupDamaged', { file: name }, { cause: error })
    if (said.code === 'storeNewer') return new AppError('backupNewer', { file: name }, { cause: error })
    return said
  }
  // a table or column that is not there: another program's file under our mark
  if ((error as Error | null)?.name === 'SqliteError') return new AppError('backupForeign', { file: name }, { cause: error })
  return said
}

/** Tables with their columns, and everything else by name. */
function shapeOf(db: Store): string {
  const entries = db.prepare<[], { type: string; name: string }>("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name").all()
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck()
  return JSON.stringify(entries.map(({ type, name }) => [type, name, ...(type === 'table' ? columns.all(name) : [])]))
}

function wantedShape(): string {
  const db = new Database(':memory:')
  try {
    for (const migration of MIGRATIONS) migration.up(db)
    return shapeOf(db)
  } finally {
    db.close()
  }
}
