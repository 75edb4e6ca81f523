import { BORDER, cellBox, frameOf, linePtOf, PAD_Y, type Frame, type HeadingLine, type Measure } from './geometry'
import type { Sheet, SheetCell } from './sheet'

/** A cell as one page shows it: the part of it that stands there. */
export interface PageCell {
  cell: SheetCell
  /** The words on this page: all, some lines, or none where the value stands on an earlier page. */
  text: string
  column: number
  colSpan: number
  /** Rows on this page. */
  rowSpan: number
  fontPt: number
  linePt: number
  widthPt: number
  /** Begins on an earlier page; labels are printed again then. */
  continued: boolean
  /** Text that goes on over the break stands at the top of its cell. */
  atTop: boolean
}

export interface PageRow {
  /** In the sheet. */
  row: number
  heightPt: number
  /** Lines of the row's texts that stand here, `[from, to)`; whole rows have 0 and Infinity. */
  from: number
  to: number
  cells: PageCell[]
}

export interface Page {
  /** The lines above the table, on the first page alone. */
  headings: (HeadingLine & { heightPt: number })[]
  rows: PageRow[]
  /** The strip under the table stands here. */
  signature: boolean
}

export interface Layout {
  frame: Frame
  pages: Page[]
}

interface Slice { row: number; from: number; to: number }

/** Type sizes of one attempt: of each row's texts, and of all other cells. */
interface Plan {
  rowPt: number[]
  otherPt: number
}

const NONE_LEFT = Number.POSITIVE_INFINITY
const HAS_BLANK_LINE = /(?:^|\n)[^\S\n]*(?:\n|$)/u
/** Text shrinks by so much at most only to keep a row in one piece; further only to keep to the form's number of pages. */
const GENTLE_PT = 1.5
/** The whole form shrinks by so much at most to save a last page that would hold next to nothing. */
const SLIGHT_PT = 1
const STEP_PT = 0.5
/** A last page filled less than this is worth saving by gentle shrinking. */
const HARDLY_FILLED = 0.2

/**
 * Cuts a sheet into pages. Rows flow; a row of text that does not fit shrinks a little if that keeps it whole, else it is
 * split between lines, two at least on either side; labels cut by a break are printed again; a heading row stays with what follows.
 * Where the form takes more pages than the edition's own (`page.pages`), its long texts, and then everything, shrink down to
 * `page.smallestPt`, if that is enough; if not, nothing is made small in vain.
 */
export function paginate(sheet: Sheet, measure: Measure): Layout {
  const frame = frameOf(sheet)
  const grid = new Grid(sheet, frame, measure)
  const { fontPt, smallestPt, pages: wanted } = sheet.page
  const gentlest = Math.max(smallestPt, fontPt - GENTLE_PT)
  const plain = (): Plan => ({ rowPt: sheet.rows.map(() => fontPt), otherPt: fontPt })
  const longAt = (pt: number): Plan => ({ rowPt: sheet.rows.map((_, row) => (grid.isLong(row) ? pt : fontPt)), otherPt: fontPt })
  const allAt = (pt: number): Plan => ({ rowPt: sheet.rows.map(() => pt), otherPt: pt })

  grid.prefetch(plain())
  let best = new Flow(grid, plain(), gentlest).run()
  const tryFor = (most: number, make: (pt: number) => Plan, down: number): boolean => {
    if (fontPt - STEP_PT < down) return false
    const smallest = new Flow(grid, make(down), down).run()
    if (smallest.slices.length > most) return false
    best = smallest
    for (let pt = fontPt - STEP_PT; pt > down; pt -= STEP_PT) {
      const flow = new Flow(grid, make(pt), pt).run()
      if (flow.slices.length <= most) {
        best = flow
        break
      }
    }
    return true
  }
  const count = best.slices.length
  if (wanted !== null && count > wanted) {
    // type of size s takes (s / body)² of the room: what cannot be enough is not tried
    const worthTrying = count - 1 < wanted * (fontPt / smallestPt) ** 2
    if (worthTrying && !tryFor(wanted, longAt, smallestPt)) tryFor(wanted, allAt, smallestPt)
  } else if (count > 1 && best.lastFilled < HARDLY_FILLED) {
    if (!tryFor(count - 1, longAt, gentlest)) tryFor(count - 1, allAt, Math.max(smallestPt, fontPt - SLIGHT_PT))
  }
  return { frame, pages: best.slices.map((slices, i) => pageOf(grid, best, slices, i === 0, i === best.signaturePage)) }
}

/** Counts lines and heights of cells; remembers what it has asked. */
class Grid {
  readonly merged: SheetCell[]
  private readonly known = new Map<number, Map<SheetCell, number>>()

  constructor(readonly sheet: Sheet, readonly frame: Frame, readonly measure: Measure) {
    this.merged = sheet.rows.flatMap(row => row.cells.filter(cell => cell.rowSpan > 1)).sort((a, b) => a.rowSpan - b.rowSpan)
  }

  private at(fontPt: number): Map<SheetCell, number> {
    const found = this.known.get(fontPt)
    if (found) return found
    const made = new Map<SheetCell, number>()
    this.known.set(fontPt, made)
    return made
  }

  /** Asks for all cells of a plan at once: one layout in the browser instead of one a cell. */
  prefetch(plan: Plan): void {
    const byPt = Map.groupBy(this.sheet.rows.flatMap(row => row.cells), cell => plannedPt(cell, plan))
    for (const [pt, cells] of byPt) {
      const known = this.at(pt)
      const unknown = cells.filter(cell => !known.has(cell))
      const lines = this.measure.countLines(unknown.map(cell => cellBox(this.sheet, this.frame, cell, pt)))
      unknown.forEach((cell, i) => known.set(cell, lines[i] ?? 1))
    }
  }

  lines(cell: SheetCell, fontPt: number): number {
    const known = this.at(fontPt)
    const found = known.get(cell)
    if (found !== undefined) return found
    const [lines = 1] = this.measure.countLines([cellBox(this.sheet, this.frame, cell, fontPt)])
    known.set(cell, lines)
    return lines
  }

  /** The type size of a cell: the plan's, or smaller where an amount or a line of options would not stay on one line. */
  ptOf(cell: SheetCell, plan: Plan): number {
    const planned = plannedPt(cell, plan)
    const most = linesWanted(cell)
    if (most === NONE_LEFT || this.lines(cell, planned) <= most) return planned
    for (let pt = planned - STEP_PT; pt >= this.sheet.page.smallestPt; pt -= STEP_PT) if (this.lines(cell, pt) <= most) return pt
    return planned
  }

  linePt(fontPt: number): number {
    return linePtOf(fontPt, this.sheet.page.lineHeight)
  }

  /** The texts of a row that can be split between lines. */
  texts(row: number): SheetCell[] {
    return this.sheet.rows[row]?.cells.filter(isText) ?? []
  }

  /** A row with a text long enough to be split. */
  isLong(row: number): boolean {
    return this.texts(row).some(cell => this.lines(cell, this.sheet.page.fontPt) >= 4)
  }

  /** Height that a row's own cells need for some of its lines; merged cells come later. */
  sliceHeight({ row, from, to }: Slice, plan: Plan): number {
    let height = 0
    for (const cell of this.sheet.rows[row]?.cells ?? []) {
      if (cell.rowSpan > 1) continue
      const pt = this.ptOf(cell, plan)
      const lines = this.lines(cell, pt)
      const shown = isText(cell) ? Math.max(0, Math.min(to, lines) - from) : from === 0 || isLabel(cell) ? lines : 0
      height = Math.max(height, shown * this.linePt(pt))
    }
    if (from === 0 && to === NONE_LEFT) height = Math.max(height, (this.sheet.rows[row]?.lines ?? 1) * this.linePt(plan.rowPt[row] ?? this.sheet.page.fontPt))
    return wholePixels(height + 2 * PAD_Y + BORDER)
  }

  /** Heights of a page's rows, the last row of a merged cell made taller where the cell needs it. */
  heights(slices: readonly Slice[], plan: Plan): number[] {
    const heights = slices.map(slice => this.sliceHeight(slice, plan))
    const first = slices[0]?.row ?? 0
    const last = slices.at(-1)?.row ?? -1
    for (const cell of this.merged) {
      const end = Math.min(last, cell.row + cell.rowSpan - 1)
      const start = Math.max(first, cell.row)
      if (start > end || (cell.row < first && !isLabel(cell))) continue
      const pt = this.ptOf(cell, plan)
      const needed = wholePixels(this.lines(cell, pt) * this.linePt(pt) + 2 * PAD_Y + BORDER)
      let there = 0
      for (let row = start; row <= end; row++) there += heights[row - first] ?? 0
      if (needed > there) heights[end - first] = (heights[end - first] ?? 0) + needed - there
    }
    return heights
  }
}

const isText = (cell: SheetCell): boolean => cell.kind === 'text' && cell.rowSpan === 1
const isLabel = (cell: SheetCell): boolean => cell.kind === 'label' || cell.kind === 'level'
/** Amounts and days stay on one line, options on the lines that the form has: a box must not part from its words. */
const linesWanted = (cell: SheetCell): number => (cell.kind === 'money' || cell.kind === 'date' ? 1 : cell.kind === 'ticks' ? cell.text.split('\n').length : NONE_LEFT)
const plannedPt = (cell: SheetCell, plan: Plan): number => (isText(cell) ? (plan.rowPt[cell.row] ?? plan.otherPt) : plan.otherPt)
/** Up to the next whole pixel, so that lines of the grid are equally sharp. */
const wholePixels = (height: number): number => Math.ceil(height / 0.75 - 0.01) * 0.75
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** One attempt to lay the rows on pages. */
class Flow {
  readonly slices: Slice[][] = []
  /** Which page the strip under the table stands on. */
  signaturePage = 0
  /** How much of the last page is filled, 0 to 1. */
  lastFilled = 1
  readonly plan: Plan
  private readonly room: number
  private readonly headingPt: number

  /** `downTo`: how far a row may shrink to stay whole. */
  constructor(private readonly grid: Grid, plan: Plan, private readonly downTo: number) {
    this.plan = { rowPt: [...plan.rowPt], otherPt: plan.otherPt }
    const { frame } = grid
    this.room = frame.pageHeightPt - frame.marginsPt[0] - frame.marginsPt[2] - BORDER
    const counts = grid.measure.countLines(frame.headings.map(heading => heading.box))
    this.headingPt = frame.headingGapPt + sum(frame.headings.map((heading, i) => heading.beforePt + (counts[i] ?? 1) * heading.box.linePt))
  }

  run(): this {
    const { sheet, frame } = this.grid
    this.grid.prefetch(this.plan)
    const last = sheet.rows.length - 1
    let row = 0
    let from = 0
    let page: Slice[] = []
    let room = this.room - this.headingPt
    const fits = (slice: Slice): boolean => {
      const strip = slice.row === last && slice.to === NONE_LEFT ? frame.signaturePt : 0
      return sum(this.grid.heights([...page, slice], this.plan)) + strip <= room
    }
    const turn = (): void => {
      this.slices.push(page)
      page = []
      room = this.room
    }
    while (row <= last) {
      const whole: Slice = { row, from, to: NONE_LEFT }
      if (fits(whole) || (from === 0 && this.shrinks(whole, fits))) {
        page.push(whole)
        row++
        from = 0
        continue
      }
      const to = this.splitAt(row, from, slice => fits(slice))
      if (to !== null) {
        page.push({ row, from, to })
        from = to
        turn()
        continue
      }
      if (page.length > 0) {
        // A heading row does not stay behind alone.
        let back = page.length
        while (back > 1 && from === 0 && this.isHeading(page[back - 1]?.row ?? -1)) back--
        if (this.isHeading(page[0]?.row ?? -1) && back === 1) back = page.length
        row -= page.length - back
        page = page.slice(0, back)
        turn()
        continue
      }
      // Alone on a page and still too tall: by force, but never without getting on.
      const forced = this.forceAt(row, from, slice => sum(this.grid.heights([slice], this.plan)) <= room)
      page.push({ row, from, to: forced ?? NONE_LEFT })
      if (forced === null) row++
      from = forced ?? 0
      if (row <= last) turn()
    }
    const used = sum(this.grid.heights(page, this.plan))
    const lastRoom = this.slices.length === 0 ? this.room - this.headingPt : this.room
    this.slices.push(page)
    this.lastFilled = (used + frame.signaturePt) / lastRoom
    if (used + frame.signaturePt > lastRoom && frame.signaturePt > 0) this.slices.push([])
    this.signaturePage = this.slices.length - 1
    return this
  }

  /** Rows of labels alone: headings of what follows. */
  private isHeading(row: number): boolean {
    const cells = this.grid.sheet.rows[row]?.cells ?? []
    return cells.length > 0 && cells.every(cell => cell.kind === 'label')
  }

  /** Makes a row's text smaller if that makes it fit whole. */
  private shrinks(whole: Slice, fits: (slice: Slice) => boolean): boolean {
    if (!this.grid.isLong(whole.row)) return false
    const before = this.plan.rowPt[whole.row] ?? this.plan.otherPt
    for (let pt = before - STEP_PT; pt >= this.downTo; pt -= STEP_PT) {
      this.plan.rowPt[whole.row] = pt
      if (fits(whole)) return true
    }
    this.plan.rowPt[whole.row] = before
    return false
  }

  /** The last line before which a row may be split so that the part fits; null where there is none. */
  private splitAt(row: number, from: number, fits: (slice: Slice) => boolean): number | null {
    const counts = this.counts(row)
    const most = Math.max(0, ...counts)
    // heights grow with the lines: the highest that fits by halving, then down to one that leaves no line alone
    let low = from
    let high = most - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (fits({ row, from, to: middle })) low = middle
      else high = middle - 1
    }
    for (let to = low; to >= from + 2; to--) {
      const good = counts.every(lines => {
        const here = Math.max(0, Math.min(lines, to) - from)
        const left = Math.max(0, lines - to)
        return left !== 1 && !(here === 1 && left > 0)
      })
      if (good && fits({ row, from, to }) && !this.leavesOneSeen(row, from, to)) return to
    }
    return null
  }

  /** Whether a break leaves one line with words and nothing but blank ones beside it. */
  private leavesOneSeen(row: number, from: number, to: number): boolean {
    return this.grid.texts(row).some(cell => {
      if (!HAS_BLANK_LINE.test(cell.text)) return false
      const pt = this.grid.ptOf(cell, this.plan)
      const box = cellBox(this.grid.sheet, this.grid.frame, cell, pt)
      const lines = this.grid.lines(cell, pt)
      const seen = (first: number, end: number): number => {
        let count = 0
        for (let line = first; line < end && count < 2; line++) {
          const words = cell.text.slice(this.grid.measure.lineStart(box, line), line + 1 < lines ? this.grid.measure.lineStart(box, line + 1) : undefined)
          if (words.trim() !== '') count++
        }
        return count
      }
      const above = seen(from, Math.min(to, lines))
      const below = seen(to, lines)
      return (above === 1 && below > 0) || (below === 1 && above > 0)
    })
  }

  private forceAt(row: number, from: number, fits: (slice: Slice) => boolean): number | null {
    const most = Math.max(0, ...this.counts(row))
    if (most - from < 2 || fits({ row, from, to: NONE_LEFT })) return null
    let to = from + 1
    while (to + 1 < most && fits({ row, from, to: to + 1 })) to++
    return to
  }

  private counts(row: number): number[] {
    return this.grid.texts(row).map(cell => this.grid.lines(cell, this.grid.ptOf(cell, this.plan)))
  }
}

function pageOf(grid: Grid, flow: Flow, slices: readonly Slice[], isFirst: boolean, signature: boolean): Page {
  const { sheet, frame, measure } = grid
  const { plan } = flow
  const heights = grid.heights(slices, plan)
  const first = slices[0]?.row ?? 0
  const last = slices.at(-1)?.row ?? -1
  const rows = slices.map((slice, i): PageRow => ({ ...slice, heightPt: heights[i] ?? 0, cells: [] }))
  for (let at = first; at <= last; at++) {
    const target = rows[at - first]
    const slice = slices[at - first]
    if (!target || !slice) continue
    const carried = at === first ? grid.merged.filter(cell => cell.row < first && cell.row + cell.rowSpan > first) : []
    for (const cell of [...carried, ...(sheet.rows[at]?.cells ?? [])].sort((a, b) => a.column - b.column)) {
      const fontPt = grid.ptOf(cell, plan)
      const box = cellBox(sheet, frame, cell, fontPt)
      const continued = cell.row < first || slice.from > 0
      const split = slice.from > 0 || slice.to !== NONE_LEFT
      let text = continued && !isLabel(cell) ? '' : cell.text
      if (isText(cell) && split) {
        const start = slice.from === 0 ? 0 : measure.lineStart(box, slice.from)
        text = cell.text.slice(start, slice.to >= grid.lines(cell, fontPt) ? undefined : measure.lineStart(box, slice.to))
      }
      target.cells.push({
        cell, text, column: cell.column, colSpan: cell.colSpan, fontPt, linePt: box.linePt, widthPt: box.widthPt, continued, atTop: isText(cell) && split,
        rowSpan: Math.min(last, cell.row + cell.rowSpan - 1) - Math.max(first, cell.row) + 1,
      })
    }
  }
  const counts = isFirst ? measure.countLines(frame.headings.map(heading => heading.box)) : []
  return { headings: isFirst ? frame.headings.map((heading, i) => ({ ...heading, heightPt: (counts[i] ?? 1) * heading.box.linePt })) : [], rows, signature }
}
