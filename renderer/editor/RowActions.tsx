import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { RowActions as Actions } from './rowKeys'

/** The row's actions for the mouse; the keyboard has keys for them, so they are no stops on the way of Tab. */
export function RowActions({ name, actions }: { name: string; actions: Actions }) {
  const { t } = useTranslation('editor')
  const button = (icon: React.ReactNode, title: string, act: () => void, testId: string) => (
    <button type="button" tabIndex={-1} title={title} aria-label={`${title} ${name}`} onClick={act} data-testid={testId}>{icon}</button>
  )
  return (
    <span className="row-actions">
      {button(<ArrowUpOutlined />, t('moveUp'), () => actions.move(-1), 'row-up')}
      {button(<ArrowDownOutlined />, t('moveDown'), () => actions.move(1), 'row-down')}
      {button(<CopyOutlined />, t('duplicateRow'), actions.duplicate, 'row-duplicate')}
      {button(<DeleteOutlined />, t('deleteRow'), actions.remove, 'row-delete')}
    </span>
  )
}
