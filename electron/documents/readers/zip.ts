import { inflateRawSync } from 'node:zlib'
import type { Budget } from './budget'

/**
 * The parts of an Office file. Sizes, counts and ratios are judged from the directory before anything is inflated,
 * and no part can become larger than the directory says.
 */
export interface Zip {
  names: readonly string[]
  has(name: string): boolean
  /** The part's bytes, null where there is none. Throws fileDamaged. */
  read(name: string): Uint8Array | null
}

interface Entry { at: number; packed: number; size: number; method: number; encrypted: boolean }

const MEGABYTE = 1024 * 1024
const MOST_ENTRIES = 20_000
const LARGEST_PART = 120 * MEGABYTE
const LARGEST_TOTAL = 240 * MEGABYTE
/** Sheets of a million empty rows are packed some two hundred times; only bombs come near what deflate can do. */
const HIGHEST_RATIO = 400
const RATIO_MATTERS_FROM = 4 * MEGABYTE
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535

export function openZip(bytes: Uint8Array, budget: Budget): Zip {
  const entries = directory(bytes, budget)
  let inflated = 0
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    read(name) {
      const entry = entries.get(name)
      if (!entry) return null
      inflated += entry.size
      if (inflated > LARGEST_TOTAL) throw budget.damaged()
      return inflate(bytes, entry, budget)
    },
  }
}

function directory(bytes: Uint8Array, budget: Budget): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view, budget)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) throw budget.damaged()
  let at = view.getUint32(end + 16, true)
  let total = 0
  const entries = new Map<string, Entry>()
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw budget.damaged()
    const flags = view.getUint16(at + 8, true)
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + 46, Math.min(nameLength, bytes.length - at - 46)).toString('utf8').replaceAll('\\', '/').replace(/^\/+/u, '')
    total += size
    const isBomb = size > LARGEST_PART || total > LARGEST_TOTAL || (size > RATIO_MATTERS_FROM && size > packed * HIGHEST_RATIO)
    if (isBomb || packed > bytes.length) throw budget.damaged()
    entries.set(name, { at: view.getUint32(at + 42, true), packed, size, method: view.getUint16(at + 10, true), encrypted: (flags & 1) !== 0 })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOfDirectory(view: DataView, budget: Budget): number {
  const lowest = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT)
  for (let at = view.byteLength - END_LENGTH; at >= lowest; at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  throw budget.damaged()
}

function inflate(bytes: Uint8Array, { at, packed, size, method, encrypted }: Entry, budget: Budget): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (encrypted || at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_ENTRY) throw budget.damaged()
  const begin = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const data = bytes.subarray(begin, begin + packed)
  if (data.length < packed || (method !== 0 && method !== 8)) throw budget.damaged()
  if (method === 0) return data
  try {
    // in one piece: pieces would be put together, and stand in memory twice
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(1024, size + 1) })
  } catch (error) {
    throw budget.damaged(error)
  }
}
