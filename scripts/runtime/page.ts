/**
 * The page's half of the runtime, put into every new document before its own scripts: once in the
 * page's world (receives what the preload exposes) and once in an isolated world of the same page
 * (runs the preload with `contextBridge` and `ipcRenderer`). The two worlds share the DOM only, so
 * calls cross as synchronous events on the window under a name chosen at random for each window.
 */
import { decode, encode } from './codec'

type Fn = (...args: unknown[]) => unknown

interface Crossing {
  from: 'page' | 'preload'
  kind: 'expose' | 'call' | 'return' | 'settle'
  id: number
  value?: unknown
  args?: unknown[]
  key?: string
  failed?: boolean
}

interface Marker {
  standInFunction?: number
  standInPromise?: number
}

/** Functions and promises stay in their world; the other one gets a marker, and makes a caller of it. */
class Bridge {
  private readonly functions = new Map<number, Fn>()
  private readonly numbers = new WeakMap<Fn, number>()
  private readonly promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  private readonly returned = new Map<number, Crossing>()
  private last = 0

  constructor(
    private readonly side: Crossing['from'],
    private readonly eventName: string,
    private readonly onExpose?: (key: string, api: unknown) => void,
  ) {
    window.addEventListener(eventName, (event) => this.receive((event as CustomEvent<Crossing>).detail))
  }

  private send(message: Omit<Crossing, 'from'>): void {
    window.dispatchEvent(new CustomEvent(this.eventName, { detail: { ...message, from: this.side } }))
  }

  expose(key: string, api: unknown): void {
    const id = ++this.last
    this.send({ kind: 'expose', id, key, value: this.wrap(api) })
    this.takeReturn(id)
  }

  private takeReturn(id: number): unknown {
    const answer = this.returned.get(id)
    this.returned.delete(id)
    if (!answer) throw new Error('stand-in: the other world did not answer')
    if (answer.failed) throw new Error(String(answer.value))
    return this.unwrap(answer.value)
  }

  private call(fn: number, args: unknown[]): unknown {
    const id = ++this.last
    this.send({ kind: 'call', id, value: fn, args: args.map((arg) => this.wrap(arg)) })
    return this.takeReturn(id)
  }

  private wrap(value: unknown): unknown {
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value === 'function') {
      const fn = value as Fn
      let number = this.numbers.get(fn)
      if (number === undefined) {
        number = ++this.last
        this.numbers.set(fn, number)
        this.functions.set(number, fn)
      }
      return { standInFunction: number } satisfies Marker
    }
    if (value instanceof Promise) {
      const id = ++this.last
      value.then(
        (result: unknown) => this.send({ kind: 'settle', id, value: this.wrap(result) }),
        (error: unknown) => this.send({ kind: 'settle', id, failed: true, value: messageOf(error) }),
      )
      return { standInPromise: id } satisfies Marker
    }
    if (Array.isArray(value)) return value.map((item) => this.wrap(item))
    if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.wrap(item)]))
    return value
  }

  private unwrap(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.unwrap(item))
    if (!isPlain(value)) return value
    const { standInFunction, standInPromise } = value as Marker
    if (standInFunction !== undefined) return (...args: unknown[]) => this.call(standInFunction, args)
    if (standInPromise !== undefined) {
      return new Promise((resolve, reject) => this.promises.set(standInPromise, { resolve, reject }))
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.unwrap(item)]))
  }

  private receive(message: Crossing): void {
    if (!message || message.from === this.side) return
    if (message.kind === 'return') {
      this.returned.set(message.id, message)
      return
    }
    if (message.kind === 'settle') {
      const promise = this.promises.get(message.id)
      this.promises.delete(message.id)
      if (message.failed) promise?.reject(new Error(String(message.value)))
      else promise?.resolve(this.unwrap(message.value))
      return
    }
    try {
      let result: unknown
      if (message.kind === 'expose') this.onExpose?.(message.key as string, this.unwrap(message.value))
      else result = this.functions.get(message.value as number)?.(...(message.args ?? []).map((arg) => this.unwrap(arg)))
      this.send({ kind: 'return', id: message.id, value: this.wrap(result) })
    } catch (error) {
      this.send({ kind: 'return', id: message.id, failed: true, value: messageOf(error) })
    }
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // an object that crossed has the other world's Object.prototype
  return prototype === null || (prototype as { constructor?: { name?: string } }).constructor?.name === 'Object'
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function deepFreeze(value: unknown): unknown {
  if (isPlain(value) || Array.isArray(value)) {
    Object.values(value).forEach(deepFreeze)
    Object.freeze(value)
  }
  return value
}

/** In the page's own world. */
export function page(eventName: string): void {
  // Electron's handler denies before anything is asked; a page closed afterwards would have asked already
  window.open = () => null
  new Bridge('page', eventName, (key, api) => {
    if (key in window) throw new Error(`Cannot bind an API on top of an existing property on the window object`)
    Object.defineProperty(window, key, { value: deepFreeze(api), enumerable: true, configurable: false, writable: false })
  })
}

export interface Setup {
  eventName: string
  /** The function that Chromium put into the isolated world: carries text to the main process. */
  binding: string
  /** What the main process calls in the isolated world. */
  receiver: string
  /** In a visible window of its own: ask before it closes, and do not reload on F5. */
  guarded: boolean
  platform: string
  versions: Record<string, string>
}

type Incoming = { kind: 'reply'; id: number; ok: boolean; value: unknown } | { kind: 'message'; channel: string; args: unknown[] }

/** In the isolated world of the top frame: makes what a preload may require, and runs it. */
export function preload(setup: Setup, run: (require: Fn, process: object, module: { exports: object }, exports: object) => void): void {
  if (window.top !== window) return
  const scope = globalThis as unknown as Record<string, unknown>
  const post = (message: object): void => (scope[setup.binding] as Fn)(encode({ ...message, url: location.href })) as void
  const bridge = new Bridge('preload', setup.eventName)
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, Set<{ listener: Fn; once: boolean }>>()
  let last = 0

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        try {
          post({ kind: 'invoke', id, channel, args })
        } catch (error) {
          waiting.delete(id)
          reject(error as Error)
        }
      }),
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel, args }),
    on: (channel: string, listener: Fn) => add(channel, listener, false),
    addListener: (channel: string, listener: Fn) => add(channel, listener, false),
    once: (channel: string, listener: Fn) => add(channel, listener, true),
    off: (channel: string, listener: Fn) => remove(channel, listener),
    removeListener: (channel: string, listener: Fn) => remove(channel, listener),
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
  }
  function add(channel: string, listener: Fn, once: boolean): typeof ipcRenderer {
    if (!listeners.has(channel)) listeners.set(channel, new Set())
    listeners.get(channel)?.add({ listener, once })
    return ipcRenderer
  }
  function remove(channel: string, listener: Fn): typeof ipcRenderer {
    for (const entry of listeners.get(channel) ?? []) if (entry.listener === listener) listeners.get(channel)?.delete(entry)
    return ipcRenderer
  }

  scope[setup.receiver] = (text: string): void => {
    const message = decode(text) as Incoming
    if (message.kind === 'reply') {
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) waiter?.resolve(message.value)
      else waiter?.reject(new Error(String(message.value)))
      return
    }
    for (const entry of listeners.get(message.channel) ?? []) {
      if (entry.once) listeners.get(message.channel)?.delete(entry)
      entry.listener({ sender: ipcRenderer, ports: [] }, ...message.args)
    }
  }

  const contextBridge = { exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api) }
  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'string' && !(key in object) && key !== 'then' && key !== '__esModule' && key !== 'default') {
          throw new Error(`stand-in: electron.${name}${key} is not implemented`)
        }
        return Reflect.get(object, key) as unknown
      },
    })
  const electron = strict('', { contextBridge: strict('contextBridge.', contextBridge), ipcRenderer: strict('ipcRenderer.', ipcRenderer) })
  const require = (name: unknown): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${String(name)} (a sandboxed preload can require electron only)`)
  }

  watchWindow(post, setup.guarded)
  const module = { exports: {} }
  run(require, { platform: setup.platform, versions: setup.versions, type: 'renderer', sandboxed: true, contextIsolated: true }, module, module.exports)
}

function watchWindow(post: (message: object) => void, guarded: boolean): void {
  window.addEventListener('resize', () => {
    post({ kind: 'bounds', bounds: { x: window.screenX, y: window.screenY, width: window.innerWidth, height: window.innerHeight } })
  })
  // the accelerators of menu items (the main process knows which), unless the page has taken the key
  window.addEventListener('keydown', (event) => {
    if (!event.isTrusted) return
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
    const isFunctionKey = /^F\d+$/.test(key)
    if (guarded && (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r'))) event.preventDefault()
    if (!ctrlKey && !metaKey && !altKey && !isFunctionKey) return
    setTimeout(() => {
      if (!event.defaultPrevented) post({ kind: 'key', key, code, ctrl: ctrlKey, meta: metaKey, shift: shiftKey, alt: altKey })
    })
  })
  if (guarded) window.addEventListener('beforeunload', (event) => event.preventDefault())
}
