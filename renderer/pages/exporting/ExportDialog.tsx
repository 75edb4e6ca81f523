import { useEffect, useRef, useState } from 'react'
import { Alert, Button, Checkbox, Form, Input, Modal, Progress, Radio, Space } from 'antd'
import { FolderOpenOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_FORMATS, DOCUMENT_KINDS, makesFormat, type DocumentKind, type Events, type ExportFormat, type ExportReport } from '../../../shared/ipc/contract'
import { call, subscribe } from '../../state/client'
import { useDesk } from '../../ui/desk'
import { ExportResult } from './ExportResult'
import { useFocusBack } from '../../ui/hooks'

interface Props {
  ids: readonly string[]
  /** The document to begin with; the form itself when left out. */
  document?: DocumentKind
  onClose(): void
}

/** What was chosen last, for the next time in this session. */
let last: { document: DocumentKind; format: ExportFormat; draft: boolean; publicCopy: boolean; combined: boolean; folder: { token: string; name: string } | null } = { document: 'declaration', format: 'pdf', draft: false, publicCopy: false, combined: false, folder: null }

/** A summary is of several. */
const offered = (many: boolean): DocumentKind[] => DOCUMENT_KINDS.filter(kind => many || kind !== 'summary')
/** Whether there is a draft and a public copy of it. */
const hasOptions = (document: DocumentKind): boolean => document === 'declaration' || document === 'statement'

/** Makes files of one or many declarations: which document, what kind, where to, how far it is, and what came of it. */
export function ExportDialog({ ids, document, onClose }: Props) {
  const { t } = useTranslation()
  useFocusBack()
  const desk = useDesk()
  const many = ids.length > 1
  const [choice, setChoice] = useState(() => begin(document, many))
  const [job, setJob] = useState<string | null>(null)
  const [progress, setProgress] = useState<Events['export.progress'] | null>(null)
  const [report, setReport] = useState<ExportReport | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const running = useRef<string | null>(null)
  useEffect(() => subscribe('export.progress', step => void (step.jobId === running.current && setProgress(step))), [])

  const set = (part: Partial<typeof choice>) => {
    last = { ...choice, ...part }
    setChoice(last)
  }
  const canCombine = choice.document === 'declaration' && choice.format === 'pdf' && many
  const chooseFolder = async (): Promise<typeof choice.folder> => {
    try {
      const folder = await call('export.chooseFolder', {})
      if (folder) set({ folder })
      return folder
    } catch (caught) {
      desk.fail(caught)
      return null
    }
  }
  const run = async (over: { draft?: boolean; ids?: readonly string[] } = {}) => {
    const folder = choice.folder ?? (await chooseFolder())
    if (!folder || running.current) return
    const jobId = crypto.randomUUID()
    running.current = jobId
    setJob(jobId)
    setProgress(null)
    setReport(null)
    setCancelling(false)
    try {
      setReport(await call('export.run', {
        jobId, ids: [...(over.ids ?? ids)], document: choice.document, format: choice.format, folder: folder.token,
        draft: over.draft ?? (choice.draft && hasOptions(choice.document)), public: choice.publicCopy && hasOptions(choice.document),
        combined: choice.combined && canCombine,
      }))
    } catch (caught) {
      desk.fail(caught)
    }
    running.current = null
    setJob(null)
  }
  const cancel = () => {
    if (!job) return
    setCancelling(true)
    void call('export.cancel', { jobId: job }).catch(desk.fail)
  }
  const close = () => {
    if (job) cancel()
    else onClose()
  }

  const title = many ? t('export:titleMany', { count: ids.length }) : t('export:title')
  if (report) return <ExportResult report={report} draft={choice.draft} together={choice.combined && canCombine ? ids : null} onClose={onClose} onAgain={() => setReport(null)} onDraft={refused => void run({ draft: true, ids: refused })} />
  return (
    <Modal
      open title={title} width={600} onCancel={close} closable={!job} mask={{ closable: false }}
      footer={job
        ? <Button onClick={cancel} loading={cancelling} data-testid="cancel-export">{t('export:cancel')}</Button>
        : [<Button key="close" onClick={onClose}>{t('common:cancel')}</Button>, <Button key="run" type="primary" data-testid="run-export" onClick={() => void run()}>{t('export:run')}</Button>]}
    >
      {job
        ? (
          <div className="export-progress" role="status" data-testid="export-progress">
            <Progress percent={progress && progress.total > 0 ? Math.floor((progress.done / progress.total) * 100) : 0} />
            <p className="soft">{progress ? t('export:progress', { ...progress }) : t('export:starting')}</p>
          </div>
          )
        : (
          <Form layout="horizontal" labelCol={{ flex: '92px' }} labelAlign="left" colon={false} className="export-form">
            <Form.Item label={t('export:document')}>
              <Radio.Group name="export-document" value={choice.document} onChange={event => set(withDocument(choice, event.target.value as DocumentKind))} data-testid="export-document">
                <Space orientation="vertical" size={2}>
                  {offered(many).map(kind => <Radio key={kind} value={kind} autoFocus={kind === choice.document} data-testid={`document-${kind}`}>{t(`export:documents.${kind}`)} <span className="faint">{t(`export:documentText.${kind}`)}</span></Radio>)}
                </Space>
              </Radio.Group>
            </Form.Item>
            <Form.Item label={t('export:format')}>
              <Radio.Group name="export-format" value={choice.format} onChange={event => set({ format: event.target.value as ExportFormat })} data-testid="export-format">
                <Space orientation="vertical" size={2}>
                  {DOCUMENT_FORMATS[choice.document].map(format => (
                    <Radio key={format} value={format} data-testid={`format-${format}`}>
                      {t(`export:formats.${format}`)}{choice.document === 'declaration' && <span className="faint"> {t(`export:formatText.${format}`)}</span>}
                    </Radio>
                  ))}
                </Space>
              </Radio.Group>
            </Form.Item>
            {hasOptions(choice.document) && (
              <Form.Item label={t('export:options')}>
                <Space orientation="vertical" size={2}>
                  {many && choice.document === 'declaration' && (
                    <Checkbox checked={choice.combined && canCombine} disabled={!canCombine} data-testid="export-combined" onChange={event => set({ combined: event.target.checked })}>
                      {t('export:combined')} <span className="faint">{t('export:combinedText')}</span>
                    </Checkbox>
                  )}
                  <Checkbox checked={choice.draft} data-testid="export-draft" onChange={event => set({ draft: event.target.checked })}>{t('export:draft')} <span className="faint">{t('export:draftText')}</span></Checkbox>
                  <Checkbox checked={choice.publicCopy} onChange={event => set({ publicCopy: event.target.checked })}>{t('export:public')} <span className="faint">{t('export:publicText')}</span></Checkbox>
                </Space>
              </Form.Item>
            )}
            <Form.Item label={t('export:folder')} htmlFor="export-folder">
              <Space.Compact block>
                <Input id="export-folder" readOnly value={choice.folder?.name ?? ''} placeholder={t('export:folderNone')} />
                <Button icon={<FolderOpenOutlined />} data-testid="choose-folder" onClick={() => void chooseFolder()}>{t('export:choose')}</Button>
              </Space.Compact>
            </Form.Item>
            {choice.draft && hasOptions(choice.document) && <Alert type="info" title={t('export:draftNote')} />}
          </Form>
          )}
    </Modal>
  )
}

/** The choice of last time, for the document that is asked for. */
function begin(document: DocumentKind | undefined, many: boolean): typeof last {
  return withDocument(last, document && offered(many).includes(document) ? document : 'declaration')
}

/** Another document, in the format of before where it is made in it. */
function withDocument(choice: typeof last, document: DocumentKind): typeof last {
  return { ...choice, document, format: makesFormat(document, choice.format) ? choice.format : (DOCUMENT_FORMATS[document][0] as ExportFormat) }
}
