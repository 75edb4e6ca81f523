import type { Draft } from './draft'
import { nameness } from './indicatorWords'
import { emWidth, listNumber, openBrackets, startsListItem } from './words'

const TEXTS = ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal'] as const

/** How much speaks against a reading: pieces without a place, texts that begin or end amid a sentence, rows without a target, sums that do not agree. */
export function against(draft: Draft): number {
  const { declaration } = draft
  let points = draft.unplaced.reduce((sum, text) => sum + 1 + Math.min(4, emWidth(text) / 20), 0)
  for (const field of TEXTS) {
    if (!draft.lexicon.order.includes(field)) continue
    const text = declaration[field]
    points += text === null ? 2.5 : oddities(text)
  }
  for (const field of ['projectName', 'startDate', 'endDate'] as const) if (declaration[field] === null && draft.lexicon.order.includes(field)) points += 3
  for (const { name, value, level1, level2 } of declaration.indicators) {
    if (value === null || value === '') points += 1.5
    else if (nameness(name) < -2) points += 1
    else if (nameness(value) > 2.5) points += 0.7
    if (level1 === null) points += 1
    if (level2 === null && draft.lexicon.hasSecondLevel) points += 0.5
    if (/^.{0,1}$/u.test(name)) points += 2
  }
  const levels = declaration.indicators.map(row => draft.lexicon.edition.levels.findIndex(level => level.name === row.level1))
  points += levels.filter((level, i) => i > 0 && level < levels[i - 1]!).length * 0.7
  const sum = declaration.subProjects.reduce((total, row) => total + (row.amount ?? 0), 0)
  if (declaration.subProjects.length > 0 && declaration.currentYearBudget !== null && sum !== declaration.currentYearBudget) points += 3
  if (declaration.startDate !== null && declaration.endDate !== null && declaration.startDate > declaration.endDate) points += 3
  if (declaration.projectName !== null && (declaration.projectName.length < 3 || emWidth(declaration.projectName) > 45)) points += 2
  return points
}

/** What is odd about a text: it begins or ends amid a sentence, its list lacks its beginning, a bracket stays open. */
export function oddities(text: string): number {
  let points = 0
  if (/^[，。、；：)）》”]/u.test(text)) points += 3
  const number = startsListItem(text) ? listNumber(text) : null
  if (number !== null && number > 1) points += 2.5
  if (openBrackets(text) > 0) points += 1
  if (emWidth(text) > 45 && !/[。；！）)”%％]$/u.test(text)) points += 2
  for (const paragraph of text.split('\n').slice(0, -1)) if (emWidth(paragraph) > 45 && !startsListItem(paragraph) && !/[。；！：）)”;:]$/u.test(paragraph)) points += 1.5
  return points
}
