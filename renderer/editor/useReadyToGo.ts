import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useStable } from '../ui/hooks'
import type { Editor } from './editor'

/**
 * Before the declaration leaves the screen or goes on paper: everything is stored, and what cannot be read is a person's to give up.
 * Answers whether to go on.
 */
export function useReadyToGo(): (editor: Editor) => Promise<boolean> {
  const { modal } = App.useApp()
  const { t } = useTranslation(['editor', 'errors'])

  const ask = (options: { title: string; content?: string; okText: string; cancelText: string }): Promise<boolean> => new Promise(resolve => {
    void modal.confirm({ ...options, okButtonProps: { danger: true }, autoFocusButton: 'cancel', onOk: () => resolve(true), onCancel: () => resolve(false) })
  })

  return useStable(async ({ session, goTo }: Editor) => {
    const unread = Object.entries(session.store.get().unread)
    const [first] = unread
    if (first) {
      const [key, text] = first
      const goOn = await ask({ title: t('unreadLeave', { count: unread.length }), content: t('unreadLeaveNote', { text }), okText: t('goOnAnyway'), cancelText: t('goToUnread') })
      if (!goOn) {
        goTo(key)
        return false
      }
    }
    if (await session.flush()) return true
    const { save } = session.store.get()
    return ask({ title: t('leaveUnsaved'), content: save.kind === 'failed' ? t(`errors:${save.error.code}`, save.error.params) : undefined, okText: t('leaveAnyway'), cancelText: t('stay') })
  })
}
