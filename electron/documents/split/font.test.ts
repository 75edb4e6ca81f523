import { cutFont } from './font'

/** A font of four glyphs: nothing, a shape, a shape put together from the first, another shape. */
function small(): Uint8Array {
  const shapes = [[], [0, 1, 0, 0, 0, 0, 0, 10, 0, 10, 1, 2], [0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 5, 5], [0, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]]
  const view = (length: number, fill: (view: DataView) => void): Uint8Array => {
    const bytes = new Uint8Array(length)
    fill(new DataView(bytes.buffer))
    return bytes
  }
  const tables: [string, Uint8Array][] = [
    ['GSUB', new Uint8Array(20).fill(7)],
    ['glyf', Uint8Array.from(shapes.flat())],
    ['head', view(54, table => { table.setInt16(50, 0); table.setUint32(12, 0x5f0f3cf5) })],
    ['hhea', view(36, table => table.setUint16(34, 3))],
    ['hmtx', view(14, table => [500, 600, 700].forEach((width, i) => table.setUint16(i * 4, width)))],
    ['loca', view(10, table => [0, 0, 6, 14, 20].forEach((place, i) => table.setUint16(i * 2, place)))],
    ['maxp', view(6, table => { table.setUint32(0, 0x00010000); table.setUint16(4, 4) })],
  ]
  const length = tables.reduce((sum, [, bytes]) => sum + Math.ceil(bytes.length / 4) * 4, 12 + tables.length * 16)
  const file = new Uint8Array(length)
  const all = new DataView(file.buffer)
  all.setUint32(0, 0x00010000)
  all.setUint16(4, tables.length)
  let at = 12 + tables.length * 16
  for (const [i, [tag, bytes]] of tables.entries()) {
    file.set(Buffer.from(tag), 12 + i * 16)
    all.setUint32(12 + i * 16 + 8, at)
    all.setUint32(12 + i * 16 + 12, bytes.length)
    file.set(bytes, at)
    at += Math.ceil(bytes.length / 4) * 4
  }
  return file
}

function tablesOf(font: Uint8Array): Map<string, DataView> {
  const all = new DataView(font.buffer, font.byteOffset)
  return new Map(Array.from({ length: all.getUint16(4) }, (_, i) => [
    Buffer.from(font.subarray(12 + i * 16, 16 + i * 16)).toString(),
    new DataView(font.buffer, font.byteOffset + all.getUint32(12 + i * 16 + 8), all.getUint32(12 + i * 16 + 12)),
  ]))
}
const table = (tables: Map<string, DataView>, tag: string): DataView => tables.get(tag) ?? new DataView(new ArrayBuffer(0))
const lengths = (tables: Map<string, DataView>): number[] => {
  const loca = table(tables, 'loca')
  return Array.from({ length: loca.byteLength / 4 - 1 }, (_, i) => loca.getUint32(i * 4 + 4) - loca.getUint32(i * 4))
}

it('keeps the glyphs asked for under their numbers, with what they are put together from, and nothing else', () => {
  const tables = tablesOf(cutFont(small(), [2]) ?? new Uint8Array())
  expect([...tables.keys()]).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'])
  expect(lengths(tables)).toEqual([0, 12, 16])
  expect(table(tables, 'maxp').getUint16(4)).toBe(3)
  expect(table(tables, 'head').getInt16(50)).toBe(1)
  expect(table(tables, 'glyf').getUint8(10)).toBe(1)

  const other = tablesOf(cutFont(small(), [3]) ?? new Uint8Array())
  expect(lengths(other)).toEqual([0, 0, 0, 12])
  expect(table(other, 'hmtx').getUint16(4)).toBe(0)
})

it('adds up as a font has to', () => {
  const font = cutFont(small(), [1, 3]) ?? new Uint8Array()
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  let sum = 0
  for (let at = 0; at < font.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  expect(sum).toBe(0xb1b0afba)
})

it.each([['nothing', new Uint8Array()], ['text', Buffer.from('OTTO and more text that is no font')], ['a font cut off', small().subarray(0, 200)]])('takes no %s for a font', (_what, bytes) => {
  expect(cutFont(bytes, [1])).toBeNull()
})
