/** What a run of text lines would be in one band of the form. */
export interface BandCosts {
  /** Middle of the band's printed words; null where they say nothing about where its text is. */
  centre: number | null
  /** What it costs that the line is in this band. */
  content: readonly number[]
  /** What it costs that the band has no line. */
  empty: number
  /** Lines of the page within which its text must stand. */
  first: number
  last: number
  /** Ends of paragraphs and lists matter within it. */
  prose: boolean
}

export interface TextLine {
  /** Place on the page. */
  line: number
  /** What it costs to part it from the line before, and to keep them together. */
  part: number
  keep: number
}

const OFF_CENTRE = 1.1
const MOST_OFF_CENTRE = 5

/**
 * Shares text lines, in order, among bands, in order, so that each band's label stands about in the middle of its lines
 * and no paragraph is cut. Returns for each band the first of its lines and the one after its last.
 */
export function shareLines(lines: readonly TextLine[], bands: readonly BandCosts[], tolerated: number, weight: number): { from: number; to: number; cost: number }[] {
  const count = lines.length
  let costs = new Float64Array(count + 1).fill(Infinity)
  costs[0] = 0
  const cuts: Int32Array[] = []
  const kept = [0]
  for (let i = 0; i < count; i++) kept.push(kept[i]! + lines[i]!.keep)
  for (const band of bands) {
    const next = new Float64Array(count + 1).fill(Infinity)
    const cut = new Int32Array(count + 1)
    const content = [0]
    for (let i = 0; i < count; i++) content.push(content[i]! + band.content[i]! + (lines[i]!.line < band.first || lines[i]!.line > band.last ? 12 : 0))
    for (let to = 0; to <= count; to++) {
      for (let from = to; from >= 0; from--) {
        if (costs[from] === Infinity) continue
        let cost = costs[from]!
        if (from === to) cost += band.empty
        else {
          cost += content[to]! - content[from]!
          if (from > 0) cost += lines[from]!.part
          if (band.prose) cost += kept[to]! - kept[from + 1]!
          if (band.centre !== null) cost += offCentre(band.centre, lines[from]!.line, lines[to - 1]!.line, tolerated) * weight
        }
        if (cost < next[to]!) {
          next[to] = cost
          cut[to] = from
        }
      }
    }
    costs = next
    cuts.push(cut)
  }
  const result: { from: number; to: number; cost: number }[] = []
  let to = count
  for (let at = bands.length - 1; at >= 0; at--) {
    const from = cuts[at]![to]!
    const { centre } = bands[at]!
    result.unshift({ from, to, cost: from === to ? 0 : (from > 0 ? lines[from]!.part : 0) + (centre === null ? 0 : offCentre(centre, lines[from]!.line, lines[to - 1]!.line, tolerated) * weight) })
    to = from
  }
  return result
}

/** What it costs that a label stands off the middle of lines `first` … `last`. */
function offCentre(centre: number, first: number, last: number, tolerated: number): number {
  return Math.min(MOST_OFF_CENTRE, OFF_CENTRE * Math.max(0, Math.abs((first + last) / 2 - centre) - tolerated))
}
