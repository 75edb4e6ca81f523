import { AppError } from '../shared/errors'

/** The largest file that is read, in bytes: forms are far below one megabyte, whole budget publications a few dozen. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024
const MEGABYTE = 1024 * 1024

/** Throws fileTooLarge for more bytes than are read. */
export function refuseTooLarge(file: string, size: number, most = MAX_FILE_BYTES): void {
  if (size > most) throw new AppError('fileTooLarge', { file, size: Math.ceil(size / MEGABYTE), limit: most / MEGABYTE })
}
