import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What stands on a page, in points from its upper left corner, upright. */
export interface Glyph {
  text: string
  /** Left and right edge of its advance. */
  x0: number
  x1: number
  /** Baseline. */
  y: number
  size: number
}

/** A ruling line. Horizontal: `at` is y, `from` and `to` are x; vertical the other way round. */
export interface Rule { at: number; from: number; to: number }

export interface PageContent {
  /** By how many degrees clockwise it is turned beside its own rotation, so that its text stands upright. */
  turned: number
  width: number
  height: number
  glyphs: Glyph[]
  /** What is written across the page at a slant, as a stamp or 草稿 is: it stands in no line and no cell. */
  slanted: string
  horizontal: Rule[]
  vertical: Rule[]
  /** Pictures of some size are drawn. */
  hasImage: boolean
}

type Matrix = [number, number, number, number, number, number]
interface Font { vertical?: boolean; fontMatrix?: Matrix; isType3Font?: boolean; defaultVMetrics?: [number, number, number] }
interface FontGlyph { unicode: string; width: number; isSpace: boolean; vmetric?: [number, number, number] | null }
export interface Operators { fnArray: readonly number[]; argsArray: readonly unknown[] }
/** Of an operator; pdf.js has checked them. */
type Arguments = [never, never, never, never]
export interface Ops { readonly [name: string]: number }

interface State {
  ctm: Matrix
  font: Font | null
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  lineWidth: number
  stroke: string
  fill: string
}

/** Ruling lines are thinner than this; thicker bars are shading. */
const THICKEST_RULE = 3
const SHORTEST_RULE = 1.5
const LARGE_IMAGE = 0.2
/** Of a right angle: lines further off are drawn slanted. */
const STRAIGHT = 0.7
/** Height by width: text that climbs more is written across the page. */
const SLANT = 0.2

const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
]

/**
 * Walks the operators of a page and gathers where each character stands and which lines are ruled.
 * A page whose text runs up or down is turned until it stands upright.
 */
export function contentOf(page: PDFPageProxy, operators: Operators, ops: Ops): PageContent {
  const upright = walk(page, operators, ops, 0)
  const turned = upright.turns.indexOf(Math.max(...upright.turns))
  // text that runs down comes upright by three quarters clockwise, text that runs up by one
  return turned === 0 ? upright.content : walk(page, operators, ops, 4 - turned).content
}

function walk(page: PDFPageProxy, { fnArray, argsArray }: Operators, ops: Ops, quarterTurns: number): { content: PageContent; turns: number[] } {
  const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + quarterTurns * 90) % 360 })
  const walker = new Walker(viewport.transform as Matrix, viewport.width, viewport.height, page, ops)
  walker.content.turned = quarterTurns * 90
  for (let i = 0; i < fnArray.length; i++) walker.step(fnArray[i] as number, (argsArray[i] ?? []) as Arguments)
  return { content: walker.content, turns: walker.turns }
}

class Walker {
  readonly content: PageContent
  /** Characters by the direction in which they run: right, down, left, up. */
  readonly turns = [0, 0, 0, 0]
  private readonly stack: State[] = []
  private state: State
  private textMatrix: Matrix = [1, 0, 0, 1, 0, 0]
  private x = 0
  private y = 0
  private lineX = 0
  private lineY = 0

  constructor(private readonly base: Matrix, width: number, height: number, private readonly page: PDFPageProxy, private readonly ops: Ops) {
    this.content = { turned: 0, width, height, glyphs: [], slanted: '', horizontal: [], vertical: [], hasImage: false }
    this.state = this.fresh()
  }

  private fresh(): State {
    return { ctm: this.base, font: null, size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0, lineWidth: 1, stroke: '#000000', fill: '#000000' }
  }

  step(fn: number, args: Arguments): void {
    const { ops, state } = this
    switch (fn) {
      case ops.save: case ops.beginGroup: this.stack.push({ ...state }); break
      case ops.restore: case ops.endGroup: case ops.paintFormXObjectEnd: case ops.endAnnotation: this.state = this.stack.pop() ?? this.fresh(); break
      case ops.transform: state.ctm = multiply(state.ctm, args as unknown as Matrix); break
      case ops.paintFormXObjectBegin:
        this.stack.push({ ...state })
        if (args[0]) state.ctm = multiply(state.ctm, args[0])
        break
      case ops.beginAnnotation:
        this.stack.push({ ...state })
        this.state = this.fresh()
        for (const matrix of [args[2], args[3]]) if (matrix) this.state.ctm = multiply(this.state.ctm, matrix)
        break
      case ops.setLineWidth: state.lineWidth = args[0]; break
      case ops.setStrokeRGBColor: state.stroke = String(args[0]); break
      case ops.setFillRGBColor: state.fill = String(args[0]); break
      case ops.beginText: this.textMatrix = [1, 0, 0, 1, 0, 0]; this.x = this.y = this.lineX = this.lineY = 0; break
      case ops.setCharSpacing: state.charSpacing = args[0]; break
      case ops.setWordSpacing: state.wordSpacing = args[0]; break
      case ops.setHScale: state.scale = args[0] / 100; break
      case ops.setLeading: state.leading = -args[0]; break
      case ops.setTextRise: state.rise = args[0]; break
      case ops.setFont: this.setFont(args[0], args[1]); break
      case ops.setGState: this.setGState(args[0]); break
      case ops.moveText: this.moveText(args[0], args[1]); break
      case ops.setLeadingMoveText: state.leading = args[1]; this.moveText(args[0], args[1]); break
      case ops.nextLine: this.moveText(0, state.leading); break
      case ops.setTextMatrix: this.textMatrix = [...(args[0] as unknown as Matrix)]; this.x = this.y = this.lineX = this.lineY = 0; break
      case ops.showText: this.showText(args[0]); break
      case ops.constructPath: this.path(args[0], args[1]); break
      case ops.paintImageXObject: case ops.paintInlineImageXObject: case ops.paintImageMaskXObject: case ops.paintSolidColorImageMask: case ops.paintImageXObjectRepeat: case ops.paintImageMaskXObjectRepeat: this.image(); break
      default:
    }
  }

  private setFont(name: string, size: number): void {
    const fonts = this.page.commonObjs
    this.state.font = (fonts.has(name) ? fonts.get(name) : null) as Font | null
    this.state.size = Number.isFinite(size) ? size : 0
  }

  private setGState(entries: readonly [string, never][] | null): void {
    for (const [key, value] of entries ?? []) {
      if (key === 'LW') this.state.lineWidth = value
      else if (key === 'Font') this.setFont(value[0], value[1])
    }
  }

  private moveText(x: number, y: number): void {
    this.x = this.lineX += x
    this.y = this.lineY += y
  }

  private showText(glyphs: readonly (FontGlyph | number)[]): void {
    const { font, size, charSpacing, wordSpacing, scale, rise, ctm } = this.state
    const whole = multiply(ctm, this.textMatrix)
    const unit = font?.fontMatrix?.[0] ?? 0.001
    const vertical = font?.vertical === true
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        if (vertical) this.y -= glyph / 1000 * size
        else this.x -= glyph / 1000 * size * scale
        continue
      }
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0)
      if (vertical) {
        const [advance, , ] = glyph.vmetric ?? font.defaultVMetrics ?? [-1000, 500, 880]
        const down = advance * unit * size
        // the box of an upright character around the middle of its column
        this.put(glyph.unicode, whole, this.x - size / 2 * scale, this.y + down * 0.88, size * scale)
        this.y += down - spacing
      } else {
        const width = glyph.width * unit * size * scale
        this.put(glyph.unicode, whole, this.x, this.y + rise, width)
        this.x += width + spacing * scale
      }
    }
  }

  private put(text: string, whole: Matrix, x: number, y: number, width: number): void {
    const left = whole[0] * x + whole[2] * y + whole[4]
    const top = whole[1] * x + whole[3] * y + whole[5]
    const dx = whole[0] * width
    const dy = whole[1] * width
    const size = Math.abs(this.state.size) * Math.hypot(whole[2], whole[3])
    const direction = Math.abs(dy) > Math.abs(dx) ? (dy > 0 ? 1 : 3) : dx < 0 ? 2 : 0
    if (text.trim() !== '') this.turns[direction] = (this.turns[direction] ?? 0) + 1
    if (!Number.isFinite(left + top + dx) || size <= 0) return
    if (Math.min(Math.abs(dx), Math.abs(dy)) > SLANT * Math.max(Math.abs(dx), Math.abs(dy))) {
      this.content.slanted += text
      return
    }
    this.content.glyphs.push({ text, x0: Math.min(left, left + dx), x1: Math.max(left, left + dx), y: top, size })
  }

  private path(paint: number, data: readonly (Float32Array | Record<string, number> | null)[]): void {
    const { ops, state } = this
    const buffer = data?.[0]
    if (!buffer) return
    const isStroke = paint === ops.stroke || paint === ops.closeStroke || paint === ops.fillStroke || paint === ops.eoFillStroke || paint === ops.closeFillStroke || paint === ops.closeEOFillStroke
    const isFill = !isStroke && (paint === ops.fill || paint === ops.eoFill)
    if (isStroke ? isWhite(state.stroke) : !isFill || isWhite(state.fill)) return
    const thickness = state.lineWidth * Math.sqrt(Math.abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
    for (const points of subpaths(buffer, state.ctm)) {
      if (isFill) this.bar(points)
      else if (thickness <= THICKEST_RULE * 2) for (let i = 1; i < points.length; i++) this.segment(points[i - 1] as Point, points[i] as Point)
    }
  }

  /** A filled shape so thin that it is a line. */
  private bar(points: readonly Point[]): void {
    const xs = points.map(point => point[0])
    const ys = points.map(point => point[1])
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    if (bottom - top <= THICKEST_RULE && right - left > bottom - top && right - left >= SHORTEST_RULE) this.content.horizontal.push({ at: (top + bottom) / 2, from: left, to: right })
    else if (right - left <= THICKEST_RULE && bottom - top >= SHORTEST_RULE) this.content.vertical.push({ at: (left + right) / 2, from: top, to: bottom })
  }

  private segment([x0, y0]: Point, [x1, y1]: Point): void {
    if (Math.abs(y1 - y0) <= STRAIGHT && Math.abs(x1 - x0) >= SHORTEST_RULE) this.content.horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) })
    else if (Math.abs(x1 - x0) <= STRAIGHT && Math.abs(y1 - y0) >= SHORTEST_RULE) this.content.vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) })
  }

  /** Some programs draw their lines as stretched pictures of one dot. */
  private image(): void {
    const { ctm } = this.state
    const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([x = 0, y = 0]): Point => [ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5]])
    this.bar(corners)
    const area = Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2])
    if (area > this.content.width * this.content.height * LARGE_IMAGE) this.content.hasImage = true
  }
}

type Point = [number, number]
const isWhite = (color: string): boolean => /^#f{3,8}$/iu.test(color)

/** The corners of each part of a path; curves count by their ends. */
function subpaths(buffer: Float32Array | Record<string, number>, ctm: Matrix): Point[][] {
  const data = buffer instanceof Float32Array ? buffer : Float32Array.from(Object.values(buffer))
  const parts: Point[][] = []
  const point = (at: number): Point => {
    const x = data[at] ?? 0
    const y = data[at + 1] ?? 0
    return [ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5]]
  }
  for (let at = 0; at < data.length;) {
    const kind = data[at] ?? 0
    if (kind === 0) {
      parts.push([point(at + 1)])
      at += 3
    } else if (kind === 4) {
      const part = parts.at(-1)
      if (part?.[0]) part.push(part[0])
      at += 1
    } else {
      const length = kind === 1 ? 2 : kind === 2 ? 6 : 4
      parts.at(-1)?.push(point(at + 1 + length - 2))
      at += 1 + length
    }
  }
  return parts
}
