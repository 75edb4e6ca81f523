import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

type Params = Record<string, unknown>
interface Message {
  id?: number
  method?: string
  params?: Params
  result?: unknown
  error?: { message: string }
  sessionId?: string
}

/** One attached target, or the browser itself: commands out, events in. */
export class CdpSession extends EventEmitter {
  readonly sessionId: string | undefined
  private readonly connection: CdpConnection

  constructor(connection: CdpConnection, sessionId: string | undefined) {
    super()
    this.setMaxListeners(0)
    this.connection = connection
    this.sessionId = sessionId
  }

  /** @throws {Error} what Chromium answered, or that it has gone */
  send<Result = Params>(method: string, params: Params = {}): Promise<Result> {
    return this.connection.send(method, params, this.sessionId) as Promise<Result>
  }

  /** Sends without waiting; what fails because the page has gone meanwhile is of no interest. */
  tell(method: string, params: Params = {}): void {
    this.send(method, params).catch(() => {})
  }
}

/** Chromium's DevTools protocol over its pipe: JSON messages ended by a zero byte. */
export class CdpConnection {
  readonly browser = new CdpSession(this, undefined)
  private readonly sessions = new Map<string, CdpSession>()
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void; method: string }>()
  private readonly output: Writable
  private lastId = 0
  private chunks: Buffer[] = []
  closed = false

  constructor(input: Readable, output: Writable) {
    this.output = output
    output.on('error', () => this.close())
    input.on('data', (chunk: Buffer) => this.receive(chunk))
    input.on('error', () => this.close())
    input.on('close', () => this.close())
  }

  session(sessionId: string): CdpSession {
    let session = this.sessions.get(sessionId)
    if (!session) this.sessions.set(sessionId, (session = new CdpSession(this, sessionId)))
    return session
  }

  send(method: string, params: Params, sessionId?: string): Promise<unknown> {
    if (this.closed) return Promise.reject(new Error(`stand-in: Chromium has gone (${method})`))
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, method })
      this.output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  private receive(chunk: Buffer): void {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      this.chunks.push(chunk.subarray(from, end))
      const text = Buffer.concat(this.chunks).toString('utf8')
      this.chunks = []
      from = end + 1
      this.dispatch(JSON.parse(text) as Message)
    }
    if (from < chunk.length) this.chunks.push(chunk.subarray(from))
  }

  private dispatch(message: Message): void {
    if (message.id !== undefined) {
      const waiter = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if (message.error) waiter?.reject(new Error(`${waiter.method}: ${message.error.message}`))
      else waiter?.resolve(message.result ?? {})
      return
    }
    if (message.method === 'Target.detachedFromTarget') {
      const gone = message.params?.['sessionId'] as string
      this.sessions.get(gone)?.emit('detached')
      this.sessions.delete(gone)
    }
    const target = message.sessionId ? this.sessions.get(message.sessionId) : this.browser
    target?.emit(message.method as string, message.params ?? {})
  }

  private close(): void {
    if (this.closed) return
    this.closed = true
    for (const { reject, method } of this.waiting.values()) reject(new Error(`stand-in: Chromium has gone (${method})`))
    this.waiting.clear()
    for (const session of this.sessions.values()) session.emit('detached')
    this.sessions.clear()
    this.browser.emit('detached')
  }
}
