import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDeclaration, useEditor, useSessionState } from '../editor'
import { isRenamed, withoutLastYears } from './renamed'

/** Beside a name that is not last year's: another name is another project, which has no figures of last year. They are emptied when the person says so. */
export function Renamed() {
  const { session } = useEditor()
  const { t } = useTranslation('lookBack')
  const before = useSessionState(({ previous, declaration }) => (isRenamed(previous, declaration) ? (previous?.projectName ?? null) : null))
  const figures = useDeclaration(({ lastYearBudget, lastYearExecuted }) => lastYearBudget !== null || lastYearExecuted !== null)
  if (before === null || !figures) return null
  return (
    <div className="last-year renamed" role="status" data-testid="renamed">
      {t('renamed', { name: before })}
      <Button type="link" size="small" className="quiet" onClick={() => session.edit(withoutLastYears(session.declaration), { where: 'projectName' })}>{t('emptyLastYears')}</Button>
    </div>
  )
}
