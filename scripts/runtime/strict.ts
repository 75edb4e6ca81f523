import { EventEmitter } from 'node:events'

/** Names that Node, Promise and inspectors ask of any object; answering undefined tells them nothing false. */
const ASKED_OF_ANYTHING = new Set(['then', 'toJSON', 'inspect', 'domain', '__esModule', 'default', 'dock'])

/** The error for a piece of Electron that is not here, so that a test cannot pass by accident. */
export function notImplemented(name: string): Error {
  return new Error(`stand-in: electron.${name} is not implemented`)
}

/** The same object, except that reading a property it does not have throws. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !ASKED_OF_ANYTHING.has(key)) {
        throw notImplemented(name ? `${name}.${key}` : key)
      }
      return Reflect.get(object, key, receiver) as unknown
    },
  })
}

type Listener = (...args: never[]) => void

/** An event emitter that refuses listeners for events it never emits. */
export class StrictEmitter extends EventEmitter {
  private readonly emitterName: string
  private readonly knownEvents: ReadonlySet<string>

  constructor(name: string, events: readonly string[]) {
    super()
    this.emitterName = name
    this.knownEvents = new Set([...events, 'newListener', 'removeListener', 'error'])
    this.setMaxListeners(0)
  }

  private known(event: string | symbol): void {
    if (typeof event === 'string' && !this.knownEvents.has(event)) {
      throw notImplemented(`${this.emitterName} event '${event}'`)
    }
  }

  override on(event: string | symbol, listener: Listener): this {
    this.known(event)
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener)
  }

  override once(event: string | symbol, listener: Listener): this {
    this.known(event)
    return super.once(event, listener as (...args: unknown[]) => void)
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.known(event)
    return super.prependListener(event, listener as (...args: unknown[]) => void)
  }
}

/** An event whose default can be prevented, as Electron hands them to listeners. */
export interface Preventable {
  defaultPrevented: boolean
  preventDefault(): void
}

export function preventable<T extends object>(extra: T): Preventable & T {
  const event: Preventable & T = {
    ...extra,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}
