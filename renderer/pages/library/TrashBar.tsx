import { App, Button } from 'antd'
import { DeleteOutlined, UndoOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { call } from '../../state/client'

interface Props {
  total: number
  chosen: string[]
  act(work: () => Promise<unknown>, done?: string): Promise<void>
  clear(): void
  /** Asks, then removes for good. */
  onRemove(ids: string[]): void
}

/** What can be done in the trash: take back, remove some for ever, or all of it, after saying how many. */
export function TrashBar({ total, chosen, act, clear, onRemove }: Props) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const empty = () => void modal.confirm({
    title: t('library:trash.emptyTitle', { count: total }),
    content: t('library:trash.emptyText'),
    okText: t('library:trash.emptyOk', { count: total }),
    okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-empty-trash' } },
    autoFocusButton: 'cancel',
    onOk: () => {
      message.destroy('trashed')
      return act(() => call('library.emptyTrash', {}), t('library:trash.emptied', { count: total }))
    },
  })
  return (
    <div className="bar">
      <Button
        icon={<UndoOutlined />} disabled={chosen.length === 0} data-testid="restore"
        onClick={() => { clear(); void act(() => call('library.restore', { ids: chosen }), t('library:trash.restored', { count: chosen.length })) }}
      >
        {t('library:trash.restore')}
      </Button>
      <Button icon={<DeleteOutlined />} disabled={chosen.length === 0} data-testid="remove-selected" onClick={() => onRemove(chosen)}>{t('library:trash.remove')}</Button>
      <span className="soft">{chosen.length > 0 && t('library:selected', { count: chosen.length })}</span>
      <div className="grow" />
      <Button danger disabled={total === 0} data-testid="empty-trash" onClick={empty}>{t('library:trash.empty')}</Button>
    </div>
  )
}
