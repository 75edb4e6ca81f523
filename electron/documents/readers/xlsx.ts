import type { GridCell, SourceBlock } from '../../../shared/recognise/types'
import { OWN_SHEET } from '../own/names'
import type { Budget } from './budget'
import { withoutGaps } from './gaps'
import { numberFormat, showGeneral, type NumberFormat } from './numberFormat'
import { mainPart, relationsOf } from './opc'
import { attribute, numberOf, parseXml, type Part } from './xml'
import type { Zip } from './zip'

/** A cell with what the file calls it, for forms of our own. */
export interface NamedCell extends GridCell {
  names?: string[]
  /** The number behind the text, where it is one. */
  number?: number
  /** A target such as `=100%`, which the spreadsheet took for a formula: what follows the sign. */
  formula?: string
}

export interface Worksheet {
  name: string
  hidden: boolean
  cells: NamedCell[]
}

export interface Workbook {
  sheets: Worksheet[]
}

interface SheetEntry { name: string; part: string; hidden: boolean }

/**
 * Worksheets of an XLSX or XLSM as grids of what their cells show. Only cells that are there are looked at, formulas give
 * their stored results, nothing outside the file is followed. Own code on a streaming parser rather than exceljs: that
 * one expands every merged, validated or named range cell by cell, which a form with a whole-column drop-down turns into
 * millions.
 */
export function readWorkbook(zip: Zip, budget: Budget): Workbook {
  const main = mainPart(zip, 'xl/workbook.xml', budget)
  const relations = relationsOf(zip, main, budget)
  const partOf = (type: string): string | undefined => [...relations.values()].find(relation => relation.type === type && !relation.external)?.target
  const { entries, names, date1904 } = readBook(zip, main, relations, budget)
  budget.expect([...entries.map(({ part }) => part), partOf('sharedStrings') ?? ''].reduce((sum, part) => sum + zip.size(part), 0))
  const strings = readStrings(zip, partOf('sharedStrings'), budget)
  const formats = readFormats(zip, partOf('styles'), date1904, budget)
  // numbers and names of cells are asked of forms of our own alone
  const isOwn = entries.some(({ name }) => name === OWN_SHEET)
  const sheets = entries.map(({ name, part, hidden }): Worksheet => {
    const bytes = zip.read(part)
    return { name, hidden, cells: bytes ? readSheet(bytes, strings, formats, isOwn, budget) : [] }
  })
  if (isOwn) nameCells(sheets, names, budget)
  return { sheets }
}

function nameCells(sheets: readonly Worksheet[], names: readonly BookName[], budget: Budget): void {
  const places = new Map<string, Map<string, NamedCell>>()
  for (const { name, sheet, row, column } of names) {
    budget.tick()
    let cells = places.get(sheet)
    if (!cells) places.set(sheet, cells = new Map(sheets.find(one => one.name === sheet)?.cells.map(cell => [`${cell.row} ${cell.column}`, cell])))
    const cell = cells.get(`${row} ${column}`)
    if (cell) (cell.names ??= []).push(name)
  }
}

/** Visible worksheets (all, where none is visible) in the neutral form. */
export function blocksOf({ sheets }: Workbook): SourceBlock[] {
  const shown = sheets.filter(sheet => !sheet.hidden)
  return (shown.length > 0 ? shown : sheets).filter(sheet => sheet.cells.some(cell => cell.text.trim() !== '')).map(sheet => ({
    kind: 'grid', where: sheet.name, cells: withoutGaps(sheet.cells.some(cell => cell.names !== undefined || cell.number !== undefined) ? sheet.cells.map(plain) : sheet.cells),
  }))
}

const plain = ({ row, column, rowSpan, colSpan, text }: NamedCell): GridCell => ({ row, column, rowSpan, colSpan, text })

interface BookName { name: string; sheet: string; row: number; column: number }

function readBook(zip: Zip, main: string, relations: ReturnType<typeof relationsOf>, budget: Budget): { entries: SheetEntry[]; names: BookName[]; date1904: boolean } {
  const entries: SheetEntry[] = []
  const names: BookName[] = []
  let date1904 = false
  let open: { name: string; text: string } | null = null
  const bytes = zip.read(main)
  if (!bytes) throw budget.damaged()
  parseXml(bytes, {
    open(tag) {
      if (tag.name === 'workbookPr') date1904 = /^(?:1|true)$/u.test(attribute(tag, 'date1904') ?? '')
      else if (tag.name === 'sheet') {
        const relation = relations.get(relationId(tag.attributes))
        if (relation && relation.type === 'worksheet' && !relation.external) {
          entries.push({ name: attribute(tag, 'name') ?? '', part: relation.target, hidden: /hidden/iu.test(tag.attributes.state ?? '') })
        }
      } else if (tag.name === 'definedName') open = { name: attribute(tag, 'name') ?? '', text: '' }
    },
    text(text) {
      if (open) open.text += text
    },
    close(name) {
      if (name !== 'definedName' || !open) return
      const place = placeOfName(open.text)
      if (place) names.push({ name: open.name, ...place })
      open = null
    },
  }, budget)
  return { entries, names, date1904 }
}

/** `r:id`, under whatever prefix. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  for (const key in attributes) if (key.endsWith(':id')) return attributes[key] ?? ''
  return ''
}

/** `'A sheet'!$B$3`, or the first cell of such a range; null for anything else (`#REF!`). */
function placeOfName(text: string): Omit<BookName, 'name'> | null {
  const match = text.trim().match(/^(?:'((?:[^']|'')*)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?\d{1,7})?$/u)
  if (!match) return null
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? '', column: columnOf(match[3] ?? ''), row: Number(match[4]) - 1 }
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Characters that XML cannot hold are written `_x000B_`. */
const unescaped = (text: string): string => (text.includes('_x') ? text.replace(/_x([\dA-F]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text)

/** Line ends inside a cell are line feeds, whatever the writer made of them. */
const tidy = (text: string): string => unescaped(text).replace(/\r\n?/gu, '\n')

function readStrings(zip: Zip, part: string | undefined, budget: Budget): string[] {
  const bytes = part === undefined ? null : zip.read(part)
  const strings: string[] = []
  if (!bytes) return strings
  let current = ''
  let inText = false
  let inPhonetic = false
  parseXml(bytes, {
    open(tag) {
      if (tag.name === 'si') current = ''
      else if (tag.name === 't') inText = !inPhonetic
      else if (tag.name === 'rPh') inPhonetic = true
    },
    text(text) {
      if (inText) current += text
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') {
        const text = tidy(current)
        budget.takeText(text)
        strings.push(text)
      }
    },
  }, budget)
  return strings
}

function readFormats(zip: Zip, part: string | undefined, date1904: boolean, budget: Budget): NumberFormat[] {
  const bytes = part === undefined ? null : zip.read(part)
  if (!bytes) return []
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inCells = false
  parseXml(bytes, {
    open(tag) {
      if (tag.name === 'numFmt') codes.set(numberOf(tag, 'numFmtId', -1), attribute(tag, 'formatCode') ?? '')
      else if (tag.name === 'cellXfs') inCells = true
      else if (tag.name === 'xf' && inCells) ids.push(numberOf(tag, 'numFmtId', 0))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  }, budget)
  const made = new Map<number, NumberFormat>()
  return ids.map(id => {
    const format = made.get(id) ?? numberFormat(id, codes.get(id), date1904)
    made.set(id, format)
    return format
  })
}

const EMPTY_ROW = /<row [^<>]*\br="\d+"[^<>]*(?:\/>|><\/row>)/gu
/** A row that says where it is and whose cells are all blank. */
const BLANK_ROW = /<row [^<>]*\br="\d+"[^<>]*>(?:<c [^<>]*\/>)*<\/row>/gu
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
/** Merged ranges beyond this are no form's. */
const MOST_MERGES = 100_000
const MOST_BLANKS = 20_000
const TALL_MERGE = 500
const MOST_TALL = 200
/** Rows of merged ranges taken together, and ranges in one row. */
const MOST_MERGED_ROWS = 1_000_000
const MOST_IN_ROW = 1_000

interface Merge { row: number; column: number; rowSpan: number; colSpan: number }

function readSheet(bytes: Part, strings: readonly string[], formats: readonly NumberFormat[], isOwn: boolean, budget: Budget): NamedCell[] {
  const cells: NamedCell[] = []
  /** Blank cells since the last filled one: kept where something follows, let go where a sheet merely goes on. */
  let blanks: NamedCell[] = []
  const merges: Merge[] = []
  let row = -1
  let column = -1
  let type = ''
  let style = 0
  let raw = ''
  let inline = ''
  let formula = ''
  let inside: 'v' | 't' | 'f' | null = null
  let inPhonetic = false
  parseXml(bytes, {
    // sheets that were formatted to their end have a million rows with nothing in them
    prepare(source) {
      const some = source.includes('/>') ? source.replace(EMPTY_ROW, '') : source
      return blanks.length < MOST_BLANKS ? some : some.replace(BLANK_ROW, '')
    },
    open(tag) {
      switch (tag.name) {
        case 'row':
          row = numberOf(tag, 'r', row + 2) - 1
          column = -1
          break
        case 'c': {
          const at = tag.attributes.r?.match(/^([A-Z]{1,3})(\d{1,7})$/u)
          column = at ? columnOf(at[1] ?? '') : column + 1
          if (at) row = Number(at[2]) - 1
          type = tag.attributes.t ?? 'n'
          style = numberOf(tag, 's', 0)
          raw = ''
          inline = ''
          formula = ''
          break
        }
        case 'f': inside = 'f'; break
        case 'v': inside = 'v'; break
        case 't': inside = inPhonetic ? null : 't'; break
        case 'rPh': inPhonetic = true; break
        case 'mergeCell': {
          const merge = mergeOf(tag.attributes.ref ?? '')
          if (merge && merges.length < MOST_MERGES) merges.push(merge)
          break
        }
        default:
      }
    },
    text(text) {
      if (inside === 'v') raw += text
      else if (inside === 't') inline += text
      else if (inside === 'f') formula += text
    },
    close(name) {
      if (name === 'v' || name === 't' || name === 'f') inside = null
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c' && row >= 0 && row < MOST_ROWS && column < MOST_COLUMNS) {
        const number = type === 'n' && raw.trim() !== '' ? Number(raw) : Number.NaN
        const text = shown(type, raw, inline, number, strings, formats[style])
        const cell: NamedCell = { row, column, rowSpan: 1, colSpan: 1, text }
        if (isOwn && Number.isFinite(number)) cell.number = number
        if (MISTAKEN_TARGET.test(formula)) cell.formula = formula
        if (text.trim() === '') {
          if (blanks.length < MOST_BLANKS) blanks.push(cell)
          return
        }
        budget.take(text)
        for (const blank of blanks) {
          budget.take('')
          cells.push(blank)
        }
        blanks = []
        cells.push(cell)
      }
    },
  }, budget)
  restoreTargets(cells)
  const last = cells.at(-1)?.row
  return withMerges([...cells, ...blanks.filter(blank => blank.row === last)], merges, budget)
}

function shown(type: string, raw: string, inline: string, number: number, strings: readonly string[], format: NumberFormat | undefined): string {
  if (type === 's') return strings[Number(raw)] ?? ''
  if (type === 'inlineStr') return tidy(inline)
  if (type === 'b') return raw === '1' ? 'TRUE' : raw === '0' ? 'FALSE' : ''
  if (type === 'd') return raw.replace(/T00:00:00(?:\.0+)?Z?$/u, '')
  if (type !== 'n') return tidy(raw)
  if (!Number.isFinite(number)) return raw.trim()
  return format ? format.show(number) : showGeneral(number)
}

/** A number with its unit and nothing to work out: `100%`, `100(%)`, `12次` typed behind an equals sign. */
const MISTAKEN_TARGET = /^\d+(?:\.\d+)?\s*(?:\(?%\)?|\(?\p{Script=Han}{1,4}\)?)?$/u
const TWO_DECIMALS = /\d\.\d\d\(?%\)?$/u
const NO_DECIMALS = /(?<![.\d])\d+\(?%\)?$/u

/** Gives targets that were taken for formulas their words again, with the decimals that the other targets of the sheet have. */
function restoreTargets(cells: readonly NamedCell[]): void {
  const others = cells.filter(cell => cell.formula === undefined && /^[=≥≤><＝]/u.test(cell.text))
  const withDecimals = others.filter(cell => TWO_DECIMALS.test(cell.text)).length > others.filter(cell => NO_DECIMALS.test(cell.text)).length
  for (const cell of cells) {
    if (cell.formula === undefined) continue
    const isShort = withDecimals && /^\d+\(?%/u.test(cell.formula)
    cell.text = `=${isShort ? cell.formula.replace(/^\d+/u, '$&.00') : cell.formula}`
    delete cell.number
    delete cell.formula
  }
}

function mergeOf(ref: string): Merge | null {
  const match = ref.match(/^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/u)
  if (!match) return null
  const [left, right] = [columnOf(match[1] ?? ''), columnOf(match[3] ?? '')].sort((a, b) => a - b) as [number, number]
  const [top, bottom] = [Number(match[2]) - 1, Number(match[4]) - 1].sort((a, b) => a - b) as [number, number]
  return { row: top, column: left, rowSpan: bottom - top + 1, colSpan: right - left + 1 }
}

/** Gives cells their spans, leaves covered ones out, and keeps to the rows and columns that hold something. */
function withMerges(cells: readonly NamedCell[], merges: readonly Merge[], budget: Budget): NamedCell[] {
  const filled = cells.filter(cell => cell.text.trim() !== '')
  if (filled.length === 0) return []
  let lastRow = 0
  let lastColumn = 0
  for (const cell of filled) {
    lastRow = Math.max(lastRow, cell.row)
    lastColumn = Math.max(lastColumn, cell.column)
  }
  const anchors = new Map<string, Merge>()
  const byRow = new Map<number, Merge[]>()
  let mergedRows = 0
  /** Merges over very many rows are asked one by one. */
  const tall: Merge[] = []
  for (const merge of merges) {
    // a label or its empty value may be merged over more than what is filled, but not over a whole sheet
    const isTall = merge.row + merge.rowSpan - 1 > lastRow + 200
    const isWide = merge.column + merge.colSpan - 1 > lastColumn + 50
    if (merge.row > lastRow || merge.column > lastColumn) continue
    const kept = { ...merge, rowSpan: isTall ? lastRow - merge.row + 1 : merge.rowSpan, colSpan: isWide ? lastColumn - merge.column + 1 : merge.colSpan }
    const key = `${kept.row} ${kept.column}`
    if (anchors.has(key)) continue
    anchors.set(key, kept)
    if (kept.rowSpan > TALL_MERGE) {
      if (tall.length < MOST_TALL) tall.push(kept)
      continue
    }
    mergedRows += kept.rowSpan
    if (mergedRows > MOST_MERGED_ROWS) throw budget.tooMuch('cells')
    for (let row = kept.row; row < kept.row + kept.rowSpan; row++) {
      budget.tick()
      const list = byRow.get(row)
      if (!list) byRow.set(row, [kept])
      else if (list.length < MOST_IN_ROW) list.push(kept)
    }
  }
  const covers = (merge: Merge, { row, column }: NamedCell): boolean =>
    row >= merge.row && row < merge.row + merge.rowSpan && column >= merge.column && column < merge.column + merge.colSpan && (row !== merge.row || column !== merge.column)
  const isCovered = (cell: NamedCell): boolean => tall.some(merge => covers(merge, cell)) || (byRow.get(cell.row) ?? []).some(merge => covers(merge, cell))
  const result: NamedCell[] = []
  for (const cell of cells) {
    budget.tick()
    if (cell.row > lastRow || cell.column > lastColumn || isCovered(cell)) continue
    const merge = anchors.get(`${cell.row} ${cell.column}`)
    if (merge) [cell.rowSpan, cell.colSpan] = [merge.rowSpan, merge.colSpan]
    result.push(cell)
  }
  return result.sort((a, b) => a.row - b.row || a.column - b.column)
}
