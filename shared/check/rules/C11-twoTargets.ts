import { parseIndicatorValue } from '../../declaration/indicatorValue'
import type { Finding, Rule } from '../finding'

/** C11: two targets in one value: `≥95%，≤2次`, `10场、500人次`. A range (10-15天) and 7×24小时 are one. */
export const twoTargets: Rule = {
  id: 'C11',
  severity: 'warning',
  check({ facts }) {
    return facts.indicators.flatMap(({ index, name, value, parsed }): Finding[] => {
      if (parsed.kind !== '定量其他') return []
      const parts = value.normalize('NFKC').split(/[,;、/\n]|和|以及|及(?!以|时)|且/u).map(part => part.trim()).filter(part => part !== '')
      const targets = parts.filter(part => figureIn(part))
      if (targets.length < 2 || targets.length !== parts.length) return []
      return [{ rule: 'C11', severity: 'warning', field: `indicators[${index}].value`, words: value, messageKey: 'finding.C11', params: { name, first: targets[0] ?? '', second: targets[1] ?? '' } }]
    })
  },
}

/** A part that is a target by itself: a quantity with a unit or an operator, perhaps after a few words (合格率≥95%). */
function figureIn(part: string): boolean {
  if (/\d{4}年|\d+月/u.test(part)) return false
  const rest = part.match(/(?:[≥≤><=]|不低于|不超过|不少于|至少)?\s*\d.*$/su)?.[0] ?? ''
  if (part.length - rest.length > 12) return false
  const { kind, op, unit } = parseIndicatorValue(rest)
  return kind === '定量' && (unit !== '' || op !== null)
}
