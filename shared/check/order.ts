import { fieldOfPath, parsePath } from '../declaration/fieldPath'
import type { Edition } from '../editions/schema'
import type { Finding } from './finding'

const GRAVITY = { error: 0, warning: 1, hint: 2 } as const

/** Sorts findings as the form is read: by section, field and row, then the gravest first. */
export function inFormOrder(edition: Edition, findings: Finding[]): Finding[] {
  const places = new Map<string, number>()
  for (const section of edition.sections) {
    for (const field of section.fields) if (!places.has(field)) places.set(field, places.size)
    if (section.list && !places.has(section.list)) places.set(section.list, places.size)
  }
  const keyed = findings.map(finding => {
    const row = parsePath(finding.field)[1]
    return { finding, place: places.get(fieldOfPath(finding.field)) ?? places.size, row: typeof row === 'number' ? row : -1 }
  })
  keyed.sort((a, b) => a.place - b.place || a.row - b.row || GRAVITY[a.finding.severity] - GRAVITY[b.finding.severity] || (a.finding.rule < b.finding.rule ? -1 : a.finding.rule > b.finding.rule ? 1 : 0))
  return keyed.map(entry => entry.finding)
}
