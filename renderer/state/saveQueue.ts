import type { Patch } from '../../shared/declaration/patch'
import type { ErrorValue } from '../../shared/errors'
import { errorOf } from './client'

/** Milliseconds after the last keystroke, and at most after the first that is not stored yet, until a request goes out. */
const QUIET = 300
const LONGEST = 800
const RETRY_FIRST = 1_000
const RETRY_LONGEST = 30_000

export type SaveState =
  /** Everything is in the store; `at` is its time of the last change (ISO), null where nothing was changed yet. */
  | { kind: 'saved'; at: string | null }
  /** Something waits for its moment or is on its way. */
  | { kind: 'saving' }
  /** The store did not take it. It is kept, and tried again by itself. */
  | { kind: 'failed'; error: ErrorValue }

interface Options {
  revision: number
  send(patches: Patch[], revision: number): Promise<{ revision: number; updatedAt: string }>
  onState(state: SaveState): void
  /** The store has all that was queued when the request went out. */
  onStored(): void
  onSending(): void
  /** The store holds something else than the queue began from, or refuses the patches as they are; true when that is settled. */
  onMismatch(error: ErrorValue): Promise<boolean>
}

/**
 * Patches on their way to the store: one request at a time, in order, nothing dropped until the store has answered.
 */
export class SaveQueue {
  private waiting: Patch[] = []
  private firstAt = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private working: Promise<boolean> | null = null
  private failures = 0
  private revision: number
  private closed = false

  constructor(private readonly options: Options) {
    this.revision = options.revision
  }

  get idle(): boolean {
    return this.waiting.length === 0 && this.working === null
  }

  add(patches: readonly Patch[]): void {
    if (patches.length === 0) return
    if (this.waiting.length === 0) this.firstAt = Date.now()
    for (const patch of patches) {
      const last = this.waiting.at(-1)
      if (patch.op === 'set' && last?.op === 'set' && last.path === patch.path) this.waiting[this.waiting.length - 1] = patch
      else this.waiting.push(patch)
    }
    if (this.failures > 0) return
    this.options.onState({ kind: 'saving' })
    if (this.working) return
    this.schedule(Math.max(0, Math.min(QUIET, this.firstAt + LONGEST - Date.now())))
  }

  /** Sends what waits now; true when all of it is in the store. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    if (this.working && !(await this.working)) return false
    while (this.waiting.length > 0) {
      if (!(await this.run())) return false
    }
    return true
  }

  /** Begins again from what the store now holds, with the patches that are still to be stored. */
  rebase(revision: number, patches: readonly Patch[]): void {
    this.revision = revision
    this.waiting = [...patches]
    this.firstAt = Date.now()
  }

  /** No more timers; what waits is not sent. */
  close(): void {
    this.closed = true
    clearTimeout(this.timer)
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer)
    if (this.closed) return
    this.timer = setTimeout(() => void this.run(), delay)
  }

  private run(): Promise<boolean> {
    clearTimeout(this.timer)
    if (this.working) return this.working
    if (this.waiting.length === 0) return Promise.resolve(true)
    this.working = this.sendOnce().finally(() => {
      this.working = null
      if (this.failures === 0 && this.waiting.length > 0) this.schedule(Math.max(0, this.firstAt + QUIET - Date.now()))
    })
    return this.working
  }

  private async sendOnce(): Promise<boolean> {
    const batch = this.waiting
    this.waiting = []
    this.options.onState({ kind: 'saving' })
    this.options.onSending()
    try {
      const answer = await this.options.send(batch, this.revision)
      this.revision = answer.revision
      this.failures = 0
      this.options.onStored()
      if (this.waiting.length === 0) this.options.onState({ kind: 'saved', at: answer.updatedAt })
      else this.firstAt = Date.now()
      return true
    } catch (caught) {
      this.waiting = [...batch, ...this.waiting]
      const error = errorOf(caught)
      if (error.code === 'revisionConflict' || error.code === 'badInput') {
        try {
          if (await this.options.onMismatch(error)) {
            this.failures = 0
            if (this.waiting.length === 0) this.options.onState({ kind: 'saved', at: new Date().toISOString() })
            return true
          }
        } catch (again) {
          return this.failed(errorOf(again))
        }
      }
      return this.failed(error)
    }
  }

  private failed(error: ErrorValue): false {
    this.failures++
    this.options.onState({ kind: 'failed', error })
    this.schedule(Math.min(RETRY_LONGEST, RETRY_FIRST * 2 ** (this.failures - 1)))
    return false
  }
}
