import { crc32, inflateRawSync } from 'node:zlib'
import { Inflate } from 'fflate'
import type { Budget } from './budget'
import type { Part } from './xml'

/**
 * The parts of an Office file. Sizes, counts and ratios are judged from the directory before anything is inflated,
 * no part can become larger than the directory says, and a large one never stands in memory as a whole.
 */
export interface Zip {
  names: readonly string[]
  has(name: string): boolean
  /** Bytes of the part when inflated, as the directory says; 0 where there is none. */
  size(name: string): number
  /** The part, to be gone through once; null where there is none. Throws fileDamaged, for a large part on the way. */
  read(name: string): Part | null
}

interface Entry { at: number; packed: number; size: number; method: number; sum: number; encrypted: boolean }

const MEGABYTE = 1024 * 1024
const MOST_ENTRIES = 20_000
const LARGEST_PART = 160 * MEGABYTE
const LARGEST_TOTAL = 320 * MEGABYTE
/** Larger parts are inflated piece by piece; a piece of so many packed bytes cannot become more than four megabytes. */
const LARGE_PART = MEGABYTE
const PIECE = 4096
/** Sheets of a million empty rows are packed some two hundred times; only bombs come near what deflate can do. */
const HIGHEST_RATIO = 400
const RATIO_MATTERS_FROM = 4 * MEGABYTE
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535

/** The parts of a zip file, inflated when they are asked for. Throws fileDamaged, also for parts that are larger than any real file has. */
export function openZip(bytes: Uint8Array, budget: Budget): Zip {
  const entries = directory(bytes, budget)
  let inflated = 0
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    size: name => entries.get(name)?.size ?? 0,
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
    entries.set(name, { at: view.getUint32(at + 42, true), packed, size, method: view.getUint16(at + 10, true), sum: view.getUint32(at + 16, true), encrypted: (flags & 1) !== 0 })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOfDirectory(view: DataView, budget: Budget): number {
  const lowest = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT)
  for (let at = view.byteLength - END_LENGTH; at >= lowest; at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  throw budget.damaged()
}

function inflate(bytes: Uint8Array, { at, packed, size, method, sum, encrypted }: Entry, budget: Budget): Part {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (encrypted || at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_ENTRY) throw budget.damaged()
  const begin = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const data = bytes.subarray(begin, begin + packed)
  if (data.length < packed || (method !== 0 && method !== 8)) throw budget.damaged()
  if (method === 8 && size > LARGE_PART) return pieces(data, size, sum, budget)
  let part = data
  try {
    if (method === 8) part = inflateRawSync(data, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(1024, size + 1) })
  } catch (error) {
    throw budget.damaged(error)
  }
  if (!isWhole(crc32(part), sum)) throw budget.damaged()
  return part
}

/** An amount with a wrong digit must not come in unseen. Writers that leave the sum out write 0. */
const isWhole = (found: number, sum: number): boolean => sum === 0 || found === sum

function* pieces(data: Uint8Array, size: number, sum: number, budget: Budget): Generator<Uint8Array> {
  let out: Uint8Array[] = []
  const stream = new Inflate(piece => out.push(piece))
  let total = 0
  let found = 0
  for (let at = 0; at < data.length; at += PIECE) {
    budget.checkTime()
    try {
      stream.push(data.subarray(at, at + PIECE), at + PIECE >= data.length)
    } catch (error) {
      throw budget.damaged(error)
    }
    for (const piece of out) {
      total += piece.length
      if (total > size) throw budget.damaged()
      found = crc32(piece, found)
      if (piece.length > 0) yield piece
    }
    out = []
  }
  if (!isWhole(found, sum)) throw budget.damaged()
}
