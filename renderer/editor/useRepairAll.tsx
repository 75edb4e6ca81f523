import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useStable } from '../ui/hooks'
import { useDesk } from '../ui/desk'
import { useEditor } from './editor'
import { repairAll } from './findings'

const KEY = 'repaired'

/** Repairs all that is certain as one step, and offers to take it back for as long as nothing else is done. */
export function useRepairAll(): () => void {
  const editor = useEditor()
  const { profile } = useDesk().info.checks
  const { t } = useTranslation('editor')
  const { message } = App.useApp()
  return useStable(() => {
    const { session } = editor
    const where = editor.findings.checkNow().all.find(shown => shown.kept === null && shown.finding.repair)?.key
    const { patches, count } = repairAll(session.declaration, session.edition, profile)
    if (where === undefined || patches.length === 0 || !session.edit(patches, { where })) return
    editor.findings.checkNow()
    const repaired = session.declaration
    const end = session.store.subscribe(() => {
      if (session.declaration === repaired) return
      end()
      message.destroy(KEY)
    })
    void message.success({
      key: KEY, duration: 8,
      content: (
        <span>
          {t('repaired', { count })}
          <Button type="link" size="small" data-testid="undo-repairs" onClick={() => editor.step('undo')}>{t('undo')}</Button>
        </span>
      ),
    })
  })
}
