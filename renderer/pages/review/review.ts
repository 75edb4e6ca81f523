import { fieldOfPath, originKey, valueAt, type FieldPath } from '../../../shared/declaration/fieldPath'
import { FIELD_KEYS, FUNDING_FIELDS, MONEY_FIELDS, nextRowId, type Declaration, type FieldKey, type Indicator, type SubProject } from '../../../shared/declaration/model'
import { parseDate } from '../../../shared/declaration/dates'
import { parseMoney } from '../../../shared/declaration/money'
import { applyPatches, originPatch, PatchError, type Patch } from '../../../shared/declaration/patch'
import { optionOf } from '../../../shared/editions/lookup'
import type { Edition } from '../../../shared/editions/schema'
import type { ImportedForm, ImportSession } from '../../../shared/ipc/contract'
import type { Recognised } from '../../../shared/recognise/types'
import { isBlank } from '../../../shared/text/normalise'
import { shareUnchanged } from '../../state/share'
import { marksOf } from './source/marks'

/** Below this a person has to look. */
export const SURE = 0.8

/** A form as the person has it before them. Evidence goes by origin key, so that it stays with its row. */
export interface ReviewForm {
  formId: string
  /** Which of the import's documents it was found in. */
  document: number
  declaration: Declaration
  evidence: Readonly<Record<string, Recognised>>
  /** Doubtful values that the person has looked at or changed. */
  settled: readonly string[]
  unplaced: readonly string[]
  /** Whether it is to be stored. */
  include: boolean
}

export interface Review {
  forms: readonly ReviewForm[]
  /** By document, what belongs to no form. */
  outside: readonly { name: string; unplaced: readonly string[] }[]
}

/** Where a piece that found no field can go. */
export type PieceTarget = { kind: 'field'; key: FieldKey } | { kind: 'subProject' } | { kind: 'indicator' }

/** A review of what was read, with nothing done yet. */
export function beginReview(session: ImportSession): Review {
  return {
    forms: session.forms.map(beginForm),
    outside: session.documents.map(({ name, unplaced }) => ({ name, unplaced })),
  }
}

/** One form of it, its evidence by origin key. */
export function beginForm({ formId, document, declaration, evidence, unplaced }: ImportedForm): ReviewForm {
  const byKey: Record<string, Recognised> = {}
  for (const entry of evidence) {
    if (valueAt(declaration, entry.field) === undefined) continue
    const key = originKey(declaration, entry.field)
    const before = byKey[key]
    // a value told by two places is as sure as the better one
    if (!before || before.confidence < entry.confidence) byKey[key] = entry
  }
  return { formId, document, declaration, evidence: byKey, settled: [], unplaced, include: true }
}

/** The path of an origin key as rows stand now; null where its row is gone. */
export function pathOf(declaration: Declaration, key: string): FieldPath | null {
  const [list, id, part] = key.split('/')
  if (id === undefined || (list !== 'indicators' && list !== 'subProjects')) return key
  const at = declaration[list].findIndex((row: { id: string }) => row.id === id)
  return at < 0 ? null : `${list}[${at}]${part ? `.${part}` : ''}`
}

/** The row that an origin key is of (`indicators/r3`), the row itself included; null for single fields. */
export const rowKeyOf = (key: string): string | null => key.match(/^(?:indicators|subProjects)\/[^/]+/u)?.[0] ?? null

/** Whether a person has still to look at this very value or row. */
export const isDoubtful = (form: ReviewForm, key: string): boolean => (form.evidence[key]?.confidence ?? 1) < SURE && !form.settled.includes(key)

/** What is still to be looked at, in the order of the edition's sections and of the rows. A row that is doubtful as a whole stands for its cells. */
export function doubtful(form: ReviewForm, edition: Edition | undefined): string[] {
  const open = new Set(Object.keys(form.evidence).filter(key => isDoubtful(form, key) && pathOf(form.declaration, key) !== null))
  const keys = [...open].filter(key => {
    const row = rowKeyOf(key)
    return row === null || row === key || !open.has(row)
  })
  const sections = edition?.sections.flatMap(section => [...section.fields, ...(section.list ? [section.list] : [])]) ?? []
  const rank = (key: string): number[] => {
    const path = pathOf(form.declaration, key) ?? key
    const place = sections.indexOf(fieldOfPath(path) as FieldKey)
    const row = Number(path.match(/\[(\d+)\]/u)?.[1] ?? 0)
    return [path === 'year' || path === 'edition' ? -1 : place < 0 ? sections.length : place, row]
  }
  return keys.map(key => ({ key, rank: rank(key) })).sort((a, b) => (a.rank[0] ?? 0) - (b.rank[0] ?? 0) || (a.rank[1] ?? 0) - (b.rank[1] ?? 0)).map(({ key }) => key)
}

/** The doubtful value after this one, from the start again at the end; null where none is left. */
export function nextDoubt(form: ReviewForm, edition: Edition | undefined, key: string | null, step: 1 | -1 = 1): string | null {
  const left = doubtful(form, edition)
  if (left.length === 0) return null
  const at = key === null ? -1 : left.indexOf(key)
  return left[(at + step + left.length) % left.length] ?? null
}

/** The value that was read from a place of the source: of several the one with the fewest words. `at` -1: anywhere in the line. */
export function keyAt(form: ReviewForm, lines: readonly string[], line: number, at: number): string | null {
  let best: { key: string; length: number } | null = null
  const read = Object.entries(form.evidence).map(([key, { line: begin, source }]) => ({ key, begin, source }))
  for (const { key, begin, source } of read.length > 0 ? read : wordsOf(form.declaration)) {
    if (source === '' || pathOf(form.declaration, key) === null) continue
    const marks = marksOf(lines, begin, source)
    const length = marks.reduce((sum, mark) => sum + mark.to - mark.from, 0)
    if (marks.some(mark => mark.line === line && (at < 0 || (at >= mark.from && at < mark.to))) && (!best || length < best.length)) best = { key, length }
  }
  return best?.key ?? null
}

/** The words of a form that was taken as it is, without a trace of where they stood. */
function wordsOf(declaration: Declaration): { key: string; begin: number; source: string }[] {
  const texts = Object.entries(declaration).flatMap(([key, value]) => (typeof value === 'string' && (FIELD_KEYS as readonly string[]).includes(key) ? [{ key, begin: -1, source: value }] : []))
  const rows = (['subProjects', 'indicators'] as const).flatMap(list => declaration[list].map(row => ({ key: `${list}/${row.id}/name`, begin: -1, source: row.name })))
  return [...texts, ...rows]
}

/** Runs patches on a form; null where they make no declaration. What did not change stays the same object. */
function patched(form: ReviewForm, patches: readonly Patch[]): ReviewForm | null {
  try {
    return { ...form, declaration: shareUnchanged(form.declaration, applyPatches(form.declaration, patches).declaration) }
  } catch (caught) {
    if (caught instanceof PatchError) return null
    throw caught
  }
}

function withOrigin(form: ReviewForm, path: FieldPath, kind: 'typed' | 'confirmed'): ReviewForm {
  const patch = originPatch(form.declaration, path, kind)
  return patch ? patched(form, [patch]) ?? form : form
}

const settle = (form: ReviewForm, key: string): ReviewForm => (form.settled.includes(key) ? form : { ...form, settled: [...form.settled, key] })

/** The person takes the value, or the whole row, as it was read. */
export function accept(form: ReviewForm, key: string): ReviewForm {
  const path = pathOf(form.declaration, key)
  if (path === null) return form
  if (rowKeyOf(key) !== key) return settle(withOrigin(form, path, 'confirmed'), key)
  const cells = Object.keys(form.evidence).filter(other => rowKeyOf(other) === key && other !== key)
  const parts = path.startsWith('indicators') ? ['name', 'value'] : ['name', 'amount']
  return [...cells, key].reduce(settle, parts.reduce((next, part) => withOrigin(next, `${path}.${part}`, 'confirmed'), form))
}

/** Accepts all that is doubtful. */
export function acceptAll(form: ReviewForm, edition: Edition | undefined): ReviewForm {
  return doubtful(form, edition).reduce(accept, form)
}

/** The person writes another value. Null where the value has not the field's shape. */
export function edit(form: ReviewForm, path: FieldPath, value: unknown): ReviewForm | null {
  if (Object.is(valueAt(form.declaration, path), value)) return form
  const next = patched(form, [{ op: 'set', path, value }])
  return next && settle(withOrigin(next, path, 'typed'), originKey(next.declaration, path))
}

type Rows = 'subProjects' | 'indicators'

/** A row to be filled in; an indicator at the level of `like`. */
export const blankRow = (declaration: Declaration, list: Rows, like?: Indicator | SubProject): Indicator | SubProject =>
  list === 'subProjects'
    ? { id: nextRowId(declaration.subProjects), name: '', amount: null }
    : { id: nextRowId(declaration.indicators), level1: (like && 'level1' in like && like.level1) || null, level2: (like && 'level1' in like && like.level2) || null, name: '', value: null }

/** Puts an empty row at a place, of the level of the row above. */
export function insertRow(form: ReviewForm, list: Rows, at: number): ReviewForm {
  const rows: readonly (Indicator | SubProject)[] = form.declaration[list]
  return patched(form, [{ op: 'insert', list, at, row: blankRow(form.declaration, list, rows[at - 1] ?? rows[at]) }]) ?? form
}

/** Takes a row away. */
export function removeRow(form: ReviewForm, list: Rows, at: number): ReviewForm {
  return patched(form, [{ op: 'remove', list, at }]) ?? form
}

/** Puts a row's words behind those of the row above: one row had been read as two. */
export function joinRow(form: ReviewForm, list: Rows, at: number): ReviewForm {
  const rows: readonly (Indicator | SubProject)[] = form.declaration[list]
  const above = rows[at - 1]
  const row = rows[at]
  if (!above || !row) return form
  const joined: Patch[] = [{ op: 'set', path: `${list}[${at - 1}].name`, value: above.name + row.name }]
  if ('amount' in row && 'amount' in above) joined.push({ op: 'set', path: `${list}[${at - 1}].amount`, value: above.amount ?? row.amount })
  if ('value' in row && 'value' in above) joined.push({ op: 'set', path: `${list}[${at - 1}].value`, value: isBlank(above.value) ? row.value : isBlank(row.value) ? above.value : `${above.value}${row.value}` })
  return patched(form, [...joined, { op: 'remove', list, at }]) ?? form
}

/** Two rows had been read as one: the words behind `place` of the name become a row of their own. */
export function splitRow(form: ReviewForm, list: Rows, at: number, place: number): ReviewForm {
  const rows: readonly (Indicator | SubProject)[] = form.declaration[list]
  const row = rows[at]
  if (!row || place <= 0 || place >= row.name.length) return form
  const next = { ...blankRow(form.declaration, list, row), name: row.name.slice(place).trimStart() }
  return patched(form, [{ op: 'set', path: `${list}[${at}].name`, value: row.name.slice(0, place).trimEnd() }, { op: 'insert', list, at: at + 1, row: next }]) ?? form
}

/**
 * Puts a piece that found no field where the person says; texts get it behind what is there, a row's list as a new row.
 * Null where it has not the field's shape (no amount, no day, none of the options).
 */
export function place(form: ReviewForm, edition: Edition | undefined, piece: string, target: PieceTarget): ReviewForm | null {
  if (target.kind === 'subProject' || target.kind === 'indicator') return placeRow(form, piece, target.kind)
  const { key } = target
  const field = edition?.fields.find(entry => entry.key === key)
  const text = piece.trim()
  const before = valueAt(form.declaration, key)
  if (Array.isArray(before)) {
    const option = (field && optionOf(field, text)?.value) ?? text
    return edit(form, key, before.includes(option) ? before : [...(before as string[]), option])
  }
  if (isMoney(key)) {
    const amount = parseMoney(text)
    return amount && edit(form, key, amount.cents)
  }
  if (key === 'startDate' || key === 'endDate') {
    const day = parseDate(text)
    return day === null ? null : edit(form, key, day)
  }
  if (field?.kind === 'choice') return edit(form, key, optionOf(field, text)?.value ?? text)
  return edit(form, key, isBlank(before as string | null) ? text : `${before as string}\n${text}`)
}

/** Whether a field is an amount. */
export const isMoney = (key: string): boolean => AMOUNTS.has(key)
const AMOUNTS = new Set<string>([...MONEY_FIELDS, ...FUNDING_FIELDS.map(field => `funding.${field}`)])

function placeRow(form: ReviewForm, piece: string, kind: 'subProject' | 'indicator'): ReviewForm | null {
  const list = kind === 'subProject' ? 'subProjects' : 'indicators'
  const parts = piece.split(/\t+/u).map(part => part.trim()).filter(Boolean)
  const rows: readonly (Indicator | SubProject)[] = form.declaration[list]
  const row = blankRow(form.declaration, list, rows.at(-1))
  const last = parts.length > 1 ? parts.at(-1) ?? null : null
  const amount = last === null ? null : parseMoney(last)
  const filled = 'amount' in row
    ? { ...row, name: (amount ? parts.slice(0, -1) : parts).join(' '), amount: amount?.cents ?? null }
    : { ...row, name: (last === null ? parts : parts.slice(0, -1)).join(' '), value: last }
  return patched(form, [{ op: 'insert', list, at: rows.length, row: filled }])
}

/** The declaration as it is stored: with what still has no place. */
export function finished(form: ReviewForm): Declaration {
  return { ...form.declaration, unplaced: [...form.unplaced] }
}
