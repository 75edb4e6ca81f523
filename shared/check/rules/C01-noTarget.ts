import { isBlank } from '../../text/normalise'
import type { Finding, Rule } from '../finding'

/** C01: an indicator without a target, or a target without an indicator. A row with nothing in it is no indicator. */
export const noTarget: Rule = {
  id: 'C01',
  severity: 'error',
  check({ declaration }) {
    return declaration.indicators.flatMap((row, i): Finding[] => {
      const name = row.name.trim()
      if (!isBlank(name) && isBlank(row.value)) return [{ rule: 'C01', severity: 'error', field: `indicators[${i}].value`, words: '', messageKey: 'finding.C01', params: { name } }]
      if (isBlank(name) && !isBlank(row.value)) return [{ rule: 'C01', severity: 'error', field: `indicators[${i}].name`, words: '', messageKey: 'finding.C01.noName', params: { value: (row.value ?? '').trim() } }]
      return []
    })
  },
}
