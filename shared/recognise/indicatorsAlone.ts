import type { Edition } from '../editions/schema'
import type { FormSource } from './forms'
import { lexiconOf, type Lexicon } from './lexicon'
import type { StreamRow } from './stream'
import { vocabulary } from './vocabulary'
import { labelKey } from './words'

const MOST_ROWS = 400
const FEWEST_HEADS = 2
const FEWEST_LEVELS = 2

/** A paste that holds the indicators' table alone: a form of the edition whose headings and levels it has; null where it holds none. */
export function indicatorsAlone(rows: readonly StreamRow[], editions: readonly Edition[]): FormSource | null {
  const filled = rows.filter(row => row.cells.length > 0)
  if (filled.length === 0 || filled.length > MOST_ROWS) return null
  const keys = filled.flatMap(row => row.cells.flatMap(cell => [cell.text, ...cell.text.split(/\s+/u)])).filter(text => text.length <= 30).map(labelKey)
  if (keys.some(key => vocabulary.foreign.includes(key))) return null
  let best: { lexicon: Lexicon; score: number } | null = null
  for (const edition of editions) {
    const lexicon = lexiconOf(edition)
    const heads = new Set<string>()
    const levels = new Set<string>()
    for (const key of keys) {
      for (const label of lexicon.lookup(key)) {
        if (label.kind === 'head' && ['level1', 'level2', 'name', 'value'].includes(label.head)) heads.add(label.head)
        if (label.kind === 'level' && !label.alias) levels.add(`${label.level1}/${label.level2 ?? ''}`)
      }
    }
    const score = heads.size * 2 + levels.size
    if (heads.size >= FEWEST_HEADS && levels.size >= FEWEST_LEVELS && (!best || score > best.score)) best = { lexicon, score }
  }
  return best && { lexicon: best.lexicon, rows: [...rows], year: null, titled: false }
}
