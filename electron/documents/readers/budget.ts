import { AppError } from '../../../shared/errors'

/** How long one file may take, in milliseconds; a publication of many pages that is getting on well may take longer. */
export const MOST_MS = 8_000
const MOST_CELLS = 400_000
const MOST_CHARACTERS = 20_000_000
/** The clock is asked only so often. */
const TICKS_A_LOOK = 512

/** What reading one file may cost. Every reader counts here; the first to go over is told so by fileTooMuch. */
export class Budget {
  private ticks = 0
  private cellsLeft = MOST_CELLS
  private charactersLeft = MOST_CHARACTERS
  private readonly began = performance.now()

  /** `onExtend` is told when the file is given more time than {@link MOST_MS}. */
  constructor(readonly name: string, private readonly onExtend: (ms: number) => void = () => undefined, private mostMs = MOST_MS) {}

  /** One small step of work. */
  tick(): void {
    if (++this.ticks % TICKS_A_LOOK === 0) this.checkTime()
  }

  checkTime(): void {
    if (this.elapsed() > this.mostMs) throw this.tooMuch('time')
  }

  elapsed(): number {
    return performance.now() - this.began
  }

  extendTo(ms: number): void {
    if (ms <= this.mostMs) return
    this.mostMs = ms
    this.onExtend(ms)
  }

  /** A cell or line that goes into the result. */
  take(text: string): void {
    this.tick()
    this.charactersLeft -= text.length
    if (--this.cellsLeft < 0) throw this.tooMuch('cells')
    if (this.charactersLeft < 0) throw this.tooMuch('text')
  }

  tooMuch(why: 'time' | 'cells' | 'text' | 'pages'): AppError {
    return new AppError('fileTooMuch', { file: this.name, why })
  }

  damaged(cause?: unknown): AppError {
    return new AppError('fileDamaged', { file: this.name }, cause === undefined ? undefined : { cause })
  }
}
