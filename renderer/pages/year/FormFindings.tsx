import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { describeFinding } from '../../../shared/check/describe'
import { FINDING_TEXTS } from '../../../shared/check/defaults'
import type { AcrossFinding } from '../../../shared/check/across'
import type { Finding } from '../../../shared/check/finding'
import type { FieldPath } from '../../../shared/declaration/fieldPath'
import type { CheckedForm, DeclarationSummary } from '../../../shared/ipc/contract'
import { useDesk, type Route } from '../../ui/desk'
import { placeLabel } from '../../ui/fieldLabel'
import { groupHeight } from '../../ui/looks'
import { SEVERITY_ICONS } from './icons'
import type { ListedForm } from './yearList'

const NO_ROWS = { indicators: [], subProjects: [] }

/** Where a finding stands, in the edition's own words. */
function usePlace(): (edition: string | undefined, field: FieldPath, rows: Record<string, string>) => string {
  const { t } = useTranslation()
  const { info } = useDesk()
  return (edition, field, rows) => placeLabel(t, info.editions.find(({ id }) => id === edition), NO_ROWS, field, rows[field.replace(/\].*$/u, ']')])
}

interface FormProps {
  listed: ListedForm
  edition: string | undefined
  withUnit: boolean
  open: boolean
  back: Route
  onOpen(open: boolean): void
}

/** One form's findings, folded to its name and counts. */
export const FormFindings = memo(function FormFindings({ listed: { form, findings, kept, counts }, edition, withUnit, open, back, onOpen }: FormProps) {
  const { t } = useTranslation(['year', 'library'])
  const { go } = useDesk()
  const place = usePlace()
  const way = (field: FieldPath) => () => go({ page: 'editor', id: form.id, focusField: field, back })
  return (
    <details className="look-group" open={open} style={{ containIntrinsicBlockSize: groupHeight(open, findings.length + kept.length) }} data-testid="year-form" onToggle={event => event.currentTarget.open !== open && onOpen(event.currentTarget.open)}>
      <summary>
        <span className="name">{form.projectName || t('library:unnamed')}</span>
        {withUnit && form.unitName && <span className="faint unit">{form.unitName}</span>}
        <span className="grow" />
        {(['error', 'warning', 'hint', 'kept'] as const).map(mark => counts[mark] > 0 && (
          <span key={mark} className={`count ${mark}`} title={t(`mark.${mark}`)}>
            <span role="img" aria-label={t(`mark.${mark}`)}>{SEVERITY_ICONS[mark]}</span> {counts[mark]}
          </span>
        ))}
      </summary>
      {open && (
        <ul className="looks">
          {findings.map((finding, at) => <Line key={at} finding={finding} place={place(edition, finding.field, form.rows)} onWay={way(finding.field)} />)}
          {kept.map(({ finding, reason }, at) => (
            <Line key={`kept ${at}`} finding={finding} place={place(edition, finding.field, form.rows)} onWay={way(finding.field)} kept={reason} />
          ))}
        </ul>
      )}
    </details>
  )
}, (a, b) => a.listed === b.listed && a.open === b.open && a.edition === b.edition && a.withUnit === b.withUnit)

/** What is wrong between the forms of a year, each with the other places that it is about. */
export function Across({ findings, forms, checked, back }: { findings: readonly AcrossFinding[]; forms: readonly DeclarationSummary[]; checked: readonly CheckedForm[]; back: Route }) {
  const { t } = useTranslation(['year', 'library'])
  const { go } = useDesk()
  const place = usePlace()
  if (findings.length === 0) return null
  const byId = new Map(forms.map(form => [form.id, form]))
  const rowsOf = new Map(checked.map(form => [form.id, form.rows]))
  const words = (id: string, field: FieldPath): string => t('placeIn', { project: byId.get(id)?.projectName || t('library:unnamed'), place: place(byId.get(id)?.edition, field, rowsOf.get(id) ?? {}) })
  const way = (id: string, field: FieldPath) => () => go({ page: 'editor', id, focusField: field, back })
  return (
    <section className="look-across" data-testid="year-across">
      <h2>{t('across', { count: findings.length })}</h2>
      <ul className="looks">
        {findings.map((finding, at) => (
          <Line key={at} finding={finding} place={words(finding.declarationId, finding.field)} onWay={way(finding.declarationId, finding.field)}>
            {finding.also.length > 0 && (
              <span className="also">
                {t('also')}
                {finding.also.slice(0, 6).map(other => (
                  <button key={`${other.declarationId} ${other.field}`} type="button" className="linklike" onClick={way(other.declarationId, other.field)}>{words(other.declarationId, other.field)}</button>
                ))}
                {finding.also.length > 6 && t('alsoMore', { count: finding.also.length - 6 })}
              </span>
            )}
          </Line>
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  finding: Finding
  place: string
  /** The reason with which it is kept. */
  kept?: string
  onWay(): void
  children?: ReactNode
}

function Line({ finding, place, kept, onWay, children }: LineProps) {
  const { t, i18n } = useTranslation('year')
  const { message } = describeFinding(finding, FINDING_TEXTS[i18n.language === 'en' ? 'en' : 'zh'])
  const mark = kept === undefined ? finding.severity : 'kept'
  return (
    <li className={`look ${mark}`} data-testid="year-finding" data-rule={finding.rule} data-severity={finding.severity}>
      <span className="icon" role="img" aria-label={t(`mark.${mark}`)}>{SEVERITY_ICONS[mark]}</span>
      <button type="button" className="linklike place" data-way onClick={onWay}>{place}</button>
      <span className="words">
        {message}
        {kept !== undefined && <span className="faint">{t('keptBecause', { reason: kept })}</span>}
        {children}
      </span>
    </li>
  )
}
