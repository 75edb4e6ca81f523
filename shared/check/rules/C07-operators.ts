import { formatIndicatorValue, type IndicatorValue, type Operator } from '../../declaration/indicatorValue'
import type { Finding, Rule } from '../finding'
import { isRateOfEvents } from './C08-percent'

/** The way to write operators that the form mostly uses where it mixes two; the edition's where they are equally many. */
function writtenStyle(values: readonly IndicatorValue[], usual: 'ascii' | 'symbols'): 'ascii' | 'symbols' | null {
  let ascii = 0
  let symbols = 0
  for (const { text, opStyle, op } of values) {
    if (opStyle !== 'symbol' || op === null || op === '=' || op === '>' || op === '<') continue
    if (/[≥≤≧≦]/u.test(text)) symbols++
    else ascii++
  }
  if (ascii === 0 || symbols === 0) return null
  return ascii === symbols ? usual : ascii > symbols ? 'ascii' : 'symbols'
}

/** C07: operators in words or mixed, `=` before words, none before a percentage. */
export const operators: Rule = {
  id: 'C07',
  severity: 'warning',
  check({ facts, edition }) {
    const format = edition.formats.indicatorValue
    const mixed = writtenStyle(facts.indicators.map(indicator => indicator.parsed), format.operators)
    return facts.indicators.flatMap(({ index, name, plain, value, parsed }): Finding[] => {
      const field = `indicators[${index}].value`
      const say = (messageKey: string, repaired: string): Finding[] => (repaired === value
        ? []
        : [{ rule: 'C07', severity: 'warning', field, words: value, messageKey, params: { name, repaired }, repair: [{ op: 'set', path: field, value: repaired }] }])
      if (parsed.kind === '定量' && parsed.number !== null) {
        if (parsed.opStyle === 'words') return say('finding.C07.words', formatIndicatorValue(parsed, format))
        // 事故率 0%: C08 makes a count of it.
        if (parsed.op === null && parsed.unit === '%' && !(Number(parsed.number) === 0 && isRateOfEvents(plain))) return say('finding.C07.none', formatIndicatorValue({ ...parsed, op: usualOperator(plain, parsed.number) }, format))
        if (mixed && parsed.opStyle === 'symbol' && parsed.op !== '=' && /[≥≤≧≦]/u.test(value) === (mixed === 'ascii')) {
          return say('finding.C07.mixed', formatIndicatorValue(parsed, { ...format, operators: mixed, decimals: null }))
        }
        return []
      }
      const words = value.trim().match(/^[=＝]\s*(.*)$/su)?.[1]
      return words !== undefined && words !== '' && (parsed.kind === '定性' || parsed.kind === '频次') ? say('finding.C07.equals', words) : []
    })
  },
}

/** 100% is meant exactly; below that, satisfaction and the like are lower bounds, and what is better small an upper one. */
function usualOperator(name: string, number: string): Operator {
  if (Number(number) === 100) return '='
  return /(?:故障率|事故率|事故发生率|丢包率|差错率|错误率|投诉率|成本控制率|结余率|超支率)$/u.test(name) ? '≤' : '≥'
}
