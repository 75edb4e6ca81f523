import { useEffect, useRef, useState } from 'react'
import { Alert, App, Button, Modal, Progress } from 'antd'
import { FolderOpenOutlined, SaveOutlined } from '@ant-design/icons'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { ErrorValue } from '../../../shared/errors'
import type { Events, OutputOf } from '../../../shared/ipc/contract'
import { call, errorOf, subscribe } from '../../state/client'
import { ErrorNote } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useFocusBack, useLoad } from '../../ui/hooks'
import { useRestore } from './useRestore'
import './settings.css'

const MEGABYTE = 1024 * 1024
/** The steps of a backup, by how much of the whole they are. */
const STEPS = { collect: [0, 40], write: [40, 40], verify: [80, 20] } as const

/** Everything as one file to take away; the copies that the program makes by itself; and the way back from either. */
export function Backups() {
  const { t } = useTranslation('backup')
  const { fail } = useDesk()
  const { value, error, reload } = useLoad('backups', () => call('backup.list', {}))
  const [target, setTarget] = useState<{ token: string; name: string } | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const restore = useRestore(fail)

  const trying = (work: () => Promise<void>) => () => void work().catch(fail)
  const make = trying(async () => setTarget(await call('backup.chooseFolder', {})))
  const fromFile = trying(async () => {
    const chosen = await call('backup.chooseFile', {})
    if (chosen) await restore(chosen.token)
  })
  const copies = value?.copies ?? []
  const shown = showsAll ? copies : copies.slice(0, 7)
  return (
    <section className="sheet-card editions-card" data-testid="backups">
      <div className="card-head">
        <h2>{t('title')}</h2>
        <span className="card-actions">
          <Button icon={<SaveOutlined />} onClick={make} data-testid="make-backup">{t('make')}</Button>
          <Button icon={<FolderOpenOutlined />} onClick={fromFile} data-testid="restore-file">{t('fromFile')}</Button>
        </span>
      </div>
      <p className="faint">{t('note')}</p>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {value && copies.length === 0 && <p className="faint" data-testid="no-copies">{t('none')}</p>}
      {copies.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('column.at')}</th>
              <th>{t('column.kind')}</th>
              <th className="right">{t('column.declarations')}</th>
              <th className="right">{t('column.size')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {shown.map(copy => {
              const at = dayjs(copy.at).format('YYYY-MM-DD HH:mm')
              return (
                <tr key={copy.name} data-testid="backup-copy" data-kind={copy.kind} title={copy.name}>
                  <td className="number">{at}</td>
                  <td className="soft">{t(`kind.${copy.kind}`)}</td>
                  <td className="right number">{copy.declarations === null ? <span className="faint">{t('unreadable')}</span> : t('forms', { count: copy.declarations })}</td>
                  <td className="right number soft">{t('megabytes', { size: (copy.bytes / MEGABYTE).toFixed(1) })}</td>
                  <td className="right">{copy.declarations !== null && <Button size="small" onClick={() => void restore(copy.token)} aria-label={t('restoreOf', { at })} data-testid="restore-copy">{t('restore')}</Button>}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {copies.length > shown.length && <Button type="link" size="small" onClick={() => setShowsAll(true)}>{t('showAll', { count: copies.length })}</Button>}
      {target && <MakeDialog target={target} onClose={() => { setTarget(null); reload() }} />}
    </section>
  )
}

/** Writes the backup while it is open, and says what came of it. */
function MakeDialog({ target, onClose }: { target: { token: string; name: string }; onClose(): void }) {
  const { t } = useTranslation(['backup', 'common'])
  const { message } = App.useApp()
  const job = useRef('')
  const [progress, setProgress] = useState<Omit<Events['backup.progress'], 'jobId'>>({ step: 'collect', share: 0 })
  const [outcome, setOutcome] = useState<{ made: OutputOf<'backup.make'> } | { error: ErrorValue } | null>(null)
  useFocusBack()
  useEffect(() => subscribe('backup.progress', ({ jobId, ...step }) => void (jobId === job.current && setProgress(step))), [])
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const jobId = crypto.randomUUID()
    job.current = jobId
    call('backup.make', { jobId, folder: target.token }).then(made => job.current === jobId && setOutcome({ made }), (caught: unknown) => {
      if (job.current !== jobId) return
      const error = errorOf(caught)
      if (error.code !== 'cancelled') return setOutcome({ error })
      void message.info(t('backup:stopped'))
      close.current()
    })
    return () => {
      job.current = ''
      void call('backup.cancel', { jobId }).catch(() => undefined)
    }
  }, [target.token, message, t])
  const stop = (): void => void call('backup.cancel', { jobId: job.current }).catch(() => undefined)
  const [before, size] = STEPS[progress.step]
  return (
    <Modal
      open title={t('backup:making', { folder: target.name })} width={560} maskClosable={false} onCancel={outcome ? onClose : stop}
      footer={outcome
        ? <Button type="primary" autoFocus onClick={onClose} data-testid="close-backup">{t('common:close')}</Button>
        : <Button autoFocus onClick={stop} data-testid="stop-backup">{t('common:cancel')}</Button>}
    >
      <div aria-live="polite">
        {outcome === null && (
          <>
            <p className="soft">{t(`backup:step.${progress.step}`)}</p>
            <Progress percent={Math.round(before + size * progress.share)} />
          </>
        )}
        {outcome && 'made' in outcome && <Alert type="success" showIcon data-testid="backup-made" title={t('backup:made', { count: outcome.made.declarations })} description={<><strong className="wraps">{outcome.made.name}</strong><br />{t('backup:madeNote', { size: (outcome.made.bytes / MEGABYTE).toFixed(1) })}</>} />}
        {outcome && 'error' in outcome && <Alert type="error" showIcon data-testid="backup-failed" title={t(`errors:${outcome.error.code}`, outcome.error.params)} description={t('backup:failedNote')} />}
      </div>
    </Modal>
  )
}
