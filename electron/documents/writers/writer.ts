import { parentPort } from 'node:worker_threads'
import { AppError } from '../../../shared/errors'
import { writeHere } from './here'
import type { Answer, Task } from './thread'

/** The writer's thread: writes one file after another, as {@link ./thread} asks. */
parentPort?.on('message', ({ number, writing }: Task) => {
  const answer = (message: Answer, hand: ArrayBuffer[] = []): void => parentPort?.postMessage(message, hand)
  writeHere(writing, count => answer({ number, count })).then(
    bytes => {
      const { heapTotal, external } = process.memoryUsage()
      answer({ number, bytes, heap: heapTotal + external }, [bytes.buffer as ArrayBuffer])
    },
    (error: unknown) => answer(error instanceof AppError ? { number, error: { code: error.code, params: error.params } } : { number, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
