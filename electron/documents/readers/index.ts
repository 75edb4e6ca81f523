import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'
import { Budget } from './budget'
import { textDocument } from './textDocument'
import { createReaderThread, type ReaderThread } from './thread'

/** The built reader, beside the built program; a thread cannot begin inside the archive that a packaged program is in. */
const READER = path.join(__dirname.replace(/app\.asar(?=[\\/]|$)/u, 'app.asar.unpacked'), 'reader.cjs')
let thread: ReaderThread | null = null

/**
 * A file in the neutral form, told by its content, whatever it is called; `name` is for messages and for what bytes cannot tell.
 * Forms of the program's own come back in `own`, as interchange JSON still to be validated. The work is done in a thread of its
 * own, which is ended where a file takes too long or too much memory. `asForeign` reads the pages and tables of our own forms too,
 * as if they had come from elsewhere: for looking at them.
 * Throws AppErrors alone: fileEmpty, fileTooLarge, fileTooMuch, fileType, fileLegacy, fileEncrypted, fileScanned, fileDamaged, badJson.
 */
export async function readDocument(name: string, bytes: Uint8Array, asForeign = false): Promise<SourceDocument> {
  // sources that are not built (tests) have no reader beside them
  if (!existsSync(READER)) return (await import('./here')).readHere(name, bytes, undefined, asForeign)
  return (thread ??= createReaderThread(READER)).read(name, bytes, asForeign)
}

/** Pasted text in the neutral form. Throws fileEmpty, fileTooMuch, fileDamaged. */
export function readText(name: string, text: string): SourceDocument {
  const budget = new Budget(name)
  try {
    return textDocument(name, text, budget)
  } catch (error) {
    throw error instanceof AppError ? error : budget.damaged(error)
  }
}
