import { useState } from 'react'
import { Alert, App, Button, Modal } from 'antd'
import { FileAddOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { ProfileReport } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { useDesk } from '../../ui/desk'
import { Problems } from './editionWords'
import './settings.css'

/** Whose thresholds and word lists the checks go by; put in from a file, taken away, passed on here. */
export function CheckStandards() {
  const { t } = useTranslation('settings')
  const { modal, message } = App.useApp()
  const { info: { checks }, fail } = useDesk()
  const [report, setReport] = useState<{ token: string; report: ProfileReport } | null>(null)

  const trying = (work: () => Promise<void>) => () => void work().catch(fail)
  const choose = trying(async () => {
    const chosen = await call('checks.chooseFile', {})
    if (chosen) setReport({ token: chosen.token, report: await call('checks.check', { token: chosen.token }) })
  })
  const install = async (token: string): Promise<void> => {
    try {
      await call('checks.install', { token })
      setReport(null)
      void message.success(t('checks.installed'))
    } catch (caught) {
      fail(caught)
    }
  }
  const save = trying(async () => {
    const folder = await call('export.chooseFolder', {})
    if (!folder) return
    const { name } = await call('checks.export', { folder: folder.token })
    void message.success(t('checks.exported', { name }))
  })
  const reset = (): void => void modal.confirm({
    title: t('checks.resetAsk'),
    content: t('checks.resetNote'),
    okText: t('checks.reset'),
    okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-reset-checks' } },
    autoFocusButton: 'cancel',
    async onOk() {
      try {
        await call('checks.reset', {})
        void message.success(t('checks.resetDone'))
      } catch (caught) {
        fail(caught)
      }
    },
  })

  const isDamaged = checks.problems.length > 0
  return (
    <section className="sheet-card editions-card" data-testid="check-standards">
      <div className="card-head">
        <h2>{t('checks.title')}</h2>
        <Button icon={<FileAddOutlined />} onClick={choose} data-testid="install-checks">{t('checks.install')}</Button>
      </div>
      <p className="faint">{t('checks.note')}</p>
      <div className="checks-now">
        <span>{t('checks.now')}</span>
        <strong data-testid="checks-now">{checks.own ? t('checks.own', { count: checks.changed }) : t('checks.bundled')}</strong>
        <Button size="small" onClick={save} data-testid="export-checks">{t('checks.export')}</Button>
        {(checks.own || isDamaged) && <Button size="small" onClick={reset} data-testid="reset-checks">{t('checks.reset')}</Button>}
      </div>
      {isDamaged && <Alert type="warning" showIcon data-testid="checks-damaged" title={t('checks.damaged')} description={<Problems problems={checks.problems} />} />}
      {report && <ReportDialog key={report.token} report={report.report} onInstall={() => install(report.token)} onOther={choose} onClose={() => setReport(null)} />}
    </section>
  )
}

/** What a file would be, before it is put in. */
function ReportDialog({ report: { name, problems, changed }, onInstall, onOther, onClose }: { report: ProfileReport; onInstall(): Promise<void>; onOther(): void; onClose(): void }) {
  const { t } = useTranslation(['settings', 'common'])
  const [installing, setInstalling] = useState(false)
  const isGood = problems.length === 0
  const install = async (): Promise<void> => {
    setInstalling(true)
    await onInstall()
    setInstalling(false)
  }
  return (
    <Modal
      open title={t('settings:checks.report', { file: name })} width={620} onCancel={onClose}
      footer={[
        <Button key="other" onClick={onOther}>{t('settings:checks.other')}</Button>,
        <Button key="close" autoFocus={!isGood} onClick={onClose}>{isGood ? t('common:cancel') : t('common:close')}</Button>,
        isGood && <Button key="install" type="primary" autoFocus loading={installing} onClick={() => void install()} data-testid="do-install-checks">{t('settings:checks.doInstall')}</Button>,
      ]}
    >
      <div data-testid="checks-report" data-effect={isGood ? 'good' : 'bad'}>
        <Alert
          type={isGood ? 'success' : 'error'} showIcon
          title={isGood ? (changed > 0 ? t('settings:checks.good', { count: changed }) : t('settings:checks.same')) : t('settings:checks.bad', { count: problems.length })}
        />
        {!isGood && <Problems problems={problems} />}
        <p className="soft">{t(isGood ? 'settings:checks.goodNote' : 'settings:checks.badNote')}</p>
      </div>
    </Modal>
  )
}
