import { useEffect, useRef, useState } from 'react'
import { Button, Progress, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { CARRY_PARTS, type CarryPart } from '../../../../shared/carryOver/types'
import { editionForYear } from '../../../../shared/editions/registry'
import type { CarryManyReport, DeclarationSummary, Events } from '../../../../shared/ipc/contract'
import { call, subscribe } from '../../../state/client'
import { useStore } from '../../../state/store'
import { ErrorNote, PageHead } from '../../../ui/bits'
import { useDesk } from '../../../ui/desk'
import { useKeys, useLoad, useMenu } from '../../../ui/hooks'
import { newPlace } from '../../../ui/looks'
import { CarryChoice, PRESET_PARTS } from '../CarryChoice'
import { carried, carriedPlace, joined } from './carried'
import { CarriedPage } from './CarriedPage'
import { FormsToCarry } from './FormsToCarry'
import '../../../ui/looks.css'

interface Props {
  ids: readonly string[]
  /** The year that was asked for; the one after the last of the sources otherwise. */
  year?: number
}

/** Many forms into the next year in one go: what to take for all, each form's differences on demand, then one list of what to look at. */
export function CarryManyPage({ ids, year: wanted }: Props) {
  const done = useStore(carried, value => value?.key === ids.join())
  const [again, setAgain] = useState<readonly string[] | null>(null)
  return done && again === null
    ? <CarriedPage onAgain={setAgain} />
    : <Choose ids={again ?? ids} batch={ids} year={wanted} again={again !== null} onDone={() => setAgain(null)} />
}

interface ChooseProps extends Props {
  /** The forms of the batch, of which `ids` are a part when it is gone on with. */
  batch: readonly string[]
  /** Also those that were carried to that year before. */
  again: boolean
  onDone(): void
}

function Choose({ ids, batch, year: wanted, again, onDone }: ChooseProps) {
  const { t } = useTranslation(['carryMany', 'common', 'carryOver'])
  const desk = useDesk()
  const { editions } = desk.info
  const key = batch.join()
  const before = carried.get()
  const all = useLoad('all', () => call('library.list', {}))
  const byId = new Map(all.value?.map(form => [form.id, form]))
  const forms = ids.flatMap(id => byId.get(id) ?? [])
  const [chosenYear, setChosenYear] = useState<number | null>(wanted ?? (before?.key === key ? before.year : null))
  const year = chosenYear ?? Math.max(0, ...forms.map(form => form.year)) + 1
  const [chosenEdition, setChosenEdition] = useState<string | null>(null)
  const edition = chosenEdition ?? editionForYear(editions, year)?.id ?? null
  const [parts, setParts] = useState<readonly CarryPart[]>(PRESET_PARTS)
  const [job, setJob] = useState<string | null>(null)
  const [stopping, setStopping] = useState(false)
  const [progress, setProgress] = useState<Events['carryOver.progress'] | null>(null)
  const [stopped, setStopped] = useState(false)
  const running = useRef<string | null>(null)
  useEffect(() => subscribe('carryOver.progress', step => void (step.jobId === running.current && setProgress(step))), [])
  const inOrder = CARRY_PARTS.filter(part => parts.includes(part))
  // what is there of that year already is told before, not only refused after
  const followers = new Map<string, DeclarationSummary>(all.value?.flatMap(form => (form.year === year && form.previousId ? [[form.previousId, form]] : [])))

  const waiting = again ? forms.length : forms.filter(form => !followers.has(form.id)).length

  const run = async () => {
    if (running.current || !all.value || edition === null) return
    const jobId = crypto.randomUUID()
    running.current = jobId
    setJob(jobId)
    setProgress(null)
    setStopping(false)
    setStopped(false)
    try {
      const report: CarryManyReport = await call('carryOver.many', { ids: [...ids], year, edition, parts: inOrder, jobId, again })
      if (report.cancelled) setStopped(true)
      else {
        const last = carried.get()
        Object.assign(carriedPlace, newPlace())
        carried.set(again && last?.key === key ? { ...last, year, edition, report: joined(last.report, report) } : { key, year, edition, report, seen: new Set(), kind: null, folded: new Map() })
        onDone()
      }
    } catch (caught) {
      desk.fail(caught)
    }
    running.current = null
    setJob(null)
  }
  const stop = () => {
    if (!job) return
    setStopping(true)
    void call('carryOver.cancel', { jobId: job }).catch(desk.fail)
  }
  const { guard } = desk
  useEffect(() => (job === null ? undefined : guard(() => Promise.resolve(false))), [job, guard])
  const leave = () => (again ? onDone() : desk.go({ page: 'library' }))
  useKeys({ 'mod+enter': () => void run(), escape: () => (job ? stop() : leave()) })
  useMenu(command => void (command === 'save' && void run()))

  return (
    <>
      <PageHead title={t('title')} note={t('forms', { count: forms.length })} />
      <div className="carry" data-testid="carry-many">
        <CarryChoice
          year={year} edition={edition} proposed={chosenEdition === null} parts={parts} disabled={job !== null} onEdition={setChosenEdition} onParts={setParts}
          onYear={value => {
            setChosenYear(value)
            setChosenEdition(null)
          }}
        />
        <div className="carry-body">
          {all.error && <ErrorNote error={all.error} onRetry={all.reload} />}
          {!all.value && !all.error && <div className="empty-state"><Spin /></div>}
          {all.value && <FormsToCarry forms={forms} followers={followers} again={again} year={year} edition={edition} parts={inOrder} />}
        </div>
      </div>
      <footer className="page-foot">
        {job
          ? (
            <>
              <Button onClick={stop} loading={stopping} data-testid="stop-carry">{t('stop')}</Button>
              <Progress className="grow" percent={progress && progress.total > 0 ? Math.floor((progress.done / progress.total) * 100) : 0} data-testid="carry-progress" />
              <span className="soft carry-current" role="status">{progress ? t('progress', { ...progress }) : t('starting')}</span>
            </>
            )
          : (
            <>
              <Button onClick={leave}>{t('common:cancel')}</Button>
              <div className="grow" />
              <span className="soft" aria-live="polite">{stopped && t('stopped')}</span>
              <Button type="primary" data-testid="carry-all" disabled={forms.length === 0 || edition === null} onClick={() => void run()}>{t('run', { count: waiting || forms.length, year })}</Button>
            </>
            )}
      </footer>
    </>
  )
}
