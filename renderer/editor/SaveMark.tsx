import { useState } from 'react'
import { CheckCircleOutlined, LoadingOutlined, WarningFilled } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ErrorValue } from '../../shared/errors'
import { useEditor, useSessionState } from './editor'

const time = (iso: string): string => new Date(iso).toLocaleTimeString('zh-CN', { hour12: false })

/** 已保存 only when the store has everything. */
export function SaveMark() {
  const { t } = useTranslation('editor')
  const save = useSessionState(state => state.save)
  return (
    <span className={`save-mark ${save.kind}`} role="status" aria-live="polite" data-testid="save-state" data-state={save.kind}>
      {save.kind === 'saved' && <><CheckCircleOutlined aria-hidden /> {save.at === null ? t('saved') : t('savedAt', { time: time(save.at) })}</>}
      {save.kind === 'saving' && <><LoadingOutlined aria-hidden /> {t('saving')}</>}
      {save.kind === 'failed' && (
        <span><WarningFilled aria-hidden /> {t('notSaved')}</span>
      )}
    </span>
  )
}

/** Over the fields while the store refuses what was typed: the whole reason, and a way to try at once. Stays while a new try is on its way. */
export function SaveFailure() {
  const { session } = useEditor()
  const { t } = useTranslation(['editor', 'errors'])
  const save = useSessionState(state => state.save)
  const [failure, setFailure] = useState<ErrorValue | null>(null)
  if (save.kind === 'failed' && failure !== save.error) setFailure(save.error)
  if (save.kind === 'saved' && failure !== null) setFailure(null)
  if (failure === null || save.kind === 'saved') return null
  return (
    <Alert
      banner type="error" showIcon data-testid="save-failure"
      title={t('saveFailed', { why: t(`errors:${failure.code}`, failure.params) })}
      action={<Button size="small" danger loading={save.kind === 'saving'} onClick={() => void session.flush()}>{t('retry')}</Button>}
    />
  )
}
