import { titleSpans } from '../../text/years'
import type { Finding, Rule } from '../finding'

/** B08: a body that no longer exists in the form's year. In titles, and where it is called 原…, it keeps its name. */
export const formerBodies: Rule = {
  id: 'B08',
  severity: 'warning',
  check({ declaration: { year }, facts, profile }) {
    const bodies = new Map(profile.texts.bodies.flatMap(body => body.names.map(name => [name, body] as const)))
    const names = [...bodies.keys(), ...profile.texts.standingBodies].filter(name => /^\p{L}+$/u.test(name))
    if (names.length === 0) return []
    // The longest name at a place is the one that is meant: 银保监会 holds 保监会, 住房和城乡建设部 holds 建设部.
    const any = new RegExp(names.sort((a, b) => b.length - a.length).join('|'), 'gu')
    return facts.pieces.flatMap(({ field, text }): Finding[] => {
      if (field === 'projectName') return []
      const said = new Set<string>()
      const titles = titleSpans(text)
      return [...text.matchAll(any)].flatMap(({ 0: name, index }): Finding[] => {
        const body = bodies.get(name)
        if (!body || body.until >= year || said.has(body.now) || titles.some(span => index > span.start && index < span.end)) return []
        if (/原(?:[^，。；、\n]{0,6})$/u.test(text.slice(0, index)) || /^(?:令|公告)?[〔[【（(]/u.test(text.slice(index + name.length))) return []
        said.add(body.now)
        return [{ rule: 'B08', severity: 'warning', field, words: name, messageKey: 'finding.B08', params: { until: body.until, now: body.now, year } }]
      })
    })
  },
}
