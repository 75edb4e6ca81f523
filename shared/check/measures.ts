import type { IndicatorValue } from '../declaration/indicatorValue'
import type { Edition } from '../editions/schema'
import { forMatching } from '../text/normalise'
import { isNamed } from './compare'
import type { CheckProfile } from './profile'

/** What a name measures: 合格率, 故障次数, 响应时间, 测评得分. */
export type Measure = 'rate' | 'count' | 'time' | 'score'

/** Names that are levels, not indicators, as they are compared: the profile's and the edition's own. */
export function levelNames(edition: Edition, profile: CheckProfile): ReadonlySet<string> {
  const own = edition.levels.flatMap(level => [level.name, ...level.children.map(child => child.name)])
  // 服务对象满意度 is a level in one edition and a good indicator in every one.
  return new Set([...profile.indicators.levelWords, ...own.filter(name => !name.endsWith('满意度'))].map(forMatching))
}

/** What an indicator measures, by its name without explanation; null where the name does not say. */
export function measureOf(name: string, { indicators }: CheckProfile): Measure | null {
  if (isNamed(name, indicators.rates)) return 'rate'
  if (isNamed(name, indicators.times)) return 'time'
  if (isNamed(name, indicators.counts)) return 'count'
  return isNamed(name, indicators.scores) ? 'score' : null
}

/** True where a value holds no figure: no digit, no number in characters before a unit, no frequency. */
export function hasNoFigure({ value, parsed }: { value: string; parsed: IndicatorValue }): boolean {
  return parsed.kind === '定性' && !/(?<!上|前|每)[一二两三四五六七八九十百千](?:个|次|人|名|件|项|场|期|份|天|日|小时|分钟|成|倍|家|批|季度|月|年)|百分之|半年|一半/u.test(value)
}

/** True where a value is made of praise only: 规范、完整. */
export function onlyPraises(value: string, { indicators }: CheckProfile): boolean {
  let rest = forMatching(value).replace(/[\p{P}\p{S}]/gu, '')
  if (rest === '') return false
  for (const word of [...indicators.adjectives].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  return rest.replace(/[且和与及较基本均都并而、得到]/gu, '') === ''
}
