import { useCallback } from 'react'
import { Alert, App } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { BackupReport, OutputOf } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { unfinishedImport } from '../../state/unfinished'
import './settings.css'

/** Looks through a backup, says what it would bring and cost, and puts it back when told to; then the window begins anew. */
export function useRestore(fail: (caught: unknown) => void): (token: string) => Promise<void> {
  const { t } = useTranslation(['backup', 'common'])
  const { modal } = App.useApp()
  return useCallback(async token => {
    let report: BackupReport
    let outcome: OutputOf<'backup.restore'> | null = null
    try {
      report = await call('backup.inspect', { token })
    } catch (caught) {
      fail(caught)
      return
    }
    modal.confirm({
      title: t('backup:ask', { at: dayjs(report.at).format('YYYY-MM-DD HH:mm') }),
      content: <Costs report={report} />,
      width: 560,
      okText: t('backup:doRestore'),
      okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-restore' } },
      cancelText: t('common:cancel'),
      autoFocusButton: 'cancel',
      async onOk() {
        try {
          outcome = await call('backup.restore', { token })
        } catch (caught) {
          fail(caught)
        }
      },
      // not before: a dialog that closes gives the focus to the page behind, where the next one has it already
      afterClose() {
        if (!outcome) return
        const begin = (): void => window.location.reload()
        modal.success({
          title: t('backup:restored', { count: outcome.declarations }),
          content: outcome.keptAs ? <span className="wraps">{t('backup:keptAs', { name: outcome.keptAs })}</span> : null,
          okText: t('backup:show'), okButtonProps: { ...{ 'data-testid': 'show-restored' } }, onOk: begin, onCancel: begin,
        })
      },
    })
  }, [t, modal, fail])
}

function Costs({ report: { name, declarations, losses } }: { report: BackupReport }) {
  const { t } = useTranslation('backup')
  const isLossless = losses !== null && losses.missing === 0 && losses.changed === 0
  const more = losses === null ? 0 : losses.missing + losses.changed - losses.names.length
  return (
    <div data-testid="restore-costs">
      <p className="wraps">{t('brings', { count: declarations, name })}</p>
      {losses === null && <Alert type="warning" showIcon title={t('noneNow')} />}
      {isLossless && <Alert type="info" showIcon title={t('noLoss')} />}
      {losses && !isLossless && (
        <Alert
          type="warning" showIcon title={t('losses')}
          description={(
            <>
              {losses.missing > 0 && <div>{t('missing', { count: losses.missing })}</div>}
              {losses.changed > 0 && <div>{t('changed', { count: losses.changed })}</div>}
              <ul className="loss-names">
                {losses.names.map((project, index) => <li key={index}>{project || t('unnamed')}</li>)}
                {more > 0 && <li>{t('andMore', { count: more })}</li>}
              </ul>
            </>
          )}
        />
      )}
      {unfinishedImport.get() && <p>{t('unfinished')}</p>}
      <p className="soft">{t('kept')}</p>
    </div>
  )
}
