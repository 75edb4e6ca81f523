import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Making } from '../parts'
import type { Writing } from './here'
import { createWriterThread, type WriterThread } from './thread'

export type { Writing } from './here'

/** The built writers, beside the built program; a thread cannot begin inside the archive that a packaged program is in. */
const WRITER = path.join(__dirname.replace(/app\.asar(?=[\\/]|$)/u, 'app.asar.unpacked'), 'writer.cjs')
let thread: WriterThread | null = null

/**
 * A file for an office program, written in a thread of its own: a department's forms in one file take seconds, in which the window
 * goes on. Throws `cancelled` where `making.signal` says so; `making.onPrinted` is told of the forms as they are laid out.
 */
export async function write(writing: Writing, making: Making = {}): Promise<Uint8Array> {
  // sources that are not built (tests) have no writers beside them
  if (!existsSync(WRITER)) return (await import('./here')).writeHere(writing, making.onPrinted)
  return (thread ??= createWriterThread(WRITER)).write(writing, making)
}
