import { forMatching } from '../../text/normalise'
import type { Finding, Rule } from '../finding'

const plain = (text: string) => forMatching(text).replace(/[\p{P}\p{S}]/gu, '').replace(/(?:情况|程度|指标|目标|要求)$/u, '')

/** C02: the target only says the indicator's name again. */
export const repeatsName: Rule = {
  id: 'C02',
  severity: 'error',
  check({ facts }) {
    return facts.indicators.flatMap(({ index, name, plain: short, value }): Finding[] => {
      const said = plain(value)
      if (said.length < 2 || (said !== plain(name) && said !== plain(short))) return []
      return [{ rule: 'C02', severity: 'error', field: `indicators[${index}].value`, words: value, messageKey: 'finding.C02', params: { name } }]
    })
  },
}
