import { useEffect, useState } from 'react'
import { AutoComplete, Form, InputNumber, Modal, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { editionForYear } from '../../../shared/editions/registry'
import { call } from '../../state/client'
import { ErrorNote, useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useLoad, useFocusBack } from '../../ui/hooks'
import { proposedYear } from './proposedYear'

interface Props {
  /** Years of the declarations that are there. */
  years: number[]
  onClose(): void
}

/** A new declaration: an empty one of a year and edition, or one that goes on from last year's. */
export function NewDialog({ years, onClose }: Props) {
  const { t } = useTranslation()
  useFocusBack()
  const desk = useDesk()
  const editionName = useEditionName()
  const { editions, settings } = desk.info
  const [way, setWay] = useState<'empty' | 'carry'>('empty')
  const [year, setYear] = useState(() => proposedYear(new Date()))
  const [chosenEdition, setChosenEdition] = useState<string | null>(null)
  const [unitName, setUnitName] = useState(settings.unitName)
  const [source, setSource] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const proposed = editionForYear(editions, year)
  const inForce = proposed !== undefined && proposed.years.from <= year && (proposed.years.to ?? year) >= year
  const edition = chosenEdition ?? proposed?.id ?? null

  const facets = useLoad('new-facets', () => call('library.facets', {}))
  const earlier = years.filter(other => other < year)
  const lastYear = earlier.length > 0 ? Math.max(...earlier) : null
  const sources = useLoad(`sources-${lastYear}`, async () => (lastYear === null ? [] : await call('library.list', { year: lastYear })))
  useEffect(() => {
    if (source !== null && !sources.value?.some(row => row.id === source)) setSource(null)
  }, [source, sources.value])

  const ok = way === 'empty' ? edition !== null : source !== null
  const create = async () => {
    if (!ok || busy) return
    if (way === 'carry' && source) {
      onClose()
      desk.go({ page: 'carryOver', ids: [source], year })
      return
    }
    setBusy(true)
    try {
      const made = await call('library.create', { year, edition: edition ?? '', ...(unitName.trim() && { unitName: unitName.trim() }) })
      onClose()
      desk.go({ page: 'editor', id: made.id })
    } catch (caught) {
      setBusy(false)
      desk.fail(caught)
    }
  }

  return (
    <Modal
      open title={t('library:newDialog.title')} onCancel={onClose} onOk={() => void create()} width={560}
      okText={way === 'empty' ? t('library:newDialog.create') : t('library:newDialog.next')} okButtonProps={{ disabled: !ok, loading: busy, ...{ 'data-testid': 'create-declaration' } }}
    >
      <Form layout="vertical" size="middle" onSubmitCapture={() => void create()}>
        <Form.Item>
          <Segmented<'empty' | 'carry'>
            block aria-label={t('library:newDialog.title')} value={way} onChange={(value: 'empty' | 'carry') => setWay(value)}
            options={[{ value: 'empty', label: t('library:newDialog.empty') }, { value: 'carry', label: t('library:newDialog.carry') }]}
          />
        </Form.Item>
        <Form.Item label={t('library:newDialog.year')} htmlFor="new-year">
          <InputNumber id="new-year" data-testid="new-year" controls={false} min={1990} max={2100} precision={0} value={year} autoFocus onChange={value => { setYear(value ?? year); setChosenEdition(null) }} />
        </Form.Item>
        {way === 'empty'
          ? (
            <>
              <Form.Item label={t('library:newDialog.edition')} htmlFor="new-edition" extra={chosenEdition !== null ? t('library:newDialog.editionChosen') : inForce ? t('library:newDialog.editionProposed', { year }) : t('library:newDialog.editionNearest', { year })}>
                <Select id="new-edition" value={edition} onChange={setChosenEdition} options={editions.map(({ id }) => ({ value: id, label: editionName(id) }))} />
              </Form.Item>
              <Form.Item label={t('library:newDialog.unit')} htmlFor="new-unit">
                <AutoComplete
                  id="new-unit" value={unitName} onChange={setUnitName} maxLength={200}
                  options={(facets.value?.units ?? []).filter(unit => unit.includes(unitName) && unit !== unitName).map(unit => ({ value: unit }))}
                />
              </Form.Item>
            </>
            )
          : (
            <Form.Item label={t('library:newDialog.source')} htmlFor="new-source" extra={lastYear === null ? t('library:newDialog.noSource') : t('library:newDialog.sourceText', { year: lastYear })}>
              <Select
                id="new-source" showSearch={{ optionFilterProp: 'label' }} disabled={lastYear === null} value={source} onChange={setSource} placeholder={t('library:newDialog.choose')}
                options={sources.value?.map(row => ({ value: row.id, label: `${row.projectName ?? t('library:unnamed')}${row.unitName ? `（${row.unitName}）` : ''}` }))}
              />
            </Form.Item>
            )}
        {sources.error && <ErrorNote error={sources.error} onRetry={sources.reload} />}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
