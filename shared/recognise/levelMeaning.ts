import type { LevelKind } from '../editions/schema'
import { vocabulary } from './vocabulary'

/** Children of a first level say what it is about, too (社会效益 → 效益). */
const PARTS: Partial<Record<LevelKind, LevelKind[]>> = {
  benefit: ['economic', 'social', 'ecological', 'sustainable'],
}

/** How much an indicator's name speaks for a kind of level: 0 … 6. */
export function speaksForLevel(name: string, kind: LevelKind): number {
  const core = name.replace(/[（(][^（）()]*[/／÷].*$/u, '')
  let best = weigh(core, kind)
  for (const part of PARTS[kind] ?? []) best = Math.max(best, weigh(core, part) * 0.9)
  return best
}

function weigh(name: string, kind: LevelKind): number {
  const words = vocabulary.levelWords[kind]
  if (!words) return 0
  const matched = Object.entries(words).filter(([word]) => name.includes(word)).sort((a, b) => b[0].length - a[0].length)
  // A word inside a longer one that counts already counts no more.
  const counted: string[] = []
  let score = 0
  for (const [word, weight] of matched) {
    if (counted.some(longer => longer.includes(word))) continue
    counted.push(word)
    score += weight
  }
  return Math.min(6, score)
}

/** The same for each of the edition's first levels, as costs: 0 for the best, more for the others, up to 5. */
export function levelCosts(name: string, levels: readonly { kind: LevelKind }[]): number[] {
  const scores = levels.map(level => speaksForLevel(name, level.kind))
  const best = Math.max(...scores)
  return scores.map(score => Math.min(5, best - score))
}
