import type { LevelKind } from '../../editions/schema'
import { kindsSuggestedBy, placeOfKind } from '../../indicators/level'
import { isNamed } from '../compare'
import type { Finding, Rule } from '../finding'

type Belongs = 'management' | 'quantity' | 'quality' | 'timeliness' | 'economicCost' | 'satisfaction'

const BENEFITS: readonly LevelKind[] = ['economic', 'social', 'ecological', 'sustainable', 'longTerm', 'staffing', 'coordination']
const OUTPUTS: readonly LevelKind[] = ['quantity', 'quality', 'timeliness']
const COSTS: readonly LevelKind[] = ['economicCost', 'socialCost', 'ecologicalCost']

/** Second levels at which an indicator of each kind surely does not belong. */
const WRONG: Record<Belongs, ReadonlySet<LevelKind>> = {
  management: new Set([...OUTPUTS, ...BENEFITS, ...COSTS]),
  // 培训人次 tells of people as well.
  quantity: new Set<LevelKind>(['quality', 'timeliness', ...COSTS, ...BENEFITS.filter(kind => kind !== 'staffing' && kind !== 'coordination')]),
  quality: new Set(['quantity', 'timeliness', ...COSTS, ...BENEFITS]),
  timeliness: new Set(['quantity', 'quality', ...COSTS, ...BENEFITS]),
  economicCost: new Set([...OUTPUTS, ...BENEFITS]),
  satisfaction: new Set([...OUTPUTS, ...COSTS, ...BENEFITS]),
}
/** The same for editions that print first levels only; there much may stand under 效果. */
const WRONG_FIRST: Record<Belongs, ReadonlySet<LevelKind>> = {
  management: new Set(['output', 'effect', 'influence']),
  quantity: new Set(['effect', 'influence']),
  quality: new Set(['management', 'influence']),
  timeliness: new Set(['effect', 'influence']),
  economicCost: new Set(['effect', 'influence']),
  satisfaction: new Set(['management', 'output']),
}

/** C12: an indicator at the wrong level, with the right one proposed; a hint where bureaus let it stand (doubtful levels of the profile). */
export const wrongLevel: Rule = {
  id: 'C12',
  severity: 'warning',
  check({ facts, edition, profile, declaration }) {
    return facts.indicators.flatMap(({ index, plain, isLevel, kind1, kind2 }): Finding[] => {
      if (plain === '' || isLevel) return []
      const belongs = profile.indicators.belongs.find(entry => isNamed(plain, entry.names))
      if (!belongs) return []
      const wrong = kind2 !== null ? WRONG[belongs.kind].has(kind2) : kind1 !== null && WRONG_FIRST[belongs.kind].has(kind1)
      // 扬尘监测达标率 measures the environment as much as the work.
      const environment = (kind2 === 'ecological' || kind2 === 'ecologicalCost') && kindsSuggestedBy(plain).includes('ecological')
      if (!wrong || environment) return []
      const doubtful = (kind2 ?? kind1) !== null && belongs.doubtful.includes((kind2 ?? kind1) as LevelKind)
      const place = placeOfKind(edition, belongs.kind === 'management' ? (/预算|资金到位/u.test(plain) ? 'investment' : 'finance') : belongs.kind)
      const row = declaration.indicators[index]
      const params = { name: plain, now: [row?.level1, row?.level2].filter(Boolean).join(' · '), proposed: place ? [place.level1, place.level2].filter(Boolean).join(' · ') : '' }
      const field = `indicators[${index}].${kind2 !== null ? 'level2' : 'level1'}`
      return [{ rule: 'C12', severity: doubtful ? 'hint' : 'warning', field, words: (kind2 !== null ? row?.level2 : row?.level1) ?? '', messageKey: !place ? 'finding.C12.none' : doubtful ? 'finding.C12.doubtful' : 'finding.C12', params }]
    })
  },
}
