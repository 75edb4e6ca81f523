import { parentPort } from 'node:worker_threads'
import { AppError } from '../../../shared/errors'
import { readHere } from './here'
import type { Answer, Task } from './thread'

const heap = (): number => {
  const { heapTotal, external } = process.memoryUsage()
  return heapTotal + external
}

/** The reader's thread: reads one file after another, as {@link ./thread} asks. */
parentPort?.on('message', ({ number, name, bytes, asForeign }: Task) => {
  const answer = (message: Answer): void => parentPort?.postMessage(message)
  readHere(name, bytes, ms => answer({ number, extended: ms }), asForeign).then(
    document => answer({ number, document, heap: heap() }),
    (error: unknown) => {
      const known = error instanceof AppError ? error : new AppError('fileDamaged', { file: name })
      answer({ number, error: { code: known.code, params: known.params }, heap: heap() })
    },
  )
})
