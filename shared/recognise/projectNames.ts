import type { Draft } from './draft'
import { isAmount } from './draft'
import type { StreamRow } from './stream'
import { vocabulary } from './vocabulary'
import { joined } from './unwrap'
import { emWidth, labelKey, openBrackets, squash } from './words'

const MOST_ROWS_APART = 4
const WIDEST_PART = 26
const LEAST = 1.5

/** A project's name that its narrow cell has broken round its label: the part that was left over goes back to it. */
export function completeProjectName(draft: Draft, rows: readonly StreamRow[]): void {
  for (let part = nextPart(draft, rows); part !== null; part = nextPart(draft, rows)) {
    const evidence = draft.evidence.findLast(entry => entry.field === 'projectName')!
    draft.putText('projectName', part.name, { confidence: Math.min(0.7, evidence.confidence), source: `${evidence.source}\n${part.text}`, line: evidence.line, why: 'neighbour' })
    draft.evidence.splice(draft.evidence.indexOf(evidence), 1)
    const { text } = part
    const at = draft.unplaced.findIndex(piece => piece.split(/\s+/u).includes(text))
    const rest = draft.unplaced[at]!.split(/\s+/u).filter(word => word !== text).join(' ')
    draft.unplaced.splice(at, 1, ...(rest === '' ? [] : [rest]))
  }
}

function nextPart(draft: Draft, rows: readonly StreamRow[]): { name: string; text: string } | null {
  const name = draft.declaration.projectName
  const evidence = draft.evidence.findLast(entry => entry.field === 'projectName')
  if (name === null || !evidence || evidence.line < 0) return null
  const left = new Set(draft.unplaced.flatMap(piece => piece.split(/\s+/u)))
  const own = rows.findIndex(row => row.line === evidence.line)
  if (own < 0) return null
  let best: { name: string; text: string; points: number } | null = null
  for (const [i, row] of rows.entries()) {
    if (Math.abs(i - own) > MOST_ROWS_APART * 2 || row.cells.length !== 1) continue
    for (const word of row.cells[0]!.text.trim().split(/\s+/u)) {
      if (!left.has(word) || emWidth(word) > WIDEST_PART || isAmount(word) || draft.lexicon.lookup(labelKey(word)).length > 0) continue
      for (const whole of [i >= own ? joined(name, word) : null, i <= own ? joined(word, name) : null]) {
        if (whole === null) continue
        const points = whole.startsWith(name) ? joinPoints(name, word, draft) : joinPoints(word, name, draft)
        if (points >= LEAST && (!best || points > best.points)) best = { name: whole, text: word, points }
      }
    }
  }
  return best
}

/** What speaks for the second text being the end of a name that begins with the first. */
function joinPoints(first: string, second: string, draft: Draft): number {
  const endsName = (text: string): boolean => vocabulary.projectNameWords.some(word => text.endsWith(word)) || /[）)]$/u.test(text)
  let points = 0
  if (openBrackets(first) > 0) points += openBrackets(first + second) === 0 ? 3 : 0.5
  else if (/^[^（(]*[)）]/u.test(second)) return -1
  if (/[与和及的、—-]$/u.test(first)) points += 2
  if (mentioned(first, second, draft)) points += 3
  if (!endsName(first) && endsName(second)) points += 1.5
  if (/[。；：]/u.test(first + second)) points -= 3
  return points
}

/** Whether another text of the form has the place where the two meet. */
function mentioned(first: string, second: string, draft: Draft): boolean {
  const joint = squash(first).slice(-3) + squash(second).slice(0, 3)
  const { declaration } = draft
  const texts = [declaration.overview, declaration.basis, declaration.necessity, declaration.plan, declaration.overallGoal, declaration.annualGoal, ...declaration.subProjects.map(row => row.name)]
  return joint.length >= 4 && texts.some(text => text !== null && squash(text).includes(joint))
}
