import { formatDate, yearOf } from '../declaration/dates'
import type { Declaration } from '../declaration/model'
import { formatMoney, type Cents } from '../declaration/money'
import { valueAt } from '../declaration/fieldPath'
import { fieldOf, optionOf } from '../editions/lookup'
import { isBlank } from '../text/normalise'
import type { Edition, IndicatorsBlock, LayoutCell, SubProjectsBlock } from '../editions/schema'
import type { Align, Sheet, SheetCell, SheetOptions, SheetRow } from './sheet'

/**
 * Edition + declaration → the official page in the neutral form. Texts and the targets of indicators are printed as typed;
 * money, days and ticks in the edition's format. Rows of the two lists stand in the record's order.
 */
export function buildSheet(edition: Edition, declaration: Declaration, options: SheetOptions): Sheet {
  const shown = options.public ? { ...declaration, contactName: null, contactPhone: null } : declaration
  const builder = new Builder(edition, shown)
  for (const row of edition.rows) {
    if (row.kind === 'cells') builder.addCells(row.cells, row.lines)
    else if (row.list === 'subProjects') builder.addSubProjects(row)
    else builder.addIndicators(row)
  }
  const lines = edition.title.map(line => ({
    text: builder.fill(line.text), align: line.align, role: line.role, ...(line.text.includes('{unitName}') ? { path: 'unitName' } : {}),
  }))
  return {
    declarationId: declaration.id,
    editionId: edition.id,
    title: edition.title.filter(line => line.role === 'title').map(line => builder.fill(line.text)).join('') || edition.name.zh,
    unitName: declaration.unitName ?? '',
    projectName: declaration.projectName ?? '',
    year: declaration.year,
    lines,
    columns: [...edition.columns],
    rows: builder.rows,
    signature: options.signature ? [...edition.signature] : [],
    seal: options.seal ? edition.seal : '',
    pageNumbers: options.pageNumbers,
    officialFonts: options.officialFonts,
    page: { ...edition.page, paper: options.paper ?? edition.page.paper, marginsMm: options.marginsMm ?? edition.page.marginsMm },
    moneyFormat: edition.formats.money,
  }
}

/** Cents as 万元, exact: 237057.36 元 → `23.705736`; whole sums get the two decimals that the format asks for. */
function inWan(amount: Cents, { separators, decimals }: Edition['formats']['money']): string {
  const digits = String(Math.abs(amount)).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/u, '')
  const whole = formatMoney(Number(digits.slice(0, -6)) * 100, { separators, decimals: 'auto' })
  const places = decimals === 'two' ? fraction.padEnd(2, '0') : fraction
  return `${amount < 0 ? '-' : ''}${whole}${places === '' ? '' : `.${places}`}`
}

type CellInput = Omit<SheetCell, 'row' | 'column' | 'strong'> & { column?: number; strong?: boolean }

class Builder {
  readonly rows: SheetRow[] = []
  /** The first row, by column, that no cell from above reaches into. */
  private readonly freeFrom: number[]

  constructor(private readonly edition: Edition, private readonly declaration: Declaration) {
    this.freeFrom = edition.columns.map(() => 0)
  }

  /** A printed text with its open places filled. */
  fill(text: string): string {
    const { year, unitName, startDate, endDate } = this.declaration
    const values: Record<string, string> = {
      year: String(year), unitName: unitName ?? '',
      startYear: String(startDate ? yearOf(startDate) : year), endYear: String(endDate ? yearOf(endDate) : year),
    }
    return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole)
  }

  addCells(cells: readonly LayoutCell[], lines: number): void {
    this.newRow('fields', lines)
    cells.forEach((cell, i) => {
      // a label leads to the field right of it
      const next = cells[i + 1]
      const jump = cell.kind === 'label' && next && next.kind !== 'label' ? { jump: next.field } : {}
      this.place({ ...this.cellOf(cell), ...jump, rowSpan: cell.rowSpan, colSpan: cell.span })
    })
  }

  addSubProjects(block: SubProjectsBlock): void {
    const items = this.declaration.subProjects
    const count = items.length === 0 ? block.blankRows : items.length
    this.addHead(block, count)
    for (let i = 0; i < count; i++) {
      if (i > 0 || block.header.length > 0) this.newRow('listRow', block.lines)
      for (const column of block.columns) {
        const item = items[i]
        const where = item ? { path: `subProjects[${i}].${column.value}` } : { jump: 'subProjects' }
        if (column.value === 'amount') this.place({ ...this.money(item?.amount ?? null), colSpan: column.span, rowSpan: 1, align: column.align ?? 'right', ...where })
        else this.place({ kind: 'text', text: item?.name ?? '', colSpan: column.span, rowSpan: 1, align: column.align ?? 'left', ...where })
      }
    }
  }

  addIndicators(block: IndicatorsBlock): void {
    const items = this.declaration.indicators
    const count = items.length === 0 ? block.blankRows : items.length
    this.addHead(block, count)
    const word = (value: string | null | undefined): string => value ?? ''
    /** How many rows from `i` on share the words of a level; 0 where the row before has them already. */
    const runAt = (i: number, same: (a: number, b: number) => boolean): number => {
      if (items.length === 0) return 1
      if (i > 0 && same(i - 1, i)) return 0
      let end = i + 1
      while (end < count && same(i, end)) end++
      return end - i
    }
    const same1 = (a: number, b: number): boolean => word(items[a]?.level1) === word(items[b]?.level1)
    const same2 = (a: number, b: number): boolean => same1(a, b) && word(items[a]?.level2) === word(items[b]?.level2)
    for (let i = 0; i < count; i++) {
      if (i > 0 || block.header.length > 0) this.newRow('listRow', block.lines)
      for (const column of block.columns) {
        const where = items[i] ? { path: `indicators[${i}].${column.value}` } : { jump: 'indicators' }
        if (column.value === 'level1' || column.value === 'level2') {
          const rowSpan = runAt(i, column.value === 'level1' ? same1 : same2)
          if (rowSpan > 0) this.place({ kind: 'level', text: word(items[i]?.[column.value]), rowSpan, colSpan: column.span, align: column.align ?? 'center', ...where })
        } else {
          this.place({ kind: 'text', text: word(items[i]?.[column.value]), rowSpan: 1, colSpan: column.span, align: column.align ?? 'left', ...where })
        }
      }
    }
  }

  /** The side label and the heading row of a list, or the side label alone in the row that its first entry will stand in. */
  private addHead(block: SubProjectsBlock | IndicatorsBlock, count: number): void {
    const headed = block.header.length > 0
    this.newRow(headed ? 'listHeader' : 'listRow', headed ? 1 : block.lines)
    const label = { kind: 'label', align: 'center', jump: block.list } as const
    if (block.side) this.place({ ...label, text: this.fill(block.side.text), rowSpan: count + (headed ? 1 : 0), colSpan: block.side.span })
    for (const cell of block.header) this.place({ ...label, text: this.fill(cell.text), rowSpan: 1, colSpan: cell.span })
  }

  private newRow(part: SheetRow['part'], lines: number): void {
    this.rows.push({ cells: [], lines, part })
  }

  /** Puts a cell into the first free columns of the last row. */
  private place(cell: CellInput): void {
    const row = this.rows.length - 1
    let column = 0
    while (column < this.freeFrom.length && (this.freeFrom[column] ?? 0) > row) column++
    for (let i = column; i < column + cell.colSpan; i++) this.freeFrom[i] = row + cell.rowSpan
    this.rows[row]?.cells.push({ strong: false, ...cell, row, column })
  }

  private cellOf(cell: LayoutCell): Omit<CellInput, 'rowSpan' | 'colSpan'> {
    if (cell.kind === 'label') {
      const { startDate, endDate } = this.declaration
      const several = cell.severalYears !== undefined && startDate !== null && endDate !== null && yearOf(startDate) < yearOf(endDate)
      return { kind: 'label', text: this.fill(several ? (cell.severalYears ?? '') : cell.text), align: cell.align, strong: cell.strong }
    }
    const path = cell.field
    if (cell.kind === 'ticks') return { kind: 'ticks', text: this.ticks(cell), align: 'left', path }
    const value = valueAt(this.declaration, path)
    const field = fieldOf(this.edition, cell.field)
    const align = (usual: Align): Align => cell.align ?? usual
    if (field?.kind === 'money') return { ...this.money(typeof value === 'number' ? value : null), align: align('center'), path }
    if (field?.kind === 'date') return { kind: 'date', text: typeof value === 'string' ? formatDate(value, this.edition.formats.date) : '', align: align('center'), path }
    const text = Array.isArray(value) ? value.join('、') : typeof value === 'string' ? value : ''
    return { kind: 'text', text, align: align(field?.kind === 'long' ? 'left' : 'center'), path }
  }

  private money(amount: Cents | null): Pick<SheetCell, 'kind' | 'text' | 'amount'> {
    const format = this.edition.formats.money
    // an amount goes along where it is the number that is printed: a spreadsheet must not show yuan under 万元
    if (format.unit === '万元') return { kind: 'money', text: amount === null ? '' : inWan(amount, format) }
    return { kind: 'money', text: amount === null ? '' : formatMoney(amount, format), amount }
  }

  /** Every option with its box right behind it; a value that is no option stands as written, ticked, on a line of its own. */
  private ticks(cell: Extract<LayoutCell, { kind: 'ticks' }>): string {
    const { on, off } = this.edition.formats.tick
    const raw = valueAt(this.declaration, cell.field)
    const values = (Array.isArray(raw) ? raw : [raw]).filter((value): value is string => typeof value === 'string' && !isBlank(value))
    const options = fieldOf(this.edition, cell.field) ?? { options: [] }
    const chosen = new Set(values.map(value => optionOf(options, value)?.value))
    const strange = values.filter(value => optionOf(options, value) === undefined)
    const lines = cell.lines.map((words, i) => words.map(word => word + (chosen.has(word) ? on : off)).join(' '.repeat(cell.gaps?.[i] ?? cell.gap)))
    if (strange.length > 0) lines.push(strange.map(value => value + on).join(' '.repeat(cell.gap)))
    return lines.join('\n')
  }
}
