import { Alert, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { describeFinding, type FindingTexts } from '../../../shared/check/describe'
import type { ExportReport } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { useDesk } from '../../ui/desk'

interface Props {
  report: ExportReport
  draft: boolean
  /** All that was to go into one file, of which nothing is made while one is refused; null where each has a file of its own. */
  together: readonly string[] | null
  onClose(): void
  onAgain(): void
  /** Exports these as drafts. */
  onDraft(ids: string[]): void
}

/** What came of an export: the files that were made, and what was refused and why. */
export function ExportResult({ report, draft, together, onClose, onAgain, onDraft }: Props) {
  const { t, i18n } = useTranslation()
  const desk = useDesk()
  const { made, refused } = report
  const files = new Set(made.map(entry => entry.file))
  const texts = (i18n.getResourceBundle(i18n.language, 'findings') ?? {}) as FindingTexts
  const blocked = refused.filter(entry => entry.error.code === 'blockedByErrors').map(entry => entry.id)
  const drafts = together ? [...together] : blocked
  return (
    <Modal
      open title={t('export:resultTitle')} width={680} onCancel={onClose}
      footer={[
        <Button key="again" onClick={onAgain}>{t('export:again')}</Button>,
        blocked.length > 0 && !draft && <Button key="draft" data-testid="export-as-draft" onClick={() => onDraft(drafts)}>{t('export:asDraft', { count: drafts.length })}</Button>,
        made.length > 0 && <Button key="folder" data-testid="open-folder" onClick={() => void call('export.showFolder', { folder: report.folder }).catch(desk.fail)}>{t('export:openFolder')}</Button>,
        <Button key="close" type="primary" autoFocus data-testid="close-export" onClick={onClose}>{t('common:close')}</Button>,
      ]}
    >
      <div className="export-result" data-testid="export-result">
        {report.cancelled && <Alert type="warning" showIcon title={t('export:cancelled')} />}
        {made.length > 0 && (
          <>
            <Alert type="success" showIcon title={t('export:made', { count: files.size })} />
            <ul className="made-files">{[...files].map(file => <li key={file} className="pre" data-testid="made-file">{file}</li>)}</ul>
          </>
        )}
        {refused.length > 0 && (
          <>
            <Alert type="error" showIcon title={t('export:refused', { count: refused.length })} description={blocked.length > 0 ? t(together ? 'export:refusedTogether' : 'export:refusedText') : undefined} />
            {refused.map(entry => (
              <section key={entry.id} className="refused-entry" data-testid="refused-entry">
                <h4>
                  <button type="button" className="linklike" onClick={() => { onClose(); desk.go({ page: 'editor', id: entry.id, ...(entry.findings[0] && { focusField: entry.findings[0].field }) }) }}>{entry.name || t('library:unnamed')}</button>
                </h4>
                {entry.findings.length === 0 && <p>{t(`errors:${entry.error.code}`, entry.error.params)}</p>}
                <ul>
                  {entry.findings.slice(0, 8).map((finding, at) => {
                    const { title, message } = describeFinding(finding, texts)
                    return <li key={at}><strong>{title}</strong> {message}</li>
                  })}
                  {entry.findings.length > 8 && <li className="faint">{t('export:moreFindings', { count: entry.findings.length - 8 })}</li>}
                </ul>
              </section>
            ))}
          </>
        )}
        {made.length === 0 && refused.length === 0 && !report.cancelled && <p className="soft">{t('export:nothing')}</p>}
      </div>
    </Modal>
  )
}
