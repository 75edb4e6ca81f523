import { useEffect, useState } from 'react'
import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Events } from '../../../shared/ipc/contract'
import { call, subscribe } from '../../state/client'
import { useKeys } from '../../ui/hooks'

/** What is being read, how far it is, and that it can be stopped. */
export function Reading({ jobId, name }: { jobId: string; name: string }) {
  const { t } = useTranslation()
  const [step, setStep] = useState<Events['import.progress'] | null>(null)
  const [stopping, setStopping] = useState(false)
  useEffect(() => subscribe('import.progress', next => void (next.jobId === jobId && setStep(next))), [jobId])
  const stop = () => {
    setStopping(true)
    // where it ends by itself meanwhile there is nothing to stop
    void call('import.cancel', { jobId }).catch(() => {})
  }
  useKeys({ escape: stop })
  return (
    <div className="empty-state reading" data-testid="reading">
      <p className="soft" role="status">{t('review:reading', { name: step?.current ?? name })}</p>
      <Progress percent={step ? Math.floor(((step.done + step.share) / Math.max(1, step.total)) * 100) : 0} aria-label={t('review:reading', { name })} />
      {step && step.total > 1 && <p className="faint">{t('review:readingOf', { done: step.done + 1, total: step.total })}</p>}
      <Button onClick={stop} loading={stopping} data-testid="stop-reading">{t('review:stopReading')}</Button>
    </div>
  )
}
