import type { FieldKey } from '../declaration/model'
import { isAmount, moneyOf, SURE, type Draft, type Found } from './draft'
import { unglued, type IndicatorLine } from './indicatorCells'
import { levelsOf, type LevelEvent } from './indicatorLevels'
import { readRows, standsAlone } from './pairing'
import { hasHead, itemsOf, kindOf, type Item, type LabelItem, type TextItem } from './scatteredModel'
import type { StreamRow } from './stream'
import { put } from './tabular'
import { blocksOf } from './textBlocks'
import { isTextField } from './textAssignment'
import { splitTexts } from './splitTexts'
import { hasTicks } from './ticks'
import { unwrap } from './unwrap'

/** Whether a text reads in order: most labels have their value right behind them, and no sentence is cut by a label. */
export function readsInOrder(rows: readonly StreamRow[], draft: Draft): boolean {
  const items = itemsOf(blocksOf(rows, draft.lexicon))
  let labels = 0
  let bare = 0
  let lastPlace = -1
  let backwards = 0
  items.forEach((item, at) => {
    const field = plainField(item, draft)
    if (field === null) return
    labels++
    const place = draft.lexicon.order.indexOf(field)
    if (place < lastPlace) backwards++
    lastPlace = Math.max(lastPlace, place)
    const next = items[at + 1]
    if (next?.kind === 'label' && plainField(next, draft) !== null && kindOf(draft.lexicon, field) !== 'money') bare++
    const before = items[at - 1]
    if (isTextField(field) && before?.kind === 'text' && next?.kind === 'text' && before.block === item.block && before.text.length > 30 && /[\u4e00-\u9fff]$/u.test(before.text)) bare += 2
  })
  return labels >= 4 && bare <= labels * 0.2 && backwards <= labels * 0.15
}

/** A field whose value is expected right behind its label (or in the same line). */
function plainField(item: Item, draft: Draft): FieldKey | null {
  if (item.kind !== 'label') return null
  for (const label of item.labels) if (label.kind === 'field' && draft.lexicon.order.includes(label.field) && !draft.lexicon.below.has(label.field)) return label.field
  return null
}

interface Open { fields: FieldKey[]; labels: LabelItem[]; texts: TextItem[] }

/** Reads a form whose text comes cell by cell in the order of the form: each label, then its value, cells broken over lines. */
export function readSequential(rows: readonly StreamRow[], draft: Draft): void {
  const items = itemsOf(blocksOf(rows, draft.lexicon))
  const claimed = new Set<FieldKey>()
  // What was told by its words before has no value behind its label.
  const ready = new Set(draft.lexicon.order.filter(field => draft.has(field)))
  const rowsOfIndicators: Item[] = []
  let open: Open | null = null
  let mode: 'fields' | 'subProjects' | 'indicators' = 'fields'
  const subProjects: TextItem[] = []
  const close = (): void => {
    if (open) settle(open, draft)
    open = null
  }
  items.forEach(item => {
    if (item.kind === 'label') {
      if (hasHead(item, 'level1', 'level2', 'value') || (hasHead(item, 'name') && !hasHead(item, 'indicators'))) {
        close()
        mode = 'indicators'
        return
      }
      if (hasHead(item, 'subProjectName', 'subProjectAmount')) {
        close()
        mode = 'subProjects'
        return
      }
      if (item.labels.some(label => label.kind === 'level') && mode === 'indicators') {
        const asText = item.labels.every(label => label.kind === 'level' && label.alias) && namesActiveLevel(rowsOfIndicators, item)
        rowsOfIndicators.push(asText ? textOf(item) : item)
        return
      }
      if (open !== null && echoesLabel(open, item)) {
        (open as Open).texts.push(textOf(item))
        return
      }
      const field = freeField(item, claimed, draft)
      if (field !== null && ready.has(field)) return close()
      if (field !== null) {
        const group = draft.lexicon.below.has(field) && open !== null && (open as Open).texts.length === 0 && draft.lexicon.below.has((open as Open).fields[0]!)
        if (group && open) {
          (open as Open).fields.push(field);
          (open as Open).labels.push(item)
        } else {
          close()
          open = { fields: [field], labels: [item], texts: [] }
        }
        claimed.add(field)
        mode = 'fields'
        return
      }
      if (item.labels.some(label => label.kind === 'level') && open !== null) {
        (open as Open).texts.push(textOf(item))
        return
      }
      close()
      if (mode === 'subProjects') mode = 'fields'
      return
    }
    if (mode === 'indicators') rowsOfIndicators.push(item)
    else if (mode === 'subProjects') subProjects.push(item)
    else if (open) (open as Open).texts.push(item)
  })
  close()
  readSubProjects(subProjects, draft)
  readIndicators(rowsOfIndicators, draft)
  for (const item of items) if (item.kind === 'text' && !item.used && !isYear(item.text)) draft.leave(item.text)
}

/** A value that is another printing of its own label (联系人 → 经办人). */
function echoesLabel(open: Open, item: LabelItem): boolean {
  return open.texts.length === 0 && open.fields.length === 1 && item.labels.every(label => label.kind === 'field' && label.alias && label.field === open.fields[0])
}

function textOf(item: LabelItem): TextItem {
  return { kind: 'text', page: item.page, block: item.block, line: item.line, words: [{ text: item.text, wideGap: true }], text: item.text, used: false }
}

/** An indicator called like the level it stands under (服务对象满意度 under 服务对象满意度指标). */
function namesActiveLevel(before: readonly Item[], item: LabelItem): boolean {
  const active = [...before].reverse().find(entry => entry.kind === 'label')
  return active?.kind === 'label' && active.labels.some(label => label.kind === 'level' && item.labels.some(own => own.kind === 'level' && own.level1 === label.level1 && own.level2 === label.level2))
}

function isYear(text: string): boolean {
  return /^[（(]?\s*20\d{2}\s*年?\s*度?\s*[)）]?\s*年?\s*度?$/u.test(text)
}

function freeField(item: LabelItem, claimed: ReadonlySet<FieldKey>, draft: Draft): FieldKey | null {
  const fields = item.labels.flatMap(label => (label.kind === 'field' ? [label.field] : []))
  return fields.find(field => !claimed.has(field)) ?? (fields[0] !== undefined && isTextField(fields[0]) && draft.lexicon.order.includes(fields[0]) ? fields[0] : null)
}

function settle(open: Open, draft: Draft): void {
  const { fields, texts } = open
  if (texts.length === 0) return
  const wan = open.labels.some(label => /万元/u.test(label.text))
  if (fields.length === 1) {
    putLines(fields[0]!, texts, draft, wan, SURE.label)
    return
  }
  const cells = [...new Set(texts.map(text => text.line))]
  const multiline = cells.some(line => texts.filter(text => text.line === line).length > 1)
  if (multiline && cells.length === fields.length) {
    fields.forEach((field, i) => putLines(field, texts.filter(text => text.line === cells[i]), draft, wan, SURE.label))
    return
  }
  const cuts = splitTexts(texts.map(text => text.text), fields)
  fields.forEach((field, i) => putLines(field, texts.slice(cuts[i]!, cuts[i + 1]), draft, wan, SURE.order, 'splitByGuess'))
}

const MOST_SHORT_LINES = 6

function putLines(field: FieldKey, texts: readonly TextItem[], draft: Draft, wan: boolean, confidence: number, why?: Found['why']): void {
  const [first] = texts
  if (!first) return
  const kind = kindOf(draft.lexicon, field)
  const found: Found = { confidence, source: texts.map(text => text.text).join('\n'), line: first.line, ...(why ? { why } : {}) }
  if (isTextField(field)) {
    put(field, unwrap(texts.map(text => text.text)), found, draft, wan)
    for (const text of texts) text.used = true
    return
  }
  if (kind === 'money' || kind === 'date') {
    const whole = texts.length > 1 && texts.length <= 3 && put(field, texts.map(text => text.text).join(''), found, draft, wan)
    if (whole) {
      for (const text of texts) text.used = true
      return
    }
    const fitting = texts.find(text => put(field, text.text, { ...found, source: text.text, line: text.line }, draft, wan))
    if (fitting) fitting.used = true
    return
  }
  if (kind === 'choice' || kind === 'choices') {
    const ticked = texts.filter(text => hasTicks(text.text, draft.lexicon))
    const own = ticked.length > 0 ? texts.slice(0, texts.indexOf(ticked.at(-1)!) + 1) : texts.slice(0, MOST_SHORT_LINES)
    put(field, own.map(text => text.text).join(''), found, draft, wan)
    for (const text of own) text.used = true
    return
  }
  const own = texts.slice(0, MOST_SHORT_LINES)
  put(field, own.map(text => text.text).join(''), found, draft, wan)
  for (const text of own) text.used = true
}

function readSubProjects(texts: readonly TextItem[], draft: Draft): void {
  let name: TextItem[] = []
  for (const text of texts) {
    const last = text.words.at(-1)!
    const amount = isAmount(last.text) ? moneyOf(last.text) : null
    if (amount === null) {
      name.push(text)
      continue
    }
    const words = text.words.slice(0, -1).map(word => word.text).join(' ')
    const parts = [...name, text]
    draft.addSubProject([...name.map(item => item.text), words].join(''), amount, { confidence: SURE.label, source: parts.map(item => item.text).join('\n'), line: parts[0]!.line })
    for (const part of parts) part.used = true
    name = []
  }
}

function readIndicators(items: readonly Item[], draft: Draft): void {
  const { levels } = draft.lexicon.edition
  const lines: IndicatorLine[] = []
  const labels: { line: number; level1: number; level2: string | null }[] = []
  let marked = false
  for (const item of items) {
    if (item.kind === 'label') {
      const inside: string | undefined = levels[labels.at(-1)?.level1 ?? -1]?.name
      const found = item.labels.filter(label => label.kind === 'level')
      const label = found.find(candidate => candidate.kind === 'level' && !candidate.alias) ?? found.find(candidate => candidate.kind === 'level' && candidate.level1 === inside && candidate.level2 !== null) ?? found[0]
      if (label?.kind === 'level') labels.push({ line: item.line, level1: levels.findIndex(level => level.name === label.level1), level2: label.level2 })
      marked = true
    } else {
      lines.push({ page: 0, block: 0, line: item.line, words: item.words.flatMap(unglued), marked })
      item.used = true
      marked = false
    }
  }
  const { pairs, values } = readRows(lines)
  const rows = pairs.filter(pair => pair.value !== null || standsAlone(pair.name))
  const labelOf = (line: number): (typeof labels)[number] | undefined => [...labels].reverse().find(label => label.line <= line)
  const ordered = rows.every(pair => labelOf(pair.name.line) !== undefined)
  const events: LevelEvent[] = [...labels.filter(label => label.level2 === null).map(label => ({ kind: 'label' as const, page: 0, line: label.line, level: label.level1 })), ...rows.map(pair => ({ kind: 'row' as const, page: 0, line: pair.name.line, name: pair.name.text }))]
  events.sort((a, b) => a.line - b.line || (a.kind === 'label' ? -1 : 1))
  const given = ordered ? [] : levelsOf(events, levels)
  rows.forEach((pair, i) => {
    const label = labelOf(pair.name.line)
    const level = ordered ? levels[label!.level1]?.name ?? null : levels[given[i]!.level]?.name ?? null
    const level2 = ordered ? label!.level2 : null
    draft.addIndicator({ level1: level, level2, name: pair.name.text, value: pair.value?.text ?? null },
      { confidence: pair.value === null ? SURE.guess : pair.close ? SURE.label : SURE.meaning, source: `${pair.name.text} ${pair.value?.text ?? ''}`.trim(), line: pair.name.line, ...(pair.value === null ? { why: 'noValue' as const } : pair.close ? {} : { why: 'pairedApart' as const }) },
      { confidence: ordered ? SURE.label : given[i]!.confidence, ...(ordered ? {} : { why: 'levelByMeaning' as const }) })
  })
  for (const cell of [...values, ...pairs.filter(pair => !rows.includes(pair)).map(pair => pair.name)]) draft.leave(cell.text)
}
