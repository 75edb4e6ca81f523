import type { SourceBlock, SourceDocument } from '../../../shared/recognise/types'

/** A block as lines, as the evidence of recognition counts them: a row of a table is one line, its cells parted by tabs. */
export function linesOfBlock(block: SourceBlock): string[] {
  if (block.kind === 'lines') return block.lines
  const rows: { column: number; text: string }[][] = []
  for (const cell of block.cells) {
    while (rows.length <= cell.row) rows.push([])
    rows[cell.row]?.push(cell)
  }
  return rows.map(cells => cells.sort((a, b) => a.column - b.column).map(cell => cell.text.replace(/[\t\n]+/gu, ' ')).join('\t'))
}

/** The same document without its tables: their rows as lines. */
export function inLines(document: SourceDocument): SourceDocument {
  return { ...document, blocks: document.blocks.map(block => ({ kind: 'lines', lines: linesOfBlock(block), ...(block.where === undefined ? {} : { where: block.where }) })) }
}
