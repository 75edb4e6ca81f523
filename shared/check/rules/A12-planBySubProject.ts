import { shared, tellingBigrams } from '../compare'
import { isBlank } from '../../text/normalise'
import type { Rule } from '../finding'

/** Headings of a plan: `（1）系统软件运维` alone on a line, or `1.设备维护：…`; never a date. */
function headings(plan: string): string[] {
  const found: string[] = []
  for (const line of plan.split(/\n|(?<=[。；;])/u)) {
    const match = line.trim().match(/^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])\s*([^：:。；;，,\n]{2,24})(：|:|$)/u)
    const heading = match?.[1]?.trim() ?? ''
    if (heading !== '' && !/\d+\s*月|年|季度|上旬|下旬|月底/u.test(heading)) found.push(heading)
  }
  return found
}

/** A12: a plan told by parts of the project tells of every sub-project. */
export const planBySubProject: Rule = {
  id: 'A12',
  severity: 'warning',
  check({ declaration: { plan, subProjects }, profile, facts }) {
    if (isBlank(plan) || !facts.texts.some(text => text.field === 'plan')) return []
    const parts = headings(plan as string)
    const names = [...new Set(subProjects.map(row => row.name.trim()).filter(name => name !== ''))]
    if (parts.length < 2 || names.length < 2) return []
    const generic = profile.indicators.generic
    const planPairs = tellingBigrams(plan as string, generic)
    const partPairs = parts.map(part => tellingBigrams(part, generic))
    const missing = names.filter(name => {
      const pairs = tellingBigrams(name.replace(/(?:服务)?(?:费用?|经费)$/u, ''), generic)
      return pairs.size > 0 && shared(pairs, planPairs) / pairs.size < 0.5 && partPairs.every(part => shared(pairs, part) === 0)
    })
    // Steps that have nothing to do with the sub-projects (招标, 签约, 验收) are another way to tell a plan.
    const told = names.some(name => parts.some(part => shared(tellingBigrams(name, ['费用']), tellingBigrams(part, [])) >= 2))
    if (missing.length === 0 || !told) return []
    return [{ rule: 'A12', severity: 'warning', field: 'plan', words: parts[0] ?? '', messageKey: 'finding.A12', params: { names: missing, parts } }]
  },
}
