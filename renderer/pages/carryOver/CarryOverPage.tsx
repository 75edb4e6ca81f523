import { useMemo, useState } from 'react'
import { Alert, App, Button, Checkbox, InputNumber, Select, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { CARRY_PARTS, type CarryOverResult, type CarryPart } from '../../../shared/carryOver/types'
import { editionForYear } from '../../../shared/editions/registry'
import { call, errorOf } from '../../state/client'
import { ErrorNote, PageHead, useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useKeys, useLoad, useMenu } from '../../ui/hooks'
import { changeView } from '../library/view'
import { countChanges, Results } from './Results'

const PRESET: readonly CarryPart[] = CARRY_PARTS.filter(part => part !== 'remarks')

interface Props {
  ids: readonly string[]
  /** The year that was asked for; the one after the last of the sources otherwise. */
  year?: number
}

/** This year's declarations from last year's: what to take, then every difference, then the new forms. */
export function CarryOverPage({ ids, year: wanted }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const desk = useDesk()
  const editionName = useEditionName()
  const { editions } = desk.info
  const sources = useLoad(`carry ${ids.join()}`, async () => {
    const opened = []
    for (const id of ids) opened.push(await call('declaration.open', { id }))
    return opened.map(({ declaration }) => declaration)
  })
  const newest = Math.max(0, ...(sources.value ?? []).map(source => source.year))
  const [chosenYear, setChosenYear] = useState<number | null>(wanted ?? null)
  const year = chosenYear ?? newest + 1
  const [chosenEdition, setChosenEdition] = useState<string | null>(null)
  const edition = chosenEdition ?? editionForYear(editions, year)?.id ?? null
  const [parts, setParts] = useState<readonly CarryPart[]>(PRESET)
  const [takenBack, setTakenBack] = useState<ReadonlyMap<string, ReadonlySet<string>>>(new Map())
  const [done, setDone] = useState<number | null>(null)
  const [failures, setFailures] = useState<{ name: string; words: string }[]>([])

  const inOrder = CARRY_PARTS.filter(part => parts.includes(part))
  const results = useLoad(JSON.stringify([sources.value !== undefined, year, edition, inOrder]), async () => {
    const made: { id: string; result: CarryOverResult }[] = []
    if (sources.value) for (const id of ids) made.push({ id, result: await call('carryOver.preview', { id, year, edition, parts: inOrder }) })
    return sources.value ? made : undefined
  })
  const target = editions.find(entry => entry.id === edition)
  const counts = useMemo(() => ({
    changes: (results.value ?? []).reduce((sum, { result }) => sum + countChanges(result), 0),
    questions: (results.value ?? []).reduce((sum, { result }) => sum + result.ask.length, 0),
  }), [results.value])

  const takeBack = (id: string) => (field: string, back: boolean) => {
    setTakenBack(before => {
      const fields = new Set(before.get(id))
      if (back) fields.add(field)
      else fields.delete(field)
      return new Map(before).set(id, fields)
    })
  }
  const create = async () => {
    if (done !== null || !results.value || results.loading) return
    setFailures([])
    const made: string[] = []
    const failed: typeof failures = []
    for (const [at, { id, result }] of results.value.entries()) {
      setDone(at)
      try {
        made.push((await call('carryOver.create', { id, year, edition, parts: inOrder, takenBack: [...(takenBack.get(id) ?? [])] })).id)
      } catch (caught) {
        const error = errorOf(caught)
        failed.push({ name: result.declaration.projectName ?? t('library:unnamed'), words: t(`errors:${error.code}`, error.params) })
      }
    }
    setDone(null)
    const [first] = made
    if (first === undefined || failed.length > 0) return setFailures(failed)
    void message.success(t('carryOver:created', { count: made.length, year }))
    changeView({ year, query: '', unitName: null, activeId: first })
    desk.go(made.length === 1 ? { page: 'editor', id: first } : { page: 'library' })
  }
  useKeys({ 'mod+enter': () => void create(), 'mod+s': () => void create(), escape: () => desk.go({ page: 'library' }) })
  useMenu(command => void (command === 'save' && void create()))

  const one = ids.length === 1 ? sources.value?.[0] : undefined
  return (
    <>
      <PageHead title={t('carryOver:title')} note={one ? `${one.projectName ?? t('library:unnamed')}（${one.year}）` : t('carryOver:many', { count: ids.length })} />
      <div className="carry" data-testid="carry-over">
        <aside className="carry-choice">
          <div className="choice">
            <label htmlFor="carry-year">{t('carryOver:year')}</label>
            <InputNumber id="carry-year" data-testid="carry-year" min={1990} max={2100} precision={0} value={year} onChange={value => { if (value) { setChosenYear(value); setChosenEdition(null) } }} />
          </div>
          <div className="choice">
            <label htmlFor="carry-edition">{t('carryOver:edition')}</label>
            <Select id="carry-edition" value={edition} onChange={setChosenEdition} options={editions.map(({ id }) => ({ value: id, label: editionName(id) }))} popupMatchSelectWidth={false} />
            <p className="faint">{chosenEdition === null ? t('carryOver:editionProposed', { year }) : t('carryOver:editionChosen')}</p>
          </div>
          <fieldset className="choice">
            <legend>{t('carryOver:parts')}</legend>
            {CARRY_PARTS.map(part => (
              <Checkbox key={part} checked={parts.includes(part)} data-testid={`part-${part}`} onChange={event => setParts(before => (event.target.checked ? [...before, part] : before.filter(other => other !== part)))}>
                {t(`carryOver:part.${part}`)}
                <small className="faint">{t(`carryOver:partText.${part}`)}</small>
              </Checkbox>
            ))}
          </fieldset>
        </aside>
        <div className="carry-body">
          {failures.length > 0 && <Alert type="error" showIcon title={t('carryOver:someFailed', { count: failures.length })} description={<ul className="failures">{failures.map(failure => <li key={failure.name}><strong>{failure.name}</strong>{failure.words}</li>)}</ul>} />}
          {sources.error && <ErrorNote error={sources.error} onRetry={sources.reload} />}
          {results.error && <ErrorNote error={results.error} onRetry={results.reload} />}
          {!results.value && !results.error && !sources.error && <div className="empty-state"><Spin /></div>}
          {results.value && <Results results={results.value} edition={target} takenBack={takenBack} takeBack={takeBack} />}
        </div>
      </div>
      <footer className="page-foot">
        <Button onClick={() => desk.go({ page: 'library' })}>{t('common:cancel')}</Button>
        <div className="grow" />
        <span className="soft" aria-live="polite">{results.value && t('carryOver:summary', counts)}</span>
        <Button type="primary" data-testid="create-carry" loading={done !== null} disabled={!results.value || results.loading || edition === null} onClick={() => void create()}>
          {done !== null && ids.length > 1 ? t('carryOver:creating', { done: done + 1, total: ids.length }) : ids.length > 1 ? t('carryOver:createMany', { count: ids.length, year }) : t('carryOver:create', { year })}
        </Button>
      </footer>
    </>
  )
}

