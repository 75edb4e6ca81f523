import type { Cents } from '../declaration/money'
import { isAmount, moneyOf, SURE, type Draft } from './draft'
import { nameness } from './indicatorWords'
import { hasHead, type Item, type TextItem } from './scatteredModel'
import { emWidth } from './words'

interface Candidate {
  name: TextItem[]
  /** Words of the last item that belong to the name. */
  words: string
  amount: Cents
  items: TextItem[]
  at: number
}

/** Sub-projects in scattered text: a name with an amount at the end of its line, near the table's heading. */
export function takeSubProjects(items: readonly Item[], draft: Draft): void {
  const heads = items.flatMap((item, at) => (hasHead(item, 'subProjectName', 'subProjectAmount', 'subProjects') ? [at] : []))
  if (heads.length === 0) return
  if (takeColumns(items, heads[0]!, draft)) return
  const pages = new Set(heads.flatMap(at => [items[at]!.page, items[at]!.page + 1]))
  const candidates = candidatesOf(items, pages)
  const budget = draft.declaration.currentYearBudget
  const chosen = choose(candidates, budget, heads)
  for (const { name, words, amount, items: own } of chosen) {
    const text = [...name.map(item => item.text), words].filter(part => part !== '').join('')
    const sums = budget !== null && chosen.reduce((sum, other) => sum + other.amount, 0) === budget
    draft.addSubProject(text, amount, { confidence: sums ? SURE.label : SURE.order, source: own.map(item => item.text).join('\n'), line: own[0]!.line, ...(sums ? {} : { why: 'neighbour' as const }) })
    for (const item of own) item.used = true
  }
}

function candidatesOf(items: readonly Item[], pages: ReadonlySet<number>): Candidate[] {
  const found: Candidate[] = []
  items.forEach((item, at) => {
    if (item.kind !== 'text' || item.used || !pages.has(item.page)) return
    const last = item.words.at(-1)!
    const amount = isAmount(last.text) ? moneyOf(last.text) : null
    if (amount === null || item.text.length > 120) return
    if (item.words.length === 1) {
      const beside = loneName(items, at)
      if (beside && amount >= 100_00) found.push({ name: beside, words: '', amount, items: [...beside, item].sort((a, b) => a.line - b.line), at })
      return
    }
    const words = item.words.slice(0, -1).map(word => word.text).join(' ')
    const name: TextItem[] = []
    // A name broken over lines: the lines before it in its block that have no amount.
    for (let back = at - 1; back >= 0; back--) {
      const before = items[back]
      if (before?.kind !== 'text' || before.used || before.block !== item.block || moneyOf(before.words.at(-1)!.text) !== null || emWidth(before.text) < 10) break
      name.unshift(before)
    }
    found.push({ name, words, amount, items: [...name, item], at })
  })
  return found
}

/** An amount that stands alone: its name is the piece right before (or after) it. */
function loneName(items: readonly Item[], at: number): TextItem[] | null {
  const amount = items[at]!
  for (const step of [-1, 1]) {
    const near = items[at + step]
    if (near?.kind !== 'text' || near.used || moneyOf(near.words.at(-1)!.text) !== null || near.page !== amount.page || emWidth(near.text) > 60 || /。$/u.test(near.text)) continue
    const name = [near]
    for (let i = at + step * 2; ; i += step) {
      const more = items[i]
      if (more?.kind !== 'text' || more.used || more.block !== near.block || moneyOf(more.text) !== null) break
      if (step < 0) name.unshift(more)
      else name.push(more)
    }
    return name.length <= 3 ? name : null
  }
  return null
}

const MOST_TRIED = 14

/** All candidates where they add up to the budget; else the set nearest the heading that does; else those that look like money. */
function choose(candidates: Candidate[], budget: Cents | null, heads: readonly number[]): Candidate[] {
  const sum = (list: readonly Candidate[]): number => list.reduce((total, candidate) => total + candidate.amount, 0)
  if (budget !== null && sum(candidates) === budget) return candidates
  const distance = (candidate: Candidate): number => Math.min(...heads.map(head => Math.abs(head - candidate.at)))
  const near = [...candidates].sort((a, b) => distance(a) - distance(b)).slice(0, MOST_TRIED)
  if (budget !== null) {
    let best: { list: Candidate[]; far: number } | null = null
    for (let mask = 1; mask < 1 << near.length; mask++) {
      let total = 0
      for (let i = 0; i < near.length; i++) if (mask & (1 << i)) total += near[i]!.amount
      if (total !== budget) continue
      const list = near.filter((_, i) => mask & (1 << i))
      const far = list.reduce((most, candidate) => most + distance(candidate) + Math.max(0, nameness(candidate.words)), 0) / list.length - list.length * 0.1
      if (!best || far < best.far) best = { list, far }
    }
    if (best) return best.list.sort((a, b) => a.at - b.at)
  }
  return candidates.filter(candidate => candidate.amount >= 1_000_00 && distance(candidate) <= 8)
}

/** A column of names behind their heading and, somewhere behind it, a column of as many amounts that make up the budget of the year. */
function takeColumns(items: readonly Item[], heading: number, draft: Draft): boolean {
  const budget = draft.declaration.currentYearBudget
  if (budget === null) return false
  const amounts = amountsOf(items, heading, budget)
  const [first] = amounts
  if (!first) return false
  const cells = cellsBefore(namesBefore(items, heading, items.indexOf(first)), amounts.length) ?? cellsBefore(namesBehind(items, heading, amounts.length), amounts.length)
  if (cells === null) return false
  cells.forEach((own, i) => {
    const amount = amounts[i]!
    const parts = [...own, amount]
    draft.addSubProject(own.map(item => item.text).join(''), moneyOf(amount.text), { confidence: SURE.order, source: parts.map(item => item.text).join('\n'), line: own[0]!.line, why: 'order' })
    for (const item of parts) item.used = true
  })
  return true
}

/** Amounts by themselves, one after the other, that make up the budget. */
function amountsOf(items: readonly Item[], heading: number, budget: Cents): TextItem[] {
  const page = items[heading]!.page
  const lone = items.slice(heading).filter((item): item is TextItem => item.kind === 'text' && item.page === page && !item.used && item.words.length === 1)
  for (let from = 0; from < lone.length; from++) {
    let sum = 0
    for (let to = from; to < lone.length && isAmount(lone[to]!.text); to++) {
      sum += moneyOf(lone[to]!.text) ?? 0
      if (sum === budget) return lone.slice(from, to + 1)
      if (sum > budget) break
    }
  }
  return []
}

const WIDEST_NAME = 40

/** Texts that may be names, between the heading and the first amount, without a value of another field between. */
function namesBefore(items: readonly Item[], heading: number, amount: number): TextItem[] {
  const names: TextItem[] = []
  for (let at = amount - 1; at > heading; at--) {
    const item = items[at]!
    if (item.kind === 'label') continue
    if (item.used || isAmount(item.words.at(-1)!.text)) break
    names.unshift(item)
  }
  return names
}

const MOST_LABELS_BETWEEN = 3

/** Texts right behind the heading (not behind a run of labels): as many as there are amounts. */
function namesBehind(items: readonly Item[], heading: number, count: number): TextItem[] {
  const names: TextItem[] = []
  let labels = 0
  for (let at = heading + 1; at < items.length && names.length < count; at++) {
    const item = items[at]!
    if (item.kind === 'label' ? names.length === 0 && ++labels > MOST_LABELS_BETWEEN : !item.used && isAmount(item.words.at(-1)!.text)) break
    if (item.kind === 'text' && !item.used) names.push(item)
  }
  return names
}

/** The last `count` cells among lines: each a line of its own, or each a block. */
function cellsBefore(lines: readonly TextItem[], count: number): TextItem[][] | null {
  const fits = (cells: readonly TextItem[][]): boolean => cells.length === count && cells.every(cell => cell.every(item => !/[。；]$/u.test(item.text)) && emWidth(cell.map(item => item.text).join('')) <= WIDEST_NAME)
  const blocks = [...new Set(lines.map(item => item.block))].map(block => lines.filter(item => item.block === block))
  if (blocks.length !== lines.length && blocks.length === count && fits(blocks)) return blocks
  const single = lines.slice(-count).map(item => [item])
  return fits(single) ? single : null
}
