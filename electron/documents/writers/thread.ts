import { Worker } from 'node:worker_threads'
import { AppError, type ErrorValue } from '../../../shared/errors'
import type { Making } from '../parts'
import type { Writing } from './here'

export interface Task { number: number; writing: Writing }
/** `count`: forms laid out so far. `heap`: what the thread's heap and buffers take after the file, in bytes. `broken`: an error that nobody foresaw. */
export type Answer = { number: number } & ({ count: number } | { bytes: Uint8Array; heap: number } | { error: ErrorValue } | { broken: string })

export interface WriterThread {
  /** The bytes of the file. Throws cancelled once `signal` says so, at any time; the file is then not made. */
  write(writing: Writing, making?: Making): Promise<Uint8Array>
  /** Ends the thread; the next file starts it again. */
  close(): void
}

/** A department's forms in one text document take about a gigabyte while they are packed. */
const MOST_HEAP_MB = 4096
/** A thread that has grown so large is let go after the file: a new one begins small. */
const LARGE_HEAP = 200 * 1024 * 1024
/** A thread that nobody has needed for so long is let go, and what it has loaded with it. */
const IDLE_MS = 60_000

interface Waiting { task: Task; onPrinted?: ((count: number) => void) | undefined; resolve(bytes: Uint8Array): void; reject(error: AppError): void }

/** One thread with the built writers in it; files wait for each other. */
export function createWriterThread(file: string): WriterThread {
  const waiting: Waiting[] = []
  let worker: Worker | null = null
  let current: Waiting | null = null
  let idle: NodeJS.Timeout | undefined
  let count = 0

  const stop = (): void => {
    const old = worker
    worker = null
    old?.removeAllListeners()
    // what it still says while it ends is nobody's
    old?.on('error', () => undefined)
    void old?.terminate()
  }
  const settle = (finish: (one: Waiting) => void): void => {
    const done = current
    current = null
    if (done) finish(done)
    next()
  }
  const fail = (cause: unknown): void => {
    stop()
    settle(one => one.reject(new AppError('internal', {}, { cause })))
  }
  const start = (): Worker => {
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } })
    started.on('message', (answer: Answer) => {
      if (answer.number !== current?.task.number) return
      if ('count' in answer) return current.onPrinted?.(answer.count)
      if ('bytes' in answer) {
        if (answer.heap > LARGE_HEAP) stop()
        return settle(one => one.resolve(answer.bytes))
      }
      settle(one => one.reject('error' in answer ? new AppError(answer.error.code, answer.error.params) : new AppError('internal', {}, { cause: answer.broken })))
    })
    started.on('error', fail)
    started.on('exit', status => fail(new Error(`the writer ended with ${status}`)))
    return started
  }
  const next = (): void => {
    clearTimeout(idle)
    if (current) return
    current = waiting.shift() ?? null
    if (!current) {
      idle = setTimeout(stop, IDLE_MS)
      idle.unref()
      worker?.unref()
      return
    }
    worker ??= start()
    worker.ref()
    worker.postMessage(current.task)
  }
  const giveUp = (one: Waiting): void => {
    const cancelled = new AppError('cancelled')
    if (one === current) {
      stop()
      return settle(() => one.reject(cancelled))
    }
    const at = waiting.indexOf(one)
    if (at >= 0) waiting.splice(at, 1)
    one.reject(cancelled)
  }

  return {
    write(writing, { signal, onPrinted } = {}) {
      if (signal?.aborted) return Promise.reject(new AppError('cancelled'))
      let stopListening = (): void => undefined
      return new Promise<Uint8Array>((resolve, reject) => {
        const one: Waiting = { task: { number: ++count, writing }, onPrinted, resolve, reject }
        const onAbort = (): void => giveUp(one)
        signal?.addEventListener('abort', onAbort, { once: true })
        stopListening = () => signal?.removeEventListener('abort', onAbort)
        waiting.push(one)
        next()
      }).finally(() => stopListening())
    },
    close: stop,
  }
}
