import type { FieldKey } from '../declaration/model'
import { SURE, type Draft, type Found } from './draft'
import { isTextField } from './textAssignment'
import { squash } from './words'

/** Lets other readings of the same form fill what the best one found no value for, and list parts of the project that do make up the budget. */
export function takeSecondOpinions(best: Draft, others: readonly Draft[]): void {
  for (const other of others) {
    takeSubProjects(best, other)
    takeBudgets(best, other)
    for (const field of best.lexicon.order) if (!best.has(field) && other.has(field)) takeField(best, other, field)
    if (!best.has('unitName') && other.has('unitName')) takeField(best, other, 'unitName')
  }
}

function takeField(best: Draft, other: Draft, field: FieldKey): void {
  const evidence = other.evidence.findLast(entry => entry.field === field)
  if (!evidence || field === 'fundUses') return
  const value = other.value(field)
  const text = typeof value === 'string' ? value : evidence.source
  // A text that the best reading has elsewhere is not taken twice.
  if (isTextField(field) && !isLeft(best, text)) return
  if (typeof value === 'string' && !isTextField(field) && isAnotherValue(best, value)) return
  if (typeof value === 'number' && best.evidence.some(entry => entry.line === evidence.line && entry.source.includes(evidence.source))) return
  const found: Found = { confidence: SURE.guess, source: evidence.source, line: evidence.line, why: 'order' }
  if (typeof value === 'number') best.putMoney(field, value, found)
  else if (field === 'startDate' || field === 'endDate') best.putDate(field, String(value), found)
  else best.putText(field as 'projectName', text, found)
  release(best, text)
}

function isLeft(draft: Draft, text: string): boolean {
  return squash(draft.unplaced.join('')).includes(squash(text))
}

/** Whether a field of the reading has the words already: a date beside the name, a unit for a project. */
function isAnotherValue(draft: Draft, value: string): boolean {
  const plain = squash(value)
  return draft.lexicon.order.some(field => {
    const other = draft.value(field)
    return typeof other === 'string' && !isTextField(field) && squash(other) === plain && other.length > 2
  })
}

/** Takes what found its place out of the pieces left over. */
function release(draft: Draft, text: string): void {
  const plain = squash(text)
  const rest = draft.unplaced.filter(piece => squash(piece) === '' || !plain.includes(squash(piece)))
  draft.unplaced.splice(0, draft.unplaced.length, ...rest)
}

function takeSubProjects(best: Draft, other: Draft): void {
  const budget = best.declaration.currentYearBudget ?? other.declaration.currentYearBudget
  const agrees = (draft: Draft): boolean => {
    const { subProjects } = draft.declaration
    return subProjects.length > 0 && subProjects.every(row => row.name !== '' && row.amount !== null) && subProjects.reduce((sum, row) => sum + (row.amount ?? 0), 0) === budget
  }
  if (budget === null || agrees(best) || !agrees(other)) return
  const before = best.declaration.subProjects.map(row => row.name)
  best.declaration.subProjects = []
  const kept = best.evidence.filter(entry => !entry.field.startsWith('subProjects['))
  best.evidence.splice(0, best.evidence.length, ...kept)
  other.declaration.subProjects.forEach((row, i) => {
    const evidence = other.evidence.find(entry => entry.field === `subProjects[${i}]`)
    best.addSubProject(row.name, row.amount, { confidence: SURE.order, source: evidence?.source ?? row.name, line: evidence?.line ?? -1, why: 'order' })
    release(best, row.name)
  })
  for (const name of before) if (!other.declaration.subProjects.some(row => squash(name).includes(squash(row.name)) || squash(row.name).includes(squash(name)))) best.leave(name)
}

const BUDGETS = ['totalBudget', 'currentYearBudget', 'lastYearBudget', 'lastYearExecuted'] as const
const CLEARLY = 1

/** Budgets of another reading, all together, where they agree with each other and with the parts of the project and those found do not. */
function takeBudgets(best: Draft, other: Draft): void {
  if (agreement(other) < agreement(best) + CLEARLY) return
  const kept = best.evidence.filter(entry => !(BUDGETS as readonly string[]).includes(entry.field))
  best.evidence.splice(0, best.evidence.length, ...kept)
  for (const field of BUDGETS) {
    const value = other.declaration[field]
    best.declaration[field] = null
    if (value === null) continue
    const evidence = other.evidence.findLast(entry => entry.field === field)
    best.putMoney(field, value, { confidence: SURE.order, source: evidence?.source ?? '', line: evidence?.line ?? -1, why: 'order' })
  }
}

function agreement(draft: Draft): number {
  const { totalBudget, currentYearBudget, lastYearBudget, lastYearExecuted, subProjects } = draft.declaration
  let points = 0
  if (currentYearBudget !== null) points += 1
  if (currentYearBudget !== null && subProjects.length > 0 && subProjects.reduce((sum, row) => sum + (row.amount ?? 0), 0) === currentYearBudget) points += 1
  if (totalBudget !== null && currentYearBudget !== null) points += totalBudget >= currentYearBudget ? 1 : -1
  if (lastYearExecuted !== null) points += lastYearBudget === null ? -0.5 : lastYearExecuted <= lastYearBudget ? 0.5 : -0.5
  if (lastYearBudget !== null && totalBudget === null) points -= 0.5
  return points
}
