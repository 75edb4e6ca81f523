import { CheckCircleOutlined, LoadingOutlined, WarningFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEditor, useSessionState } from './editor'

const time = (iso: string): string => new Date(iso).toLocaleTimeString('zh-CN', { hour12: false })

/** 已保存 only when the store has everything; a failure with its reason and a way to try at once. */
export function SaveMark() {
  const { session } = useEditor()
  const { t } = useTranslation(['editor', 'errors'])
  const save = useSessionState(state => state.save)
  return (
    <span className={`save-mark ${save.kind}`} role="status" aria-live="polite" data-testid="save-state" data-state={save.kind}>
      {save.kind === 'saved' && <><CheckCircleOutlined aria-hidden /> {save.at === null ? t('saved') : t('savedAt', { time: time(save.at) })}</>}
      {save.kind === 'saving' && <><LoadingOutlined aria-hidden /> {t('saving')}</>}
      {save.kind === 'failed' && (
        <span role="alert" title={t(`errors:${save.error.code}`, save.error.params)}>
          <WarningFilled aria-hidden />
          <span className="why">{t('saveFailed', { why: t(`errors:${save.error.code}`, save.error.params) })}</span>
          <Button size="small" danger onClick={() => void session.flush()}>{t('retry')}</Button>
        </span>
      )}
    </span>
  )
}
