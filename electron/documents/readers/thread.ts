import { Worker } from 'node:worker_threads'
import { AppError, type ErrorValue } from '../../../shared/errors'
import type { Edition } from '../../../shared/editions/schema'
import type { Recognition, SourceDocument } from '../../../shared/recognise/types'

/** A document that was read, with the forms that were found in it where they were asked for. */
export interface ReadDocument extends SourceDocument { recognition?: Recognition }

/** What the thread is asked for. */
export interface Task {
  number: number
  name: string
  content: Uint8Array | string
  asForeign: boolean
  /** Forms are looked for, in the editions given last. */
  recognises: boolean
  editions?: readonly Edition[]
}
/** `heap`: what the thread's heap and buffers take after the file, in bytes. `patience`: the next word comes within so many milliseconds. */
export type Answer = { number: number } & (({ document: ReadDocument } | { error: ErrorValue }) & { heap: number } | { progress: number; patience: number })

export interface ReadOptions {
  /** The pages and tables of our own forms too, as if they had come from elsewhere: for looking at them. */
  asForeign?: boolean
  /** Looks for forms of these in the same thread; very large tables then come back as lines. */
  editions?: readonly Edition[]
  /** The bytes go to the reader: nobody looks at them afterwards. */
  mayTake?: boolean
  signal?: AbortSignal
  /** How much of the file is read, 0 to 1. */
  onProgress?(share: number): void
}

export interface ReaderThread {
  /** A file's bytes, or a text. Throws what the reader throws, fileTooMuch and cancelled. */
  read(name: string, content: Uint8Array | string, options?: ReadOptions): Promise<ReadDocument>
  /** Ends the thread; the next file starts it again. */
  close(): void
}

/** Until a new thread has loaded the reader and says its first word; afterwards it says itself how long to wait. */
const LOADING_MS = 20_000
/** A little more than readers give themselves, for what does not come back to look at the clock. */
const GRACE_MS = 500
const MOST_HEAP_MB = 200
/**
 * Buffers are no part of a heap: by so much the whole program may grow while a file is read, looked at so often. What ended threads
 * leave behind is given back late or kept for the next: then it may grow less, but always by the last of these.
 */
const MOST_GROWTH = 280 * 1024 * 1024
const MOST_OVER_LOWEST = 310 * 1024 * 1024
const LEAST_GROWTH = 100 * 1024 * 1024
const LOOK_MS = 20
/** A thread that is ended gives its memory back a little later; it is not waited for longer than this. */
const ENDING_MS = 2_000
/** A thread that has grown so large is let go after the file: a new one begins small. */
const LARGE_HEAP = 170 * 1024 * 1024
/** A thread that nobody has needed for so long is let go, and what it has loaded with it. */
const IDLE_MS = 60_000

interface Waiting { number: number; name: string; content: Uint8Array | string; options: ReadOptions; resolve(document: ReadDocument): void; reject(error: AppError): void }

/** One thread with the built reader in it; files wait for each other. */
export function createReaderThread(file: string): ReaderThread {
  const waiting: Waiting[] = []
  let worker: Worker | null = null
  let current: Waiting | null = null
  let limit: NodeJS.Timeout | undefined
  let look: NodeJS.Timeout | undefined
  let idle: NodeJS.Timeout | undefined
  let count = 0
  let works = false
  /** The editions that the thread has. */
  let given: readonly Edition[] | null = null
  let ending: Promise<unknown> | null = null
  /** The least that the whole program took when a file was begun. */
  let lowest = Infinity

  const stop = (): void => {
    const old = worker
    worker = null
    given = null
    if (!old) return
    old.removeAllListeners()
    // what it still says while it ends is nobody's
    old.on('error', () => undefined)
    const ended = Promise.race([old.terminate(), new Promise(resolve => setTimeout(resolve, ENDING_MS).unref())]).then(() => {
      if (ending === ended) ending = null
    })
    ending = ended
  }
  const settle = (finish: (one: Waiting) => void): void => {
    clearTimeout(limit)
    clearInterval(look)
    const done = current
    current = null
    if (done) finish(done)
    next()
  }
  const giveUp = (error: AppError): void => {
    stop()
    settle(one => one.reject(error))
  }
  const tooMuch = (why: 'time' | 'memory'): AppError => new AppError('fileTooMuch', { file: current?.name ?? '', why })
  const start = (): Worker => {
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: 32 } })
    started.on('message', (answer: Answer) => {
      works = true
      if (answer.number !== current?.number) return
      if ('progress' in answer) {
        setLimit(answer.patience + GRACE_MS)
        current.options.onProgress?.(answer.progress)
        return
      }
      if (answer.heap > LARGE_HEAP) stop()
      settle(one => ('document' in answer ? one.resolve(answer.document) : one.reject(new AppError(answer.error.code, answer.error.params))))
    })
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return giveUp(tooMuch('memory'))
      // a reader that has never read anything is itself what is broken
      giveUp(new AppError(works ? 'fileDamaged' : 'internal', works ? { file: current?.name ?? '' } : {}, { cause: error }))
    })
    started.on('exit', () => giveUp(new AppError('fileDamaged', { file: current?.name ?? '' })))
    return started
  }
  const setLimit = (ms: number): void => {
    clearTimeout(limit)
    limit = setTimeout(() => giveUp(tooMuch('time')), ms)
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
    const one = current
    if (ending) void ending.then(() => { if (current === one) begin(one) })
    else begin(one)
  }
  const begin = ({ number, name, content, options: { asForeign = false, editions, mayTake } }: Waiting): void => {
    worker ??= start()
    worker.ref()
    setLimit(LOADING_MS)
    const before = process.memoryUsage.rss()
    lowest = Math.min(lowest, before)
    const most = Math.min(before + MOST_GROWTH, Math.max(lowest + MOST_OVER_LOWEST, before + LEAST_GROWTH))
    look = setInterval(() => {
      if (process.memoryUsage.rss() > most) giveUp(tooMuch('memory'))
    }, LOOK_MS)
    const isNew = editions !== undefined && !isSame(editions, given)
    if (isNew) given = editions
    const task: Task = { number, name, content, asForeign, recognises: editions !== undefined, ...(isNew ? { editions } : {}) }
    worker.postMessage(task, mayTake && typeof content !== 'string' && content.buffer instanceof ArrayBuffer ? [content.buffer] : [])
  }

  return {
    read: (name, content, options = {}) => new Promise((resolve, reject) => {
      const { signal } = options
      const cancelled = (): AppError => new AppError('cancelled', { file: name })
      if (signal?.aborted) return reject(cancelled())
      const one: Waiting = { number: ++count, name, content, options, resolve, reject }
      signal?.addEventListener('abort', () => {
        const at = waiting.indexOf(one)
        if (at >= 0) waiting.splice(at, 1)
        if (current === one) giveUp(cancelled())
        else reject(cancelled())
      }, { once: true })
      waiting.push(one)
      next()
    }),
    close: stop,
  }
}

const isSame = (a: readonly Edition[], b: readonly Edition[] | null): boolean => a.length === b?.length && a.every((edition, i) => edition === b[i])
