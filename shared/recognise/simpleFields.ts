import type { FieldKey } from '../declaration/model'
import { parseDate } from '../declaration/dates'
import { isAmount, moneyOf, SURE, type Draft, type Reason } from './draft'
import type { Lexicon } from './lexicon'
import { fieldOfItem, hasHead, kindOf, type Item, type LabelItem, type TextItem } from './scatteredModel'
import { hasTicks, readTicks } from './ticks'
import { squash } from './words'

/** Ticks: found by their options wherever they stand. */
export function takeTicks(items: readonly Item[], draft: Draft): void {
  const { lexicon } = draft
  const byBlock = new Map<number, TextItem[]>()
  for (const item of items) if (item.kind === 'text' && !item.used) byBlock.set(item.block, [...(byBlock.get(item.block) ?? []), item])
  const found = new Map<FieldKey, { ticked: string[]; seen: number; guessed: boolean; source: string[]; line: number }>()
  for (const texts of byBlock.values()) {
    for (const run of tickRuns(texts, lexicon)) {
      const source = run.map(item => item.text).join('\n')
      for (const group of readTicks(run.map(item => item.text).join(''), lexicon).groups) {
        const known = found.get(group.field) ?? { ticked: [], seen: 0, guessed: false, source: [], line: run[0]!.line }
        known.ticked.push(...group.ticked)
        known.seen += group.seen
        known.guessed ||= group.guessed
        known.source.push(source)
        found.set(group.field, known)
      }
      for (const item of run) item.used = true
    }
  }
  for (const [field, { ticked, guessed, source, line }] of found) {
    const first = ticked[0]
    if (first === undefined) {
      draft.leave(source.join('\n'))
      continue
    }
    const why: Reason | undefined = guessed ? 'tickMissing' : undefined
    const note = { confidence: guessed ? SURE.guess : SURE.label, source: source.join('\n'), line, ...(why ? { why } : {}) }
    if (field === 'fundUses') draft.putFundUses([...new Set(ticked)], note)
    else draft.putText(field as 'projectType', first, ticked.length > 1 ? { ...note, confidence: SURE.guess, why: 'severalTicks' } : note)
  }
}

/** Lines that together are nothing but options and boxes: an option may be broken over two of them. */
function tickRuns(texts: readonly TextItem[], lexicon: Lexicon): TextItem[][] {
  const runs: TextItem[][] = []
  for (let i = 0; i < texts.length; i++) {
    let best = 0
    for (let count = 1; count <= Math.min(4, texts.length - i); count++) {
      const joined = texts.slice(i, i + count).map(item => item.text).join('')
      if (hasTicks(joined, lexicon) && readTicks(joined, lexicon).rest.length <= 1) best = count
    }
    if (best > 0) {
      runs.push(texts.slice(i, i + best))
      i += best - 1
    }
  }
  return runs
}

/** Dates: by a label beside them, else the two that stand alone, earlier first. */
export function takeDates(items: readonly Item[], draft: Draft): void {
  const dates: { item: TextItem; at: number; date: string; words: string }[] = []
  items.forEach((item, at) => {
    if (item.kind !== 'text' || item.used) return
    const plain = squash(item.text)
    const both = plain.match(/^(.{6,13}?)(?:[~～至—–]|-{1,2})(.{6,13})$/u)
    const single = parseDate(plain)
    if (single) dates.push({ item, at, date: single, words: plain })
    else if (both && parseDate(both[1]!) && parseDate(both[2]!)) {
      dates.push({ item, at, date: parseDate(both[1]!)!, words: both[1]! }, { item, at, date: parseDate(both[2]!)!, words: both[2]! })
    } else if (item.words.length === 2 && item.words.every(word => parseDate(word.text))) for (const word of item.words) dates.push({ item, at, date: parseDate(word.text)!, words: word.text })
  })
  const isDate = (field: FieldKey): boolean => field === 'startDate' || field === 'endDate'
  const free = [...dates]
  const put = (field: FieldKey, found: (typeof dates)[number], confidence: number): void => {
    draft.putDate(field as 'startDate', found.words, { confidence, source: found.item.text, line: found.item.line })
    found.item.used = true
    free.splice(free.indexOf(found), 1)
  }
  if (dates.length === 2 && dates[0]!.date <= dates[1]!.date) {
    const [first, second] = dates as [(typeof dates)[number], (typeof dates)[number]]
    put('startDate', first, SURE.label)
    put('endDate', second, SURE.label)
    return
  }
  for (const found of dates) {
    const field = fieldOfItem(items[found.at - 1], isDate)
    if (field && !draft.has(field)) put(field, found, SURE.label)
  }
  free.sort((a, b) => (a.date < b.date ? -1 : 1))
  if (!draft.has('startDate') && free[0]) put('startDate', free[0], SURE.near)
  const last = free.at(-1)
  if (!draft.has('endDate') && last) put('endDate', last, SURE.near)
}

/** Short fields whose label stands right before their value (unit, contact, choices in words). */
export function takeShort(items: readonly Item[], draft: Draft): void {
  items.forEach((item, at) => {
    if (item.kind !== 'label') return
    for (const label of item.labels) {
      if (label.kind !== 'field' || draft.has(label.field)) continue
      const kind = kindOf(draft.lexicon, label.field)
      if (label.field === 'projectName' || !['short', 'choice', 'phone'].includes(kind ?? '')) continue
      const next = items[at + 1]
      const sameLine = next?.kind === 'text' && next.line === item.line
      const follows = next?.kind === 'text' && !next.used && (sameLine || (next.block === item.block || next.block === item.block + 1) && next.text.length <= 60)
      if (!follows || (!sameLine && label.field !== 'unitName')) continue
      const value = label.field === 'unitName' ? next.text.replace(/\s+(?=20\d{2}\s*年)/u, ' ').trim() : next.text.trim()
      draft.putText(label.field as 'unitName', value, { confidence: sameLine ? SURE.label : SURE.near, source: next.text, line: next.line })
      next.used = true
      break
    }
  })
}

interface MoneyValue { item: TextItem; at: number; word: string; cents: number }
interface MoneyLabel { item: LabelItem; at: number; field: FieldKey }

/** Amounts: line by line first, then within a run of labels and amounts, then what is left in order. */
export function takeMoney(items: readonly Item[], draft: Draft): void {
  const taken = new Set<FieldKey>()
  const labels: MoneyLabel[] = []
  const values: MoneyValue[] = []
  const runOf: number[] = []
  let run = 0
  let at = -1
  for (const item of items) {
    if (item.kind === 'text' && /^[（(]万?元[）)]$/u.test(squash(item.text))) {
      item.used = true
      continue
    }
    at++
    if (item.kind === 'label') {
      const field = fieldOfItem(item, candidate => kindOf(draft.lexicon, candidate) === 'money' && !draft.has(candidate) && !taken.has(candidate))
      if (field) {
        taken.add(field)
        labels.push({ item, at, field })
      } else run++
    } else if (!item.used && item.words.every(word => isAmount(word.text))) {
      for (const word of item.words) values.push({ item, at, word: word.text, cents: moneyOf(word.text)! })
    } else run++
    runOf[at] = run
  }
  const put = (label: MoneyLabel, value: MoneyValue, confidence: number, why?: Reason): void => {
    labels.splice(labels.indexOf(label), 1)
    values.splice(values.indexOf(value), 1)
    const wan = /万元/u.test(label.item.text)
    draft.putMoney(label.field, moneyOf(value.word, wan) ?? value.cents, { confidence: wan ? SURE.order : confidence, source: value.word, line: value.item.line, ...(wan ? { why: 'unitSaid' as const } : why ? { why } : {}) })
    value.item.used = true
  }
  const inOrder = (someLabels: MoneyLabel[], someValues: MoneyValue[], confidence: number, why?: Reason): void => {
    if (someLabels.length === 0 || someLabels.length !== someValues.length) return
    someLabels.forEach((label, i) => put(label, someValues[i]!, confidence, why))
  }
  for (const line of new Set(labels.map(label => label.item.line))) {
    const someLabels = labels.filter(label => label.item.line === line)
    const someValues = values.filter(value => value.item.line === line)
    const valuesFirst = someValues.length > 1 && someValues.every(value => value.at < someLabels[0]!.at)
    if (someLabels.length === someValues.length) inOrder(someLabels, someValues, valuesFirst ? SURE.order : SURE.label, valuesFirst ? 'order' : undefined)
    else {
      for (const label of someLabels) {
        const value = someValues.find(candidate => candidate.at === label.at + 1 && values.includes(candidate))
        if (value) put(label, value, SURE.label)
      }
    }
  }
  for (const [someLabels, someValues] of ranksOf(labels, values, runOf)) inOrder(someLabels, someValues, SURE.order, 'order')
  for (const group of new Set(labels.map(label => runOf[label.at]))) {
    const here = (entry: { at: number }): boolean => runOf[entry.at] === group
    const someLabels = labels.filter(here)
    const someValues = values.filter(here)
    if (someLabels.length === someValues.length) {
      const direct = someLabels.length === 1 && someValues[0]!.at === someLabels[0]!.at + 1
      inOrder(someLabels, someValues, direct ? SURE.near : SURE.order, direct ? undefined : 'order')
    } else {
      for (const label of someLabels) {
        const value = someValues.find(candidate => candidate.at === label.at + 1 && values.includes(candidate) && Math.abs(candidate.item.block - label.item.block) <= 2)
        if (value && label.item.page === value.item.page) put(label, value, SURE.near)
      }
    }
  }
  for (const [label, value] of bySum(labels, values, items, draft)) put(label, value, SURE.order, 'order')
  for (const page of new Set(labels.map(label => label.item.page))) {
    const someLabels = labels.filter(label => label.item.page === page)
    const someValues = values.filter(value => value.item.page === page && value.cents >= 10_000)
    if (someLabels.length > 0 && someValues.length >= someLabels.length && !items.some(item => item.page === page && hasHead(item, 'subProjectAmount'))) {
      inOrder(someLabels, someValues.slice(0, someLabels.length), SURE.guess, 'order')
    } else inOrder(someLabels, someValues, SURE.guess, 'order')
  }
}

/** Labels in a row with as many amounts in a row behind them (or, where a run begins with amounts, before them): `总预算 当年预算` / `100` / `90`. */
function ranksOf(labels: readonly MoneyLabel[], values: readonly MoneyValue[], runOf: readonly number[]): [MoneyLabel[], MoneyValue[]][] {
  const entries = [...labels.map(label => ({ at: label.at, label, value: null })), ...values.map(value => ({ at: value.at, label: null, value }))].sort((a, b) => a.at - b.at)
  const ranks: [MoneyLabel[], MoneyValue[]][] = []
  let labelsLead = true
  entries.forEach(({ at, label, value }, i) => {
    const before = entries[i - 1]
    const newRun = before === undefined || runOf[before.at] !== runOf[at]
    if (newRun) labelsLead = label !== null
    const leads = (label !== null) === labelsLead
    const followed = before !== undefined && (before.label !== null) !== labelsLead
    if (newRun || (leads && followed)) ranks.push([[], []])
    const rank = ranks.at(-1)!
    if (label) rank[0].push(label)
    else rank[1].push(value!)
  })
  return ranks.filter(([some, amounts]) => some.length > 1 && some.length === amounts.length)
}

const MOST_SUMMED = 40

/**
 * Amounts apart from their labels: the budgets come first, in the order of the form, then the parts of the project, which make up
 * the budget of the year.
 */
function bySum(labels: readonly MoneyLabel[], values: readonly MoneyValue[], items: readonly Item[], draft: Draft): [MoneyLabel, MoneyValue][] {
  const order = draft.lexicon.order.filter(field => labels.some(label => label.field === field))
  const year = order.indexOf('currentYearBudget')
  if (year < 0 || values.length <= year) return []
  const lone = new Map(values.map(value => [value.item, values.filter(other => other.item === value.item)]))
  const amounts = items.flatMap((item): { cents: number; value: MoneyValue | null }[] => {
    if (item.kind !== 'text') return []
    const own = lone.get(item)
    if (own) return own.map(value => ({ cents: value.cents, value }))
    const cents = item.used || item.words.length < 2 ? null : moneyOf(item.words.at(-1)!.text)
    return cents === null || /[%％]/u.test(item.text) ? [] : [{ cents, value: null }]
  }).slice(0, MOST_SUMMED)
  for (let from = 0; from < amounts.length; from++) {
    for (let count = order.length; count > year; count--) {
      const own = amounts.slice(from, from + count)
      const budget = own[year]?.cents ?? 0
      if (own.length < count || budget < 1_000_00 || own.some(({ value }) => value === null)) continue
      let sum = 0
      for (let next = from + count; next < amounts.length && sum < budget; next++) sum += amounts[next]!.cents
      if (sum !== budget) continue
      return own.map(({ value }, i) => [labels.find(label => label.field === order[i])!, value!])
    }
  }
  return []
}
