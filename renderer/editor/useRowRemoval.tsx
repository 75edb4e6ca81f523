import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useStable } from '../ui/hooks'
import { useEditor } from './editor'
import { freshRowId } from './indicatorEdits'
import { focusCell } from './rowKeys'

/** Removes a row and offers, for some seconds, to bring this very row back whatever happened since. */
export function useRowRemoval(): (list: 'indicators' | 'subProjects', id: string) => void {
  const { session } = useEditor()
  const { message } = App.useApp()
  const { t } = useTranslation('editor')
  return useStable((list: 'indicators' | 'subProjects', id: string) => {
    const rows = session.declaration[list]
    const at = rows.findIndex(row => row.id === id)
    const row = rows[at]
    if (!row) return
    session.edit([{ op: 'remove', list, at }], { where: list })
    const beside = rows[at + 1] ?? rows[at - 1]
    if (beside) focusCell(`${list}/${beside.id}/name`)
    const key = `removed-${list}-${id}`
    void message.info({
      key, duration: 6,
      content: (
        <span>
          {t('rowDeleted', { name: row.name || t('blankRow') })}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key)
              const { declaration } = session
              const taken = declaration[list].some(other => other.id === row.id)
              const back = taken ? { ...row, id: freshRowId(declaration, list) } : row
              session.edit([{ op: 'insert', list, at: Math.min(at, declaration[list].length), row: back }], { where: list })
              focusCell(`${list}/${back.id}/name`)
            }}
          >
            {t('undo')}
          </Button>
        </span>
      ),
    })
  })
}
