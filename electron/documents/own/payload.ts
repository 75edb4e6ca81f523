import { z } from 'zod'
import type { FieldPath } from '../../../shared/declaration/fieldPath'
import { interchangeSchema, toInterchange } from '../../../shared/declaration/interchange'
import type { Declaration } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import type { CellKind, Sheet, SheetCell } from '../../../shared/sheet/sheet'
import { officeText } from '../officeText'

/** What a spreadsheet or text document of ours carries hidden, so that it comes back exactly and changes in its cells are seen. */
export const OWN_MARK = 'jixiao-desk 1'

const cellSchema = z.object({
  path: z.string(),
  kind: z.enum(['text', 'money', 'date', 'ticks', 'level']),
  /** Where the cell was put in the file's own table. */
  row: z.number().int(), column: z.number().int(), colSpan: z.number().int(),
  /** {@link digest} of the text as it was written. */
  digest: z.string(),
})
const listSchema = z.object({
  list: z.enum(['subProjects', 'indicators']),
  /** Which column of the file's table shows what of a row. */
  columns: z.record(z.string(), z.number().int()),
})
export const payloadSchema = z.object({
  mark: z.literal(OWN_MARK),
  /** Of several in one file. */
  form: z.number().int().min(0),
  /** The declaration in the interchange format. */
  record: z.record(z.string(), z.unknown()),
  /** Lines above the table as written; the one with the unit's name is told by its words before it. */
  lines: z.array(z.string()),
  unitPrefix: z.string().nullable(),
  /** Yuan that one of a printed amount is: 10,000 in forms in 万元. */
  moneyUnit: z.number().positive(),
  cells: z.array(cellSchema),
  lists: z.array(listSchema),
  /** Digests of the labels, lines and signatures: texts that need no place in the record. */
  known: z.array(z.string()),
})
export type OwnPayload = z.infer<typeof payloadSchema>
export type OwnCell = OwnPayload['cells'][number]

/**
 * Text as two readings of it are compared: line ends and white space at the ends of lines do not count, nor that some programs
 * escape what looks like an escaped character (`_x0041_`).
 */
export function comparable(text: string): string {
  return text.normalize('NFC').replace(/_x005F_(?=x[\dA-F]{4}_)/giu, '_').replace(/\r\n?/gu, '\n').replace(/[^\S\n]+$/gmu, '').replace(/\n+$/u, '')
}

/** A short fingerprint of a text: FNV-1a of 32 bits and the length. Soft hyphens, which nobody sees and some programs drop, do not count. */
export function digest(text: string): string {
  const plain = comparable(text).replaceAll('\u00ad', '')
  let hash = 0x811c9dc5
  for (let i = 0; i < plain.length; i++) hash = Math.imul(hash ^ plain.charCodeAt(i), 0x01000193)
  return `${(hash >>> 0).toString(36)}.${plain.length}`
}

/** A cell of the sheet that stands for a value: its path, also in the blank rows of an empty list. */
export interface ValueCell { cell: SheetCell; path: FieldPath }

/** Every cell that shows a value or is there for one. */
export function valueCells(sheet: Sheet, edition: Edition): ValueCell[] {
  const blank = { subProjects: 0, indicators: 0 }
  return sheet.rows.flatMap(row => {
    const found = row.cells.flatMap((cell): ValueCell[] => (cell.path === undefined ? [] : [{ cell, path: cell.path }]))
    const free = row.cells.filter(cell => cell.path === undefined && cell.kind !== 'label')
    const list = free[0]?.jump
    if (list !== 'subProjects' && list !== 'indicators') return found
    const block = edition.rows.find(one => one.kind === 'list' && one.list === list)
    const columns = block?.kind === 'list' ? block.columns : []
    const number = blank[list]++
    return [...found, ...free.flatMap((cell, i): ValueCell[] => {
      const value = columns[i]?.value
      return value === undefined ? [] : [{ cell, path: `${list}[${number}].${value}` }]
    })]
  })
}

/** The strip under the table as the one line that the writers make of it. */
export const stripText = ({ signature }: Pick<Sheet, 'signature'>): string => signature.join('　　　　　　')

/** Where a writer put a cell, and the words it wrote there. */
export interface Placed { row: number; column: number; text: string }

/** What a file of ours carries of one form: the record, and each cell's words and place as they were written, to tell later what a colleague changed. */
export function payloadOf(form: number, { declaration, edition }: { declaration: Declaration; edition: Edition }, sheet: Sheet, values: readonly ValueCell[], placedAt: (cell: SheetCell) => Placed): OwnPayload {
  const lists = (['subProjects', 'indicators'] as const).flatMap(list => {
    const columns: Record<string, number> = {}
    for (const { cell, path } of values) if (path.startsWith(`${list}[`)) columns[path.slice(path.indexOf('.') + 1)] ??= placedAt(cell).column
    return Object.keys(columns).length > 0 ? [{ list, columns }] : []
  })
  const labels = sheet.rows.flatMap(row => row.cells).filter(cell => cell.kind === 'label').map(cell => cell.text)
  const unitLine = sheet.lines.find(line => line.path === 'unitName')
  return {
    mark: OWN_MARK, form, record: toInterchange(declaration),
    lines: sheet.lines.map(line => line.text),
    unitPrefix: unitLine ? unitLine.text.slice(0, unitLine.text.length - sheet.unitName.length) : null,
    moneyUnit: edition.formats.money.unit === '万元' ? 10_000 : 1,
    cells: values.map(({ cell, path }) => {
      const { row, column, text } = placedAt(cell)
      return { path, kind: kindOf(cell.kind), row, column, colSpan: cell.colSpan, digest: digest(text) }
    }),
    lists,
    known: [...new Set([...labels, ...sheet.lines.map(line => line.text), ...sheet.signature, stripText(sheet), sheet.seal].filter(text => text !== '').map(text => digest(officeText(text))))],
  }
}

const kindOf = (kind: CellKind): OwnCell['kind'] => (kind === 'label' ? 'text' : kind)

/** Whether a record that a file carries can be taken: one of a later program, or a spoiled one, cannot, and what the file shows is read instead. */
export function isRecord(value: unknown): boolean {
  return interchangeSchema.safeParse(value).success
}

/** JSON that any XML can hold, wherever it is cut in pieces; nothing in it looks like an escaped character of a spreadsheet (`_x0041_`). */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\ud800-\udfff\ufffe\uffff\u007f-\u009f\u2028\u2029]|_(?=x[\dA-Fa-f]{4}_)/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
