import { AppError } from '../../shared/errors'
import type { SourceOriginal, SourcePlace } from '../../shared/ipc/contract'
import type { Printed, SourceDocument } from '../../shared/recognise/types'
import { readDocument } from '../documents/readers'
import { kindOf } from '../documents/readers/kind'

/** A file as it was read; `read` null where it has no text, or is read anew. */
export interface Original {
  name: string
  lines: string[]
  bytes: Uint8Array | null
  read: SourceDocument | null
  /** Its bytes were not kept because there are too many. */
  tooLarge: boolean
}

/** Larger tables are looked at as lines: a window has no use for so many cells. */
const MOST_CELLS_SHOWN = 60_000

/** What the window shows of a source. Our own forms, whose record was taken and not their pages, are read again for it. */
export async function originalOf({ name, lines, bytes, read, tooLarge }: Original): Promise<SourceOriginal> {
  const kind = bytes && kindOf(bytes)
  const picture = kind === 'pdf' || kind === 'image'
  const document = read && !read.own ? read : bytes && kind !== 'image' ? await pagesOf(name, bytes) : null
  const shown = document ? sourceLines(document) : lines
  if (bytes && kind === 'image') return { kind, lines: shown, bytes }
  if (bytes && picture) return { kind: 'pdf', lines: shown, bytes, places: document ? placesOf(document) : [], turned: document?.turned ?? [] }
  const cells = document?.blocks.reduce((sum, block) => sum + (block.kind === 'grid' ? block.cells.length : 0), 0) ?? 0
  if (document && cells > 0 && cells <= MOST_CELLS_SHOWN) return { kind: 'tables', lines: shown, blocks: document.blocks.map(block => (block.kind === 'grid' ? withoutPlaces(block) : { kind: block.kind, lines: block.lines, where: block.where })) }
  return { kind: 'text', lines: shown, tooLarge }
}

/** Null where there is nothing to read: a scan, or a file that an older program could read. */
async function pagesOf(name: string, bytes: Uint8Array): Promise<SourceDocument | null> {
  try {
    return await readDocument(name, bytes, { asForeign: true })
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

const withoutPlaces = (block: SourceDocument['blocks'][number] & { kind: 'grid' }): typeof block =>
  ({ kind: 'grid', where: block.where, cells: block.cells.map(({ row, column, rowSpan, colSpan, text }) => ({ row, column, rowSpan, colSpan, text })) })

/** A cell's words within its line. */
const inLine = (text: string): string => text.replace(/[\t\n]+/gu, ' ')

interface Piece { column: number; text: string; printed: readonly Printed[] }

/** The source as numbered lines, as the evidence of recognition counts them: a row of a table is one line, its cells parted by tabs. */
function linesWithPlaces(document: SourceDocument): { text: string; pieces: { from: number; piece: Piece }[] }[] {
  return document.blocks.flatMap(block => {
    if (block.kind === 'lines') return block.lines.map((text, at) => ({ text, pieces: [{ from: 0, piece: { column: 0, text, printed: block.printed?.[at] ?? [] } }] }))
    const rows = block.cells.reduce((most, cell) => Math.max(most, cell.row), -1) + 1
    const byRow = Array.from({ length: rows }, () => [] as Piece[])
    for (const { row, column, text, printed = [] } of block.cells) byRow[row]?.push({ column, text, printed })
    return byRow.map(cells => {
      let text = ''
      const pieces = cells.sort((a, b) => a.column - b.column).map((piece, at) => {
        if (at > 0) text += '\t'
        const from = text.length
        text += inLine(piece.text)
        return { from, piece }
      })
      return { text, pieces }
    })
  })
}

export const sourceLines = (document: SourceDocument): string[] => linesWithPlaces(document).map(({ text }) => text)

/** Where the words of the numbered lines are printed; of a document that is no PDF, none. */
export function placesOf(document: SourceDocument): SourcePlace[] {
  return linesWithPlaces(document).flatMap(({ pieces }, line) => pieces.flatMap(({ from, piece: { text, printed } }) => {
    // line breaks of a cell count as one blank each run
    const at = (place: number): number => from + inLine(text.slice(0, place)).length
    return printed.map(place => ({ ...place, line, from: at(place.from), to: at(place.to) }))
  }))
}
