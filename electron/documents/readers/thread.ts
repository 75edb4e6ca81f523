import { Worker } from 'node:worker_threads'
import { AppError, type ErrorValue } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'

export interface Task { number: number; name: string; bytes: Uint8Array; asForeign: boolean }
/** `heap`: what the thread's heap and buffers take after the file, in bytes. */
export type Answer = { number: number } & (({ document: SourceDocument } | { error: ErrorValue }) & { heap: number } | { extended: number })

export interface ReaderThread {
  read(name: string, bytes: Uint8Array, asForeign?: boolean): Promise<SourceDocument>
  /** Ends the thread; the next file starts it again. */
  close(): void
}

/** A little more than readers give themselves, for what does not come back to look at the clock. */
const HARD_LIMIT_MS = 9_000
const GRACE_MS = 800
const MOST_HEAP_MB = 320
/** A thread that has grown so large is let go after the file: a new one begins small. */
const LARGE_HEAP = 200 * 1024 * 1024
/** A thread that nobody has needed for so long is let go, and what it has loaded with it. */
const IDLE_MS = 60_000

interface Waiting { task: Task; resolve(document: SourceDocument): void; reject(error: AppError): void }

/** One thread with the built reader in it; files wait for each other. */
export function createReaderThread(file: string): ReaderThread {
  const waiting: Waiting[] = []
  let worker: Worker | null = null
  let current: Waiting | null = null
  let limit: NodeJS.Timeout | undefined
  let idle: NodeJS.Timeout | undefined
  let count = 0
  let works = false

  const stop = (): void => {
    const old = worker
    worker = null
    old?.removeAllListeners()
    // what it still says while it ends is nobody's
    old?.on('error', () => undefined)
    void old?.terminate()
  }
  const settle = (finish: (one: Waiting) => void): void => {
    clearTimeout(limit)
    const done = current
    current = null
    if (done) finish(done)
    next()
  }
  const giveUp = (why: 'time' | 'memory'): void => {
    stop()
    settle(one => one.reject(new AppError('fileTooMuch', { file: one.task.name, why })))
  }
  const start = (): Worker => {
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: 32 } })
    started.on('message', (answer: Answer) => {
      works = true
      if (answer.number !== current?.task.number) return
      if ('extended' in answer) return setLimit(answer.extended + GRACE_MS)
      if (answer.heap > LARGE_HEAP) stop()
      settle(one => ('document' in answer ? one.resolve(answer.document) : one.reject(new AppError(answer.error.code, answer.error.params))))
    })
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return giveUp('memory')
      stop()
      // a reader that has never read anything is itself what is broken
      settle(one => one.reject(new AppError(works ? 'fileDamaged' : 'internal', works ? { file: one.task.name } : {}, { cause: error })))
    })
    started.on('exit', () => {
      stop()
      settle(one => one.reject(new AppError('fileDamaged', { file: one.task.name })))
    })
    return started
  }
  const setLimit = (ms: number): void => {
    clearTimeout(limit)
    limit = setTimeout(() => giveUp('time'), ms)
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
    setLimit(HARD_LIMIT_MS)
    worker.postMessage(current.task)
  }

  return {
    read: (name, bytes, asForeign = false) => new Promise((resolve, reject) => {
      waiting.push({ task: { number: ++count, name, bytes, asForeign }, resolve, reject })
      next()
    }),
    close: stop,
  }
}
