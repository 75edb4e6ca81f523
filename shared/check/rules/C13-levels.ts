import { missingLevels } from '../../indicators/missing'
import type { LevelKind } from '../../editions/schema'
import { isBlank } from '../../text/normalise'
import type { Finding, Rule } from '../finding'

/** What a kind is called in the message, where the edition has no second level to name it. */
const CALLED: Partial<Record<LevelKind, string>> = { quantity: '数量', quality: '质量', timeliness: '时效', effect: '效益', benefit: '效益', economic: '效益', satisfaction: '满意度', serviceSatisfaction: '满意度', cost: '成本', economicCost: '成本' }

/** C13: levels of which the edition wants at least one indicator. */
export const levels: Rule = {
  id: 'C13',
  severity: 'warning',
  check({ declaration, edition }) {
    if (declaration.indicators.every(row => isBlank(row.name))) return []
    return missingLevels(edition, declaration).map(({ kind, level1, level2, anyOf }): Finding => ({
      rule: 'C13', severity: 'warning', field: 'indicators', words: '', messageKey: 'finding.C13',
      params: { kind: CALLED[anyOf[0] ?? kind] ?? CALLED[kind] ?? level2 ?? level1, place: [level1, level2].filter(Boolean).join(' · ') },
    }))
  },
}
