/**
 * Values as JSON text between the main process and a page. It carries what the structured clone
 * carries and an IPC of ours may use: undefined, NaN and the infinities, -0, bigint, Date, Map, Set,
 * ArrayBuffer and its views, errors (message only). Functions, symbols and cycles are refused with
 * Electron's words.
 */
type Tagged = { $: string; v?: unknown; t?: string }

const VIEWS = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const
type ViewName = keyof typeof VIEWS

interface WithBase64 {
  toBase64?: () => string
}

function toBase64(bytes: Uint8Array): string {
  const modern = (bytes as WithBase64).toBase64?.()
  if (modern !== undefined) return modern
  if (typeof Buffer !== 'undefined') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

function fromBase64(text: string): Uint8Array {
  const modern = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array }).fromBase64
  if (modern) return modern.call(Uint8Array, text)
  if (typeof Buffer !== 'undefined') return new Uint8Array(Buffer.from(text, 'base64'))
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

const refuse = (): never => {
  throw new Error('An object could not be cloned.')
}

function pack(value: unknown, above: object[]): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) }
  }
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
  if (typeof value !== 'object' || above.includes(value)) return refuse()

  const below = [...above, value]
  if (Array.isArray(value)) return Array.from(value, (item) => pack(item, below))
  if (value instanceof Date) return { $: 'date', v: pack(value.getTime(), below) }
  if (value instanceof Map) return { $: 'map', v: [...value].map(([key, item]) => [pack(key, below), pack(item, below)]) }
  if (value instanceof Set) return { $: 'set', v: [...value].map((item) => pack(item, below)) }
  if (value instanceof Error) return { $: 'error', v: value.message }
  if (value instanceof ArrayBuffer) return { $: 'bytes', t: 'ArrayBuffer', v: toBase64(new Uint8Array(value)) }
  if (ArrayBuffer.isView(value)) {
    const name = value instanceof Uint8Array ? 'Uint8Array' : value.constructor.name
    if (!(name in VIEWS)) return refuse()
    return { $: 'bytes', t: name, v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
  }
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) return refuse()
  const entries = Object.entries(value).map(([key, item]) => [key, pack(item, below)] as const)
  return '$' in value ? { $: 'object', v: entries } : Object.fromEntries(entries)
}

function unpack(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(unpack)
  if (!('$' in value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]))
  const { $, v, t } = value as Tagged
  switch ($) {
    case 'undefined':
      return undefined
    case 'number':
      return Number(v)
    case 'bigint':
      return BigInt(v as string)
    case 'date':
      return new Date(unpack(v) as number)
    case 'map':
      return new Map((v as unknown[][]).map(([key, item]) => [unpack(key), unpack(item)]))
    case 'set':
      return new Set((v as unknown[]).map(unpack))
    case 'error':
      return new Error(v as string)
    case 'object':
      return Object.fromEntries((v as [string, unknown][]).map(([key, item]) => [key, unpack(item)]))
    case 'bytes': {
      const bytes = fromBase64(v as string)
      if (t === 'ArrayBuffer') return bytes.buffer
      return t === 'Uint8Array' ? bytes : new VIEWS[t as ViewName](bytes.buffer as ArrayBuffer)
    }
    default:
      throw new Error(`stand-in: unknown tag ${$}`)
  }
}

/** @throws {Error} 'An object could not be cloned.' */
export function encode(value: unknown): string {
  return JSON.stringify(pack(value, []))
}

export function decode(text: string): unknown {
  return unpack(JSON.parse(text))
}
