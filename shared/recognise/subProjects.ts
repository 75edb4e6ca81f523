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
