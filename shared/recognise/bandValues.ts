import { parseDate } from '../declaration/dates'
import type { FieldKey } from '../declaration/model'
import type { TextLine } from './bands'
import { isAmount, moneyOf, SURE, type Draft } from './draft'
import type { PlacedLabel, PlacedWord } from './printedLabels'
import { textBeside, twoColumns } from './sideBySide'
import { put } from './tabular'
import { isTextField } from './textAssignment'
import { unwrap } from './unwrap'
import { emWidth, squash } from './words'

/** What stands on one line beside the printed words. */
export interface Unit extends TextLine {
  words: PlacedWord[]
  text: string
  source: number
}

/** A row of the form with its printed words; `list` for the rows of parts of the project. */
export interface Band { row: number; labels: { label: PlacedLabel; field: FieldKey }[]; list: boolean }

const takenWords = new WeakMap<Draft, Set<PlacedWord>>()

/** Words of the form that a field has. */
export function taken(draft: Draft): Set<PlacedWord> {
  let words = takenWords.get(draft)
  if (!words) takenWords.set(draft, (words = new Set()))
  return words
}

/** Gives the values of a band's lines to its fields. */
export function readBand(band: Band, units: readonly Unit[], draft: Draft, columns: boolean, wan: boolean, cost: number): void {
  const used = taken(draft)
  if (band.list) return readList(units, draft, wan)
  // What was told by its words before takes no other value.
  const ready = new Set(band.labels.filter(entry => !isTextField(entry.field) && draft.has(entry.field)).map(entry => entry.field))
  const kinds = band.labels.map(entry => draft.lexicon.fields.get(entry.field)?.kind ?? 'short')
  const give = (field: FieldKey, label: PlacedLabel, words: readonly PlacedWord[], text: string, sure: boolean): void => {
    const [first] = words
    if (!first || text.trim() === '' || ready.has(field)) return
    const found = { confidence: sure ? SURE.near : SURE.order, source: textBeside(words), line: first.source, ...(sure ? {} : { why: 'order' as const }) }
    if (put(field, text, found, draft, wan || /万元/u.test(label.text))) for (const word of words) used.add(word)
  }
  if (band.labels.length === 1) {
    const { field, label } = band.labels[0]!
    const words = units.flatMap(unit => unit.words)
    if (isTextField(field)) give(field, label, words, unwrap(units.map(unit => unit.text)), cost < 1.5)
    else if (kinds[0] === 'money' || kinds[0] === 'date') for (const unit of units) give(field, label, unit.words, squash(unit.text), true)
    else give(field, label, words, units.map(unit => unit.text).join(''), true)
    return
  }
  if (kinds.every(kind => kind === 'long')) {
    const parts = twoColumns(units, band.labels.map(entry => entry.label), columns)
    band.labels.forEach(({ field, label }, i) => give(field, label, parts[i]!.flat(), unwrap(parts[i]!.map(textBeside)), columns))
    return
  }
  const byColumn = columns ? fromColumns(band, units) : null
  if (byColumn) {
    band.labels.forEach(({ field, label }, i) => give(field, label, byColumn[i]!, joinedValue(byColumn[i]!), true))
    return
  }
  const pieces = segmentsOf(units)
  if (kinds.every(kind => kind === 'date')) return giveDates(band, pieces, give)
  if (kinds.every(kind => kind === 'money') && pieces.length === band.labels.length) {
    const order = inTurn(band.labels.map(entry => entry.label)) ? [...band.labels].sort((a, b) => a.label.centre - b.label.centre || a.label.from - b.label.from) : [...band.labels].sort((a, b) => draft.lexicon.order.indexOf(a.field) - draft.lexicon.order.indexOf(b.field))
    order.forEach(({ field, label }, i) => give(field, label, pieces[i]!, joinedValue(pieces[i]!), true))
    return
  }
  const given = afterLabels(band, pieces)
  band.labels.forEach(({ field, label }, i) => give(field, label, given[i]!.flat(), joinedValue(given[i]!.flat()), given[i]!.length === 1))
}

/** Whether labels stand one after the other, none broken round another. */
function inTurn(labels: readonly PlacedLabel[]): boolean {
  const lines = labels.map(label => label.words.map(word => word.line))
  return lines.every((own, i) => lines.every((other, j) => i === j || Math.max(...own) <= Math.min(...other) || Math.max(...other) <= Math.min(...own)))
}

const joinedValue = (words: readonly PlacedWord[]): string => words.reduce((text, word, i) => text + (i > 0 && word.line === words[i - 1]!.line ? ' ' : '') + word.text, '')

/** Runs of words without a wide gap or a label between. */
function segmentsOf(units: readonly Unit[]): PlacedWord[][] {
  const segments: PlacedWord[][] = []
  for (const unit of units) {
    unit.words.forEach((word, i) => {
      const before = unit.words[i - 1]
      const apart = !before || word.gap >= 2 || word.from - (before.from + before.text.length) >= 2 || (isAmount(word.text) && isAmount(before.text)) || (parseDate(word.text) !== null && parseDate(before.text) !== null)
      if (apart) segments.push([word])
      else segments.at(-1)!.push(word)
    })
  }
  return segments
}

/** Values by the place of their column: each right of its label and left of the next. */
function fromColumns(band: Band, units: readonly Unit[]): PlacedWord[][] | null {
  const order = band.labels.map((entry, i) => ({ i, from: entry.label.from })).sort((a, b) => a.from - b.from)
  const values: PlacedWord[][] = band.labels.map(() => [])
  for (const segment of segmentsOf(units)) {
    const owner = order.filter(entry => entry.from < segment[0]!.from).at(-1)
    if (!owner) return null
    values[owner.i]!.push(...segment)
  }
  return values
}

/** Dates in order; what is none by itself is put together again. */
function giveDates(band: Band, pieces: readonly PlacedWord[][], give: (field: FieldKey, label: PlacedLabel, words: readonly PlacedWord[], text: string, sure: boolean) => void): void {
  const whole: PlacedWord[][] = []
  const parts: PlacedWord[] = []
  for (const word of pieces.flat()) {
    if (parseDate(word.text) !== null) whole.push([word])
    else if (!/^[-~～至—–]$/u.test(word.text)) parts.push(word)
  }
  const rest = parts.map(word => word.text).join('')
  if (rest !== '' && parseDate(rest) !== null) whole.push(parts)
  whole.sort((a, b) => ((parseDate(joinAll(a)) ?? '') < (parseDate(joinAll(b)) ?? '') ? -1 : 1))
  const order = [...band.labels].sort((a, b) => Number(a.field === 'endDate') - Number(b.field === 'endDate'))
  if (whole.length === order.length) order.forEach(({ field, label }, i) => give(field, label, whole[i]!, joinAll(whole[i]!), true))
  else afterLabels(band, whole).forEach((own, i) => { if (own[0]) give(band.labels[i]!.field, band.labels[i]!.label, own[0], joinAll(own[0]), false) })
}

const joinAll = (words: readonly PlacedWord[]): string => words.map(word => word.text).join('')

/** Values in the order of the text: those after a label are its own, and as many below the last as stand above the first go with these. */
function afterLabels(band: Band, pieces: readonly PlacedWord[][]): PlacedWord[][][] {
  const place = (word: PlacedWord): number => word.line * 1_000 + word.from
  const order = band.labels.map((entry, i) => ({ i, at: Math.min(...entry.label.words.map(place)) })).sort((a, b) => a.at - b.at)
  const given: PlacedWord[][][] = band.labels.map(() => [])
  const above: PlacedWord[][] = []
  for (const piece of pieces) {
    const owner = order.filter(entry => entry.at < place(piece[0]!)).at(-1)
    if (owner) given[owner.i]!.push(piece)
    else above.push(piece)
  }
  if (above.length === 0) return given
  const first = given[order[0]!.i]!
  const last = given[order.at(-1)!.i]!
  const below = order.length > 1 && first.length === 0 && last.length > above.length ? last.splice(-above.length) : []
  first.unshift(...above)
  first.push(...below)
  return given
}

function readList(units: readonly Unit[], draft: Draft, wan: boolean): void {
  const used = taken(draft)
  interface Row { names: PlacedWord[]; amount: PlacedWord | null; above: number }
  const rows: Row[] = []
  const split = units.map(unit => {
    const last = unit.words.at(-1)!
    const amount = isAmount(last.text) ? last : null
    return { amount, names: amount ? unit.words.slice(0, -1) : unit.words }
  })
  const widest = Math.max(0, ...split.map(line => emWidth(joinAll(line.names))))
  const amounts = split.filter(line => line.amount).length
  let extra = split.filter(line => line.names.length > 0).length - amounts
  let open: Row = { names: [], amount: null, above: 0 }
  let before = 0
  const apart = split.every(line => line.amount === null || line.names.length === 0)
  const names = split.filter(line => line.names.length > 0)
  // As many names as amounts, on lines of their own: in their order, whatever stands between.
  const inRanks = apart && names.length === amounts
  if (inRanks) split.filter(line => line.amount).forEach((line, i) => rows.push({ names: names[i]!.names, amount: line.amount, above: 0 }))
  for (const line of inRanks ? [] : split) {
    const width = emWidth(joinAll(line.names))
    const closed = open.amount !== null
    if (closed && !line.amount && extra > 0 && before >= widest - 2.5 && width < widest) {
      open.names.push(...line.names)
      extra--
      before = width
      continue
    }
    if (closed) {
      rows.push(open)
      open = { names: [], amount: null, above: 0 }
    }
    open.names.push(...line.names)
    if (line.names.length > 0) before = width
    if (line.amount) open.amount = line.amount
  }
  if (open.names.length > 0 || open.amount) rows.push(open)
  for (const row of rows) {
    const name = joinedValue(row.names)
    if (/^(?:合计|总计|小计)$/u.test(squash(name)) || name === '') continue
    const words = [...row.names, ...(row.amount ? [row.amount] : [])]
    draft.addSubProject(name, row.amount ? moneyOf(row.amount.text, wan) : null, { confidence: row.amount ? SURE.near : SURE.guess, source: words.map(word => word.text).join(' '), line: words[0]!.source })
    for (const word of words) used.add(word)
  }
}

