import { parseDate } from '../declaration/dates'
import type { FieldKey } from '../declaration/model'
import { shareLines, type BandCosts } from './bands'
import { readBand, taken, type Band, type Unit } from './bandValues'
import { isAmount, SURE, type Draft } from './draft'
import type { Lexicon } from './lexicon'
import { findLabels, placedWords, type PlacedLabel, type PlacedWord } from './printedLabels'
import type { StreamRow } from './stream'
import { isTextField } from './textAssignment'
import { textBeside } from './sideBySide'
import { speaksFor } from './textMeaning'
import { hasTicks, readTicks } from './ticks'
import { readVisualIndicators } from './visualIndicators'
import { emWidth, labelKey, listNumber, openBrackets, squash, startsListItem } from './words'


/**
 * Reads a form out of its lines from top to bottom as the page shows them, each label in the midst of the lines of its text:
 * what PDF readers copy, in columns kept by blanks (`columns`) or not.
 */
export function readVisual(rows: readonly StreamRow[], draft: Draft, columns: boolean): void {
  const { lexicon } = draft
  const placed = placedWords(rows)
  // A label that stands by itself too is, before a colon, the beginning of its text.
  const standing = new Set(placed.flatMap(line => line.map(word => labelKey(word.text))))
  const lines = placed.map(line => line.flatMap(word => unglued(word, lexicon, standing)))
  const heads = findLabels(lines, 0, lines.length, lexicon, label => label.kind === 'head' && ['level1', 'level2', 'name', 'value', 'indicators'].includes(label.head))
  const value = heads.find(head => head.labels.some(label => label.kind === 'head' && label.head === 'value'))
  const near = heads.filter(head => head.labels.some(label => label.kind === 'head' && label.head !== 'indicators')).filter(head => !value || Math.abs(head.centre - value.centre) < 40)
  const zone = near.length >= 2 ? Math.floor(Math.min(...near.map(head => Math.min(...head.words.map(word => word.line))))) : lines.length
  const found = findLabels(lines, 0, zone, lexicon, label => (label.kind === 'field' && (lexicon.order.includes(label.field) || label.field === 'unitName')) || label.kind === 'title' || label.kind === 'furniture' || (label.kind === 'head' && /^subProject/u.test(label.head)) || (label.kind === 'head' && label.head === 'indicators'))
  takeHeading(lines, zone, draft)
  const all = bandsOf(found, lexicon)
  const units = unitsOf(lines, 0, zone)
  if (!columns) takeByLooks(units, draft)
  const bands = all.filter(band => band.list || band.labels.some(entry => !draft.has(entry.field)))
  readBands(bands, units, draft, columns, lines)
  if (zone < lines.length) readVisualIndicators(lines, zone, draft, columns)
  for (const line of lines) {
    const left = line.filter(word => !word.label && !taken(draft).has(word))
    if (left.length > 0 && !/^[*＊:：()（）元]+$/u.test(left.map(word => word.text).join(''))) draft.leave(left.map(word => word.text).join(' '))
  }
}

/** A label and its value in one word as two: `申报单位名称：某某局`, `项目总预算（元）70500`. */
function unglued(word: PlacedWord, lexicon: Lexicon, standing: ReadonlySet<string>): PlacedWord[] {
  const cut = (length: number): PlacedWord[] => [{ ...word, text: word.text.slice(0, length) }, { ...word, text: word.text.slice(length), from: word.from + length, gap: 1 }]
  const isField = (text: string, alias: boolean): boolean => lexicon.lookup(labelKey(text)).some(label => label.kind === 'field' && (alias || !label.alias))
  const colon = word.text.search(/[:：]/u)
  if (colon > 1 && colon < word.text.length - 1 && isField(word.text.slice(0, colon), true) && !standing.has(labelKey(word.text.slice(0, colon)))) return cut(colon + 1)
  const amount = word.text.match(/^([^\d]{3,}?)(\d[\d,，.]*(?:年.*|[-/].*)?)$/u)
  if (amount && isField(amount[1]!, false)) return cut(amount[1]!.length)
  const before = word.text.match(/^(\d[\d,，.]*)([^\d].+)$/u)
  return before && isField(before[2]!, false) ? cut(before[1]!.length) : [word]
}

const YEAR = /^[（(]?\s*20\d{2}\s*[)）]?\s*年?\s*度?\s*[)）]?\s*年?\s*度?$/u

/** The title's year and the unit's name. */
function takeHeading(lines: readonly PlacedWord[][], zone: number, draft: Draft): void {
  const words = taken(draft)
  lines.slice(0, zone).forEach((line, at) => {
    const free = line.filter(word => !word.label)
    const text = free.map(word => word.text).join('')
    if (YEAR.test(text) && /[年()（）]/u.test(text)) for (const word of free) words.add(word)
    const title = draft.lexicon.titleKeys.find(key => labelKey(text).includes(key))
    if (title && labelKey(text).length < title.length + 14) for (const word of free) words.add(word)
    const unit = line.findIndex(word => word.label?.labels.some(label => label.kind === 'field' && label.field === 'unitName'))
    if (unit < 0 || draft.has('unitName') || draft.lexicon.order.includes('unitName')) return
    const same = line.slice(unit + 1).filter(word => !word.label)
    const own = same.length > 0 ? same : (lines[at + 1] ?? []).filter(word => !word.label)
    if (own.length === 0) return
    draft.putText('unitName', own.map(word => word.text).join(' '), { confidence: SURE.label, source: own.map(word => word.text).join(' '), line: own[0]!.source })
    for (const word of own) words.add(word)
  })
  for (const word of words) word.gap = Math.max(word.gap, 1)
}

function bandsOf(found: readonly PlacedLabel[], lexicon: Lexicon): Band[] {
  const rowOf = new Map<FieldKey, number>()
  lexicon.edition.rows.forEach((row, i) => {
    if (row.kind === 'cells') for (const cell of row.cells) if (cell.kind !== 'label') rowOf.set(cell.field, i)
  })
  // A label above its value belongs to the value's row.
  const claimed = new Set<FieldKey>()
  const official = new Set(found.flatMap(label => label.labels.flatMap(candidate => (candidate.kind === 'field' && !candidate.alias ? [candidate.field] : []))))
  const labels: { label: PlacedLabel; field: FieldKey; place: number }[] = []
  for (const label of found) {
    const fields = label.labels.flatMap(candidate => (candidate.kind === 'field' && rowOf.has(candidate.field) && !(candidate.alias && official.has(candidate.field)) ? [candidate.field] : []))
    const field = fields.find(candidate => !claimed.has(candidate))
    if (field === undefined) continue
    claimed.add(field)
    labels.push({ label, field, place: lexicon.order.indexOf(field) })
  }
  const bands: Band[] = []
  const chosen = inOrder(labels)
  release(found, new Set(chosen.map(entry => entry.label)))
  for (const { label, field } of chosen) {
    const row = rowOf.get(field)!
    const same = bands.find(band => band.row === row)
    if (same) same.labels.push({ label, field })
    else bands.push({ row, labels: [{ label, field }], list: false })
  }
  const list = lexicon.edition.rows.findIndex(row => row.kind === 'list' && row.list === 'subProjects')
  const heads = found.filter(label => label.labels.some(candidate => candidate.kind === 'head' && /^subProject(?:Name|Amount)$/u.test(candidate.head)))
  if (heads.length > 0) bands.push({ row: list, labels: heads.map(label => ({ label, field: 'remarks' as const })), list: true })
  return bands.sort((a, b) => a.row - b.row)
}

/** Words that only look like another label are text again. */
function release(found: readonly PlacedLabel[], chosen: ReadonlySet<PlacedLabel>): void {
  for (const label of found) {
    if (chosen.has(label) || /[*＊:：]$/u.test(label.text) || !label.labels.every(candidate => candidate.kind === 'field' && candidate.field !== 'unitName')) continue
    for (const word of label.words) word.label = null
  }
}

/** The longest run of labels in the order of the form; others are words of a text. */
function inOrder<T extends { place: number; label: PlacedLabel }>(labels: readonly T[]): T[] {
  const best: { length: number; from: number }[] = []
  labels.forEach((label, i) => {
    best.push({ length: 1, from: -1 })
    for (let j = 0; j < i; j++) {
      const apart = label.label.centre - labels[j]!.label.centre
      const near = apart < 3 || (apart < 6 && Math.abs(label.place - labels[j]!.place) <= 2)
      if ((labels[j]!.place < label.place || near) && best[j]!.length >= best[i]!.length) best[i] = { length: best[j]!.length + 1, from: j }
    }
  })
  let at = best.reduce((longest, entry, i) => (entry.length > (best[longest]?.length ?? 0) ? i : longest), -1)
  const chosen: T[] = []
  for (; at >= 0; at = best[at]!.from) chosen.unshift(labels[at]!)
  return chosen
}

const PAGE_NUMBER = /^(?:第\s*\d+\s*页.*|[-—–]\s*\d+\s*[-—–]|\d+\s*\/\s*\d+)$/u

function unitsOf(lines: readonly PlacedWord[][], from: number, to: number): Unit[] {
  const units: Unit[] = []
  for (const line of lines.slice(from, to)) {
    const words = line.filter(word => !word.label && word.gap !== undefined)
    const text = textBeside(words)
    if (words.length === 0 || PAGE_NUMBER.test(text) || /^[*＊:：()（）元]+$/u.test(squash(text))) continue
    units.push({ line: words[0]!.line, words, text, source: words[0]!.source, part: 0, keep: 0 })
  }
  return units
}

/** Ticks and the two dates tell themselves wherever they stand. */
function takeByLooks(units: readonly Unit[], draft: Draft): void {
  const used = taken(draft)
  const uses: string[] = []
  const ticked = units.filter(unit => hasTicks(unit.text, draft.lexicon) && readTicks(unit.text, draft.lexicon).rest.length <= 1)
  for (const unit of ticked) {
    for (const group of readTicks(unit.text, draft.lexicon).groups) {
      if (group.guessed || group.ticked.length === 0) continue
      const note = { confidence: SURE.near, source: unit.text, line: unit.source }
      if (group.field === 'fundUses') draft.putFundUses([...new Set([...uses, ...group.ticked])], (uses.push(...group.ticked), note))
      else if (!draft.has(group.field)) draft.putText(group.field as 'projectType', group.ticked[0]!, note)
    }
  }
  if (ticked.length > 0 && (uses.length > 0 || draft.has('projectType'))) for (const word of ticked.flatMap(unit => unit.words)) used.add(word)
  const dates = units.filter(unit => !used.has(unit.words[0]!)).flatMap(unit => (unit.words.every(word => parseDate(word.text) !== null) ? unit.words : []))
  const parts = units.some(unit => /^\d{4}[-/.年]\d{1,2}[-/.月]?$/u.test(unit.text))
  if (dates.length !== 2 || parts) return
  const [start, end] = [...dates].sort((a, b) => (parseDate(a.text)! < parseDate(b.text)! ? -1 : 1)) as [PlacedWord, PlacedWord]
  draft.putDate('startDate', start.text, { confidence: SURE.near, source: start.text, line: start.source })
  draft.putDate('endDate', end.text, { confidence: SURE.near, source: end.text, line: end.source })
  used.add(start).add(end)
}

function readBands(bands: readonly Band[], all: readonly Unit[], draft: Draft, columns: boolean, lines: readonly PlacedWord[][]): void {
  const used = taken(draft)
  const units = all.filter(unit => !unit.words.some(word => used.has(word)))
  if (bands.length === 0 || units.length === 0) return
  const plain = units.filter(unit => !hasTicks(unit.text, draft.lexicon))
  const widest = Math.max(0, ...plain.filter(unit => unit.words.every((word, i) => i === 0 || word.gap < 2)).map(unit => emWidth(unit.text)))
  units.forEach((unit, i) => {
    if (i === 0) return
    const gap = unit.words[0]!.block !== units[i - 1]!.words[0]!.block
    const [part, keep] = joints(units[i - 1]!.text, unit.text, widest)
    unit.part = gap ? part * 0.4 : part
    unit.keep = gap ? keep + 0.5 : keep
  })
  const blocks = new Set(lines.map(line => line[0]!.block)).size
  const weight = columns || blocks < lines.length * 0.25 ? 1 : 0.35
  const before = columns ? new Map<Unit, PlacedLabel | null>() : labelsBefore(units, lines)
  const costs = bands.map(band => costsOf(band, bands, units, draft, lines.length, before))
  const shares = shareLines(units, costs, columns ? 0.2 : 0.6, weight)
  const wan = lines.some(line => /^[（(]?(?:金额)?单位[:：]?万元[)）]?$/u.test(line.map(word => word.text).join('')))
  bands.forEach((band, i) => {
    const { from, to, cost } = shares[i]!
    const own = units.slice(from, to)
    if (own.length > 0) readBand(band, own, draft, columns, wan, cost)
  })
}

/** What it costs to part two lines, and to keep them in one text. */
function joints(before: string, next: string, widest: number): [number, number] {
  const text = before.trim()
  const room = widest - emWidth(text)
  const number = startsListItem(next) ? listNumber(next) ?? 1 : null
  const ends = /[。；;！]["”]?$/u.test(text)
  if (/^[。，、；：,.;:）)》」』”’!！?？%％]/u.test(next)) return [9, 0]
  if (openBrackets(text) > 0) return [5, 0]
  if (number !== null) return [number > 1 ? 4 : room <= 2 && !ends ? 2 : 0, number === 1 && startsListItem(text) ? 1.5 : number === 1 ? 0.4 : 0]
  if (/[：:，、]$/u.test(text)) return [6, 0]
  if (room <= 2) return ends ? [1.2, 0] : [6, 0]
  if (ends) return [/。/u.test(text.slice(-2)) ? 0 : 0.4, room > 3 ? 1 : 0.3]
  return room > 8 ? [0.3, 2] : [1.5, 0.5]
}

function dateLike(text: string): boolean {
  return text.split(/\s+/u).every(word => parseDate(word) !== null || /^\d{4}[-/.年]\d{0,2}[-/.月]?\d{0,2}日?$/u.test(word) || /^\d{1,2}[-/日]?\d{0,2}$/u.test(word) || /^[-~～至—–]$/u.test(word)) || /^\d{4}\D\d{1,2}\D\d{1,2}日?\s*[-~～至—–]/u.test(text)
}

function costsOf(band: Band, bands: readonly Band[], units: readonly Unit[], draft: Draft, count: number, before: ReadonlyMap<Unit, PlacedLabel | null>): BandCosts {
  const { lexicon } = draft
  const centres = band.labels.map(entry => entry.label.centre)
  const first = Math.min(...band.labels.flatMap(entry => entry.label.words.map(word => word.line)))
  const kinds = band.labels.map(entry => (band.list ? 'list' : lexicon.fields.get(entry.field)?.kind ?? 'short'))
  const prose = kinds.every(kind => kind === 'long')
  const spread = Math.max(...centres) - Math.min(...centres)
  const own = new Set(band.labels.flatMap(entry => entry.label.words.map(word => word.line)))
  // What has its value already draws no other.
  const ownLabels = new Set(band.labels.filter(entry => band.list || isTextField(entry.field) || !draft.has(entry.field)).map(entry => entry.label))
  const shortLabels = new Set(bands.flatMap(other => other.labels.filter(entry => other !== band && !other.list && !isTextField(entry.field)).map(entry => entry.label)))
  const others = new Set(bands.filter(other => other !== band).flatMap(other => other.labels.flatMap(entry => entry.label.words.filter(word => !own.has(word.line)).map(word => word.line))))
  return {
    centre: band.list || spread > 4 || (prose && band.labels.length > 1) ? null : centres.reduce((a, b) => a + b, 0) / centres.length,
    content: units.map(unit => Math.min(...band.labels.map((entry, i) => contentCost(unit, kinds[i]!, entry.field, lexicon))) + (others.has(unit.line) ? 3 : own.has(unit.line) ? -1 : 0) + (prose ? 0 : follows(before.get(unit), ownLabels, shortLabels))),
    empty: band.list ? 2.5 : prose ? 2.5 : kinds.every(kind => kind === 'money') ? 1 : 2,
    first: band.list || (prose && band.labels.length > 1) ? first : 0,
    last: count,
    prose,
  }
}

/** A short value mostly stands right after its own label. */
function follows(label: PlacedLabel | null | undefined, own: ReadonlySet<PlacedLabel>, others: ReadonlySet<PlacedLabel>): number {
  return !label ? 0 : own.has(label) ? -1 : others.has(label) ? 1 : 0
}

/** For each unit the label that ends right before it. */
function labelsBefore(units: readonly Unit[], lines: readonly PlacedWord[][]): Map<Unit, PlacedLabel | null> {
  const words = lines.flat()
  const places = new Map(words.map((word, i) => [word, i]))
  return new Map(units.map(unit => [unit, words[(places.get(unit.words[0]!) ?? 0) - 1]?.label ?? null]))
}

function contentCost(unit: Unit, kind: string, field: FieldKey, lexicon: Lexicon): number {
  const { text } = unit
  const words = text.split(/\s+/u)
  const amount = words.every(word => isAmount(word))
  const date = dateLike(text)
  const groups = hasTicks(text, lexicon) ? readTicks(text, lexicon).groups : []
  const prose = emWidth(text) > 42 || /[。；]/u.test(text) || (startsListItem(text) && !amount)
  if (groups.length > 0) return (kind === 'choice' || kind === 'choices') && groups.some(group => group.field === field) ? -0.5 : 8
  switch (kind) {
    case 'long': return (amount ? 4 : date ? 3 : 0) - Math.min(1.2, speaksFor(text, field) * 0.35)
    case 'money': return amount ? 0 : 6
    case 'date': return date ? 0 : 6
    case 'choices': return prose ? 6 : 3
    case 'list': return isAmount(words.at(-1)!) ? (words.length > 1 || amount ? 0 : 0.3) : prose || /[：:；]/u.test(text) ? 4 : 0.7
    case 'phone': return /^[\d\s()（）-]{6,}$/u.test(text) ? 0 : 3
    case 'choice': return lexicon.options.some(option => option.field === field && option.key === labelKey(text)) ? -0.5 : prose ? 4 : date || amount ? 3 : 0.4
    default: return prose ? 4 : date ? 2 : amount && text.length < 9 ? 2 : 0.2
  }
}
