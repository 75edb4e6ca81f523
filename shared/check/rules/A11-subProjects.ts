import { coreName } from '../compare'
import { forMatching, isBlank } from '../../text/normalise'
import type { Finding, Rule } from '../finding'

const letters = (name: string) => forMatching(name).replace(/[\p{P}\p{S}]/gu, '')

/** A11: two sub-projects of one name; a single sub-project that only repeats the project's name. */
export const subProjectNames: Rule = {
  id: 'A11',
  severity: 'warning',
  check({ declaration: { subProjects, projectName } }) {
    const rows = subProjects.flatMap((row, i) => (isBlank(row.name) ? [] : [{ name: row.name.trim(), i }]))
    const places = new Map<string, number[]>()
    for (const { name, i } of rows) places.set(forMatching(name), [...(places.get(forMatching(name)) ?? []), i])
    const findings: Finding[] = []
    for (const same of places.values()) {
      const second = same[1]
      if (second === undefined) continue
      const name = subProjects[second]?.name ?? ''
      findings.push({ rule: 'A11', severity: 'warning', field: `subProjects[${second}].name`, words: name, messageKey: 'finding.A11.same', params: { count: same.length, rows: same.map(i => i + 1) } })
    }
    const only = rows[0]
    const same = (a: string, b: string) => forMatching(coreName(a)) === forMatching(coreName(b)) || letters(a) === letters(b)
    if (rows.length === 1 && only && !isBlank(projectName) && same(only.name, projectName ?? '')) {
      findings.push({ rule: 'A11', severity: 'hint', field: `subProjects[${only.i}].name`, words: subProjects[only.i]?.name ?? '', messageKey: 'finding.A11.project', params: {} })
    }
    return findings
  },
}
