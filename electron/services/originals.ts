import { AppError } from '../../shared/errors'
import type { SourceOriginal } from '../../shared/ipc/contract'
import { packPlaces, type SourcePlace } from '../../shared/ipc/places'
import type { SourceDocument } from '../../shared/recognise/types'
import { readDocument } from '../documents/readers'
import { kindOf } from '../documents/readers/kind'
import { cellsOf, hasTooManyCells, rowsOfBlock } from '../documents/readers/lines'

/** A file as it was read; `read` null where it is to be read anew, and of a scan, which it is no use to read again. */
export interface Original {
  name: string
  lines: string[]
  bytes: Uint8Array | null
  read: SourceDocument | null
  scanned?: boolean
  /** Its bytes were not kept because there are too many. */
  tooLarge: boolean
}

/** What the window shows of a source. Our own forms, whose record was taken and not their pages, are read again for it. */
export async function originalOf({ name, lines, bytes, read, scanned = false, tooLarge }: Original): Promise<SourceOriginal> {
  const kind = bytes && kindOf(bytes)
  const picture = kind === 'pdf' || kind === 'image'
  const found = read && !read.own ? read : bytes && kind !== 'image' && !scanned ? await pagesOf(name, bytes) : null
  const document = found && !picture ? withTables(found) : found
  const shown = document ? sourceLines(document) : lines
  if (bytes && kind === 'image') return { kind, lines: shown, bytes }
  if (bytes && picture) return { kind: 'pdf', lines: shown, bytes, places: packPlaces(document ? placesOf(document) : []), turned: document?.turned ?? [] }
  if (document && cellsOf(document) > 0 && !hasTooManyCells(document)) return { kind: 'tables', lines: shown, tooLarge, blocks: document.blocks.map(block => (block.kind === 'grid' ? withoutPlaces(block) : { kind: block.kind, lines: block.lines, where: block.where })) }
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

/** The source as numbered lines, as the evidence of recognition counts them. */
export const sourceLines = (document: SourceDocument): string[] => document.blocks.flatMap(block => rowsOfBlock(block).map(row => row.text))

/** Where the words of the numbered lines are printed; of a document that is no PDF, none. */
export function placesOf(document: SourceDocument): SourcePlace[] {
  return document.blocks.flatMap(rowsOfBlock).flatMap(({ printed }, line) => printed.map(place => ({ ...place, line })))
}

const HAS_TABS = /\t/u

/** Lines with tabs, copied out of a table, as the table that they are: each line stays one row. */
function withTables(document: SourceDocument): SourceDocument {
  const blocks = document.blocks.flatMap((block): SourceDocument['blocks'] => {
    if (block.kind !== 'lines') return [block]
    const parts: SourceDocument['blocks'] = []
    block.lines.forEach((line, at) => {
      const before = parts.at(-1)
      if (!HAS_TABS.test(line)) {
        if (before?.kind === 'lines') before.lines.push(line)
        else parts.push({ kind: 'lines', lines: [line] })
        return
      }
      const follows = before?.kind === 'grid' && at > 0
      const grid = follows ? before : { kind: 'grid' as const, cells: [] }
      const row = (grid.cells.at(-1)?.row ?? -1) + 1
      line.split('\t').forEach((text, column) => grid.cells.push({ row, column, rowSpan: 1, colSpan: 1, text }))
      if (!follows) parts.push(grid)
    })
    return parts
  })
  return { ...document, blocks }
}
