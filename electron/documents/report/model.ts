import type { Finding, Severity } from '../../../shared/check'
import type { AcrossFinding, TypeSum } from '../../../shared/check/across'
import { placeLabel } from '../../../shared/editions/place'
import type { Edition } from '../../../shared/editions'
import type { Declaration } from '../../../shared/declaration/model'
import type { Cents } from '../../../shared/declaration/money'
import type { CheckedForm } from '../../../shared/ipc/contract'
import type { Words } from '../../i18n'

/** What a review is about: some declarations, what was found on each and across them, by year. */
export interface Reviewed {
  forms: { declaration: Declaration; edition: Edition; found: Pick<CheckedForm, 'findings' | 'kept'> }[]
  across: readonly AcrossFinding[]
  sums: readonly { year: number; sums: readonly TypeSum[] }[]
}

export interface ReportRow { severity: Severity; rule: string; title: string; place: string; message: string }
export interface ReportForm {
  unit: string
  project: string
  /** Cents. */
  budget: Cents | null
  counts: Record<Severity | 'kept', number>
  rows: ReportRow[]
}

/** A review in words, ready to be set. */
export interface Report {
  title: string
  unitName: string
  projectName: string
  year: number
  /** Whose and when. */
  about: string[]
  /** How many of what. */
  counts: string
  forms: ReportForm[]
  sums: { type: string; count: number; total: Cents; blank: number }[]
  across: (ReportRow & { project: string; also: string[] })[]
  kept: (ReportRow & { project: string; reason: string; /** ISO day. */ at: string })[]
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint']

/** Puts a review into the words of a language; `today` is an ISO day. */
export function reportOf({ forms, across, sums }: Reviewed, words: Words, today: string): Report {
  const { say } = words
  const projectOf = ({ projectName }: Declaration): string => projectName?.trim() || say('report:noProject')
  const byId = new Map(forms.map(form => [form.declaration.id, form]))
  const placeOf = (declaration: Declaration, edition: Edition, field: string): string => placeLabel(say, edition, declaration, field)
  const rowOf = (declaration: Declaration, edition: Edition, finding: Finding): ReportRow => {
    const { title, message } = words.finding(finding)
    return { severity: finding.severity, rule: finding.rule, title, place: placeOf(declaration, edition, finding.field), message }
  }
  const gravestFirst = (a: ReportRow, b: ReportRow): number => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)

  const rows = forms.map(({ declaration, edition, found }): ReportForm => {
    const count = (severity: Severity) => found.findings.filter(finding => finding.severity === severity).length
    return {
      unit: declaration.unitName?.trim() || say('report:noUnit'), project: projectOf(declaration), budget: declaration.currentYearBudget,
      counts: { error: count('error'), warning: count('warning'), hint: count('hint'), kept: found.kept.length },
      rows: found.findings.map(finding => rowOf(declaration, edition, finding)).sort(gravestFirst),
    }
  })
  const acrossRows = across.flatMap(finding => {
    const form = byId.get(finding.declarationId)
    if (!form) return []
    const also = finding.also.flatMap(({ declarationId, field }) => {
      const other = byId.get(declarationId)
      return other ? [say('report:at', { project: projectOf(other.declaration), place: placeOf(other.declaration, other.edition, field) })] : []
    })
    return [{ ...rowOf(form.declaration, form.edition, finding), project: projectOf(form.declaration), also }]
  })
  const kept = forms.flatMap(({ declaration, edition, found }) => found.kept.map(({ finding, reason, at }) => ({
    ...rowOf(declaration, edition, finding), project: projectOf(declaration), reason, at: localDay(at),
  })))

  const years = [...new Set(forms.map(({ declaration }) => declaration.year))].sort((a, b) => a - b)
  const units = [...new Set(rows.map(row => row.unit))]
  const [only, ...others] = rows
  const clean = rows.filter(row => row.rows.length === 0).length
  const total = (what: Severity | 'kept') => rows.reduce((sum, row) => sum + row.counts[what], 0) + (what === 'kept' ? 0 : acrossRows.filter(row => row.severity === what).length)
  return {
    title: say('report:title'),
    unitName: units.length === 1 ? (units[0] ?? '') : '',
    projectName: only && others.length === 0 ? only.project : '',
    year: years.at(-1) ?? 0,
    about: [
      ...(units.length === 1 ? [say('report:unit', { unit: units[0] ?? '' })] : []),
      ...(only && others.length === 0 ? [say('report:one', { project: only.project })] : []),
      say('report:year', { years: years.join('、') }), say('report:madeAt', { date: today }),
    ],
    counts: (others.length === 0 ? '' : `${say('report:many', { count: rows.length, clean })}${words.language === 'zh' ? '' : ' '}`)
      + say('report:counts', { errors: total('error'), warnings: total('warning'), hints: total('hint'), kept: total('kept') }),
    forms: rows,
    sums: sums.flatMap(({ year, sums: ofYear }) => ofYear.map(({ type, ...rest }) => ({
      ...rest, type: sums.length > 1 ? say('report:sumYear', { year, type: type || say('report:noType') }) : type || say('report:noType'),
    }))),
    across: acrossRows,
    kept,
  }
}

/** The day of an ISO time where the program runs. */
export function localDay(time: string): string {
  const day = new Date(time)
  if (Number.isNaN(day.getTime())) return time
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}
