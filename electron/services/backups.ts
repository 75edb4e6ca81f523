import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/errors'
import type { BackupCopy, BackupReport } from '../../shared/ipc/contract'
import { factsOf, lossesOf, snapshot, stateOf, storeFromBackup, type BackupFacts, type BesideFile } from '../store/backup'
import { installedFolder, keptFolder } from '../editions'
import { profileFile } from '../checkProfile'
import { STORE_FILE, type ServiceContext } from './context'
import { cannotWrite, ensureFolder, placeFile } from './files'

const EXTENSION = '.jixiao'
const DAILY = '自动备份'
const BEFORE = '恢复前'
const OWN = '绩效申报台备份'
/** How many of the copies of each kind stay that the program makes by itself. */
const KEPT = 7
const MEGABYTE = 1024 * 1024

export interface BackupProgress {
  /** `collect` the store into one file, `write` it to its place, `verify` what is written. */
  step: 'collect' | 'write' | 'verify'
  /** Of the step, 0 to 1. */
  share: number
}
interface Work { signal?: AbortSignal; onProgress?(progress: BackupProgress): void }

/** A copy as the handlers know it: by its whole path. */
export type FoundCopy = Omit<BackupCopy, 'token'> & { file: string }

export const backupsFolder = (dataDir: string): string => path.join(dataDir, 'backups')

/** The store as one file: made where the person wants it, made by itself once a day, put back. One piece of work at a time. */
export function createBackups(context: ServiceContext) {
  const folder = backupsFolder(context.dataDir)
  const storeFile = path.join(context.dataDir, STORE_FILE)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  const aside = (): string => path.join(folder, `.${randomBytes(6).toString('hex')}.part`)

  /** The store with what lies beside it, whole and looked through, in a file that is gone after `work`. */
  async function withSnapshot<T>({ signal, onProgress }: Work, work: (file: string) => Promise<T>): Promise<T> {
    await ensureFolder(folder)
    const file = aside()
    try {
      const beside = besideFiles(context.dataDir)
      const { db, state } = context.read(store => ({ db: store, state: stateOf(store, beside) }))
      await snapshot(db, file, { at: context.now(), state, beside, signal, onProgress: share => onProgress?.({ step: 'collect', share }) })
      return await work(file)
    } finally {
      for (const left of [file, `${file}-journal`, `${file}-wal`, `${file}-shm`]) await rm(left, { force: true }).catch(() => undefined)
    }
  }

  /** Into the folder of the program's own copies; the oldest of its kind go. Returns the file's name. */
  async function keepCopy(kind: string): Promise<string> {
    const file = await withSnapshot({}, made => placeFile(path.join(folder, `${kind}_${stamp(context.now())}${EXTENSION}`), to => rename(made, to).catch((error: unknown) => {
      throw cannotWrite(path.basename(to), error)
    }), { onClash: 'number', mayReplace: async () => false }))
    for (const old of namesOf(kind).slice(0, -KEPT)) await rm(path.join(folder, old), { force: true }).catch(context.report)
    return path.basename(file)
  }

  /** The program's own copies of a kind, the oldest first. */
  function namesOf(kind: string): string[] {
    return existsSync(folder) ? readdirSync(folder).filter(name => name.startsWith(`${kind}_`) && name.endsWith(EXTENSION)).sort() : []
  }

  /** A backup as a store of its own in a folder that is gone after `work`: what is to be put back is never opened in its place. */
  async function withPrepared<T>(file: string, work: (made: { store: string; facts: BackupFacts; beside: BesideFile[] | null; at: string }) => Promise<T>): Promise<T> {
    const name = path.basename(file)
    await ensureFolder(folder)
    const room = path.join(folder, `.${randomBytes(6).toString('hex')}.part`)
    const store = path.join(room, name)
    try {
      const about = await stat(file).catch((error: unknown) => {
        throw new AppError('fileMissing', { file: name }, { cause: error })
      })
      if (!about.isFile()) throw new AppError('backupForeign', { file: name })
      if (about.size === 0) throw new AppError('fileEmpty', { file: name })
      await mkdir(room)
      await copyFile(file, store).catch((error: unknown) => {
        throw error instanceof Error && 'syscall' in error && (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new AppError('storeFull', {}, { cause: error }) : new AppError('backupDamaged', { file: name }, { cause: error })
      })
      // on a write-protected stick it says so of itself
      await chmod(store, 0o644)
      // a copy made by hand while the program ran has its last changes in the log beside it
      if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${store}-wal`)
      const { beside, ...facts } = storeFromBackup(store, new Date(context.now()))
      return await work({ store, facts, beside, at: facts.at ?? about.mtime.toISOString() })
    } finally {
      await rm(room, { recursive: true, force: true, maxRetries: 3 }).catch(context.report)
    }
  }

  /** The present store, so that the way back is there; one that cannot be opened is copied as it is. Returns the copy's name. */
  async function setAside(): Promise<string | null> {
    if (!existsSync(storeFile)) return null
    try {
      return await keepCopy(BEFORE)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'storeDamaged')) throw error
      const name = `${BEFORE}_${stamp(context.now())}_${randomBytes(2).toString('hex')}.damaged`
      for (const end of ['', '-wal']) if (existsSync(storeFile + end)) await copyFile(storeFile + end, path.join(folder, name + end))
      return name
    }
  }

  /** Closes the store so that nothing of it is left in a log; throws storeLocked where another program has it open. */
  function letGo(isDamaged: boolean): void {
    if (!isDamaged) context.read(db => {
      const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      if (row?.busy) throw new AppError('storeLocked', { path: storeFile })
    })
    context.close()
    // the last to close takes the log away
    if (!isDamaged && existsSync(`${storeFile}-wal`)) throw new AppError('storeLocked', { path: storeFile })
  }

  return {
    /** Writes everything as one file into a folder, read again and compared. Throws cancelled, noFolder, cannotWrite and the store's errors; nothing is left behind then. */
    make: (target: string, work: Work = {}): Promise<{ name: string; bytes: number; declarations: number }> => inTurn(async () => {
      const wanted = path.join(target, `${OWN}_${stamp(context.now())}${EXTENSION}`)
      return withSnapshot(work, async made => {
        const { size } = await stat(made)
        const file = await placeFile(wanted, to => copyVerified(made, to, size, work), { onClash: 'number', mayReplace: async () => false }).catch((error: unknown) => {
          // the window never sees a path
          throw error instanceof AppError && 'path' in error.params ? new AppError(error.code, { ...error.params, path: path.basename(wanted) }, { cause: error }) : error
        })
        return { name: path.basename(file), bytes: size, declarations: factsOf(made).declarations }
      })
    }),

    /**
     * Once a day, where anything has changed since the last time: a copy in the data folder, of which the last seven stay.
     * Returns its name, null where there was nothing to do. Never throws: what went wrong is reported.
     */
    daily: (): Promise<string | null> => inTurn(async () => {
      try {
        await sweep(folder)
        const there = namesOf(DAILY)
        if (!existsSync(storeFile) || there.some(name => name.startsWith(`${DAILY}_${stamp(context.now()).slice(0, 10)}`))) return null
        const beside = besideFiles(context.dataDir)
        const { state, isEmpty } = context.read(db => ({ state: stateOf(db, beside), isEmpty: db.prepare('SELECT 1 FROM declaration LIMIT 1').get() === undefined }))
        const newest = there.at(-1)
        if (isEmpty || (newest !== undefined && stateIn(path.join(folder, newest)) === state)) return null
        return await keepCopy(DAILY)
      } catch (error) {
        context.report(error)
        return null
      }
    }),

    /** The copies in the data folder, the newest first. */
    async list(): Promise<FoundCopy[]> {
      const names = existsSync(folder) ? (await readdir(folder)).filter(name => !name.startsWith('.') && (name.endsWith(EXTENSION) || name.endsWith('.sqlite'))) : []
      const found = await Promise.all(names.map(async (name): Promise<FoundCopy[]> => {
        const file = path.join(folder, name)
        const about = await stat(file).catch(() => null)
        if (!about?.isFile()) return []
        const kind = name.startsWith(DAILY) ? 'daily' : name.startsWith(BEFORE) ? 'beforeRestore' : name.endsWith(EXTENSION) ? 'own' : 'beforeUpdate'
        try {
          const { at, declarations } = factsOf(file)
          return [{ file, name, kind, at: at ?? about.mtime.toISOString(), declarations, bytes: about.size }]
        } catch {
          return [{ file, name, kind, at: about.mtime.toISOString(), declarations: null, bytes: about.size }]
        }
      }))
      return found.flat().sort((a, b) => (a.at < b.at ? 1 : -1))
    },

    /** What putting a backup back would bring and cost. Throws fileMissing, fileEmpty, backupForeign, backupNewer, backupDamaged; nothing is changed in any case. */
    inspect: (file: string): Promise<BackupReport> => inTurn(() => withPrepared(file, async ({ store, facts, at }) => {
      const other = new Database(store, { readonly: true })
      try {
        const losses = present(() => context.read(db => lossesOf(db, other)))
        return { name: path.basename(file), at, declarations: facts.declarations, losses }
      } finally {
        other.close()
      }
    })),

    /**
     * Puts a backup in the store's place, after a copy of the present one. The store is exchanged in one step at the very end:
     * whatever goes wrong before leaves it as it was. Throws what `inspect` throws, storeLocked, cannotWrite.
     */
    restore: (file: string): Promise<{ declarations: number; keptAs: string | null }> => inTurn(() => withPrepared(file, async ({ store, facts, beside }) => {
      const keptAs = await setAside()
      const isDamaged = keptAs?.endsWith('.damaged') ?? false
      letGo(isDamaged)
      try {
        if (beside) await putBeside(context.dataDir, beside)
        if (isDamaged) for (const end of ['-wal', '-shm']) await rm(storeFile + end, { force: true })
        await toDisk(store)
        await rename(store, storeFile)
      } catch (error) {
        throw error instanceof AppError ? error : cannotWrite(STORE_FILE, error)
      } finally {
        context.forgetEditions()
        context.forgetChecks()
      }
      return { declarations: facts.declarations, keptAs }
    })),
  }
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Null where the present store cannot be read: then there is nothing to compare with. */
function present<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function stateIn(file: string): string | null {
  try {
    return factsOf(file).state
  } catch {
    return null
  }
}

/** Local time as it stands in names: `2026-03-01_0800`. */
function stamp(iso: string): string {
  const at = new Date(iso)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}_${two(at.getHours())}${two(at.getMinutes())}`
}

/** Installed and kept editions, and the unit's own check standards. */
function besideFiles(dataDir: string): BesideFile[] {
  const packs = [installedFolder(dataDir), keptFolder(dataDir)].flatMap(place => (existsSync(place) ? readdirSync(place).filter(name => name.endsWith('.json')).sort().map(name => path.join(place, name)) : []))
  const files = [...packs, ...(existsSync(profileFile(dataDir)) ? [profileFile(dataDir)] : [])]
  return files.map(file => ({ path: path.relative(dataDir, file).split(path.sep).join('/'), bytes: readFileSync(file) }))
}

/** Editions that have come since stay: nothing is printed otherwise because of them. The check standards are as they were. */
async function putBeside(dataDir: string, files: readonly BesideFile[]): Promise<void> {
  for (const { path: place, bytes } of files) {
    const target = path.join(dataDir, ...place.split('/'))
    await ensureFolder(path.dirname(target))
    await placeFile(target, bytes, { onClash: 'refuse', mayReplace: async () => true })
  }
  if (!files.some(file => file.path.startsWith('checks/'))) await rm(profileFile(dataDir), { force: true })
}

/** What a program that was ended in the middle has left. */
async function sweep(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  for (const name of await readdir(folder)) if (/^\.[0-9a-f]{12}\.part/u.test(name)) await rm(path.join(folder, name), { recursive: true, force: true })
}

/** Copies a file in pieces, to the disk, and reads it again from there: a stick may take everything and keep something else. */
async function copyVerified(from: string, to: string, size: number, { signal, onProgress }: Work): Promise<void> {
  const written = createHash('sha256')
  const target = await open(to, 'wx')
  try {
    await inPieces(from, async (piece, done) => {
      if (signal?.aborted) throw new AppError('cancelled')
      written.update(piece)
      await target.writeFile(piece)
      onProgress?.({ step: 'write', share: done / size })
    })
    await target.sync()
  } finally {
    await target.close()
  }
  const kept = createHash('sha256')
  await inPieces(to, async (piece, done) => {
    if (signal?.aborted) throw new AppError('cancelled')
    kept.update(piece)
    onProgress?.({ step: 'verify', share: done / size })
  })
  if (signal?.aborted) throw new AppError('cancelled')
  if (!written.digest().equals(kept.digest())) throw cannotWrite(to, Object.assign(new Error('what was written reads otherwise'), { code: 'EIO' }))
}

async function inPieces(file: string, work: (piece: Uint8Array, done: number) => Promise<void>): Promise<void> {
  const handle = await open(file, 'r')
  try {
    const piece = new Uint8Array(MEGABYTE)
    for (let done = 0; ;) {
      const { bytesRead } = await handle.read(piece, 0, MEGABYTE, null)
      if (bytesRead === 0) return
      done += bytesRead
      await work(piece.subarray(0, bytesRead), done)
    }
  } finally {
    await handle.close()
  }
}
