import { App, Button, Select } from 'antd'
import { DisconnectOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { call } from '../../state/client'
import { useDesk } from '../../ui/desk'
import { useLoad } from '../../ui/hooks'
import { useDeclaration, useEditor, useSessionState } from '../editor'

/** Which declaration is last year's, and choosing another one. It is stored at once, for it is no value of the form. */
export function LastYearChoice({ onLinked }: { onLinked: () => void }) {
  const { session } = useEditor()
  const { t } = useTranslation('lookBack')
  const { message } = App.useApp()
  const { fail } = useDesk()
  const previous = useSessionState(state => state.previous)
  const linked = useDeclaration(declaration => declaration.previousId)
  const year = useDeclaration(declaration => declaration.year)
  const forms = useLoad('all', () => call('library.list', {}))
  const earlier = (forms.value ?? []).filter(form => form.year < year && form.id !== session.id).sort((a, b) => b.year - a.year || (a.projectName ?? '').localeCompare(b.projectName ?? '', 'zh'))

  const link = async (previousId: string | null): Promise<void> => {
    try {
      if (!(await session.flush())) return
      await call('declaration.link', { id: session.id, previousId })
      void message.success(t(previousId === null ? 'unlinked' : 'linked'))
      onLinked()
    } catch (caught) {
      fail(caught)
    }
  }
  return (
    <div className="last-year-choice">
      <label htmlFor="last-year-form">{t('lastYearForm')}</label>
      <Select
        id="last-year-form" data-testid="last-year-form" value={previous?.id ?? null} loading={forms.loading} placeholder={t('noLastYearForm')}
        showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} notFoundContent={t('noEarlier')}
        options={earlier.map(form => ({ value: form.id, label: t('formOf', { year: form.year, name: form.projectName || t('unnamed'), unit: form.unitName ?? '' }) }))}
        onChange={id => id !== linked && void link(id)}
      />
      <span className="faint">{previous && t(linked === previous.id ? 'isLinked' : 'isByName')}</span>
      {linked !== null && <Button type="text" size="small" icon={<DisconnectOutlined />} onClick={() => void link(null)} data-testid="unlink">{t('unlink')}</Button>}
    </div>
  )
}
