import type { GridCell, SourceBlock } from '../../../shared/recognise/types'
import type { Budget } from './budget'
import { withoutGaps } from './gaps'
import { attribute, numberOf, parseXml } from './xml'

/** Tells the XML that spreadsheets of 2003 wrote, which finance systems still give out under the name .xls. */
export function isXmlSpreadsheet(text: string): boolean {
  return /<(?:\w+:)?Workbook[^>]+urn:schemas-microsoft-com:office:spreadsheet/u.test(text.slice(0, 4096))
}

const MOST_SPAN = 20_000
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384

/** The sheets of such a file as grids. Throws what the budget throws. */
export function readXmlSpreadsheet(text: string, budget: Budget): SourceBlock[] {
  const blocks: SourceBlock[] = []
  let cells: GridCell[] = []
  let row = -1
  let column = -1
  let open: GridCell | null = null
  let inData = false
  parseXml(new TextEncoder().encode(text.replace(/^(\s*<\?xml[^>]*?)\s+encoding=["'][^"']*["']/iu, '$1')), {
    open(tag) {
      const index = numberOf(tag, 'Index', 0)
      if (tag.name === 'Worksheet') {
        cells = []
        row = -1
        blocks.push({ kind: 'grid', cells, where: attribute(tag, 'Name') ?? '' })
      } else if (tag.name === 'Row') {
        row = index > 0 ? index - 1 : row + 1
        column = -1
      } else if (tag.name === 'Cell') {
        column = index > 0 ? index - 1 : column + 1
        const span = (name: string): number => Math.min(MOST_SPAN, Math.max(0, numberOf(tag, name, 0))) + 1
        open = { row, column, rowSpan: span('MergeDown'), colSpan: span('MergeAcross'), text: '' }
      } else if (tag.name === 'Data') inData = true
    },
    text(piece) {
      if (inData && open) open.text += piece
    },
    close(name) {
      if (name === 'Data') inData = false
      else if (name === 'Cell' && open) {
        open.text = open.text.replace(/\r\n?/gu, '\n').replace(/^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?$/u, '$1')
        budget.take(open.text)
        if (open.row < MOST_ROWS && open.column < MOST_COLUMNS) cells.push(open)
        column += open.colSpan - 1
        open = null
      } else if (name === 'Row' && row >= 0) budget.tick()
    },
  }, budget)
  return blocks.flatMap((block): SourceBlock[] => (block.kind === 'grid' && block.cells.some(cell => cell.text.trim() !== '') ? [{ ...block, cells: withoutGaps(inOrder(block.cells)) }] : []))
}

/** Rows may say that they stand before others. */
const inOrder = (cells: readonly GridCell[]): GridCell[] => cells.toSorted((a, b) => a.row - b.row || a.column - b.column)
