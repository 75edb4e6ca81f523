import type { SourceDocument } from './types'

/** A cell of a table, or a line of text. */
export interface StreamCell {
  text: string
  column: number
  colSpan: number
  rowSpan: number
}

/** A row of a table, or a line of text; what recognition reads, in the order of the document. */
export interface StreamRow {
  /** Place in the document, counted over all its blocks: what evidence points to. */
  line: number
  block: number
  /** Row within its own grid, so that rows that a span covers are known. */
  gridRow: number
  kind: 'line' | 'table'
  cells: StreamCell[]
  /** A page or table ends before this row. */
  breakBefore: boolean
}

/** Turns a document of lines and grids into one stream of rows. Tags are taken off, tabs cut lines into cells, quoted cells of several lines are joined. */
export function streamOf(document: SourceDocument): StreamRow[] {
  const rows: StreamRow[] = []
  let line = 0
  document.blocks.forEach((block, at) => {
    if (block.kind === 'grid') {
      const byRow = new Map<number, StreamCell[]>()
      for (const cell of block.cells) {
        const list = byRow.get(cell.row) ?? []
        list.push({ text: withoutTags(cell.text), column: cell.column, colSpan: Math.max(1, cell.colSpan), rowSpan: Math.max(1, cell.rowSpan) })
        byRow.set(cell.row, list)
      }
      const numbers = [...byRow.keys()].sort((a, b) => a - b)
      numbers.forEach((number, i) => {
        const cells = (byRow.get(number) ?? []).sort((a, b) => a.column - b.column)
        rows.push({ line: line + number, block: at, gridRow: number, kind: 'table', cells, breakBefore: i === 0 })
      })
      line += (numbers.at(-1) ?? -1) + 1
    } else {
      lineRows(block.lines, line, at, rows)
      line += block.lines.length
    }
  })
  return rows
}

function lineRows(lines: readonly string[], from: number, block: number, rows: StreamRow[]): void {
  let blank = 0
  let pageEnd = true
  const roomy = keepsColumns(lines)
  for (let i = 0; i < lines.length; i++) {
    const at = i
    const joined = quotedCell(lines, i)
    i += joined.taken - 1
    joined.text.split('\f').forEach((part, n) => {
      pageEnd ||= n > 0
      const text = withoutTags(part)
      if (text.trim() === '') {
        if (n === 0) blank++
        rows.push({ line: from + at, block, gridRow: at, kind: 'line', cells: [], breakBefore: false })
        return
      }
      const cells = text.split('\t').map((cell, column) => ({ text: unquoted(cell), column, colSpan: 1, rowSpan: 1 }))
      rows.push({ line: from + at, block, gridRow: at, kind: cells.length > 1 ? 'table' : 'line', cells, breakBefore: pageEnd || (blank >= 3 && !roomy) })
      blank = 0
      pageEnd = false
    })
  }
}

/** Text that keeps its columns by blanks and its pages by form feeds keeps room by empty lines: they end no page. */
function keepsColumns(lines: readonly string[]): boolean {
  if (!lines.some(line => line.includes('\f'))) return false
  const filled = lines.filter(line => line.trim() !== '')
  return filled.filter(line => /^ {4,}\S|\S {3,}\S/u.test(line)).length >= filled.length * 0.25
}

const MOST_QUOTED_LINES = 300

/** Spreadsheets put a copied cell of several lines in quotes: such lines are one. Quotes that never close are plain text. */
function quotedCell(lines: readonly string[], at: number): { text: string; taken: number } {
  const line = lines[at] ?? ''
  const opens = /(?:^\s*|\t)"(?!")[^"\t]*$/u.test(line) && oddQuotes(line)
  if (!opens) return { text: line, taken: 1 }
  let text = line
  for (let next = at + 1; next < lines.length && next - at < MOST_QUOTED_LINES; next++) {
    const more = lines[next] ?? ''
    text += `\n${more}`
    if (!oddQuotes(more)) continue
    return /"\s*(?:\t|$)/u.test(more.replace(/""/gu, '')) ? { text, taken: next - at + 1 } : { text: line, taken: 1 }
  }
  return { text: line, taken: 1 }
}

function oddQuotes(line: string): boolean {
  let count = 0
  for (const sign of line) if (sign === '"') count++
  return count % 2 === 1
}

function unquoted(text: string): string {
  const match = text.match(/^\s*"([^]*)"\s*$/u)
  return match && /[\n\t]|""/u.test(match[1] ?? '') ? (match[1] ?? '').replace(/""/gu, '"') : text
}

const ENTITIES: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', ensp: ' ', emsp: '　' }
const TAG = /<\/?(?:p|br|div|span|td|tr|th|table|tbody|thead|b|strong|i|em|u|font|a|h[1-6]|ul|ol|li|center|o:p|st1:\w+)(?:\s[^<>]*)?\/?>/giu

/** Text without HTML tags and entities. Only real tags go: `<2小时` and `《<某办法>的通知》` stay. */
function withoutTags(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text
  return text
    .replace(/<br\s*\/?>|<\/p>[^\S\t]*<p(?:\s[^<>]*)?>/giu, '\n')
    .replace(TAG, '')
    .replace(/&(\w+);|&#(\d{1,6});/gu, (whole, name: string | undefined, code: string | undefined) =>
      name ? ENTITIES[name.toLowerCase()] ?? whole : String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
}
