/** Tables of a TrueType font that a PDF reader draws from; all else stays behind. */
const NEEDED = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'] as const
type Tag = (typeof NEEDED)[number]
const SCALER = 0x00010000
const CHECKSUM_OF_ALL = 0xb1b0afba

// flags of a glyph that is put together from others
const WORDS = 0x0001
const SCALE = 0x0008
const MORE = 0x0020
const TWO_SCALES = 0x0040
const FOUR_SCALES = 0x0080

/**
 * A TrueType font with none but the given glyphs (and those that they are put together from), each under its old number.
 * Null for anything that is not plain TrueType.
 */
export function cutFont(font: Uint8Array, glyphs: Iterable<number>): Uint8Array | null {
  const tables = readTables(font)
  const [head, maxp, loca, glyf, hhea, hmtx] = (['head', 'maxp', 'loca', 'glyf', 'hhea', 'hmtx'] as const).map(tag => tables.get(tag))
  if (!head || !maxp || !loca || !glyf || !hhea || !hmtx) return null
  const longLoca = head.getInt16(50) === 1
  const count = maxp.getUint16(4)
  const place = (glyph: number): number => (longLoca ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2)
  const outline = (glyph: number): Uint8Array => bytesOf(glyf).subarray(place(glyph), place(glyph + 1))
  const kept = withParts(glyphs, count, outline)
  const last = Math.max(...kept)

  const outlines: Uint8Array[] = []
  const newLoca = new DataView(new ArrayBuffer((last + 2) * 4))
  let size = 0
  for (let glyph = 0; glyph <= last; glyph++) {
    newLoca.setUint32(glyph * 4, size)
    if (!kept.has(glyph)) continue
    const shape = outline(glyph)
    outlines.push(shape)
    size += shape.length
  }
  newLoca.setUint32((last + 1) * 4, size)

  const metrics = Math.min(hhea.getUint16(34), last + 1)
  const newHmtx = copyOf(hmtx, metrics * 4 + Math.max(0, last + 1 - metrics) * 2)
  for (let glyph = 0; glyph < metrics; glyph++) if (!kept.has(glyph)) newHmtx.setUint32(glyph * 4, 0)
  for (let glyph = metrics; glyph <= last; glyph++) if (!kept.has(glyph)) newHmtx.setUint16(metrics * 4 + (glyph - metrics) * 2, 0)

  const [newHead, newMaxp, newHhea] = [copyOf(head), copyOf(maxp), copyOf(hhea)]
  newHead.setInt16(50, 1)
  newHead.setUint32(8, 0)
  newMaxp.setUint16(4, last + 1)
  newHhea.setUint16(34, metrics)
  const changed: Partial<Record<Tag, Uint8Array>> = {
    glyf: Buffer.concat(outlines), head: bytesOf(newHead), hhea: bytesOf(newHhea), hmtx: bytesOf(newHmtx), loca: bytesOf(newLoca), maxp: bytesOf(newMaxp),
  }
  return writeTables(NEEDED.flatMap(tag => {
    const whole = tables.get(tag)
    const bytes = changed[tag] ?? (whole && bytesOf(whole))
    return bytes ? [{ tag, bytes }] : []
  }))
}

function withParts(glyphs: Iterable<number>, count: number, outline: (glyph: number) => Uint8Array): Set<number> {
  const kept = new Set([0])
  const waiting = [...glyphs].filter(glyph => glyph < count)
  for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop()) {
    if (kept.has(glyph)) continue
    kept.add(glyph)
    waiting.push(...partsOf(outline(glyph)).filter(part => part < count))
  }
  return kept
}

function partsOf(shape: Uint8Array): number[] {
  if (shape.length < 10) return []
  const view = viewOf(shape)
  if (view.getInt16(0) >= 0) return []
  const parts: number[] = []
  for (let at = 10, more = true; more && at + 4 <= shape.length;) {
    const flags = view.getUint16(at)
    parts.push(view.getUint16(at + 2))
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & FOUR_SCALES ? 8 : 0)
    more = (flags & MORE) !== 0
  }
  return parts
}

function readTables(font: Uint8Array): Map<string, DataView> {
  const tables = new Map<string, DataView>()
  if (font.length < 12) return tables
  const view = viewOf(font)
  if (view.getUint32(0) !== SCALER && view.getUint32(0) !== 0x74727565) return tables
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16
    if (entry + 16 > font.length) return new Map()
    const [from, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)]
    if (from + length > font.length) return new Map()
    tables.set(Buffer.from(font.subarray(entry, entry + 4)).toString('latin1'), viewOf(font.subarray(from, from + length)))
  }
  return tables
}

function writeTables(tables: readonly { tag: Tag; bytes: Uint8Array }[]): Uint8Array {
  const start = 12 + tables.length * 16
  const file = new Uint8Array(start + tables.reduce((sum, { bytes }) => sum + padded(bytes.length), 0))
  const view = viewOf(file)
  const power = Math.floor(Math.log2(tables.length))
  view.setUint32(0, SCALER)
  view.setUint16(4, tables.length)
  view.setUint16(6, 2 ** power * 16)
  view.setUint16(8, power)
  view.setUint16(10, (tables.length - 2 ** power) * 16)
  let at = start
  let head = 0
  for (const [i, { tag, bytes }] of tables.entries()) {
    file.set(bytes, at)
    const entry = 12 + i * 16
    file.set(Buffer.from(tag, 'latin1'), entry)
    view.setUint32(entry + 4, checksum(view, at, padded(bytes.length)))
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, bytes.length)
    if (tag === 'head') head = at
    at += padded(bytes.length)
  }
  view.setUint32(head + 8, (CHECKSUM_OF_ALL - checksum(view, 0, file.length)) >>> 0)
  return file
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

const padded = (length: number): number => Math.ceil(length / 4) * 4
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
const copyOf = (view: DataView, length = view.byteLength): DataView => viewOf(Uint8Array.from(bytesOf(view).subarray(0, length)))
