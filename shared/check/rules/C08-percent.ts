import { formatIndicatorValue } from '../../declaration/indicatorValue'
import { isNamed } from '../compare'
import type { Facts } from '../facts'
import type { Finding, Rule } from '../finding'

/** Rates of events, of which none at all is better told by a count: 事故发生率. */
export const isRateOfEvents = (plain: string): boolean => /(?:事故|故障|投诉|违规|差错|泄密|中断)(?:发生)?率$/u.test(plain)

/** Decimals that the form's percentages mostly have. */
function usualDecimals({ indicators }: Facts): number {
  const percentages = indicators.filter(({ parsed }) => parsed.unit === '%' && parsed.number !== null)
  return percentages.filter(({ parsed }) => parsed.number?.includes('.')).length * 2 > percentages.length ? 2 : 0
}

/** C08: a percentage typed as 1 or 0.95; a share of more than all; a rate of nought where a number of events is meant. */
export const percentages: Rule = {
  id: 'C08',
  severity: 'warning',
  check({ facts, edition, profile }) {
    const format = { ...edition.formats.indicatorValue, decimals: edition.formats.indicatorValue.decimals ?? usualDecimals(facts) }
    return facts.indicators.flatMap(({ index, name, plain, measure, value, parsed }): Finding[] => {
      if (parsed.kind !== '定量' || parsed.number === null || measure !== 'rate') return []
      const field = `indicators[${index}].value`
      const number = Number(parsed.number)
      if (parsed.unit === '%' && (number > 100 || (number === 100 && parsed.op === '>')) && parsed.op !== '≤' && parsed.op !== '<' && isNamed(plain, profile.indicators.shares)) {
        return [{ rule: 'C08', severity: 'warning', field, words: value, messageKey: 'finding.C08.above', params: { name: plain } }]
      }
      if (parsed.unit === '' && number > 0 && number <= 1) {
        const hundred = String(Math.round(number * 1e8) / 1e6)
        const op = parsed.op ?? (number === 1 ? '=' : '≥')
        const repaired = formatIndicatorValue({ ...parsed, op, number: hundred, unit: '%' }, format)
        return [{ rule: 'C08', severity: 'warning', field, words: value, messageKey: 'finding.C08', params: { name, repaired }, repair: [{ op: 'set', path: field, value: repaired }] }]
      }
      if (parsed.unit === '%' && number === 0 && isRateOfEvents(plain)) {
        const counted = name.replace(/率(?=$|[(（])/u, '次数')
        const repaired = formatIndicatorValue({ ...parsed, op: '=', number: '0', unit: '次' }, format)
        return [{
          rule: 'C08', severity: 'warning', field, words: value, messageKey: 'finding.C08.nought', params: { name: plain, counted, repaired },
          repair: [{ op: 'set', path: `indicators[${index}].name`, value: counted }, { op: 'set', path: field, value: repaired }],
        }]
      }
      return []
    })
  },
}
