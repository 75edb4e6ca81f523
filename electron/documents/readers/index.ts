import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'
import { Budget } from './budget'
import { textDocument } from './textDocument'
import { createReaderThread, type ReadDocument, type ReaderThread, type ReadOptions } from './thread'

export type { ReadDocument, ReadOptions } from './thread'

/** The built reader, beside the built program; a thread cannot begin inside the archive that a packaged program is in. */
const READER = path.join(__dirname.replace(/app\.asar(?=[\\/]|$)/u, 'app.asar.unpacked'), 'reader.cjs')
let thread: ReaderThread | null = null

/**
 * A file in the neutral form, told by its content, whatever it is called; `name` is for messages and for what bytes cannot tell.
 * Forms of the program's own come back in `own`, as interchange JSON still to be validated. The work is done in a thread of its
 * own, recognition too where editions are given; it is ended where a file takes too long or too much memory, or `signal` says so.
 * Throws AppErrors alone: fileEmpty, fileTooLarge, fileTooMuch, fileType, fileLegacy, fileEncrypted, fileScanned, fileDamaged, badJson, cancelled.
 */
export async function readDocument(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadDocument> {
  // sources that are not built (tests) have no reader beside them
  if (!existsSync(READER)) return (await import('./here')).readHere(name, bytes, { asForeign: options.asForeign ?? false, onProgress: share => options.onProgress?.(share) })
  return (thread ??= createReaderThread(READER)).read(name, bytes, options)
}

/** The same for pasted text, which is nothing but text. Throws fileEmpty, fileTooMuch, fileDamaged, badJson, cancelled. */
export async function readPasted(name: string, text: string, options: ReadOptions = {}): Promise<ReadDocument> {
  if (!existsSync(READER)) return readText(name, text)
  return (thread ??= createReaderThread(READER)).read(name, text, options)
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
