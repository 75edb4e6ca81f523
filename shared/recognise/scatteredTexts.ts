import type { FieldKey, TextField } from '../declaration/model'
import { SURE, type Draft } from './draft'
import { nameness } from './indicatorWords'
import { fieldOfItem, hasHead, isFirstLevel, type Item, type TextItem } from './scatteredModel'
import { assignUnits, isTextField, type Unit } from './textAssignment'
import { projectNameScore, proseScore, speaksFor } from './textMeaning'
import { paragraphsOf } from './unwrap'
import { emWidth, listNumber, openBrackets, startsListItem } from './words'

interface Chunk {
  items: TextItem[]
  /** Labels of long texts that stand inside it or at its beginning, on a line with text. */
  inside: FieldKey[]
  /** Place of its first and last item. */
  from: number
  to: number
}

/** Finds the long texts and the project's name, page by page, and puts them into their fields. Read in order, texts stand before the indicators' table. */
export function takeTexts(items: readonly Item[], draft: Draft, inOrder: boolean): void {
  const labelled = new Map<FieldKey, number[]>()
  items.forEach(item => {
    const field = textLabel(item)
    if (field) labelled.set(field, [...(labelled.get(field) ?? []), item.page])
  })
  const pages = [...new Set(items.map(item => item.page))]
  const heading = inOrder ? items.findIndex(item => hasHead(item, 'value')) : -1
  for (const page of pages) takePage(items, page, labelled, draft, heading)
}

function textLabel(item: Item | undefined): FieldKey | null {
  return fieldOfItem(item, isTextField)
}

function takePage(items: readonly Item[], page: number, labelled: Map<FieldKey, number[]>, draft: Draft, tableAt: number): void {
  const { lexicon } = draft
  const chunks = chunksOf(items, page).filter(chunk => tableAt < 0 || chunk.from < tableAt || textLabel(items[chunk.from - 1]) !== null)
  const tablePage = items.some(item => item.page === page && (isFirstLevel(item) || hasHead(item, 'name', 'value', 'level1')))
  const here = (field: FieldKey): boolean => (labelled.get(field) ?? []).includes(page)
  const candidates = lexicon.order.filter(field => isTextField(field) && (!draft.has(field) || here(field)))
  const wantsName = !draft.has('projectName') && items.some(item => item.page === page && item.kind === 'label' && item.labels.some(label => label.kind === 'title' || (label.kind === 'field' && label.field === 'projectName')))
  const fields: FieldKey[] = wantsName ? ['projectName', ...candidates] : candidates
  if (fields.length === 0) return
  const wordy = chunks.filter(chunk => proseScore(chunk.items.map(item => item.text)) > 1).length
  const crowded = wordy > 0 && candidates.filter(here).length > wordy + 1
  const units: Unit[] = []
  const heading = items.findIndex(item => item.page === page && hasHead(item, 'value'))
  const deserted = new Set(candidates.filter(field => isDeserted(items, page, field)))
  chunks.forEach((chunk, at) => {
    const lines = chunk.items.map(item => item.text)
    const runs = labelRun(items, chunk)
    let list = 0
    for (const paragraph of paragraphsOf(lines)) {
      const own = chunk.items.slice(paragraph.first, paragraph.first + paragraph.lines)
      const first = paragraph.first === 0
      const number = listNumber(paragraph.text)
      const previous = units.at(-1)?.text ?? ''
      const ownLines = own.map(item => item.text)
      const row = tablePage ? rowScore(chunks, at, own) + (emWidth(paragraph.text) <= 30 ? placeScore(items, chunk, heading) : 0) : 0
      const prose = proseScore(ownLines)
      const gain = new Map<FieldKey, number>()
      for (const field of fields) {
        const value = field === 'projectName'
          ? nameGain(items, chunk, first && (crowded ? paragraph.lines <= 2 : chunk.items.length <= 3 && paragraphsOf(lines).length === 1), paragraph.text, tablePage, row)
          : textGain(field, paragraph.text, { here: here(field), elsewhere: labelled.has(field), pending: (labelled.get(field) ?? []).some(p => p < page), first, chunk, runs, own: ownLabel(items, chunk), prose, row, deserted: deserted.has(field) })
        if (value !== null) gain.set(field, value)
      }
      const continues = (number !== null && list > 0 && number === list + 1) || (!first ? false : at > 0 && unfinished(previous))
      units.push({ items: own, text: paragraph.text, chunk: at, cost: Math.max(0, prose - row) + (prose > 3 ? 2 : 0), gain, continues, restarts: number === 1 && list > 1 })
      if (number !== null) list = number
    }
  })
  const place = (field: FieldKey): number | null => (field === 'projectName' || field === 'remarks' ? null : lexicon.order.indexOf(field))
  const given = assignUnits(units, fields, place, crowded)
  for (const field of fields) {
    const own = given.filter(entry => entry.field === field).map(entry => units[entry.unit]!)
    const first = own[0]
    if (!first) continue
    const text = field === 'projectName' ? own.map(unit => unit.text).join('') : own.map(unit => unit.text).join('\n')
    const source = own.flatMap(unit => unit.items.map(item => item.text)).join('\n')
    const chunk = chunks[first.chunk]!
    const labelBeside = chunk.inside.includes(field) || textLabel(items[chunk.from - 1]) === field
    const found = {
      confidence: labelBeside ? SURE.near : here(field) || field === 'projectName' ? SURE.order : SURE.guess,
      source, line: first.items[0]?.line ?? -1,
      ...(labelBeside ? {} : { why: speaksFor(text, field) > 2 ? 'meaning' as const : 'order' as const }),
    }
    if (field === 'projectName') draft.putText('projectName', text, { ...found, confidence: projectNameScore(text) > 1 ? SURE.near : SURE.order })
    else draft.appendText(field as TextField, text, unfinished(String(draft.value(field) ?? '')) ? '' : '\n', found)
    for (const unit of own) for (const item of unit.items) item.used = true
  }
}

function unfinished(text: string): boolean {
  return text !== '' && (openBrackets(text) > 0 || !/[。；！？;!?”）)】：:]\s*$/u.test(text)) && emWidth(text) > 30
}

/** Texts that stand together; a label of a long text in the midst of a sentence does not part them. */
function chunksOf(items: readonly Item[], page: number): Chunk[] {
  const chunks: Chunk[] = []
  let open: Chunk | null = null
  items.forEach((item, at) => {
    if (item.page !== page) return
    if (item.kind === 'text' && !item.used) {
      const before = open?.items.at(-1)
      if (open && before && before.block === item.block && open.to >= 0) {
        open.items.push(item)
        open.to = at
      } else chunks.push((open = { items: [item], inside: [], from: at, to: at }))
      const label = items[at - 1]
      const field = label?.kind === 'label' && label.line === item.line ? textLabel(label) : null
      if (field) open.inside.push(field)
      return
    }
    const field = textLabel(item)
    const before = open?.items.at(-1)
    const after = items[at + 1]
    const amid = field !== null && open !== null && before !== undefined && after?.kind === 'text' && before.block === item.block && after.block === item.block && midSentence(open.items)
    if (amid && open) open.inside.push(field)
    else open = null
  })
  return chunks
}

function midSentence(items: readonly TextItem[]): boolean {
  const last = items.at(-1)
  const widest = Math.max(...items.map(item => emWidth(item.text)))
  return last !== undefined && widest >= 20 && emWidth(last.text) >= widest * 0.85 && !/[。；！：]$/u.test(last.text)
}

/** Labels of long texts that stand directly before a chunk, nearest last, with the chunks between left out of account. */
function labelRun(items: readonly Item[], chunk: Chunk): FieldKey[] {
  const run: FieldKey[] = []
  for (let at = chunk.from - 1; at >= 0 && items[at]?.kind === 'label' && items[at]?.page === items[chunk.from]?.page; at--) {
    const field = textLabel(items[at])
    if (field) run.unshift(field)
  }
  return run
}

function ownLabel(items: readonly Item[], chunk: Chunk): FieldKey | null {
  const before = items[chunk.from - 1]
  return before?.kind === 'label' && before.wrapped ? textLabel(before) : null
}

interface Circumstances {
  here: boolean
  elsewhere: boolean
  pending: boolean
  first: boolean
  chunk: Chunk
  runs: FieldKey[]
  /** A wrapped label right before it. */
  own: FieldKey | null
  prose: number
  row: number
  /** Its label stands by itself with something else right behind it. */
  deserted: boolean
}

function textGain(field: FieldKey, text: string, at: Circumstances): number | null {
  if (!/\p{L}/u.test(text)) return null
  let gain = speaksFor(text, field) * 0.8 + Math.min(0, at.prose) * 0.6 - at.row
  if (!at.here) gain -= at.pending ? (at.prose < 0.5 ? 4.5 : 2.2) : at.elsewhere ? 5 : 2
  if (at.deserted && !(at.first && at.runs.includes(field))) gain -= at.prose > 2 ? 0.8 : 2.5
  if (at.first) {
    if (at.chunk.inside.includes(field)) gain += 6
    else if (at.chunk.inside.length > 0) gain -= 2
    const nearest = at.runs.at(-1)
    if (nearest !== undefined) {
      if (at.runs.length === 1 || at.own !== null) gain += nearest === field ? 4 : -1.5
      else if (nearest === field) gain += 0.6
      else if (at.runs[0] === field) gain += 0.8
    }
  }
  if (field === 'remarks') {
    const beside = at.chunk.inside.includes(field) || (at.runs.length === 1 && at.runs[0] === field)
    return beside && at.row < 1 ? gain : null
  }
  return gain > -6 ? gain : null
}

function nameGain(items: readonly Item[], chunk: Chunk, whole: boolean, text: string, tablePage: boolean, row: number): number | null {
  if (!whole) return null
  let gain = projectNameScore(text)
  if (gain < -2) return null
  const label = items[chunk.from - 1]
  if (fieldOfItem(label) === 'projectName') gain += 3
  const around = [items[chunk.from - 1], items[chunk.from - 2], items[chunk.to + 1]]
  if (around.some(item => fieldOfItem(item) === 'unitName')) gain += 2
  if (around.some(item => item?.kind === 'label' && item.labels.some(l => l.kind === 'title'))) gain += 0.8
  return gain + 1 - (tablePage ? 1 : 0) - Math.max(0, row - 0.5)
}

/**
 * A label by itself (not in the run of labels that stands apart from all values) with another printed word or amount
 * behind it: its cell is likely empty.
 */
function isDeserted(items: readonly Item[], page: number, field: FieldKey): boolean {
  const at = items.findIndex(item => item.page === page && textLabel(item) === field)
  if (at < 0) return false
  const next = items[at + 1]
  const beside = [items[at - 1], next].some(item => item?.page === page && item.kind === 'label' && item.labels.some(label => label.kind === 'field'))
  return !beside && !(next?.kind === 'text' && next.page === page && !next.used)
}

/** Where a short piece stands: behind the heading of the indicators' table or beside a level it is rather one of them. */
function placeScore(items: readonly Item[], chunk: Chunk, heading: number): number {
  let score = heading < 0 ? 0 : chunk.from > heading ? 0.6 : -0.6
  const before = items[chunk.from - 1]
  const after = items[chunk.to + 1]
  if (before && isFirstLevel(before)) score += 0.8
  if (after && isFirstLevel(after)) score += 0.3
  return score
}

/** How much a piece on a page with indicators looks like a row of them. */
function rowScore(chunks: readonly Chunk[], at: number, own: readonly TextItem[]): number {
  const [first] = own
  if (!first || own.length > 4) return 0
  const long = own.some(item => emWidth(item.text) > 34) || own.some(item => startsListItem(item.text))
  if (long) return 0
  if (own.some(item => item.words.length >= 2 && Math.abs(nameness(item.words[0]!.text)) + Math.abs(nameness(item.words.at(-1)!.text)) > 2)) return 3.5
  if (own.length === 1 && first.words.length === 2 && first.words[1]!.text.length > 1) return 2.5
  if (own.length >= 2 && own.every(item => emWidth(item.text) <= 26) && [first, own.at(-1)!].some(item => nameness(item.text) >= 1.5 && emWidth(item.text) <= 16)) return 3
  const text = own.map(item => item.text).join('')
  const score = Math.abs(nameness(text))
  const lone = (chunk: Chunk | undefined): string | null => (chunk && chunk.items.length <= 2 && chunk.items.every(item => item.words.length === 1) ? chunk.items.map(item => item.text).join('') : null)
  const before = lone(chunks[at - 1])
  const after = lone(chunks[at + 1])
  let row = Math.max(0, score - 0.8) * 0.7
  if (before !== null && nameness(before) > 1 && nameness(text) < 0) row += 1
  if (after !== null && nameness(after) < -1 && nameness(text) > 0) row += 1
  return Math.min(4, row)
}
