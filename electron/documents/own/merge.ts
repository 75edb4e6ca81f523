import { parseDate, YEARS } from '../../../shared/declaration/dates'
import { parsePath } from '../../../shared/declaration/fieldPath'
import { parseMoney, yuanFromCents } from '../../../shared/declaration/money'
import type { GridCell } from '../../../shared/recognise/types'
import { comparable, digest, type OwnCell, type OwnPayload } from './payload'
import { tickedOptions } from './ticks'

/** A table of ours as it was found, with the names its cells have in the file. */
export interface FoundCell extends GridCell {
  names?: string[] | undefined
  /** The number behind the text, in a spreadsheet. */
  number?: number | undefined
}

type Json = Record<string, unknown>
type Row = Json & { id?: string }

/**
 * The record of a file of ours, with what a colleague has changed in its cells since: a cell whose words are not those that were
 * written wins, read by the kind of its field. Rows put into the lists and taken out of them are noticed. `nameOf` gives the name
 * that a cell has in this kind of file. What cannot be read, and words in places of their own, go to `unplaced` of the record.
 */
export function mergeOwn(payload: OwnPayload, cells: readonly FoundCell[], lines: readonly string[], nameOf: (path: string) => string): Json {
  return new Merge(payload, cells, lines, nameOf).run()
}

class Merge {
  private readonly record: Json
  private readonly unplaced: string[]
  private readonly byName = new Map<string, FoundCell>()
  private readonly used = new Set<FoundCell>()
  private readonly known: ReadonlySet<string>
  private readonly found = new Map<OwnCell, FoundCell>()

  constructor(private readonly payload: OwnPayload, private readonly cells: readonly FoundCell[], private readonly lines: readonly string[], nameOf: (path: string) => string) {
    this.record = structuredClone(payload.record)
    this.unplaced = Array.isArray(this.record.unplaced) ? [...(this.record.unplaced as string[])] : []
    this.known = new Set(payload.known)
    for (const cell of cells) for (const name of cell.names ?? []) if (!this.byName.has(name)) this.byName.set(name, cell)
    for (const own of payload.cells) {
      const cell = this.byName.get(nameOf(own.path))
      if (cell) this.match(own, cell)
    }
    for (const own of payload.cells) {
      const cell = this.found.has(own) ? undefined : this.byPlace(own)
      if (cell) this.match(own, cell)
    }
  }

  run(): Json {
    for (const own of this.payload.cells) if (!own.path.includes('[')) this.mergeField(own)
    for (const { list, columns } of this.payload.lists) this.record[list] = this.mergeList(list, columns)
    this.mergeLines()
    this.keepTheRest()
    this.record.unplaced = this.unplaced
    return this.record
  }

  private match(own: OwnCell, cell: FoundCell): void {
    this.found.set(own, cell)
    this.used.add(cell)
  }

  /** A cell that has lost its name (all its words were replaced): as far from the nearest named one as it was written. */
  private byPlace(own: OwnCell): FoundCell | undefined {
    let near: OwnCell | undefined
    for (const other of this.found.keys()) if (!near || Math.abs(other.row - own.row) < Math.abs(near.row - own.row)) near = other
    const at = near && this.found.get(near)
    if (!near || !at) return undefined
    const row = at.row + own.row - near.row
    const cell = this.cells.find(one => one.row === row && one.column === own.column && one.colSpan === own.colSpan)
    return cell && !this.used.has(cell) && (cell.names ?? []).length === 0 && !this.known.has(digest(cell.text)) ? cell : undefined
  }

  private isAsWritten(own: OwnCell, cell: FoundCell): boolean {
    return digest(cell.text) === own.digest
  }

  private mergeField(own: OwnCell): void {
    const cell = this.found.get(own)
    if (!cell || this.isAsWritten(own, cell)) return
    const [first, second] = parsePath(own.path)
    const value = this.read(own.kind, cell, this.record[String(first)])
    if (value === undefined) return
    if (second === undefined) this.record[String(first)] = value
    else this.record[String(first)] = { ...(this.record[String(first)] as Json | undefined), [second]: value }
    if (own.path === 'totalBudget') this.setFunding('total', value)
    if (own.path === 'currentYearBudget') this.setFunding('annualTotal', value)
  }

  private setFunding(key: string, value: unknown): void {
    this.record.funding = { ...(this.record.funding as Json | undefined), [key]: value }
  }

  /** The changed words as a value of interchange; undefined where they mean what is there already. */
  private read(kind: OwnCell['kind'], cell: FoundCell, before: unknown): unknown {
    const text = comparable(cell.text)
    const blank = text.trim() === ''
    if (kind === 'ticks' || Array.isArray(before)) {
      const chosen = kind === 'ticks' ? tickedOptions(text) : text.split(/[、，,；;\n]/u).map(word => word.trim()).filter(word => word !== '')
      return Array.isArray(before) ? chosen : chosen.length > 0 ? chosen.join('、') : null
    }
    if (blank) return null
    if (kind === 'money') {
      const cents = this.centsOf(cell, text)
      if (cents !== undefined && Number.isSafeInteger(cents)) return this.sameMoney(cents, before) ? undefined : yuanFromCents(cents)
      this.unplaced.push(text)
      return null
    }
    if (kind === 'date') {
      const date = parseDate(text)
      if (date !== null) return date
      this.unplaced.push(text)
      return null
    }
    return text
  }

  /** Amounts stand in the unit of the form, unless their words say another. */
  private centsOf(cell: FoundCell, text: string): number | undefined {
    const { moneyUnit } = this.payload
    if (cell.number !== undefined) return Math.round(cell.number * moneyUnit * 100)
    const parsed = parseMoney(text)
    if (parsed === null) return undefined
    return parsed.unit === '元' && !text.includes('元') ? Math.round(parsed.cents * moneyUnit) : parsed.cents
  }

  /** A program that saves an amount anew may show it in another way; it is the same one. */
  private sameMoney(cents: number, before: unknown): boolean {
    return typeof before === 'number' && Math.round(before * 100) === cents
  }

  private mergeList(list: 'subProjects' | 'indicators', columns: Readonly<Record<string, number>>): Row[] {
    const before = Array.isArray(this.record[list]) ? (this.record[list] as Row[]) : []
    const main = 'name' in columns ? 'name' : (Object.keys(columns)[0] ?? '')
    const owns = new Map<number, OwnCell[]>()
    for (const own of this.payload.cells) {
      const index = own.path.startsWith(`${list}[`) ? Number(parsePath(own.path)[1]) : -1
      if (index >= 0) owns.set(index, [...(owns.get(index) ?? []), own])
    }
    const keyOf = (own: OwnCell): string => own.path.slice(own.path.indexOf('.') + 1)
    const places: { row: number; index: number | null }[] = []
    for (const [index, cells] of owns) {
      const cell = cells.filter(own => own.kind !== 'level').map(own => this.found.get(own)).find(one => one !== undefined)
      if (cell) places.push({ row: cell.row, index })
    }
    const shape = [...owns.values()].flat().find(own => keyOf(own) === main)
    if (places.length > 0 && shape) places.push(...this.newRows(places.map(place => place.row), shape).map(row => ({ row, index: null })))
    if (places.length === 0 && owns.size > 0 && this.found.size === 0) return before
    places.sort((a, b) => a.row - b.row)
    return places.flatMap(({ row, index }): Row[] => {
      const old = index === null ? undefined : before[index]
      const cells = index === null ? [] : (owns.get(index) ?? [])
      const made = this.mergeRow(row, old, cells, columns, keyOf)
      const isEmpty = old === undefined && Object.entries(made).every(([key, value]) => key === 'level1' || key === 'level2' || value === null || value === '')
      return isEmpty ? [] : [made]
    })
  }

  private mergeRow(row: number, old: Row | undefined, owns: readonly OwnCell[], columns: Readonly<Record<string, number>>, keyOf: (own: OwnCell) => string): Row {
    const made: Row = { ...old }
    for (const [key, column] of Object.entries(columns)) {
      const own = owns.find(one => keyOf(one) === key)
      const isLevel = key === 'level1' || key === 'level2'
      const cell = (own && !isLevel ? this.found.get(own) : undefined) ?? this.covering(row, column)
      if (!cell) continue
      this.used.add(cell)
      const was = old?.[key]
      if (own && !isLevel && this.isAsWritten(own, cell)) continue
      const text = comparable(cell.text)
      if (typeof was === 'string' || was === null || was === undefined) {
        if (key === 'amount') made[key] = this.read('money', cell, was) ?? null
        else if (comparable(was ?? '') !== text) made[key] = text.trim() === '' ? (key === 'name' ? '' : null) : text
      } else {
        const value = this.read(key === 'amount' ? 'money' : 'text', cell, was)
        if (value !== undefined) made[key] = value
      }
    }
    return made
  }

  /** The cell that stands over a place, also when it began in a row above. */
  private covering(row: number, column: number): FoundCell | undefined {
    return this.cells.find(cell => cell.row <= row && row < cell.row + cell.rowSpan && cell.column <= column && column < cell.column + cell.colSpan)
  }

  /** Rows between, right above and right below those of the list that have its shape and words of their own. */
  private newRows(rows: readonly number[], shape: OwnCell): number[] {
    const first = Math.min(...rows)
    const last = Math.max(...rows)
    const isNew = (row: number): boolean => {
      const cell = this.cells.find(one => one.row === row && one.column === shape.column)
      return cell !== undefined && cell.colSpan === shape.colSpan && !this.used.has(cell) && cell.text.trim() !== '' && !this.known.has(digest(cell.text))
    }
    const found: number[] = []
    for (let row = first + 1; row < last; row++) if (!rows.includes(row) && isNew(row)) found.push(row)
    for (let row = first - 1; row >= 0 && isNew(row); row--) found.push(row)
    const end = this.cells.find(cell => cell.row === last && cell.column === shape.column)
    for (let row = last + (end?.rowSpan ?? 1); isNew(row); row++) found.push(row)
    return found
  }

  /** The unit's name and the year stand above the table. */
  private mergeLines(): void {
    const { lines, unitPrefix } = this.payload
    const unknown = this.lines.filter(line => line.trim() !== '' && !this.known.has(digest(line)))
    for (const line of unknown) {
      const prefix = unitPrefix?.trim() ?? ''
      const year = line.match(/(?<!\d)((?:19|20)\d{2})(?!\d)/u)?.[1]
      if (prefix !== '' && line.trim().startsWith(prefix.replace(/[：:]$/u, ''))) {
        const name = comparable(line.trim().slice(prefix.replace(/[：:]$/u, '').length)).replace(/^[：:]\s*/u, '').trim()
        this.record.unitName = name === '' ? null : name
      } else if (year !== undefined && Number(year) >= YEARS.first && lines.some(written => withoutYear(written) === withoutYear(line))) {
        this.record.year = Number(year)
      } else this.unplaced.push(line.trim())
    }
  }

  /** Words that stand in the table and are neither a value of ours nor a label. */
  private keepTheRest(): void {
    for (const cell of this.cells) {
      const text = cell.text.trim()
      if (text !== '' && !this.used.has(cell) && !this.known.has(digest(cell.text)) && !this.unplaced.includes(text)) this.unplaced.push(text)
    }
  }
}

const withoutYear = (line: string): string => line.replace(/\d{4}/gu, '').replace(/\s/gu, '')
