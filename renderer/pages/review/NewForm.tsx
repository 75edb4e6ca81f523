import { useState } from 'react'
import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { YEARS } from '../../../shared/declaration/dates'
import { editionForYear } from '../../../shared/editions/registry'
import { useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'

interface Props {
  name: string
  onBegin(edition: string, year: number): Promise<void>
}

/** Beside a picture without text: says so, and begins an empty form to be filled in from it. */
export function NewForm({ name, onBegin }: Props) {
  const { t } = useTranslation()
  const { info } = useDesk()
  const editionName = useEditionName()
  const [year, setYear] = useState(() => new Date().getFullYear())
  const [chosen, setChosen] = useState<string | null>(null)
  const edition = chosen ?? editionForYear(info.editions, year)?.id ?? ''
  return (
    <section className="pane values new-form" aria-label={t('review:scan.title')} data-testid="new-form">
      <div className="values-body">
        <h3>{t('review:scan.title')}</h3>
        <p className="soft">{t('review:scan.text', { name })}</p>
        <div className="new-form-fields">
          <label htmlFor="scan-year">{t('review:scan.year')}</label>
          <InputNumber id="scan-year" controls={false} min={YEARS.first} max={YEARS.last} precision={0} value={year} onChange={value => value !== null && setYear(value)} />
          <label htmlFor="scan-edition">{t('review:scan.edition')}</label>
          <Select id="scan-edition" value={edition} onChange={setChosen} popupMatchSelectWidth={false} options={info.editions.map(({ id }) => ({ value: id, label: editionName(id) }))} data-testid="scan-edition" />
        </div>
        <Button type="primary" autoFocus onClick={() => void onBegin(edition, year)} data-testid="begin-form">{t('review:scan.begin')}</Button>
      </div>
    </section>
  )
}
