import type { FieldKey } from '../declaration/model'
import { parseDate } from '../declaration/dates'
import { isAmount, moneyOf, SURE, type Draft, type Found } from './draft'
import type { StreamRow } from './stream'
import { fieldLabel, isFurniture, isHead, levelLabel, tableOf, type TableCell, type TableRow } from './tableModel'
import { readIndicatorRows } from './tableIndicators'
import { isTextField } from './textAssignment'
import { hasTicks, readTicks } from './ticks'
import { labelKey, squash } from './words'

/** Reads a form out of table rows: XLSX, DOCX, HTML and PDF grids with spans, or text cut by tabs. */
export function readTable(rows: readonly StreamRow[], draft: Draft): void {
  const table = tableOf(rows, draft.lexicon)
  const wan = table.some(row => row.filled.some(cell => /^(?:单位|金额单位)万元$|^项目资金.{0,4}万元$/u.test(labelKey(cell.text))))
  let mode: 'fields' | 'subProjects' | 'indicators' = 'fields'
  const indicators: TableRow[] = []
  const labelled = new Set(table.flatMap(row => row.filled.flatMap(cell => fieldLabel(cell, false) ?? [])))
  table.forEach((row, at) => {
    takeInside(row, draft, labelled)
    const heads = row.filled.filter(cell => isHead(cell, 'subProjectName', 'subProjectAmount'))
    const levelHeads = row.filled.filter(cell => isHead(cell, 'level1', 'level2', 'name', 'value'))
    if (heads.length >= 2 || (heads.length === 1 && row.filled.length <= 2 && mode === 'fields')) {
      mode = 'subProjects'
      return markFurniture(row)
    }
    if (levelHeads.length >= 2) {
      mode = 'indicators'
      indicators.push(row)
      return markFurniture(row)
    }
    if (mode !== 'indicators' && startsIndicators(row, draft)) mode = 'indicators'
    if (mode !== 'fields' && endsList(row, draft, mode)) mode = 'fields'
    if (mode === 'subProjects') takeSubProject(row, draft, wan)
    else if (mode === 'indicators') indicators.push(row)
    else takeFields(table, at, draft, wan)
  })
  readIndicatorRows(indicators, draft)
  for (const row of table) for (const cell of row.filled) if (!cell.used && !isFurniture(cell) && fieldLabel(cell) === null) draft.leave(cell.text)
}

function markFurniture(row: TableRow): void {
  for (const cell of row.filled) if (cell.labels.length > 0) cell.used = true
}

/** A row of indicators without its heading: a first level, then two more cells of content. */
function startsIndicators(row: TableRow, draft: Draft): boolean {
  const [first, ...others] = row.filled.filter(cell => !isFurniture(cell))
  if (!first || others.length < 2 || !draft.lexicon.edition.levels.some(level => labelKey(level.name) === labelKey(first.text))) return false
  return others.every(cell => fieldLabel(cell, false) === null)
}

function endsList(row: TableRow, draft: Draft, mode: 'subProjects' | 'indicators'): boolean {
  const [first] = row.filled
  if (!first) return false
  if (first.labels.some(label => label.kind === 'title')) return true
  const own = row.filled.filter(cell => !isHead(cell, 'subProjects', 'indicators'))
  const head = own[0]
  if (!head) return mode === 'subProjects' && row.filled.length === 1 && isHead(first, 'indicators')
  if (head.labels.length === 0) return false
  const field = fieldLabel(head, false)
  if (field !== null && (own.length <= 2 || fieldLabel(own[2], false) !== null)) return mode === 'indicators' ? levelLabel(head, null) === null : true
  return mode === 'subProjects' && (head.labels.some(label => label.kind === 'furniture') || levelLabel(head, null) !== null) && own.length === 1 && draft.lexicon.order.length > 0
}

/** Values in the same cell as their label: `申报单位名称：…`, also in a title cell of several parts. */
function takeInside(row: TableRow, draft: Draft, labelled: ReadonlySet<FieldKey>): void {
  for (const cell of row.filled) {
    if (cell.labels.length > 0 || cell.text.length > 2_000) continue
    let rest = ''
    for (const part of cell.text.replace(/([:：])\s+(?=\S)/gu, '$1').split(/\n|\s{3,}/u)) {
      const colon = part.search(/[:：]/u)
      const labels = colon > 0 ? draft.lexicon.lookup(labelKey(part.slice(0, colon))) : []
      const label = labels.find(candidate => candidate.kind === 'field' && !draft.has(candidate.field) && !labelled.has(candidate.field))
      const value = part.slice(colon + 1).trim()
      if (label?.kind === 'field' && value !== '' && (!label.alias || label.field === 'unitName')) put(label.field, value, { confidence: SURE.label, source: part.trim(), line: cell.line }, draft, /万元/u.test(part))
      else if (!isTitlePart(part, draft)) rest += part
    }
    if (squash(rest) === '') cell.used = true
  }
}

function isTitlePart(part: string, draft: Draft): boolean {
  const key = labelKey(part)
  return key === '' || /^20\d{2}年?度?$/u.test(key) || draft.lexicon.titleKeys.includes(key)
}

/** Each label of the row with what stands beside it or, where the form has it so, under it. */
function takeFields(table: readonly TableRow[], at: number, draft: Draft, wan: boolean): void {
  const row = table[at]!
  const cells = row.cells
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell.text === '' || cell.used) continue
    const field = fieldLabel(cell, true, candidate => !draft.has(candidate))
    if (field === null) {
      if (isFurniture(cell)) cell.used = true
      continue
    }
    cell.used = true
    const values = valuesBeside(row, i, field, draft)
    if (values.length > 0) {
      takeValues(field, cell, values, draft, wan)
      continue
    }
    const below = draft.lexicon.below.has(field) || nextIsLabel(cells, i) ? cellBelow(table, at, cell) : null
    if (below && below.text !== '' && below.labels.length === 0 && (draft.lexicon.below.has(field) || onlyLabels(row))) takeValues(field, cell, [below], draft, wan)
  }
  takeLooseTicks(row, draft)
  continueText(table, at, draft)
}

function nextIsLabel(cells: readonly TableCell[], at: number): boolean {
  const next = cells.slice(at + 1).find(cell => cell.text !== '')
  return next === undefined || next.labels.length > 0
}

function onlyLabels(row: TableRow): boolean {
  return row.filled.length > 1 && row.filled.every(cell => cell.labels.length > 0)
}

/** The cells after a label up to the next one; a word that merely looks like another printing of a label is content. */
function valuesBeside(row: TableRow, at: number, field: FieldKey, draft: Draft): TableCell[] {
  const values: TableCell[] = []
  const label = row.cells[at]!
  const ticked = field === 'fundUses' || draft.lexicon.options.some(option => option.field === field)
  for (let i = at + 1; i < row.cells.length; i++) {
    const cell = row.cells[i]!
    if (cell.text === '') {
      if (row.exact && values.length === 0 && cell.column === label.column + label.colSpan) return []
      continue
    }
    const official = cell.labels.some(candidate => (candidate.kind === 'field' && !candidate.alias && candidate.field !== field) || candidate.kind === 'head' || candidate.kind === 'furniture')
    const other = fieldLabel(cell, true)
    const aliasOfOther = other !== null && other !== field && values.length === 0 && row.cells.slice(i + 1).some(next => next.text !== '' && next.labels.length === 0)
    if (official || aliasOfOther || (other !== null && values.length > 0)) break
    values.push(cell)
    if (!ticked && values.length > 0 && !isTextField(field)) break
  }
  return values
}

function cellBelow(table: readonly TableRow[], at: number, label: TableCell): TableCell | null {
  for (let next = at + label.rowSpan; next < Math.min(table.length, at + label.rowSpan + 2); next++) {
    const row = table[next]!
    // Rows of a copy that lost their merged cells have moved: the labels' order tells.
    const moved = !row.exact && row.cells.length < table[at]!.cells.length
    const found = moved ? [] : row.cells.filter(cell => !cell.used && cell.column < label.column + label.colSpan && label.column < cell.column + cell.colSpan)
    if (found.length > 0) return found.find(cell => cell.text !== '') ?? null
    if (!row.exact && row.filled.length > 0) {
      const rank = table[at]!.filled.filter(cell => !isHead(cell, 'indicators', 'subProjects') && fieldLabel(cell) !== null).indexOf(label)
      return row.filled.filter(cell => cell.labels.length === 0)[rank] ?? null
    }
  }
  return null
}

function takeValues(field: FieldKey, label: TableCell, values: readonly TableCell[], draft: Draft, wan: boolean): void {
  const text = values.map(cell => cell.text).join(isTextField(field) ? '\n' : ' ')
  const source = `${label.text} ${text}`
  if (put(field, text, { confidence: SURE.label, source, line: values[0]!.line }, draft, wan || /万元/u.test(label.text))) for (const cell of values) cell.used = true
}

/** Puts a text into a field after its kind; false where it is not of that kind (it then stays unplaced). */
export function put(field: FieldKey, text: string, found: Found, draft: Draft, wan: boolean): boolean {
  const kind = draft.lexicon.fields.get(field)?.kind
  if (kind === 'money') {
    const cents = moneyOf(text, wan)
    if (cents === null) return false
    draft.putMoney(field, cents, wan ? { ...found, confidence: SURE.order, why: 'unitSaid' } : found)
    return true
  }
  if (kind === 'date') return parseDate(text) !== null && draft.putDate(field as 'startDate', text, found)
  if (kind === 'choice' || kind === 'choices') return putChoice(field, text, found, draft)
  if (isTextField(field)) {
    if (draft.has(field)) draft.appendText(field, text, /[。；！]$/u.test(String(draft.value(field))) ? '\n' : '', found)
    else draft.putText(field, text, found)
    return true
  }
  const phone = kind === 'phone' ? withLeadingZero(text) : null
  if (phone !== null) {
    draft.putText('contactPhone', phone, { ...found, confidence: SURE.order, why: 'leadingZero' })
    return true
  }
  draft.putText(field as 'unitName', kind === 'short' ? text.replace(/\s*\n\s*/gu, '') : text, found)
  return true
}

/** A landline number that a spreadsheet kept as a number lost the 0 of its area code; mobile numbers begin with 1. */
function withLeadingZero(text: string): string | null {
  const digits = squash(text)
  return /^(?:10\d{8}|2\d{9}|[3-9]\d{9,10})$/u.test(digits) ? `0${digits}` : null
}

function putChoice(field: FieldKey, text: string, found: Found, draft: Draft): boolean {
  if (hasTicks(text, draft.lexicon)) {
    const group = readTicks(text, draft.lexicon).groups.find(candidate => candidate.field === field)
    const [first] = group?.ticked ?? []
    if (!group || first === undefined) return true
    const note: Found = group.guessed ? { ...found, confidence: SURE.guess, why: 'tickMissing' } : found
    if (field === 'fundUses') draft.putFundUses(group.ticked, note)
    else draft.putText(field as 'projectType', first, group.ticked.length > 1 ? { ...note, confidence: SURE.guess, why: 'severalTicks' } : note)
    return true
  }
  const plain = text.replace(/\s*\n\s*/gu, '')
  const known = draft.lexicon.options.some(option => option.field === field && option.key === labelKey(plain))
  const note: Found = known ? found : { ...found, confidence: SURE.order, why: 'unknownOption' }
  if (field === 'fundUses') draft.putFundUses(plain.split(/[、，,；;]/u).map(part => part.trim()).filter(part => part !== ''), note)
  else draft.putText(field as 'projectType', plain, note)
  return true
}

/** Ticks in a row without a label: their options tell the field. */
function takeLooseTicks(row: TableRow, draft: Draft): void {
  const free = row.filled.filter(cell => !cell.used && cell.labels.length === 0 && hasTicks(cell.text, draft.lexicon))
  for (const cell of free) {
    for (const group of readTicks(cell.text, draft.lexicon).groups) {
      const [first] = group.ticked
      const note: Found = { confidence: SURE.near, source: cell.text, line: cell.line }
      if (first === undefined) continue
      if (group.field === 'fundUses') draft.putFundUses([...new Set([...draft.declaration.fundUses, ...group.ticked])], note)
      else if (!draft.has(group.field)) draft.putText(group.field as 'projectType', first, note)
    }
    cell.used = true
  }
}

/** Rows that go on with a long text: no label, one cell, right after the row that has it. */
function continueText(table: readonly TableRow[], at: number, draft: Draft): void {
  const row = table[at]!
  const [only] = row.filled
  if (at === 0 || row.filled.length !== 1 || !only || only.used || only.labels.length > 0) return
  const before = [...draft.evidence].reverse().find(entry => isTextField(entry.field as FieldKey))
  const previous = table[at - 1]!
  if (!before || before.line !== previous.line || row.gapBefore) return
  const field = before.field as 'overview'
  draft.appendText(field, only.text, '\n', { confidence: SURE.near, source: only.text, line: only.line, why: 'neighbour' })
  only.used = true
}

function takeSubProject(row: TableRow, draft: Draft, wan: boolean): void {
  const own = row.filled.filter(cell => !cell.used && !isFurniture(cell))
  const amounts = own.filter(cell => isAmount(cell.text))
  const last = amounts.at(-1)
  const names = own.filter(cell => cell !== last)
  const name = names[0]
  if (!name && !last) return
  if (/^(?:合计|总计|小计)/u.test(name?.text ?? '')) return
  const shifted = names.length > 1
  draft.addSubProject(name?.text.replace(/\s*\n\s*/gu, '') ?? '', last ? moneyOf(last.text, wan) : null, {
    confidence: name && last && !shifted ? SURE.label : SURE.guess, source: own.map(cell => cell.text).join(' '), line: row.line, ...(name && last && !shifted ? {} : { why: 'shiftedRow' as const }),
  })
  if (name) name.used = true
  if (last) last.used = true
}
