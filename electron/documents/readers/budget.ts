import { AppError } from '../../../shared/errors'

/** How long one file may take, in milliseconds, of which nothing else is known. */
export const MOST_MS = 3_500
/** One that shows half way that it will be done by then may take so long: a large workbook, a slow computer. */
const LONGER_MS = 30_000
/** But not one with hardly anything in it: so many bytes a cell or line it may have, and a character. */
const BYTES_A_CELL = 400
const BYTES_A_CHARACTER = 40
const MOST_CELLS = 1_000_000
const MOST_CHARACTERS = 20_000_000
/** The clock is asked only so often. */
const TICKS_A_LOOK = 512
/** Progress is told so often, in milliseconds. */
const TELL_EVERY = 100

export interface Watcher {
  /** A word from the reader: so much of the file is read, 0 to 1, and the next word comes within so many milliseconds. */
  onProgress?(share: number, patience: number): void
}

/** What reading one file may cost. Every reader counts here; the first to go over is told so by fileTooMuch. */
export class Budget {
  private ticks = 0
  private cellsLeft = MOST_CELLS
  private charactersLeft = MOST_CHARACTERS
  private readonly began = performance.now()
  private mostMs = MOST_MS
  private toldAt = 0
  private expected = 0
  private done = 0

  constructor(readonly name: string, private readonly watcher: Watcher = {}) {}

  /** One small step of work. */
  tick(): void {
    if (++this.ticks % TICKS_A_LOOK === 0) this.checkTime()
  }

  checkTime(): void {
    const elapsed = this.elapsed()
    if (elapsed > this.mostMs) throw this.tooMuch('time')
    const share = this.share()
    if (elapsed > MOST_MS / 2 && share > 0 && elapsed / share < LONGER_MS * 0.9 && this.isFilled()) this.extendTo(LONGER_MS)
    if (share === 0 || elapsed - this.toldAt < TELL_EVERY) return
    this.toldAt = elapsed
    this.watcher.onProgress?.(share, this.patience())
  }

  /** So long one step may take: what shows no progress is ended, however much time it has been given. */
  patience(): number {
    return Math.max(1, Math.min(MOST_MS, this.mostMs - this.elapsed()))
  }

  /** So much work (bytes, pages) there is in all. */
  expect(amount: number): void {
    this.expected = amount
  }

  /** So much of it is done. */
  advance(amount: number): void {
    this.done += amount
  }

  private isFilled(): boolean {
    return this.done < (MOST_CELLS - this.cellsLeft) * BYTES_A_CELL + (MOST_CHARACTERS - this.charactersLeft) * BYTES_A_CHARACTER
  }

  private share(): number {
    return this.expected > 0 ? Math.min(1, this.done / this.expected) : 0
  }

  elapsed(): number {
    return performance.now() - this.began
  }

  extendTo(ms: number): void {
    this.mostMs = Math.max(this.mostMs, ms)
  }

  /** A cell or line that goes into the result. */
  take(text: string): void {
    this.tick()
    if (--this.cellsLeft < 0) throw this.tooMuch('cells')
    this.takeText(text)
  }

  /** Text alone, where it stands in memory more than once. */
  takeText(text: string): void {
    this.charactersLeft -= text.length
    if (this.charactersLeft < 0) throw this.tooMuch('text')
  }

  tooMuch(why: 'time' | 'cells' | 'text' | 'pages'): AppError {
    return new AppError('fileTooMuch', { file: this.name, why })
  }

  damaged(cause?: unknown): AppError {
    return new AppError('fileDamaged', { file: this.name }, cause === undefined ? undefined : { cause })
  }
}
