import type { AcrossFinding } from '../../../shared/check/across'
import type { Finding, Severity } from '../../../shared/check/finding'
import type { CheckedForm, YearFindings } from '../../../shared/ipc/contract'

/** How grave a finding is; `kept` are those that a person keeps with a reason. */
export const MARKS = ['error', 'warning', 'hint', 'kept'] as const
export type FindingMark = (typeof MARKS)[number]
export type Counts = Record<FindingMark, number>

export interface YearFilter {
  /** Empty: all but the kept ones. */
  marks: readonly FindingMark[]
  /** Of one rule alone. */
  rule: string | null
}

export interface ListedForm {
  form: CheckedForm
  findings: readonly Finding[]
  kept: CheckedForm['kept']
  /** Of the form as a whole, filters or none. */
  counts: Counts
}

export interface YearList {
  across: readonly AcrossFinding[]
  /** Those with something to show, the gravest first. */
  forms: readonly ListedForm[]
  /** How many of each there are, whichever are shown. */
  counts: Counts
  /** By rule, the gravest and most frequent first; of the marks that are shown. */
  rules: readonly { rule: string; severity: Severity; count: number }[]
  /** Forms without an open finding of their own. */
  clean: number
}

const GRAVITY = { error: 0, warning: 1, hint: 2 } as const

/** Whether findings of a mark are shown. */
export const shows = ({ marks }: YearFilter, mark: FindingMark): boolean => (marks.length === 0 ? mark !== 'kept' : marks.includes(mark))

/** What the page shows of a year's findings. */
export function yearList({ forms, across }: Pick<YearFindings, 'forms' | 'across'>, filter: YearFilter): YearList {
  const counts = { error: 0, warning: 0, hint: 0, kept: 0 }
  const rules = new Map<string, { rule: string; severity: Severity; count: number }>()
  const take = (finding: Finding, mark: FindingMark): boolean => {
    counts[mark]++
    if (!shows(filter, mark)) return false
    const entry = rules.get(finding.rule) ?? { rule: finding.rule, severity: finding.severity, count: 0 }
    entry.count++
    if (GRAVITY[finding.severity] < GRAVITY[entry.severity]) entry.severity = finding.severity
    rules.set(finding.rule, entry)
    return filter.rule === null || finding.rule === filter.rule
  }
  const shownAcross = across.filter(finding => take(finding, finding.severity))
  const listed = forms.map((form): ListedForm => ({
    form,
    findings: form.findings.filter(finding => take(finding, finding.severity)),
    kept: form.kept.filter(({ finding }) => take(finding, 'kept')),
    counts: { ...countsOf(form.findings), kept: form.kept.length },
  }))
  const order = (a: ListedForm, b: ListedForm): number =>
    b.counts.error - a.counts.error || b.counts.warning - a.counts.warning || b.counts.hint - a.counts.hint || (a.form.projectName ?? '').localeCompare(b.form.projectName ?? '', 'zh')
  return {
    across: shownAcross,
    forms: listed.filter(({ findings, kept }) => findings.length > 0 || kept.length > 0).sort(order),
    counts,
    rules: [...rules.values()].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.count - a.count || a.rule.localeCompare(b.rule)),
    clean: forms.filter(form => form.findings.length === 0).length,
  }
}

function countsOf(findings: readonly Finding[]): Omit<Counts, 'kept'> {
  const counts = { error: 0, warning: 0, hint: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}
