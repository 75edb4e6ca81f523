import { parentPort } from 'node:worker_threads'
import type { Edition } from '../../../shared/editions/schema'
import { AppError } from '../../../shared/errors'
import { recognise } from '../../../shared/recognise'
import { MOST_MS } from './budget'
import { readHere } from './here'
import { hasTooManyCells, inLines } from './lines'
import type { Answer, ReadDocument, Task } from './thread'

const heap = (): number => {
  const { heapTotal, external } = process.memoryUsage()
  return heapTotal + external
}

/** The share of reading in the whole work; the rest is recognition. */
const READING = 0.7
/** Reading and recognition together may take so long; recognition alone as long as reading has, and never less than this. */
const WHOLE_MS = 8_500
const LEAST_RECOGNITION_MS = 5_000

let editions: readonly Edition[] = []

async function read({ number, name, content, asForeign, editions: given, recognises }: Task): Promise<ReadDocument> {
  const tell = (message: Answer): void => parentPort?.postMessage(message)
  if (given) editions = given
  const began = performance.now()
  tell({ number, progress: 0, patience: MOST_MS })
  const document = await readHere(name, content, { asForeign, owned: true, onProgress: (progress, patience) => tell({ number, progress: progress * READING, patience }) })
  if (!recognises || (document.own && document.blocks.length === 0)) return document
  const took = performance.now() - began
  tell({ number, progress: READING, patience: Math.max(LEAST_RECOGNITION_MS, WHOLE_MS - took, took) })
  const recognition = recognise(document, editions)
  // by now the cells are recognised
  return { ...(hasTooManyCells(document) ? inLines(document) : document), recognition }
}

/** The reader's thread: reads one file after another, as {@link ./thread} asks. */
parentPort?.on('message', (task: Task) => {
  const { number, name } = task
  const answer = (message: Answer): void => parentPort?.postMessage(message)
  read(task).then(
    document => answer({ number, document, heap: heap() }),
    (error: unknown) => {
      const known = error instanceof AppError ? error : new AppError('fileDamaged', { file: name })
      answer({ number, error: { code: known.code, params: known.params }, heap: heap() })
    },
  )
})
