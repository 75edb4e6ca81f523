import { useState } from 'react'
import { App, Button, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { CARRY_PARTS, type CarryPart } from '../../../shared/carryOver/types'
import { editionForYear } from '../../../shared/editions/registry'
import { call } from '../../state/client'
import { ErrorNote, PageHead } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useKeys, useLoad, useMenu, useStable } from '../../ui/hooks'
import { changeView } from '../library/view'
import { CarryChoice, PRESET_PARTS } from './CarryChoice'
import { acceptRest, decidable, decide, decisionOn, UNDECIDED, type Decision, type Decisions } from './decisions'
import { Changes, countChanges, Questions } from './Differences'

interface Props {
  id: string
  /** The year that was asked for; the one after the source's otherwise. */
  year?: number
}

/** This year's declaration from last year's: what to take, then every difference, then the new form. */
export function CarryOverPage({ id, year: wanted }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const desk = useDesk()
  const { editions } = desk.info
  const source = useLoad(`carry ${id}`, async () => (await call('declaration.open', { id })).declaration)
  const [chosenYear, setChosenYear] = useState<number | null>(wanted ?? null)
  const year = chosenYear ?? (source.value?.year ?? 0) + 1
  const [chosenEdition, setChosenEdition] = useState<string | null>(null)
  const edition = chosenEdition ?? editionForYear(editions, year)?.id ?? null
  const [parts, setParts] = useState<readonly CarryPart[]>(PRESET_PARTS)
  const [decisions, setDecisions] = useState<Decisions>(UNDECIDED)
  const [creating, setCreating] = useState(false)

  const inOrder = CARRY_PARTS.filter(part => parts.includes(part))
  const preview = useLoad(JSON.stringify([source.value !== undefined, year, edition, inOrder]), async () => (
    source.value ? await call('carryOver.preview', { id, year, edition, parts: inOrder }) : undefined
  ))
  const result = preview.value
  const target = editions.find(entry => entry.id === edition)

  const onDecide = useStable((key: string, decision: Decision) => setDecisions(before => decide(before, key, decision)))
  const acceptAll = () => result && setDecisions(before => acceptRest(before, result.changes))
  const all = result ? decidable(result.changes) : []
  const open = all.filter(key => decisionOn(decisions, key) === null).length
  const create = async () => {
    if (creating || !result || preview.loading) return
    setCreating(true)
    try {
      const made = await call('carryOver.create', { id, year, edition, parts: inOrder, takenBack: [...decisions.takenBack], accepted: [...decisions.accepted] })
      void message.success(t('carryOver:created', { count: 1, year }))
      changeView({ year, query: '', unitName: null, activeId: made.id })
      desk.go({ page: 'editor', id: made.id })
    } catch (caught) {
      desk.fail(caught)
    }
    setCreating(false)
  }
  useKeys({ 'mod+enter': () => void create(), 'mod+s': () => void create(), escape: () => desk.go({ page: 'library' }) })
  useMenu(command => void (command === 'save' && void create()))

  return (
    <>
      <PageHead title={t('carryOver:title')} note={source.value && `${source.value.projectName ?? t('library:unnamed')}（${source.value.year}）`} />
      <div className="carry" data-testid="carry-over">
        <CarryChoice
          year={year} edition={edition} proposed={chosenEdition === null} parts={parts} onEdition={setChosenEdition} onParts={setParts}
          onYear={value => {
            setChosenYear(value)
            setChosenEdition(null)
          }}
        />
        <div className="carry-body">
          {source.error && <ErrorNote error={source.error} onRetry={source.reload} />}
          {preview.error && <ErrorNote error={preview.error} onRetry={preview.reload} />}
          {!result && !preview.error && !source.error && <div className="empty-state"><Spin /></div>}
          {result && (
            <>
              <section className="sheet-card">
                <h2>{t('carryOver:questions', { count: result.ask.length })}</h2>
                {result.ask.length > 0 ? <Questions ask={result.ask} declaration={result.declaration} edition={target} /> : <p className="soft">{t('carryOver:noQuestions')}</p>}
              </section>
              <section className="sheet-card">
                <div className="changes-head">
                  <h2>{t('carryOver:changes', { count: countChanges(result) })}</h2>
                  {all.length > 0 && (
                    <>
                      <span className="faint">{t('carryOver:keys')}</span>
                      <span className="grow" />
                      <span className="soft" role="status">{open === 0 ? t('carryOver:allDecided') : t('carryOver:undecided', { count: open })}</span>
                      <Button size="small" disabled={open === 0} onClick={acceptAll} data-testid="accept-all">{t('carryOver:acceptAll')}</Button>
                    </>
                  )}
                </div>
                {result.changes.length > 0
                  ? <Changes changes={result.changes} declaration={result.declaration} edition={target} decisions={decisions} onDecide={onDecide} />
                  : <p className="soft">{t('carryOver:noChanges')}</p>}
              </section>
            </>
          )}
        </div>
      </div>
      <footer className="page-foot">
        <Button onClick={() => desk.go({ page: 'library' })}>{t('common:cancel')}</Button>
        <div className="grow" />
        <span className="soft" aria-live="polite">{result && t('carryOver:summary', { changes: countChanges(result), questions: result.ask.length })}</span>
        <Button type="primary" data-testid="create-carry" loading={creating} disabled={!result || preview.loading || edition === null} onClick={() => void create()}>{t('carryOver:create', { year })}</Button>
      </footer>
    </>
  )
}
