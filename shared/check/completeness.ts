import { fieldOfPath, valueAt } from '../declaration/fieldPath'
import type { Declaration } from '../declaration/model'
import type { Edition } from '../editions/schema'
import { isBlank } from '../text/normalise'
import type { Finding } from './finding'

/** How far one section of the editor is. */
export interface SectionCompleteness {
  key: string
  /** Required places that are filled, of `required`. A list counts as one place, and one more for each row with a blank target. */
  filled: number
  required: number
  /** Findings of severity error in this section, among those given. */
  errors: number
}

export interface Completeness {
  sections: SectionCompleteness[]
  filled: number
  required: number
  /** 0 to 1; 1 where nothing is required. */
  share: number
}

/** True where a field holds nothing: blank text, no option, no amount, no date. */
export function isEmptyField(declaration: Declaration, field: string): boolean {
  const value = valueAt(declaration, field)
  if (Array.isArray(value)) return value.every(entry => typeof entry === 'string' && isBlank(entry))
  return value === null || value === undefined || (typeof value === 'string' && isBlank(value))
}

/**
 * Per section of the editor: how many required fields are filled. Indicators are wanted in every edition that lists them;
 * each row that has a name wants a target. `findings` (of this declaration, any) only adds the count of errors.
 */
export function completeness(edition: Edition, declaration: Declaration, findings: readonly Finding[] = []): Completeness {
  const required = new Set<string>(edition.fields.filter(field => field.required).map(field => field.key))
  const sections = edition.sections.map((section): SectionCompleteness => {
    let wanted = 0
    let filled = 0
    for (const field of section.fields) {
      if (!required.has(field)) continue
      wanted++
      if (!isEmptyField(declaration, field)) filled++
    }
    if (section.list === 'indicators') {
      const rows = declaration.indicators.filter(row => !isBlank(row.name) || !isBlank(row.value))
      wanted += Math.max(1, rows.length)
      filled += rows.filter(row => !isBlank(row.name) && !isBlank(row.value)).length
    }
    const own = new Set<string>([...section.fields, ...(section.list ? [section.list] : [])])
    const errors = findings.filter(finding => finding.severity === 'error' && own.has(fieldOfPath(finding.field))).length
    return { key: section.key, filled, required: wanted, errors }
  })
  const filled = sections.reduce((sum, section) => sum + section.filled, 0)
  const wanted = sections.reduce((sum, section) => sum + section.required, 0)
  return { sections, filled, required: wanted, share: wanted === 0 ? 1 : filled / wanted }
}
