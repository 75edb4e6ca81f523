import { mergeOwn } from '../own/merge'
import { isRecord, OWN_MARK, payloadSchema, type OwnPayload } from '../own/payload'
import { cellName, OWN_SHEET } from '../own/names'
import type { NamedCell, Workbook, Worksheet } from './xlsx'

/** Declarations that a workbook of ours carries, with what was changed in their cells; `rest` are the worksheets that are not ours. */
export function ownXlsx(book: Workbook): { own: unknown[]; rest: Workbook } {
  const hidden = book.sheets.find(sheet => sheet.name === OWN_SHEET)
  const payloads = hidden ? payloadsOf(hidden) : []
  if (payloads.length === 0) return { own: [], rest: { sheets: book.sheets.filter(sheet => sheet !== hidden) } }
  const ours = new Map<Worksheet, OwnPayload>()
  for (const payload of payloads) {
    const prefix = cellName(payload.form, '')
    const sheet = book.sheets.find(one => !one.hidden && !ours.has(one) && one.cells.some(cell => cell.names?.some(name => name.startsWith(prefix))))
    // a worksheet that somebody has taken out is no declaration any more
    if (sheet) ours.set(sheet, payload)
  }
  const own = [...ours].map(([sheet, payload]) => {
    const top = Math.min(...sheet.cells.filter(cell => cell.names?.length).map(cell => cell.row))
    const lines = sheet.cells.filter(cell => cell.row < top).map(cell => cell.text)
    return mergeOwn(payload, sheet.cells.filter(cell => cell.row >= top), lines, path => cellName(payload.form, path))
  })
  return { own, rest: { sheets: book.sheets.filter(sheet => sheet !== hidden && !ours.has(sheet)) } }
}

/** The hidden sheet: the mark, then the pieces of each form's payload, form and piece in order. */
function payloadsOf({ cells }: Worksheet): OwnPayload[] {
  const at = (row: number, column: number): NamedCell | undefined => cells.find(cell => cell.row === row && cell.column === column)
  if (at(0, 0)?.text !== OWN_MARK) return []
  const pieces = new Map<string, string>()
  const texts = new Map<number, { form?: string; piece?: string }>()
  for (const { row, column, text } of cells) {
    if (row === 0) continue
    const entry = texts.get(row) ?? {}
    texts.set(row, column === 0 ? { ...entry, form: text } : column === 1 ? { ...entry, piece: text } : entry)
  }
  for (const row of [...texts.keys()].sort((a, b) => a - b)) {
    const { form, piece } = texts.get(row) ?? {}
    if (form !== undefined && piece !== undefined) pieces.set(form, (pieces.get(form) ?? '') + piece)
  }
  return [...pieces.values()].flatMap(parsePayload)
}

/** The payload in a hidden piece of text; none where it is not one of ours. */
export function parsePayload(json: string): OwnPayload[] {
  try {
    const parsed = payloadSchema.safeParse(JSON.parse(json))
    return parsed.success && isRecord(parsed.data.record) ? [parsed.data] : []
  } catch {
    return []
  }
}
