import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../shared/errors'
import { numbered } from './fileNames'

/** The largest file that is read: forms are far below one megabyte, whole budget publications a few dozen. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024
const MEGABYTE = 1024 * 1024

/** Reasons that there are words for. */
const KNOWN_REASONS = ['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EBUSY', 'ENAMETOOLONG', 'ENOENT', 'EISDIR', 'EIO']

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? ''
const reasonOf = (code: string): string => (KNOWN_REASONS.includes(code) ? code : 'other')

/** Throws fileTooLarge for more bytes than are read. */
export function refuseTooLarge(file: string, size: number, most = MAX_FILE_BYTES): void {
  if (size > most) throw new AppError('fileTooLarge', { file, size: Math.ceil(size / MEGABYTE), limit: most / MEGABYTE })
}

/** A file's bytes, at most so many. Throws fileMissing, fileEmpty, fileTooLarge (before reading) or fileUnreadable, each with `file`. */
export async function readBytes(file: string, most = MAX_FILE_BYTES): Promise<Uint8Array> {
  const refuse = (error: unknown): AppError => {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('fileMissing', { file }, { cause: error })
    return new AppError('fileUnreadable', { file, why: reasonOf(code) }, { cause: error })
  }
  const about = await stat(file).catch((error: unknown) => { throw refuse(error) })
  if (about.isDirectory()) throw new AppError('fileUnreadable', { file, why: 'EISDIR' })
  refuseTooLarge(file, about.size, most)
  if (about.isFile() && about.size === 0) throw new AppError('fileEmpty', { file })
  const parts: Uint8Array[] = []
  let size = 0
  const handle = await open(file, 'r').catch((error: unknown) => { throw refuse(error) })
  try {
    for await (const part of handle.createReadStream({ highWaterMark: MEGABYTE, autoClose: false })) {
      parts.push(part as Uint8Array)
      size += (part as Uint8Array).length
      refuseTooLarge(file, size, most)
    }
  } catch (error) {
    throw error instanceof AppError ? error : refuse(error)
  } finally {
    await handle.close()
  }
  if (size === 0) throw new AppError('fileEmpty', { file })
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
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
 * so that nobody ever sees half of it. Returns its path. Throws cannotWrite or fileExists; nothing is left behind then.
 */
export async function placeFile(wanted: string, bytes: Uint8Array, { mayReplace, onClash }: Placing): Promise<string> {
  const aside = path.join(path.dirname(wanted), `.jixiao-${randomBytes(6).toString('hex')}.part`)
  let claimed: string | null = null
  try {
    await writeWhole(aside, bytes)
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
