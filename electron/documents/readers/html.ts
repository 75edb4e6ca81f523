import type { GridCell, SourceBlock } from '../../../shared/recognise/types'
import type { Budget } from './budget'

/**
 * Tables and text of a web page, in its order, however badly its tags are closed. A table within a cell becomes a grid of its own
 * after the outer one. Nothing is loaded, no script is looked at.
 */
export function readHtml(html: string, budget: Budget): SourceBlock[] {
  const reader = new HtmlReader(budget)
  for (const token of html.matchAll(TOKEN)) {
    budget.tick()
    const [, comment, closing, name, attributes, text] = token
    if (comment !== undefined) continue
    if (text !== undefined) reader.text(text)
    else if (name !== undefined) reader.tag(name.toLowerCase(), closing === '/', attributes ?? '')
  }
  return reader.finish()
}

/** Whether a text is a page: it begins as one, or with a tag and has a table. */
export function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 4096).trimStart()
  return /^(?:<!doctype html|<html|<table|<head|<body|<meta)/iu.test(start) || (start.startsWith('<') && /<table[\s>]/iu.test(text.slice(0, 200_000)))
}

/** A comment or declaration, a tag, a script or style with its inside, or text; a lone `<` is text. */
const TOKEN = /(<!--[\s\S]*?(?:-->|$)|<[!?][^>]*(?:>|$)|<(?:script|style|title|noscript)\b[^>]*>[\s\S]*?(?:<\/(?:script|style|title|noscript)\s*>|$))|<(\/?)([a-z][\w:-]*)((?:"[^"]{0,20000}"|'[^']{0,20000}'|[^'">]){0,2000})\/?>|([^<]+|<)/giu

const BLOCK_TAGS = new Set(['p', 'div', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'header', 'footer', 'center', 'blockquote', 'hr', 'form', 'fieldset', 'main', 'nav', 'aside', 'pre', 'caption', 'title'])
const MOST_COLUMNS = 1_000
const DEEPEST = 40

interface OpenCell { row: number; column: number; rowSpan: number; colSpan: number; text: TextGatherer }
interface OpenTable {
  cells: GridCell[]
  row: number
  column: number
  cell: OpenCell | null
  /** By column: the row up to which a cell from above reaches, exclusive. */
  taken: number[]
  /** Where the grid goes among the blocks. */
  slot: number
}

class HtmlReader {
  private readonly blocks: (SourceBlock | null)[] = []
  private readonly tables: OpenTable[] = []
  private outside: TextGatherer

  constructor(private readonly budget: Budget) {
    this.outside = new TextGatherer()
  }

  text(raw: string): void {
    this.gatherer().add(raw)
  }

  tag(name: string, closing: boolean, attributes: string): void {
    const table = this.tables.at(-1)
    if (name === 'table' && closing) this.closeTable()
    else if (name === 'table') this.openTable()
    else if (name === 'tr' && table) {
      this.closeCell(table)
      if (!closing) {
        table.row += 1
        table.column = 0
      }
    } else if ((name === 'td' || name === 'th') && table) {
      this.closeCell(table)
      if (!closing) this.openCell(table, attributes)
    } else if (name === 'br') this.gatherer().lineBreak()
    else if (BLOCK_TAGS.has(name)) this.gatherer().blockBreak()
  }

  finish(): SourceBlock[] {
    while (this.tables.length > 0) this.closeTable()
    this.flushOutside()
    return this.blocks.filter(block => block !== null)
  }

  private gatherer(): TextGatherer {
    return this.tables.at(-1)?.cell?.text ?? this.outside
  }

  private openTable(): void {
    if (this.tables.length >= DEEPEST) return
    if (this.tables.length === 0) this.flushOutside()
    this.blocks.push(null)
    this.tables.push({ cells: [], row: -1, column: 0, cell: null, taken: [], slot: this.blocks.length - 1 })
  }

  private closeTable(): void {
    const table = this.tables.pop()
    if (!table) return
    this.closeCell(table)
    if (this.tables.length === 0) this.flushOutside()
    const rows = table.row + 1
    for (const cell of table.cells) cell.rowSpan = Math.min(cell.rowSpan, rows - cell.row)
    if (table.cells.some(cell => cell.text.trim() !== '')) this.blocks[table.slot] = { kind: 'grid', cells: table.cells }
  }

  private openCell(table: OpenTable, attributes: string): void {
    if (table.row < 0) table.row = 0
    const span = (name: string, most: number): number => {
      const value = attributes.match(new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,6})`, 'iu'))?.[1]
      return value === undefined ? 1 : Math.min(most, Math.max(1, Number(value)))
    }
    while ((table.taken[table.column] ?? 0) > table.row) table.column += 1
    const colSpan = span('colspan', MOST_COLUMNS)
    const rowSpan = span('rowspan', 65_534)
    for (let column = table.column; column < table.column + colSpan && column < MOST_COLUMNS; column++) table.taken[column] = table.row + rowSpan
    table.cell = { row: table.row, column: table.column, rowSpan, colSpan, text: new TextGatherer() }
    table.column += colSpan
  }

  private closeCell(table: OpenTable): void {
    if (!table.cell) return
    const { text, ...place } = table.cell
    const words = text.result()
    this.budget.take(words)
    table.cells.push({ ...place, text: words })
    table.cell = null
  }

  private flushOutside(): void {
    const text = this.outside.result()
    this.outside = new TextGatherer()
    if (text === '') return
    this.budget.take(text)
    const lines = text.split('\n')
    const before = this.blocks.at(-1)
    if (before?.kind === 'lines') before.lines.push(...lines)
    else this.blocks.push({ kind: 'lines', lines })
  }
}

const ENTITIES: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ensp: ' ', emsp: '　', middot: '·', times: '×', divide: '÷', ge: '≥', le: '≤', ne: '≠',
  ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', ndash: '–', hellip: '…', yen: '¥', deg: '°', plusmn: '±', radic: '√', permil: '‰', bull: '•', sect: '§', copy: '©', reg: '®', zwnj: '', zwj: '',
}

function withoutEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));?/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : ''
  })
}

/** Text of a cell or of what stands between tables, with the white space of the source taken together as browsers do. */
class TextGatherer {
  private readonly pieces: string[] = []
  private wantsBreak = false
  private hasText = false
  private endsInBlank = true

  add(raw: string): void {
    let text = withoutEntities(raw.replace(/[\t\n\f\r ]+/gu, ' ')).replace(/\u00a0/gu, ' ')
    if (this.endsInBlank) text = text.replace(/^ (?! )/u, '')
    if (text === '' || (text === ' ' && (this.wantsBreak || !this.hasText))) return
    if (this.wantsBreak && this.hasText) this.pieces.push('\n')
    this.wantsBreak = false
    this.hasText = true
    this.pieces.push(text)
    this.endsInBlank = text.endsWith(' ')
  }

  lineBreak(): void {
    if (this.wantsBreak && this.hasText) this.pieces.push('\n')
    this.wantsBreak = false
    this.pieces.push('\n')
    this.endsInBlank = true
  }

  blockBreak(): void {
    this.wantsBreak = this.hasText && this.pieces.at(-1) !== '\n'
    this.endsInBlank = true
  }

  result(): string {
    return this.pieces.join('').replace(/[ \u3000]+$/gmu, '').replace(/^\n+|\n+$/gu, '')
  }
}
