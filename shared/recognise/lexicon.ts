import type { FieldKey } from '../declaration/model'
import type { Edition, EditionField } from '../editions/schema'
import { labelKey } from './words'

/** A heading of one of the two lists, or the label at its side. */
export type ListHead = 'subProjectName' | 'subProjectAmount' | 'subProjects' | 'level1' | 'level2' | 'name' | 'value' | 'indicators'

/** What a printed word of the form is. */
export type Label =
  | { kind: 'field'; field: FieldKey; /** By one of the other printings. */ alias: boolean }
  | { kind: 'level'; level1: string; level2: string | null; alias: boolean }
  | { kind: 'head'; head: ListHead }
  | { kind: 'title' }
  | { kind: 'furniture' }

/** The words of one edition, ready to be looked up. */
export interface Lexicon {
  edition: Edition
  /** What a key (see labelKey) is; [] where it is no printed word. */
  lookup(key: string): Label[]
  /** Printed fields in the order of the form. */
  order: FieldKey[]
  /** Fields whose value stands under its label instead of beside it. */
  below: Set<FieldKey>
  fields: Map<FieldKey, EditionField>
  options: { field: FieldKey; value: string; key: string }[]
  /** All levels in printed order; `level2` null for a first level. */
  levels: { level1: string; level2: string | null }[]
  hasSecondLevel: boolean
  /** Keys that a longer text may begin with, longest first (field labels only). */
  prefixes: { key: string; label: Label }[]
  titleKeys: string[]
  longestKey: number
}

const cache = new WeakMap<Edition, Lexicon>()

/** The printed words of an edition, worked out once for each edition. */
export function lexiconOf(edition: Edition): Lexicon {
  let lexicon = cache.get(edition)
  if (!lexicon) cache.set(edition, (lexicon = build(edition)))
  return lexicon
}

const UNIT = /(?:万元|元)$/u

function build(edition: Edition): Lexicon {
  const entries = new Map<string, Label[]>()
  const add = (text: string, label: Label): void => {
    const key = labelKey(text.replace(/\{[^}]*\}/gu, '2000')).replace(/2000/gu, '#')
    if (key === '') return
    const known = entries.get(key) ?? []
    if (!known.some(other => sameLabel(other, label))) entries.set(key, [...known, label])
  }
  const layout = layoutOf(edition)
  const printed = (field: FieldKey): boolean => layout.order.includes(field) || field === 'unitName'
  const fields = [...edition.fields].sort((a, b) => Number(printed(b.key)) - Number(printed(a.key)))
  for (const field of fields) {
    const own = [field.label, field.printed ?? field.label]
    const withoutUnit = own.map(text => labelKey(text).replace(UNIT, ''))
    for (const text of own) add(text, { kind: 'field', field: field.key, alias: false })
    if (!printed(field.key)) continue
    if (field.kind === 'money') for (const text of withoutUnit) for (const unit of ['', '元', '万元']) add(text + unit, { kind: 'field', field: field.key, alias: false })
    for (const text of field.aliases) {
      add(text, { kind: 'field', field: field.key, alias: true })
      if (field.kind === 'money') for (const unit of ['', '元', '万元']) add(labelKey(text).replace(UNIT, '') + unit, { kind: 'field', field: field.key, alias: true })
    }
  }
  for (const { text, field } of layout.labels) add(text, { kind: 'field', field, alias: false })
  for (const { text, head } of layout.heads) add(text, { kind: 'head', head })
  for (const level of edition.levels) {
    for (const [i, text] of [level.name, ...level.aliases].entries()) add(text, { kind: 'level', level1: level.name, level2: null, alias: i > 0 })
    for (const child of level.children) {
      for (const [i, text] of [child.name, ...child.aliases].entries()) add(text, { kind: 'level', level1: level.name, level2: child.name, alias: i > 0 })
    }
  }
  for (const title of edition.recognition.titles) add(title, { kind: 'title' })
  const plain = [...edition.recognition.furniture, ...layout.furniture]
  for (const text of plain) if (!entries.has(labelKey(text.replace(/\{[^}]*\}/gu, '2000')).replace(/2000/gu, '#'))) add(text, { kind: 'furniture' })

  const prefixes: Lexicon['prefixes'] = []
  for (const [key, labels] of entries) {
    const label = labels.find(l => l.kind === 'field' || l.kind === 'furniture')
    if (label && key.length >= 2 && !key.includes('#')) prefixes.push({ key, label })
  }
  prefixes.sort((a, b) => b.key.length - a.key.length)

  return {
    edition,
    lookup: key => entries.get(key) ?? (/\d{4}/u.test(key) ? entries.get(key.replace(/\d{4}/gu, '#')) : undefined) ?? [],
    order: layout.order,
    below: layout.below,
    fields: new Map(edition.fields.map(field => [field.key, field])),
    options: edition.fields.flatMap(field => field.options.flatMap(option => [option.value, ...option.aliases].map(text => ({ field: field.key, value: option.value, key: labelKey(text) })))),
    levels: edition.levels.flatMap(level => [{ level1: level.name, level2: null }, ...level.children.map(child => ({ level1: level.name, level2: child.name }))]),
    hasSecondLevel: edition.levels.some(level => level.children.length > 0),
    prefixes,
    titleKeys: edition.recognition.titles.map(labelKey).sort((a, b) => b.length - a.length),
    longestKey: Math.max(...[...entries.keys()].map(key => key.length)) + 8,
  }
}

function sameLabel(left: Label, right: Label): boolean {
  if (left.kind !== right.kind) return false
  if (left.kind === 'field' && right.kind === 'field') return left.field === right.field
  if (left.kind === 'level' && right.kind === 'level') return left.level1 === right.level1 && left.level2 === right.level2
  if (left.kind === 'head' && right.kind === 'head') return left.head === right.head
  return true
}

interface LayoutWords {
  order: FieldKey[]
  below: Set<FieldKey>
  labels: { text: string; field: FieldKey }[]
  heads: { text: string; head: ListHead }[]
  furniture: string[]
}

/** Reads out of the official grid which label belongs to which field, and on which side of it. */
function layoutOf(edition: Edition): LayoutWords {
  const order: FieldKey[] = []
  const below = new Set<FieldKey>()
  const labels: LayoutWords['labels'] = []
  const heads: LayoutWords['heads'] = []
  const furniture: string[] = []
  let above: { from: number; to: number; texts: string[]; taken: boolean }[] = []
  const blockedRows: { from: number; to: number; left: number }[] = []
  for (const row of edition.rows) {
    if (row.kind === 'list') {
      if (row.side) heads.push({ text: row.side.text, head: row.list })
      let at = 0
      const columnAt: { value: string; from: number; to: number }[] = []
      for (const column of row.columns) columnAt.push({ value: column.value, from: at, to: (at += column.span) })
      let from = 0
      for (const head of row.header) {
        const column = columnAt.find(c => c.from <= from && from < c.to)
        from += head.span
        if (column) heads.push({ text: head.text, head: headOf(row.list, column.value) })
      }
      above = []
      continue
    }
    const here: typeof above = []
    for (const blocked of blockedRows) blocked.left--
    let at = 0
    const skip = (): void => {
      for (let again = true; again;) {
        const blocked = blockedRows.find(b => b.left >= 0 && b.from <= at && at < b.to)
        if (blocked) at = blocked.to
        again = blocked !== undefined
      }
    }
    let beside: (typeof above)[number] | null = null
    for (const cell of row.cells) {
      skip()
      const place = { from: at, to: at + cell.span }
      if (cell.rowSpan > 1) blockedRows.push({ ...place, left: cell.rowSpan - 1 })
      if (cell.kind === 'label') {
        const texts = [cell.text, ...(cell.severalYears ? [cell.severalYears, cell.severalYears.replace(/[(（].*$/u, '')] : [])]
        beside = { ...place, texts, taken: false }
        here.push(beside)
      } else {
        order.push(cell.field)
        const label = beside && !beside.taken ? beside : above.find(a => !a.taken && a.from < place.to && place.from < a.to)
        if (label) {
          label.taken = true
          if (label !== beside) below.add(cell.field)
          for (const text of label.texts) labels.push({ text, field: cell.field })
        }
        beside = null
      }
      at = place.to
    }
    for (const left of above) if (!left.taken) furniture.push(...left.texts)
    above = here.filter(label => !label.taken)
  }
  for (const left of above) if (!left.taken) furniture.push(...left.texts)
  return { order, below, labels, heads, furniture }
}

function headOf(list: 'subProjects' | 'indicators', value: string): ListHead {
  if (list === 'subProjects') return value === 'amount' ? 'subProjectAmount' : 'subProjectName'
  return value === 'level1' ? 'level1' : value === 'level2' ? 'level2' : value === 'value' ? 'value' : 'name'
}
