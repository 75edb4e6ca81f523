type Listener = (event: { data: unknown }) => void
interface Chunk { fnArray?: unknown[]; argsArray?: unknown[] }

/** Timers and messages get their turn so often (milliseconds) while pdf.js has work to do. */
const BREATH_MS = 40
/** Operators of one document; a page of a form has some thousands, a map some hundred thousand. */
const MOST_OPERATORS = 6_000_000

/**
 * One end of a line between the two halves of pdf.js, when both are in this thread. Its own one copies every message with all that
 * hangs on it, which takes as long as reading. Here they are handed over as they are, but for the lists of operators, which
 * the sender empties afterwards; beyond a number of them they are left out, so that no page can fill the memory.
 */
export class Port {
  /** Operators that were left out. */
  dropped = 0
  private passed = 0
  private other: Port | null = null
  private readonly listeners = new Set<Listener>()
  private readonly queue: unknown[] = []
  private lastBreath = performance.now()
  private scheduled = false

  static pair(): [Port, Port] {
    const [one, two] = [new Port(), new Port()]
    one.other = two
    two.other = one
    return [one, two]
  }

  postMessage(data: unknown): void {
    this.other?.take(this.copied(data))
  }

  addEventListener(_: string, listener: Listener, options?: { signal?: AbortSignal }): void {
    this.listeners.add(listener)
    options?.signal?.addEventListener('abort', () => this.listeners.delete(listener))
  }

  removeEventListener(_: string, listener: Listener): void {
    this.listeners.delete(listener)
  }

  terminate(): void {
    this.listeners.clear()
  }

  private take(data: unknown): void {
    this.queue.push(data)
    if (this.scheduled) return
    this.scheduled = true
    const deliver = (): void => {
      this.scheduled = false
      for (const message of this.queue.splice(0)) for (const listener of [...this.listeners]) listener.call(this, { data: message })
    }
    if (performance.now() - this.lastBreath < BREATH_MS) return queueMicrotask(deliver)
    setImmediate(() => {
      this.lastBreath = performance.now()
      deliver()
    })
  }

  private copied(data: unknown): unknown {
    const { chunk } = data as { chunk?: Chunk }
    if (!Array.isArray(chunk?.fnArray) || !Array.isArray(chunk.argsArray)) return data
    this.passed += chunk.fnArray.length
    const isTooMuch = this.passed > MOST_OPERATORS
    if (isTooMuch) this.dropped += chunk.fnArray.length
    return { ...(data as object), chunk: { ...chunk, fnArray: isTooMuch ? [] : [...chunk.fnArray], argsArray: isTooMuch ? [] : [...chunk.argsArray], ...(isTooMuch ? { length: 0 } : {}) } }
  }
}
