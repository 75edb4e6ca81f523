import { App, Button, Drawer, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../state/client'
import { useDesk } from '../ui/desk'
import { useLoad } from '../ui/hooks'
import { ErrorNote } from '../ui/bits'
import { useEditor } from './editor'

/** Kept copies of the whole declaration; one of them can take its place, and what it was is kept before. */
export function HistoryDrawer({ onClose, onRestored }: { onClose: () => void; onRestored: () => void }) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const { modal, message } = App.useApp()
  const { fail } = useDesk()
  const { value, error, reload } = useLoad(session.id, async () => {
    await session.flush()
    return call('declaration.versions', { id: session.id })
  })
  const restore = (version: number, at: string): void => {
    void modal.confirm({
      title: t('restoreAsk', { at }),
      content: t('restoreNote'),
      okText: t('restore'),
      async onOk() {
        try {
          if (!(await session.flush())) return
          await call('declaration.restoreVersion', { id: session.id, version })
          void message.success(t('restored'))
          onRestored()
        } catch (caught) {
          fail(caught)
        }
      },
    })
  }
  return (
    <Drawer open title={t('history')} size={380} onClose={onClose} data-testid="history-drawer">
      <p className="soft">{t('historyNote')}</p>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {value?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noVersions')} />}
      <ul className="versions">
        {value?.map(({ version, at, reason }) => {
          const when = new Date(at).toLocaleString('zh-CN', { hour12: false })
          return (
            <li key={version}>
              <div>
                <div className="number">{when}</div>
                <div className="faint">{t(`versionReason.${reason}`, { defaultValue: reason })}</div>
              </div>
              <Button size="small" onClick={() => restore(version, when)}>{t('restore')}</Button>
            </li>
          )
        })}
      </ul>
    </Drawer>
  )
}
