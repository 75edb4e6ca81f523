import type { ReactNode } from 'react'
import { ArrowLeftOutlined, AuditOutlined, ExportOutlined, FileSearchOutlined, HistoryOutlined, MoreOutlined, PrinterOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Badge, Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { STATUSES } from '../../shared/declaration/model'
import { MenuAt, StatusTag } from '../ui/bits'
import { shallowSame } from '../state/store'
import { useDeclaration, useEdition, useEditor, useFindings, useSessionState, useUi } from './editor'
import { LOOK_KEYS, LOOKS, type Look } from './lookBack/looks'
import { SaveMark } from './SaveMark'

interface Props {
  onBack: () => void
  onExport: () => void
  onPrint: () => void
  onHistory: () => void
  onLook: (look: Look) => void
}

/** Over the form: back, the name, how far it is saved, undo, and what opens beside it. */
export function EditorHeader({ onBack, onExport, onPrint, onHistory, onLook }: Props) {
  const editor = useEditor()
  const { t, i18n } = useTranslation(['editor', 'common', 'lookBack'])
  const edition = useEdition()
  const { name, year, status } = useDeclaration(({ projectName, year: formYear, status: formStatus }) => ({ name: projectName, year: formYear, status: formStatus }), shallowSame)
  const { canUndo, canRedo } = useSessionState(state => ({ canUndo: state.canUndo, canRedo: state.canRedo }), shallowSame)
  const { errors, warnings } = useFindings(state => ({ errors: state.errors, warnings: state.warnings + state.hints }), shallowSame)
  const dock = useUi(ui => ui.dock)
  const editionName = (i18n.language === 'en' && edition.name.en) || edition.name.zh
  const iconButton = (icon: ReactNode, title: string, keys: string, act: () => void, testId: string, disabled = false) => (
    <Tooltip title={keys ? `${title} ${keys}` : title} mouseEnterDelay={0.5}>
      <Button type="text" icon={icon} aria-label={title} disabled={disabled} onClick={act} data-testid={testId} />
    </Tooltip>
  )
  const toggle = (which: 'preview' | 'findings'): void => editor.update({ dock: dock === which ? null : which })
  return (
    <header className="editor-head">
      {iconButton(<ArrowLeftOutlined />, t('back'), 'Alt+←', onBack, 'back')}
      <div className="editor-title">
        <h1 title={name ?? undefined}>{name || t('unnamed')}</h1>
        <span className="faint" title={editionName}>{t('yearEdition', { year, edition: editionName })}</span>
      </div>
      <MenuAt
        menu={{
          selectedKeys: [status],
          items: STATUSES.map(key => ({ key, label: t(`common:status.${key}`) })),
          onClick: ({ key }) => editor.session.edit([{ op: 'set', path: 'status', value: key }], { where: 'status' }),
        }}
      >
        <button type="button" className="status-button" aria-label={t('changeStatus')} data-testid="status"><StatusTag status={status} /></button>
      </MenuAt>
      <SaveMark />
      <span className="grow" />
      {iconButton(<UndoOutlined />, t('undo'), 'Ctrl+Z', () => editor.step('undo'), 'undo', !canUndo)}
      {iconButton(<RedoOutlined />, t('redo'), 'Ctrl+Y', () => editor.step('redo'), 'redo', !canRedo)}
      {iconButton(<HistoryOutlined />, t('history'), '', onHistory, 'history')}
      <MenuAt
        menu={{
          items: LOOKS.map(key => ({ key, label: t(`lookBack:tab.${key}`), extra: LOOK_KEYS[key].toUpperCase() })),
          onClick: ({ key }) => onLook(key as Look),
        }}
      >
        <Button type="text" icon={<MoreOutlined />} aria-label={t('lookBack:menu')} title={t('lookBack:menu')} data-testid="editor-more" />
      </MenuAt>
      <Badge count={errors} size="small" offset={[-4, 4]} title={t('errors', { count: errors })}>
        <Button type={dock === 'findings' ? 'primary' : 'default'} ghost={dock === 'findings'} icon={<AuditOutlined />} aria-pressed={dock === 'findings'} onClick={() => toggle('findings')} data-testid="findings-toggle">
          {t('findings')}{warnings > 0 && errors === 0 ? ` ${warnings}` : ''}
        </Button>
      </Badge>
      <Tooltip title="F9" mouseEnterDelay={0.5}>
        <Button type={dock === 'preview' ? 'primary' : 'default'} ghost={dock === 'preview'} icon={<FileSearchOutlined />} aria-pressed={dock === 'preview'} onClick={() => toggle('preview')} data-testid="preview-toggle">{t('previewButton')}</Button>
      </Tooltip>
      <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid="print">{t('print')}</Button>
      <Button type="primary" icon={<ExportOutlined />} onClick={onExport} data-testid="export">{t('export')}</Button>
    </header>
  )
}
