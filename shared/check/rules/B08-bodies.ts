import { titleSpans } from '../../text/years'
import type { Finding, Rule } from '../finding'

/** B08: a body that no longer exists in the form's year. In titles, and where it is called 原…, it keeps its name. */
export const formerBodies: Rule = {
  id: 'B08',
  severity: 'warning',
  check({ declaration: { year }, facts, profile }) {
    const gone = profile.texts.bodies.filter(body => body.until < year)
    const names = [...profile.texts.bodies.flatMap(body => body.names), ...profile.texts.standingBodies]
    const findings: Finding[] = []
    for (const { field, text } of facts.pieces) {
      if (field === 'projectName') continue
      const titles = titleSpans(text)
      for (const body of gone) {
        const hit = body.names.map(name => ({ name, at: placeOf(text, name, titles, names) })).filter(({ at }) => at >= 0).sort((a, b) => b.name.length - a.name.length)[0]
        if (hit) findings.push({ rule: 'B08', severity: 'warning', field, words: hit.name, messageKey: 'finding.B08', params: { until: body.until, now: body.now, year } })
      }
    }
    return findings
  },
}

function placeOf(text: string, name: string, titles: readonly { start: number; end: number }[], names: readonly string[]): number {
  const longer = names.filter(other => other.length > name.length && other.includes(name))
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    // 银保监会 holds 保监会, 住房和城乡建设部 holds 建设部.
    if (longer.some(other => text.startsWith(other, at - other.indexOf(name)))) continue
    if (titles.some(span => at > span.start && at < span.end)) continue
    if (/原(?:[^，。；、\n]{0,6})$/u.test(text.slice(0, at)) || /^(?:令|公告)?[〔[【（(]/u.test(text.slice(at + name.length))) continue
    return at
  }
  return -1
}
