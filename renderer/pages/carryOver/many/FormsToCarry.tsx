import { memo, useState } from 'react'
import { Alert, Spin, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CarryPart } from '../../../../shared/carryOver/types'
import type { DeclarationSummary } from '../../../../shared/ipc/contract'
import { call } from '../../../state/client'
import { ErrorNote, Money, useEditionName } from '../../../ui/bits'
import { useDesk } from '../../../ui/desk'
import { useLoad } from '../../../ui/hooks'
import { Changes, countChanges, Questions } from '../Differences'

interface Common {
  year: number
  edition: string | null
  parts: readonly CarryPart[]
}

interface Props extends Common {
  forms: readonly DeclarationSummary[]
  /** What there is of that year already, by last year's id. */
  followers: ReadonlyMap<string, DeclarationSummary>
  again: boolean
}

/** The forms that will be carried over, each of which can be opened to see what would change. */
export function FormsToCarry({ forms, followers, again, ...choice }: Props) {
  const { t, i18n } = useTranslation('carryMany')
  const years = [...new Set(forms.map(form => form.year))].sort((a, b) => a - b)
  const there = again ? 0 : forms.filter(form => followers.has(form.id)).length
  return (
    <section className="sheet-card forms-to-carry">
      <h2>{t('toCarry', { count: forms.length })}</h2>
      <p className="soft">{t('toCarryNote')}{there > 0 && t('someThere', { count: there, year: choice.year })}</p>
      {years.length > 1 && <Alert type="warning" showIcon title={t('severalYears', { years: years.join(i18n.language === 'en' ? ', ' : '、'), year: choice.year })} />}
      {forms.map(form => <FormToCarry key={form.id} form={form} there={!again && followers.has(form.id)} {...choice} />)}
    </section>
  )
}

const FormToCarry = memo(function FormToCarry({ form, there, ...choice }: Common & { form: DeclarationSummary; there: boolean }) {
  const { t } = useTranslation(['carryMany', 'library'])
  const editionName = useEditionName()
  const [open, setOpen] = useState(false)
  return (
    <details className="carry-project-changes" data-testid="form-to-carry" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="name">{form.projectName || t('library:unnamed')}</span>
        {there && <Tag color="gold">{t('there', { year: choice.year })}</Tag>}
        <span className="grow" />
        <span className="faint">{t('yearEdition', { year: form.year, edition: editionName(form.edition, true) })}</span>
        <Money cents={form.currentYearBudget} />
      </summary>
      {open && <Preview id={form.id} {...choice} />}
    </details>
  )
}, (a, b) => a.form === b.form && a.there === b.there && a.year === b.year && a.edition === b.edition && a.parts.join() === b.parts.join())

function Preview({ id, year, edition, parts }: Common & { id: string }) {
  const { t } = useTranslation(['carryMany', 'carryOver'])
  const { info, go } = useDesk()
  const { value, error, reload } = useLoad(JSON.stringify([id, year, edition, parts]), () => call('carryOver.preview', { id, year, edition, parts: [...parts] }))
  const target = info.editions.find(entry => entry.id === edition)
  if (error) return <ErrorNote error={error} onRetry={reload} />
  if (!value) return <Spin size="small" />
  return (
    <div className="carry-preview">
      {value.ask.length > 0 && <Questions ask={value.ask} declaration={value.declaration} edition={target} />}
      <p className="soft">
        {t('carryOver:changeCount', { count: countChanges(value) })}
        <button type="button" className="linklike" onClick={() => go({ page: 'carryOver', ids: [id], year })}>{t('alone')}</button>
      </p>
      <Changes changes={value.changes} declaration={value.declaration} edition={target} />
    </div>
  )
}
