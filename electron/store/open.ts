import Database from 'better-sqlite3'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors'
import { guarded } from './errors'
import { migrate, versionOf, type Migration } from './migrate'
import { MIGRATIONS } from './migrations'

/** The one connection to the store. */
export type Store = Database.Database

/** Marks the file as ours ("JXSB"), so that another program's database is not taken for a store. */
export const APPLICATION_ID = 0x4a585342

export interface OpenOptions {
  /** How long to wait for another process that is writing, in milliseconds. */
  busyTimeout?: number
  migrations?: readonly Migration[]
  now?: Date
}

/**
 * Opens the store, making it where there is none, and brings it up to date.
 * Throws storeLocked, storeReadOnly, storeNewer, storeDamaged, storeFull or cannotWrite; the file is then as it was.
 */
export function openStore(file: string, { busyTimeout = 2_000, migrations = MIGRATIONS, now = new Date() }: OpenOptions = {}): Store {
  makeFolder(file)
  refuseReadOnly(file)
  // A log left behind means that the last program did not close the store: it was killed, or is still running.
  const left = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
  return guarded(file, () => {
    const db = new Database(file, { timeout: busyTimeout })
    try {
      claim(db, migrations)
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.pragma('foreign_keys = ON')
      db.pragma('trusted_schema = OFF')
      db.pragma('cache_size = -16000')
      if (left) checkStore(db)
      migrate(db, migrations, now)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Looks through the whole file (a quarter of a second for a hundred thousand declarations); throws storeDamaged. */
export function checkStore(db: Store): void {
  const said = guarded(db.name, () => db.pragma('quick_check(1)', { simple: true }))
  if (said !== 'ok') throw new AppError('storeDamaged', { path: db.name, detail: String(said) })
}

/** Before anything is written: is the file ours, and not from a later program? */
function claim(db: Store, migrations: readonly Migration[]): void {
  const owner = Number(db.pragma('application_id', { simple: true }))
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  if (owner !== APPLICATION_ID) {
    if (owner !== 0 || tables > 0) throw new AppError('storeDamaged', { path: db.name, detail: 'not a store of this program' })
    db.pragma(`application_id = ${APPLICATION_ID}`)
  }
  const found = versionOf(db)
  if (found > migrations.length) throw new AppError('storeNewer', { path: db.name, found, known: migrations.length })
}

function makeFolder(file: string): void {
  const folder = path.dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new AppError('storeReadOnly', { path: folder }, { cause: error })
    throw new AppError('noFolder', { path: folder }, { cause: error })
  }
}

/** SQLite opens a file it may not write and fails at the first save, when there is something to lose: ask before. */
function refuseReadOnly(file: string): void {
  for (const place of [path.dirname(file), file]) {
    try {
      if (existsSync(place)) accessSync(place, constants.W_OK)
    } catch (error) {
      throw new AppError('storeReadOnly', { path: place }, { cause: error })
    }
  }
}
