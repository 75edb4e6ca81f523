import type { Printed } from '../recognise/types'

/** Where words of a source are printed: characters `from` to `to` (not included) of one of its numbered lines. */
export interface SourcePlace extends Printed { line: number }

/** Places as they cross to the window: a publication has a hundred thousand, and as objects they would take seconds. */
export type PackedPlaces = Float32Array

const EACH = 8

/** Places as numbers, eight each; `unpackPlaces` is the way back. */
export function packPlaces(places: readonly SourcePlace[]): PackedPlaces {
  const packed = new Float32Array(places.length * EACH)
  places.forEach(({ line, from, to, page, x0, y0, x1, y1 }, at) => packed.set([line, from, to, page, x0, y0, x1, y1], at * EACH))
  return packed
}

/** The places again; coordinates to the precision of a 32-bit number. */
export function unpackPlaces(packed: PackedPlaces): SourcePlace[] {
  return Array.from({ length: Math.floor(packed.length / EACH) }, (_, at) => {
    const [line = 0, from = 0, to = 0, page = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0] = packed.subarray(at * EACH, (at + 1) * EACH)
    return { line, from, to, page, x0, y0, x1, y1 }
  })
}
