import { useEffect, useState } from 'react'
import { Alert, App, Button, Tag, Tooltip } from 'antd'
import { FileAddOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { EditionPack, EditionReport } from '../../../shared/ipc/contract'
import { call, subscribe } from '../../state/client'
import { ErrorNote } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useLoad } from '../../ui/hooks'
import { InstallDialog } from './InstallDialog'
import { Problems, useYearsWords } from './editionWords'
import './settings.css'

/** The editions at hand with their revisions: where each comes from, how many declarations hold to it; put in from a file and taken away here. */
export function EditionPacks() {
  const { t, i18n } = useTranslation('editions')
  const { modal, message } = App.useApp()
  const { fail } = useDesk()
  const yearsWords = useYearsWords()
  const { value, error, reload } = useLoad('editions', () => call('editions.list', {}))
  const [report, setReport] = useState<{ token: string; report: EditionReport } | null>(null)
  useEffect(() => subscribe('editions.changed', reload), [reload])
  useEffect(() => subscribe('library.changed', reload), [reload])
  const nameOf = ({ name }: Pick<EditionPack, 'name'>): string => (i18n.language === 'en' && name.en) || name.zh

  const choose = async (): Promise<void> => {
    try {
      const chosen = await call('editions.chooseFile', {})
      if (chosen) setReport({ token: chosen.token, report: await call('editions.check', { token: chosen.token }) })
    } catch (caught) {
      fail(caught)
    }
  }
  const install = async (token: string): Promise<void> => {
    try {
      const pack = await call('editions.install', { token })
      setReport(null)
      reload()
      void message.success(t('installed', { name: nameOf(pack), revision: pack.revision }))
    } catch (caught) {
      fail(caught)
    }
  }
  const remove = (pack: EditionPack): void => void modal.confirm({
    title: t('removeAsk', { name: nameOf(pack), revision: pack.revision }),
    content: t('removeNote'),
    okText: t('remove'),
    okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-remove-edition' } },
    autoFocusButton: 'cancel',
    async onOk() {
      try {
        await call('editions.remove', { id: pack.id, revision: pack.revision })
        void message.success(t('removed', { name: nameOf(pack), revision: pack.revision }))
      } catch (caught) {
        fail(caught)
      }
      reload()
    },
  })

  return (
    <section className="sheet-card editions-card" data-testid="edition-packs">
      <div className="card-head">
        <h2>{t('title')}</h2>
        <Button icon={<FileAddOutlined />} onClick={() => void choose()} data-testid="install-edition">{t('install')}</Button>
      </div>
      <p className="faint">{t('note')}</p>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {value && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('column.name')}</th>
              <th>{t('column.years')}</th>
              <th className="right">{t('column.revision')}</th>
              <th className="right">{t('column.usedBy')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {value.packs.map(pack => (
              <tr key={`${pack.id}@${pack.revision}`} data-testid="edition-pack" data-edition={`${pack.id}@${pack.revision}`}>
                <td>
                  <span className={pack.newest ? undefined : 'soft'}>{nameOf(pack)}</span>
                  {!pack.confirmed && <Tooltip title={t('unconfirmedNote')}><Tag color="gold">{t('unconfirmed')}</Tag></Tooltip>}
                  {!pack.newest && <Tooltip title={t('olderNote')}><Tag>{t('older')}</Tag></Tooltip>}
                </td>
                <td className="soft">{yearsWords(pack.years)}</td>
                <td className="right number">{pack.revision}</td>
                <td className="right number">{pack.usedBy === 0 ? <span className="faint">—</span> : t('forms', { count: pack.usedBy })}</td>
                <td className="right">{removal(pack)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {value?.leftAside.map(({ name, problems }) => (
        <Alert key={name} type="warning" showIcon title={t('leftAside', { file: name })} description={<Problems problems={problems} />} />
      ))}
      {report && <InstallDialog report={report.report} onInstall={() => install(report.token)} onOther={() => void choose()} onClose={() => setReport(null)} />}
    </section>
  )

  function removal(pack: EditionPack) {
    if (pack.bundled) return <span className="faint">{t('bundled')}</span>
    const button = <Button size="small" disabled={pack.usedBy > 0} onClick={() => remove(pack)} data-testid="remove-edition">{t('remove')}</Button>
    return pack.usedBy > 0 ? <Tooltip title={t('inUse')}><span>{button}</span></Tooltip> : button
  }
}
