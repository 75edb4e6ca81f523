import type { GridCell, Printed, SourceBlock } from '../../../../shared/recognise/types'
import { tablesOf, type RuledCell, type RuledTable } from './grid'
import type { PageContent } from './operators'
import { isFull, joinLines, linesOf, movedBy, printedOf, textOf, type TextLine } from './text'

/** A cell with what is needed to tell whether it goes on over the page. */
interface PageCell extends RuledCell {
  lines: TextLine[]
  room: number
  text: string
  printed: Printed[]
}
interface PageTable { kind: 'table'; xs: number[]; rows: number; cells: PageCell[]; y: number; bottom: number }
interface PageLines { kind: 'lines'; lines: TextLine[]; y: number }
type Part = PageTable | PageLines

/** Puts the pages of a document together: tables that go on over a page break become one grid, the rest stays lines. */
export class PageJoiner {
  private readonly blocks: SourceBlock[] = []
  private open: OpenGrid | null = null
  private pageHead: string | null = null
  private readonly slanted = new Set<string>()

  add(content: PageContent, number: number): void {
    if (content.slanted.trim() !== '') this.slanted.add(content.slanted.trim())
    const parts = partsOf(content, number)
    const withoutFurniture = this.withoutFurniture(parts, content)
    withoutFurniture.forEach((part, i) => {
      if (part.kind === 'lines') {
        this.close()
        this.blocks.push({ kind: 'lines', ...linesWithParagraphs(part.lines, number), where: pageName(number) })
        return
      }
      if (this.open && i === 0 && this.open.goesOnIn(part)) this.open.append(part)
      else {
        this.close()
        this.open = new OpenGrid(part, pageName(number))
      }
    })
  }

  finish(): SourceBlock[] {
    this.close()
    // before all forms: behind one it would be taken for the end of its last text
    return this.slanted.size > 0 ? [{ kind: 'lines', lines: [...this.slanted] }, ...this.blocks] : this.blocks
  }

  private close(): void {
    if (this.open) this.blocks.push(this.open.block())
    this.open = null
  }

  /** Page numbers, and a running head that the page before had too, do not part a table. */
  private withoutFurniture(parts: Part[], { height }: PageContent): Part[] {
    const kept = parts.flatMap((part): Part[] => {
      if (part.kind !== 'lines') return [part]
      const lines = part.lines.filter(line => !isPageNumber(textOf(line), line, height))
      return lines.length > 0 ? [{ ...part, lines }] : []
    })
    const [first] = kept
    const head = first?.kind === 'lines' && first.lines.length === 1 && first.y < height * 0.12 ? textOf(first.lines[0] as TextLine) : null
    const repeated = head !== null && head === this.pageHead
    this.pageHead = head
    return repeated ? kept.slice(1) : kept
  }
}

const pageName = (number: number): string => `第${number}页`

const PAGE_NUMBER = /^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／\s]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–\s]*$/u

function isPageNumber(text: string, line: TextLine, height: number): boolean {
  return (line.y > height * 0.9 || line.y < height * 0.08) && text.length < 20 && PAGE_NUMBER.test(text.trim())
}

function partsOf(content: PageContent, number: number): Part[] {
  const { tables, outside } = tablesOf(content)
  const parts: Part[] = tables.map(table => tablePart(table, number))
  const lines = linesOf(outside)
  let open: PageLines | null = null
  for (const line of lines) {
    const at = line.y - line.size * 0.35
    const between = open !== null && parts.some(part => part.kind === 'table' && part.y > (open as PageLines).y && part.y < at)
    if (open === null || between) parts.push((open = { kind: 'lines', lines: [], y: at }))
    open.lines.push(line)
  }
  return parts.sort((a, b) => a.y - b.y)
}

const MOST_PADDING = 8

function tablePart({ xs, ys, cells }: RuledTable, number: number): PageTable {
  const withLines = cells.map(cell => ({ cell, lines: linesOf(cell.glyphs) }))
  const gaps = withLines.flatMap(({ cell, lines }) => lines.flatMap(line => [line.x0 - cell.x0, cell.x1 - line.x1]))
  const padding = Math.max(0, Math.min(MOST_PADDING, ...gaps))
  return {
    kind: 'table', xs, rows: ys.length - 1, y: ys[0] ?? 0, bottom: ys.at(-1) ?? 0,
    cells: withLines.map(({ cell, lines }) => {
      const room = cell.x1 - cell.x0 - 2 * padding
      return { ...cell, lines, room, ...joinLines(lines, room, number) }
    }),
  }
}

/** Lines that stand apart from each other have an empty line between them. */
function linesWithParagraphs(lines: readonly TextLine[], number: number): { lines: string[]; printed: Printed[][] } {
  const all = lines.flatMap((line, i) => {
    const before = lines[i - 1]
    const own = { text: textOf(line), printed: printedOf(line, number) }
    return before && line.y - before.y > 2.4 * Math.max(line.size, before.size) ? [{ text: '', printed: [] }, own] : [own]
  })
  return { lines: all.map(({ text }) => text), printed: all.map(({ printed }) => printed) }
}

const SAME_EDGE = 4
const TITLE = /申报表|绩效目标表|^[（(]\s*(?:19|20)\d{2}\s*年?度?\s*[)）]\s*年?度?$/u

/** A table that may go on on the next page. */
class OpenGrid {
  private readonly cells: (PageCell & { merged: boolean })[]
  private xs: number[]
  private rows: number

  constructor(table: PageTable, private readonly where: string) {
    this.xs = table.xs
    this.rows = table.rows
    this.cells = table.cells.map(cell => ({ ...cell, merged: false }))
  }

  /** The same outer edges, and no title at the top: another form's table may have the same width. */
  goesOnIn(next: PageTable): boolean {
    const near = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && Math.abs(a - b) <= SAME_EDGE
    if (!near(this.xs[0], next.xs[0]) || !near(this.xs.at(-1), next.xs.at(-1))) return false
    const top = next.cells.filter(cell => cell.row === 0)
    return !(top.length === 1 && TITLE.test((top[0] as PageCell).text.replace(/\s/gu, '')))
  }

  append(next: PageTable): void {
    const bottom = this.cells.filter(cell => cell.row + cell.rowSpan === this.rows)
    const top = next.cells.filter(cell => cell.row === 0).sort((a, b) => a.x0 - b.x0)
    const pairs = top.map(cell => ({ cell, above: bottom.find(one => sameColumns(one, cell)) }))
    const isCut = pairs.every(pair => pair.above !== undefined) && bottom.length === top.length && rowGoesOn(pairs as Pair[])
    const columnOf = this.alignColumns(next.xs)
    // a row that goes on has its first part on the page before: all later rows move up by it
    const shift = this.rows - (isCut ? Math.min(...top.map(cell => cell.rowSpan)) : 0)
    const swallowed = new Set<PageCell>()
    if (isCut) {
      for (const { cell, above } of pairs as Pair[]) {
        addText(above, cell)
        above.rowSpan += Math.max(0, shift + cell.rowSpan - this.rows)
        swallowed.add(cell)
      }
    } else {
      // labels merged over rows are cut by the break, blank or printed again on the next page
      for (const { cell, above } of pairs) {
        // two entries of a list may have the same name: what is printed again is a label where it stands over rows
        if (!above || !isSameLabel(above, cell) || (plain(cell.text) !== '' && above.rowSpan === 1 && cell.rowSpan === 1)) break
        above.rowSpan += cell.rowSpan
        swallowed.add(cell)
      }
    }
    for (const cell of next.cells) {
      if (swallowed.has(cell)) continue
      const column = columnOf(cell.column)
      this.cells.push({ ...cell, row: cell.row + shift, column, colSpan: Math.max(1, columnOf(cell.column + cell.colSpan) - column), merged: false })
    }
    this.rows = shift + next.rows
  }

  /** Makes one set of column edges for both pages; tells where an edge of the next page lies in it. */
  private alignColumns(xs: readonly number[]): (edge: number) => number {
    const all: number[] = []
    for (const x of [...this.xs, ...xs].sort((a, b) => a - b)) if (all.length === 0 || x - (all.at(-1) as number) > SAME_EDGE) all.push(x)
    const place = (x: number): number => {
      const at = all.findIndex(edge => Math.abs(edge - x) <= SAME_EDGE)
      return at < 0 ? Math.max(0, all.findLastIndex(edge => edge <= x)) : at
    }
    const before = this.xs
    for (const cell of this.cells) {
      const column = place(before[cell.column] ?? 0)
      cell.colSpan = Math.max(1, place(before[cell.column + cell.colSpan] ?? 0) - column)
      cell.column = column
    }
    this.xs = all
    return edge => place(xs[edge] ?? 0)
  }

  block(): SourceBlock {
    const cells = this.cells.map(({ row, column, rowSpan, colSpan, text, printed }): GridCell => ({ row, column, rowSpan, colSpan, text, printed }))
    return { kind: 'grid', cells: cells.sort((a, b) => a.row - b.row || a.column - b.column), where: this.where }
  }
}

interface Pair { cell: PageCell; above: PageCell }

const sameColumns = (a: PageCell, b: PageCell): boolean => Math.abs(a.x0 - b.x0) <= SAME_EDGE && Math.abs(a.x1 - b.x1) <= SAME_EDGE
const AMOUNT = /^[¥￥]?-?[\d,，]+(?:\.\d+)?(?:万?元)?$/u
const plain = (text: string): string => text.replace(/\s/gu, '')
const isSameLabel = (above: PageCell, cell: PageCell): boolean => plain(above.text) !== '' && (plain(cell.text) === '' || plain(cell.text) === plain(above.text))

/**
 * Does the last row of one page go on in the first of the next? Its labels are blank or printed again; of its texts one at least
 * was broken off by the page, after more than one line, and none is whole on both sides.
 */
function rowGoesOn(pairs: readonly Pair[]): boolean {
  let labels = 0
  while (labels < pairs.length && isSameLabel((pairs[labels] as Pair).above, (pairs[labels] as Pair).cell)) labels++
  const texts = pairs.slice(labels)
  if (texts.every(({ cell }) => plain(cell.text) === '')) return false
  if (texts.some(({ above, cell }) => AMOUNT.test(plain(above.text)) && AMOUNT.test(plain(cell.text)))) return false
  // one label and its text: what has the same label is the same row
  if (labels === 1 && pairs.length === 2) return true
  if (labels === 0 && pairs.length > 2) return false
  const isCut = ({ above, cell }: Pair): boolean => {
    const last = above.lines.at(-1)
    const first = cell.lines[0]
    return last !== undefined && first !== undefined && above.lines.length + cell.lines.length > 2 && isFull(last, first, Math.max(above.room, cell.room))
  }
  return texts.some(isCut) && texts.every(pair => plain(pair.cell.text) === '' || isCut(pair))
}

function addText(above: PageCell, cell: PageCell): void {
  if (isSameLabel(above, cell) && plain(cell.text) === plain(above.text)) return
  const last = above.lines.at(-1)
  const first = cell.lines[0]
  if (!first) return
  const lines = [...above.lines, ...cell.lines]
  const before = above.text.length
  above.text = last && isFull(last, first, Math.max(above.room, cell.room)) ? above.text + cell.text : [above.text, cell.text].filter(text => text !== '').join('\n')
  above.printed = [...above.printed, ...movedBy(cell.printed, Math.max(before, above.text.length - cell.text.length))]
  above.lines = lines
}
