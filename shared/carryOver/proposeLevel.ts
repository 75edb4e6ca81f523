import { LEVEL_KINDS, type LevelKind } from '../editions/schema'
import { speaksForLevel } from '../recognise/levelMeaning'

/** First levels: too wide to propose where a form asks for second ones. */
const WIDE: ReadonlySet<LevelKind> = new Set(['management', 'output', 'effect', 'influence', 'cost', 'benefit', 'satisfaction'])
const NARROW = LEVEL_KINDS.filter(kind => !WIDE.has(kind))
/** Weaker words speak for half of all levels. */
const ENOUGH = 2

/** The kind of second level that an indicator's name speaks for most; null where nothing in it says enough. */
export function proposeLevel(name: string): LevelKind | null {
  let best: LevelKind | null = null
  let most = ENOUGH
  for (const kind of NARROW) {
    const score = speaksForLevel(name, kind)
    if (score >= most && (best === null || score > most)) {
      best = kind
      most = score
    }
  }
  return best
}
