import type { Draft } from './draft'
import { SURE } from './draft'
import { unglued, type IndicatorLine } from './indicatorCells'
import { levelsOf, type LevelEvent } from './indicatorLevels'
import { nameness } from './indicatorWords'
import { orderedLevels } from './orderedLevels'
import { readRows, standsAlone } from './pairing'
import { fieldOfItem, hasHead, isFirstLevel, itemsOf, type Item, type TextItem } from './scatteredModel'
import { takeTexts } from './scatteredTexts'
import { takeDates, takeMoney, takeShort, takeTicks } from './simpleFields'
import type { StreamRow } from './stream'
import { takeSubProjects } from './subProjects'
import { blocksOf } from './textBlocks'

/**
 * Reads a form out of text in the order in which a PDF stores it: labels apart from their values.
 * First what tells itself by its looks (ticks, dates, amounts), then long texts, then the indicators' table, then what is left.
 */
export function readScattered(rows: readonly StreamRow[], draft: Draft): void {
  const items = itemsOf(blocksOf(rows, draft.lexicon))
  takeYears(items)
  leavePageNumbers(items, draft)
  takeTicks(items, draft)
  takeDates(items, draft)
  takeShort(items, draft)
  takeMoney(items, draft)
  takeSubProjects(items, draft)
  const inOrder = formOrder(items, draft)
  takeTexts(items, draft, inOrder)
  takeIndicators(items, draft, inOrder)
  for (const item of items) if (item.kind === 'text' && !item.used) draft.leave(item.text)
}

/** The line with the form's year belongs to its title. */
function takeYears(items: readonly Item[]): void {
  for (const item of items) {
    if (item.kind === 'text' && /^[（(]?\s*20\d{2}\s*年?\s*度?\s*[)）]?\s*年?\s*度?$/u.test(item.text) && /[年()（）]/u.test(item.text)) item.used = true
  }
}

const PAGE_NUMBER = /^(?:第\s*\d+\s*页|共\s*\d+\s*页|[-—–]\s*\d+\s*[-—–]|\d+\s*\/\s*\d+|page\s*\d+(?:\s*of\s*\d+)?)(?:[\s,，/]*[（(]?共?\s*\d+\s*页[)）]?)?$/iu

function leavePageNumbers(items: readonly Item[], draft: Draft): void {
  for (const item of items) {
    if (item.kind !== 'text' || item.used || !PAGE_NUMBER.test(item.text.trim())) continue
    item.used = true
    draft.leave(item.text)
  }
}

/** The share of labels without anything behind them, above which labels stand in a run. */
const MOST_BARE = 0.6

/** Whether the labels of values come in the order of the form (and not first in a run, apart from all values). */
function formOrder(items: readonly Item[], draft: Draft): boolean {
  const fields = items.flatMap(item => fieldOfItem(item, field => draft.lexicon.order.includes(field)) ?? [])
  let highest = -1
  let backwards = 0
  for (const field of fields) {
    const place = draft.lexicon.order.indexOf(field)
    if (place < highest) backwards++
    highest = Math.max(highest, place)
  }
  const bare = items.filter((item, at) => fieldOfItem(item, field => draft.lexicon.order.includes(field)) !== null && items[at + 1]?.kind === 'label').length
  return fields.length >= 6 && backwards <= fields.length * 0.1 && bare <= fields.length * MOST_BARE
}

function takeIndicators(items: readonly Item[], draft: Draft, inOrder: boolean): void {
  const { levels } = draft.lexicon.edition
  const firstPage = items.find(item => isFirstLevel(item) || hasHead(item, 'name', 'value', 'level1'))?.page
  if (firstPage === undefined) return
  const lines: IndicatorLine[] = []
  const sources = new Map<number, TextItem[]>()
  const labels: Extract<LevelEvent, { kind: 'label' }>[] = []
  const seen = new Set<string>()
  let marked = false
  const heading = inOrder ? items.findIndex(item => hasHead(item, 'name', 'value', 'level1')) : -1
  items.forEach((item, at) => {
    if (item.page < firstPage || at < heading) return
    if (item.kind === 'label') {
      const level = levels.findIndex(candidate => item.labels.some(label => label.kind === 'level' && label.level2 === null && label.level1 === candidate.name))
      const next = items[at + 1]
      const alone = next?.kind !== 'text' || next.line !== item.line
      if (level >= 0 && !alone && seen.has(`${item.page}/${level}`) && next.kind === 'text' && (next.words.length === 1 || nameness(next.text) < 0)) {
        // The label stands on this page already: here it is an indicator called like its level.
        lines.push({ page: item.page, block: item.block, line: item.line, words: [{ text: item.text, wideGap: true }, ...next.words.map((word, i) => ({ ...word, wideGap: i === 0 || word.wideGap }))], marked: true })
        sources.set(item.line, [next])
        next.used = true
        return
      }
      if (level >= 0) {
        labels.push({ kind: 'label', page: item.page, line: item.line, level })
        seen.add(`${item.page}/${level}`)
      }
      marked = true
      return
    }
    if (item.used) return
    lines.push({ page: item.page, block: item.block, line: item.line, words: item.words.flatMap(unglued), marked })
    sources.set(item.line, [...(sources.get(item.line) ?? []), item])
    marked = false
  })
  const { pairs, values } = readRows(lines)
  const rows = pairs.filter(pair => pair.value !== null || standsAlone(pair.name))
  const events: LevelEvent[] = [...labels, ...rows.map(pair => ({ kind: 'row' as const, page: pair.name.page, line: pair.name.line, name: pair.name.text, valueLine: pair.close || pair.value === null ? null : pair.value.line }))]
  events.sort((a, b) => a.page - b.page || a.line - b.line || (a.kind === 'label' ? -1 : 1))
  const given = levelsOf(events, levels, inOrder)
  const ordered = events.filter(event => event.kind === 'row')
  const remaining = [...rows]
  const seconds = items.flatMap(item => (item.kind === 'label' ? item.labels.flatMap(label => (label.kind === 'level' && !label.alias && label.level2 !== null ? [label] : [])) : []))
  const printed = items.flatMap(item => (item.kind === 'label' ? item.labels.flatMap(label => (label.kind === 'level' && !label.alias ? [label] : [])) : []))
  const full = draft.lexicon.hasSecondLevel && seconds.length > 1 ? orderedLevels(ordered.map(event => event.name), printed, levels) : null
  ordered.forEach((event, i) => {
    const at = remaining.findIndex(pair => pair.name.line === event.line && pair.name.text === event.name)
    const [pair] = remaining.splice(at, 1)
    if (!pair) return
    const { level, confidence } = given[i]!
    draft.addIndicator(
      { level1: full ? full[i]!.level1 : levels[level]?.name ?? null, level2: full?.[i]?.level2 ?? null, name: pair.name.text, value: pair.value?.text ?? null },
      { confidence: pair.value === null ? SURE.guess : pair.close ? SURE.near : SURE.meaning, source: `${pair.name.text} ${pair.value?.text ?? ''}`.trim(), line: pair.name.line, ...(pair.value === null ? { why: 'noValue' as const } : pair.close ? {} : { why: 'pairedApart' as const }) },
      full ? { confidence: full[i]!.sure ? SURE.order : SURE.guess, why: 'levelByMeaning' } : { confidence, ...(confidence < 0.8 ? { why: 'levelByMeaning' as const } : {}) },
    )
  })
  for (const used of sources.values()) for (const item of used) item.used = true
  const left = [...values, ...pairs.filter(pair => !rows.includes(pair)).map(pair => pair.name)]
  const remarks = items.some(item => fieldOfItem(item) === 'remarks')
  const short = left.filter(cell => remarks && !draft.has('remarks') && /^(?:无|暂无|没有|无备注)[。]?$/u.test(cell.text))
  for (const cell of left) {
    if (cell === short[0]) draft.putText('remarks', cell.text, { confidence: SURE.guess, source: cell.text, line: cell.line, why: 'elimination' })
    else draft.leave(cell.text)
  }
}
