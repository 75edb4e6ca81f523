import { inLine } from '../../../shared/recognise/sourceLines'
import type { Printed, SourceBlock, SourceDocument } from '../../../shared/recognise/types'

/** A document with more cells than this is looked at as lines: a window has no use for so many, and the reader's thread does not hand them over. */
const MOST_CELLS = 60_000

/** How many cells the tables of a document have. */
export const cellsOf = (document: SourceDocument): number => document.blocks.reduce((sum, block) => sum + (block.kind === 'grid' ? block.cells.length : 0), 0)

/** Whether its tables are too large to be looked at as tables. */
export const hasTooManyCells = (document: SourceDocument): boolean => cellsOf(document) > MOST_CELLS

/** A block as lines, as the evidence of recognition counts them, with the places of their words: a row of a table is one line, its cells parted by tabs. */
export function rowsOfBlock(block: SourceBlock): { text: string; printed: Printed[] }[] {
  if (block.kind === 'lines') return block.lines.map((text, at) => ({ text, printed: block.printed?.[at] ?? [] }))
  const rows: { column: number; text: string; printed?: Printed[] }[][] = []
  for (const cell of block.cells) {
    while (rows.length <= cell.row) rows.push([])
    rows[cell.row]?.push(cell)
  }
  return rows.map(cells => {
    let line = ''
    const places: Printed[] = []
    cells.sort((a, b) => a.column - b.column).forEach(({ text, printed = [] }, at) => {
      if (at > 0) line += '\t'
      const from = line.length
      const placeOf = (place: number): number => from + inLine(text.slice(0, place)).length
      for (const place of printed) places.push({ ...place, from: placeOf(place.from), to: placeOf(place.to) })
      line += inLine(text)
    })
    return { text: line, printed: places }
  })
}

/** The same document without its tables: their rows as lines. */
export function inLines(document: SourceDocument): SourceDocument {
  return {
    ...document,
    blocks: document.blocks.map(block => {
      const rows = rowsOfBlock(block)
      const printed = rows.some(row => row.printed.length > 0) ? { printed: rows.map(row => row.printed) } : {}
      return { kind: 'lines', lines: rows.map(row => row.text), ...printed, ...(block.where === undefined ? {} : { where: block.where }) }
    }),
  }
}
