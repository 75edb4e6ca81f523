import type { SourcePlace } from '../../../../shared/ipc/places'
import type { Mark } from './marks'

/** A part of a page, in points from its upper left corner. */
export interface Box { page: number; x0: number; y0: number; x1: number; y1: number }

/** What is printed on which line, made once for a source. */
export type PlacesByLine = ReadonlyMap<number, readonly SourcePlace[]>
/** The places of each line. */
export const byLine = (places: readonly SourcePlace[]): PlacesByLine => Map.groupBy(places, place => place.line)

/** How wide a character is beside others of its line; printed Chinese characters are twice as wide as letters and digits, about. */
const width = (text: string): number => {
  let sum = 0
  for (const sign of text) sum += /[\u0020-\u024f]/u.test(sign) ? 0.5 : 1
  return sum
}

/** Where marked words are printed, in the order of the source. Of a run of words the part that is marked, by the widths of its characters. */
export function boxesOf(places: PlacesByLine, lines: readonly string[], marks: readonly Mark[]): Box[] {
  return marks.flatMap(mark => (places.get(mark.line) ?? []).flatMap(({ from, to, page, x0, y0, x1, y1 }): Box[] => {
    const [first, last] = [Math.max(from, mark.from), Math.min(to, mark.to)]
    if (first >= last) return []
    const text = lines[mark.line] ?? ''
    const whole = width(text.slice(from, to)) || 1
    const at = (place: number): number => x0 + (x1 - x0) * width(text.slice(from, place)) / whole
    return [{ page, x0: at(first), y0, x1: at(last), y1 }]
  }))
}

/** Which character of which line is printed at a point of a page; null where none is. */
export function lineAt(places: readonly SourcePlace[], page: number, x: number, y: number): { line: number; at: number } | null {
  const place = places.find(one => one.page === page && x >= one.x0 - 1 && x <= one.x1 + 1 && y >= one.y0 - 1 && y <= one.y1 + 1)
  if (!place) return null
  const share = Math.max(0, Math.min(0.999, (x - place.x0) / Math.max(1, place.x1 - place.x0)))
  return { line: place.line, at: place.from + Math.floor(share * (place.to - place.from)) }
}

/** Lines of one text as one box: they follow each other closely and stand over each other. */
export function joined(boxes: readonly Box[]): Box[] {
  const all: Box[] = []
  for (const box of boxes) {
    const before = all.at(-1)
    const height = box.y1 - box.y0
    if (before && before.page === box.page && Math.abs(box.y0 - before.y1) < height && box.x0 < before.x1 && box.x1 > before.x0) {
      all[all.length - 1] = { page: box.page, x0: Math.min(before.x0, box.x0), x1: Math.max(before.x1, box.x1), y0: Math.min(before.y0, box.y0), y1: Math.max(before.y1, box.y1) }
    } else all.push(box)
  }
  return all
}

/** From where to where the words of a page reach sideways, in points; null where it has none. */
export function breadthOf(places: readonly SourcePlace[], page: number): { x0: number; x1: number } | null {
  const own = places.filter(place => place.page === page)
  if (own.length === 0) return null
  return own.reduce((all, { x0, x1 }) => ({ x0: Math.min(all.x0, x0), x1: Math.max(all.x1, x1) }), { x0: Infinity, x1: -Infinity })
}

/** Pages on which nothing was read, as a person writes them: `2–4、7`. Empty where there are none. */
export function silentPages(places: readonly SourcePlace[], pages: number): string {
  const read = new Set(places.map(place => place.page))
  const runs: [number, number][] = []
  for (let page = 1; page <= pages; page++) {
    if (read.has(page)) continue
    const run = runs.at(-1)
    if (run && run[1] === page - 1) run[1] = page
    else runs.push([page, page])
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join('、')
}
