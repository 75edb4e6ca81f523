import { useEffect, useRef, useState } from 'react'
import { Alert, Button, Checkbox, Form, Input, Modal, Progress, Radio, Space } from 'antd'
import { FolderOpenOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { EXPORT_FORMATS, type ExportFormat, type ExportReport, type Events } from '../../../shared/ipc/contract'
import { call, subscribe } from '../../state/client'
import { useDesk } from '../../ui/desk'
import { ExportResult } from './ExportResult'

interface Props {
  ids: readonly string[]
  onClose(): void
}

/** What was chosen last, for the next time in this session. */
let last: { format: ExportFormat; draft: boolean; publicCopy: boolean; combined: boolean; folder: { token: string; name: string } | null } = { format: 'pdf', draft: false, publicCopy: false, combined: false, folder: null }

/** Makes files of one or many declarations: what kind, where to, how far it is, and what came of it. */
export function ExportDialog({ ids, onClose }: Props) {
  const { t } = useTranslation()
  const desk = useDesk()
  const [choice, setChoice] = useState(last)
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
        jobId, ids: [...(over.ids ?? ids)], format: choice.format, folder: folder.token, draft: over.draft ?? choice.draft, public: choice.publicCopy,
        combined: choice.combined && choice.format === 'pdf' && ids.length > 1,
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

  const title = ids.length > 1 ? t('export:titleMany', { count: ids.length }) : t('export:title')
  if (report) return <ExportResult report={report} draft={choice.draft} onClose={onClose} onAgain={() => setReport(null)} onDraft={refused => void run({ draft: true, ids: refused })} />
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
            <Form.Item label={t('export:format')}>
              <Radio.Group value={choice.format} onChange={event => set({ format: event.target.value as ExportFormat })} data-testid="export-format">
                <Space orientation="vertical" size={2}>
                  {EXPORT_FORMATS.map(format => <Radio key={format} value={format}>{t(`export:formats.${format}`)} <span className="faint">{t(`export:formatText.${format}`)}</span></Radio>)}
                </Space>
              </Radio.Group>
            </Form.Item>
            <Form.Item label={t('export:options')}>
              <Space orientation="vertical" size={2}>
                {ids.length > 1 && <Checkbox checked={choice.combined && choice.format === 'pdf'} disabled={choice.format !== 'pdf'} onChange={event => set({ combined: event.target.checked })}>{t('export:combined')}</Checkbox>}
                <Checkbox checked={choice.draft} data-testid="export-draft" onChange={event => set({ draft: event.target.checked })}>{t('export:draft')} <span className="faint">{t('export:draftText')}</span></Checkbox>
                <Checkbox checked={choice.publicCopy} onChange={event => set({ publicCopy: event.target.checked })}>{t('export:public')} <span className="faint">{t('export:publicText')}</span></Checkbox>
              </Space>
            </Form.Item>
            <Form.Item label={t('export:folder')} htmlFor="export-folder">
              <Space.Compact block>
                <Input id="export-folder" readOnly value={choice.folder?.name ?? ''} placeholder={t('export:folderNone')} />
                <Button icon={<FolderOpenOutlined />} data-testid="choose-folder" onClick={() => void chooseFolder()}>{t('export:choose')}</Button>
              </Space.Compact>
            </Form.Item>
            {choice.draft && <Alert type="info" title={t('export:draftNote')} />}
          </Form>
          )}
    </Modal>
  )
}
