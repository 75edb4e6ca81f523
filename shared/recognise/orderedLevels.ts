import type { EditionLevel } from '../editions/schema'
import type { CentredLevel } from './centredLevels'
import { levelCosts } from './levelMeaning'

const WITHOUT_ROW = 3

/**
 * Gives rows, in order, to printed levels, in the order of the form, where the columns of a table came apart: how the names
 * speak for the levels tells where one ends and the next begins; each printed level gets a row.
 */
export function orderedLevels(names: readonly string[], printed: readonly { level1: string; level2: string | null }[], levels: readonly EditionLevel[]): CentredLevel[] {
  const places = levels.flatMap(level => [{ level1: level.name, level2: null as string | null, kind: level.kind }, ...level.children.map(child => ({ level1: level.name, level2: child.name as string | null, kind: child.kind }))])
  const wanted = (of: { level1: string; level2: string | null }): boolean => printed.some(label => label.level1 === of.level1 && label.level2 === of.level2)
  const seconds = places.filter(place => place.level2 !== null && wanted(place))
  // A first level without any of its second levels in sight stands for itself.
  const own = places.filter(place => wanted(place) && (place.level2 !== null || !seconds.some(second => second.level1 === place.level1)))
  if (own.length === 0) return names.map(() => ({ level1: null, level2: null, sure: false }))
  const costs = names.map(name => levelCosts(name, own))
  let best = own.map((_, l) => l * WITHOUT_ROW)
  const from: number[][] = []
  costs.forEach((row, i) => {
    // best[l]: the cheapest way in which the row before has level l; a level that is passed over without a row costs.
    const next: number[] = []
    const cut: number[] = []
    own.forEach((_, l) => {
      let [least, at] = [Infinity, -1]
      for (let k = i === 0 ? l : 0; k <= l; k++) {
        const cost = i === 0 ? best[l]! : best[k]! + Math.max(0, l - k - 1) * WITHOUT_ROW
        if (cost < least) [least, at] = [cost, k]
      }
      next.push(least + row[l]!)
      cut.push(at)
    })
    best = next
    from.push(cut)
  })
  const ends = best.map((cost, l) => cost + (own.length - 1 - l) * WITHOUT_ROW)
  let level = ends.indexOf(Math.min(...ends))
  const given: CentredLevel[] = []
  for (let i = names.length - 1; i >= 0; i--) {
    const row = costs[i]!
    given.unshift({ level1: own[level]!.level1, level2: own[level]!.level2, sure: row[level] === 0 && row.filter(cost => cost < 1).length === 1 })
    level = i === 0 ? level : from[i]![level]!
  }
  return given
}
