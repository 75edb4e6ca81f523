import type { Declaration } from '../declaration/model'
import { levelOf, subLevelOf } from '../editions/lookup'
import type { Edition, LevelKind } from '../editions/schema'
import { forMatching, isBlank } from '../text/normalise'
import { kindsSuggestedBy, placeOfKind, type LevelPlace } from './level'

/** A kind of level of which the form still lacks an indicator. */
export interface MissingLevel extends LevelPlace {
  /** Any of these would do. */
  anyOf: LevelKind[]
}

/** Words of level-word indicators (数量目标) that stand for a kind. */
const LEVEL_WORDS: readonly (readonly [RegExp, LevelKind])[] = [
  [/^数量/u, 'quantity'], [/^质量/u, 'quality'], [/^时效/u, 'timeliness'], [/^成本/u, 'economicCost'], [/满意/u, 'satisfaction'],
  [/^经济/u, 'economic'], [/^社会/u, 'social'], [/^(?:环境|生态)/u, 'ecological'], [/^可持续/u, 'sustainable'], [/^影响/u, 'influence'],
]
const OUTPUT: ReadonlySet<LevelKind> = new Set(['quantity', 'quality', 'timeliness'])
const SATISFACTION: ReadonlySet<LevelKind> = new Set(['satisfaction', 'serviceSatisfaction'])

/** What an indicator counts as: its printed second level, or where none is printed all that its name allows. */
function countsAs(edition: Edition, { level1, level2, name }: Declaration['indicators'][number]): Set<LevelKind> {
  const sub = subLevelOf(edition, level1, level2)
  const kind1 = levelOf(edition, level1)?.kind ?? sub?.level.kind
  const kinds = new Set<LevelKind>()
  if (sub) {
    kinds.add(sub.child.kind)
    kinds.add(sub.level.kind)
    return kinds
  }
  const plain = forMatching(name)
  const suggested = LEVEL_WORDS.find(([words]) => words.test(plain) && plain.length <= 7)?.[1]
  const named = suggested ? [suggested, ...kindsSuggestedBy(name)] : kindsSuggestedBy(name)
  const satisfaction = named.some(kind => SATISFACTION.has(kind))
  // An indicator of satisfaction under 效果 is no benefit as well.
  if (kind1 && !satisfaction) kinds.add(kind1)
  for (const kind of named) if (!OUTPUT.has(kind) || kind1 === 'output' || kind1 === undefined) kinds.add(kind)
  // 完成项目预期规模, 编制报告: an output that no word tells apart is an amount of work.
  // A share of it (信访答复率) tells how well it is done as well.
  if (kind1 === 'output' && !named.some(kind => OUTPUT.has(kind))) {
    kinds.add('quantity')
    if (/[率度]$/u.test(plain)) kinds.add('quality')
  }
  return kinds
}

/** The levels of which the edition wants at least one indicator and the declaration has none (C13), in the edition's order. */
export function missingLevels(edition: Edition, declaration: Declaration): MissingLevel[] {
  const rows = declaration.indicators.filter(row => !isBlank(row.name))
  const there = rows.map(row => countsAs(edition, row))
  return edition.wantedLevels.flatMap((anyOf): MissingLevel[] => {
    if (there.some(kinds => anyOf.some(kind => kinds.has(kind)))) return []
    const first = anyOf[0]
    if (!first) return []
    const place = anyOf.map(kind => placeOfKind(edition, kind)).find(entry => entry !== null)
    return place ? [{ ...place, anyOf }] : []
  })
}
