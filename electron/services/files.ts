import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../shared/errors'
import { MAX_FILE_BYTES, refuseTooLarge } from '../fileSize'
import { numbered } from './fileNames'

/** Read at once. */
const MEGABYTE = 1024 * 1024

/** Reasons that there are words for. */
const KNOWN_REASONS = ['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EBUSY', 'ENAMETOOLONG', 'ENOENT', 'EISDIR', 'EIO', 'ETIMEDOUT']

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? ''
const reasonOf = (code: string): string => (KNOWN_REASONS.includes(code) ? code : 'other')

/** A disk or network that has not answered for so long is not waited for. */
const QUIET_MS = 8_000

/** A step of reading; throws ETIMEDOUT where it does not end, and what `signal` says. */
async function soon<T>(step: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), QUIET_MS)
    stop = () => reject(new AppError('cancelled'))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([step, late])
  } finally {
    clearTimeout(timer)
    if (stop) signal?.removeEventListener('abort', stop)
  }
}

/** A file's bytes, at most so many. Throws fileMissing, fileEmpty, fileTooLarge (before reading), fileUnreadable or cancelled, each with `file`. */
export async function readBytes(file: string, most = MAX_FILE_BYTES, signal?: AbortSignal): Promise<Uint8Array> {
  const refuse = (error: unknown): AppError => {
    if (error instanceof AppError) return error
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('fileMissing', { file }, { cause: error })
    return new AppError('fileUnreadable', { file, why: reasonOf(code) }, { cause: error })
  }
  try {
    const about = await soon(stat(file), signal)
    if (about.isDirectory()) throw new AppError('fileUnreadable', { file, why: 'EISDIR' })
    refuseTooLarge(file, about.size, most)
    if (about.isFile() && about.size === 0) throw new AppError('fileEmpty', { file })
    // a pipe that nobody writes into would not even open
    const opening = open(file, about.isFIFO() ? constants.O_RDONLY | constants.O_NONBLOCK : 'r')
    const handle = await soon(opening, signal).catch((error: unknown) => {
      void opening.then(late => late.close(), () => undefined)
      throw error
    })
    try {
      const bytes = await readWhole(handle, file, about.isFile() ? about.size : 0, most, signal)
      if (bytes.length === 0) throw new AppError('fileEmpty', { file })
      return bytes
    } finally {
      // a read that does not come back would keep it from being closed
      void handle.close().catch(() => undefined)
    }
  } catch (error) {
    throw refuse(error)
  }
}

/** A piece of a file; of a pipe, as soon as there is one. */
async function readSome(handle: FileHandle, bytes: Uint8Array, at: number): Promise<{ bytesRead: number }> {
  for (const end = performance.now() + QUIET_MS; ;) {
    try {
      return await handle.read(bytes, at, Math.min(bytes.length - at, MEGABYTE), null)
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN' || performance.now() > end) throw error
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
}

/** All of an open file, `expected` bytes long; it may have grown or shrunk since. */
async function readWhole(handle: FileHandle, file: string, expected: number, most: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  let bytes = new Uint8Array(expected + 1)
  let size = 0
  for (;;) {
    const { bytesRead } = await soon(readSome(handle, bytes, size), signal)
    if (bytesRead === 0) return bytes.slice(0, size)
    size += bytesRead
    refuseTooLarge(file, size, most)
    if (size < bytes.length) continue
    const larger = new Uint8Array(Math.max(size * 2, MEGABYTE))
    larger.set(bytes)
    bytes = larger
  }
}

/** Makes sure of a folder to write into. Throws noFolder or cannotWrite. */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    const code = codeOf(error)
    throw code === 'EEXIST' || code === 'ENOTDIR' ? new AppError('noFolder', { path: folder }, { cause: error }) : cannotWrite(folder, error)
  }
}

/** What went wrong in writing, as cannotWrite with the path and a reason that there are words for. */
export function cannotWrite(file: string, error: unknown): AppError {
  const code = codeOf(error)
  return new AppError('cannotWrite', { path: file, why: reasonOf(code), detail: code }, { cause: error })
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(() => true, () => false)
}

export interface Placing {
  /** May the file that is there give way? Only where it is ours and as we left it. */
  mayReplace(file: string): Promise<boolean>
  /** What to do where it may not: try `name(2)`, or refuse with fileExists. */
  onClash: 'number' | 'refuse'
}

/**
 * Writes a whole file under a name that is free, or whose file may be replaced: first aside, then by a rename,
 * so that nobody ever sees half of it. `content` may write the file aside itself, where it is too much for memory.
 * Returns its path. Throws cannotWrite or fileExists; nothing is left behind then.
 */
export async function placeFile(wanted: string, content: Uint8Array | ((aside: string) => Promise<void>), { mayReplace, onClash }: Placing): Promise<string> {
  const aside = path.join(path.dirname(wanted), `.jixiao-${randomBytes(6).toString('hex')}.part`)
  let claimed: string | null = null
  try {
    await (content instanceof Uint8Array ? writeWhole(aside, content) : content(aside))
    for (let number = 1; ; number++) {
      const file = numbered(wanted, number)
      if (await exists(file)) {
        if (!(await mayReplace(file))) {
          if (onClash === 'refuse') throw new AppError('fileExists', { path: file })
          continue
        }
      } else if (await claim(file)) claimed = file
      else continue
      await rename(aside, file)
      claimed = null
      return file
    }
  } catch (error) {
    throw error instanceof AppError ? error : cannotWrite(wanted, error)
  } finally {
    for (const left of [aside, claimed]) if (left !== null) await rm(left, { force: true }).catch(() => undefined)
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Takes a free name, so that a rename cannot hit what another program puts there meanwhile; false where it came first. */
async function claim(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx')).close()
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}
