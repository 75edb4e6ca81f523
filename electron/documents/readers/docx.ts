import type { GridCell, SourceBlock } from '../../../shared/recognise/types'
import type { Budget } from './budget'
import { numberingOf, type Numbering } from './docxNumbering'
import { mainPart, relationsOf } from './opc'
import { attribute, numberOf, parseXml, type XmlTag } from './xml'
import type { Zip } from './zip'

/** A cell with the bookmarks that begin in it, for forms of our own. */
export interface MarkedCell extends GridCell {
  names?: string[]
}
export type DocxBlock = { kind: 'grid'; cells: MarkedCell[] } | { kind: 'lines'; lines: string[] }

export interface WordDocument {
  blocks: DocxBlock[]
  /** Custom properties by name. */
  properties: Map<string, string>
}

/** Tables and paragraphs of a DOCX in its order; a table within a cell becomes a grid after the outer one. */
export function readWordDocument(zip: Zip, budget: Budget): WordDocument {
  const main = mainPart(zip, 'word/document.xml', budget)
  const bytes = zip.read(main)
  if (!bytes) throw budget.damaged()
  budget.expect(zip.size(main))
  const numberingPart = [...relationsOf(zip, main, budget).values()].find(relation => relation.type === 'numbering' && !relation.external)?.target
  const numbering = numberingOf(numberingPart === undefined ? null : zip.read(numberingPart), budget)
  const body = new Body(budget, numbering)
  parseXml(bytes, body, budget)
  return { blocks: body.finish(), properties: customProperties(zip, budget) }
}

/** The document in the neutral form: its tables as grids, its paragraphs as lines, in their order. */
export function blocksOf(document: WordDocument): SourceBlock[] {
  return document.blocks.map(block => (block.kind === 'lines' ? block : { kind: 'grid', cells: block.cells.map(({ row, column, rowSpan, colSpan, text }) => ({ row, column, rowSpan, colSpan, text })) }))
}

interface OpenCell { column: number; colSpan: number; merge: 'none' | 'begins' | 'goesOn'; paragraphs: string[]; names: string[] }
interface OpenTable { cells: MarkedCell[]; row: number; column: number; cell: OpenCell | null; /** By column: the cell that a vertical merge goes on from. */ above: Map<number, MarkedCell>; slot: number }

/** Elements whose inside is no text of the document: deleted text, instructions of fields, notes, what stands in for newer drawings. */
const SKIPPED = new Set(['del', 'moveFrom', 'instrText', 'delText', 'delInstrText', 'Fallback', 'rPr', 'pPrChange', 'tabs', 'sectPr', 'tblPr', 'tblGrid', 'sdtPr', 'rt', 'object'])
/** Ticks and comparisons that are drawn with the signs of a symbol font. */
const SYMBOLS: Record<string, Record<number, string>> = {
  wingdings: { 0xfc: '✓', 0xfb: '✗', 0xfd: '☒', 0xfe: '☑', 0xa8: '□', 0x6f: '□', 0x6e: '■', 0x6c: '●', 0xa1: '○', 0x71: '□', 0xd8: '➢', 0x75: '◆', 0xa7: '▪', 0x77: '◆' },
  'wingdings 2': { 0x50: '✓', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0xa3: '□', 0x2a: '□', 0x4f: '✗', 0x51: '☒' },
  symbol: { 0xb3: '≥', 0xa3: '≤', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xb9: '≠', 0xb7: '•', 0xd6: '√', 0xb0: '°', 0xa5: '∞', 0xbb: '≈' },
}
const MOST_COLUMNS = 1_000
const DEEPEST = 20

class Body {
  private readonly blocks: (DocxBlock | null)[] = []
  private readonly tables: OpenTable[] = []
  /** Paragraphs that are open, innermost last: a text box stands inside a paragraph. */
  private readonly paragraphs: { text: string[]; level: number; list: string | null; isInBox: boolean }[] = []
  private skipDepth = 0
  private inText = false
  private boxIsTicked: boolean | null = null

  constructor(private readonly budget: Budget, private readonly numbering: Numbering) {}

  open(tag: XmlTag): void {
    const { name } = tag
    if (this.skipDepth > 0 || SKIPPED.has(name)) {
      this.skipDepth += 1
      return
    }
    const table = this.tables.at(-1)
    const paragraph = this.paragraphs.at(-1)
    switch (name) {
      case 'p': this.paragraphs.push({ text: [], level: 0, list: null, isInBox: paragraph !== undefined }); break
      case 'numId': if (paragraph) paragraph.list = attribute(tag, 'val') ?? null; break
      case 'ilvl': if (paragraph) paragraph.level = numberOf(tag, 'val', 0); break
      case 't': this.inText = true; break
      case 'tab': paragraph?.text.push('\t'); break
      case 'br': paragraph?.text.push(/page|column/u.test(attribute(tag, 'type') ?? '') ? '' : '\n'); break
      case 'cr': paragraph?.text.push('\n'); break
      case 'noBreakHyphen': paragraph?.text.push('-'); break
      // a box of an old-style form, which is no text at all
      case 'checkBox': this.boxIsTicked = false; break
      case 'default': case 'checked': if (this.boxIsTicked !== null) this.boxIsTicked = /^(?:1|true|on)$/iu.test(attribute(tag, 'val') ?? '1'); break
      case 'sym': paragraph?.text.push(symbolOf(tag)); break
      case 'tbl': this.openTable(); break
      case 'tr': if (table) { table.row += 1; table.column = 0 } break
      case 'gridBefore': if (table) table.column += Math.min(MOST_COLUMNS, Math.max(0, numberOf(tag, 'val', 0))); break
      case 'tc': if (table) table.cell = { column: table.column, colSpan: 1, merge: 'none', paragraphs: [], names: [] }; break
      case 'gridSpan': if (table?.cell) table.cell.colSpan = Math.min(MOST_COLUMNS, Math.max(1, numberOf(tag, 'val', 1))); break
      case 'vMerge': if (table?.cell) table.cell.merge = attribute(tag, 'val') === 'restart' ? 'begins' : 'goesOn'; break
      case 'bookmarkStart': table?.cell?.names.push(attribute(tag, 'name') ?? ''); break
      default:
    }
  }

  text(text: string): void {
    if (this.inText && this.skipDepth === 0) this.paragraphs.at(-1)?.text.push(text)
  }

  close(name: string): void {
    if (this.skipDepth > 0) {
      this.skipDepth -= 1
      return
    }
    if (name === 't') this.inText = false
    else if (name === 'checkBox') {
      this.paragraphs.at(-1)?.text.push(this.boxIsTicked ? '☑' : '□')
      this.boxIsTicked = null
    } else if (name === 'p') this.closeParagraph()
    else if (name === 'tc') this.closeCell()
    else if (name === 'tbl') this.closeTable()
  }

  finish(): DocxBlock[] {
    while (this.tables.length > 0) this.closeTable()
    return this.blocks.filter(block => block !== null)
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop()
    if (!paragraph) return
    const own = paragraph.text.join('')
    const text = (paragraph.list === null || own.trim() === '' ? '' : this.numbering.next(paragraph.list, paragraph.level)) + own
    this.budget.take(text)
    const cell = this.tables.at(-1)?.cell
    if (cell) cell.paragraphs.push(text)
    else if (!paragraph.isInBox || text.trim() !== '') this.line(text)
  }

  private line(text: string): void {
    const last = this.blocks.at(-1)
    const lines = text.split('\n')
    if (last?.kind === 'lines') last.lines.push(...lines)
    else this.blocks.push({ kind: 'lines', lines })
  }

  private openTable(): void {
    if (this.tables.length >= DEEPEST) return
    this.blocks.push(null)
    this.tables.push({ cells: [], row: -1, column: 0, cell: null, above: new Map(), slot: this.blocks.length - 1 })
  }

  private closeCell(): void {
    const table = this.tables.at(-1)
    const cell = table?.cell
    if (!table || !cell) return
    table.cell = null
    table.column = cell.column + cell.colSpan
    const from = table.above.get(cell.column)
    if (cell.merge === 'goesOn' && from && from.row + from.rowSpan === table.row) {
      from.rowSpan += 1
      const more = cell.paragraphs.join('\n')
      if (more.trim() !== '') from.text = `${from.text}\n${more}`
      return
    }
    const made: MarkedCell = { row: Math.max(0, table.row), column: cell.column, rowSpan: 1, colSpan: cell.colSpan, text: cell.paragraphs.join('\n'), ...(cell.names.length > 0 ? { names: cell.names } : {}) }
    table.cells.push(made)
    if (cell.merge === 'none') table.above.delete(cell.column)
    else table.above.set(cell.column, made)
  }

  private closeTable(): void {
    const table = this.tables.pop()
    if (table && table.cells.some(cell => cell.text.trim() !== '')) this.blocks[table.slot] = { kind: 'grid', cells: table.cells }
  }
}

function symbolOf(tag: XmlTag): string {
  const code = Number.parseInt(attribute(tag, 'char') ?? '', 16) & 0xff
  return SYMBOLS[(attribute(tag, 'font') ?? '').toLowerCase()]?.[code] ?? ''
}

function customProperties(zip: Zip, budget: Budget): Map<string, string> {
  const properties = new Map<string, string>()
  const part = [...relationsOf(zip, '', budget).values()].find(relation => relation.type === 'custom-properties' && !relation.external)?.target
  const bytes = part === undefined ? null : zip.read(part)
  if (!bytes) return properties
  let name = ''
  let value = ''
  let inside = false
  parseXml(bytes, {
    open(tag) {
      if (tag.name === 'property') {
        name = attribute(tag, 'name') ?? ''
        value = ''
      } else inside = tag.name === 'lpwstr' || tag.name === 'lpstr' || tag.name === 'bstr'
    },
    text(text) {
      if (inside) value += text
    },
    close(closed) {
      inside = false
      if (closed === 'property') properties.set(name, value)
    },
  }, budget)
  return properties
}
