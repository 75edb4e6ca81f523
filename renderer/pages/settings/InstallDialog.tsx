import { useMemo, useRef, useState } from 'react'
import { Alert, Button, Modal, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { blankDeclaration } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import type { EditionReport } from '../../../shared/ipc/contract'
import { PageStack } from '../../preview/PageStack'
import { usePages } from '../../preview/usePages'
import { Problems, useYearsWords } from './editionWords'
import { useFocusBack } from '../../ui/hooks'

interface Props {
  report: EditionReport
  onInstall(): Promise<void>
  /** Another file. */
  onOther(): void
  onClose(): void
}

/** What an edition file would be, before it is put in: what is wrong with it, or what it says and its blank form. */
export function InstallDialog({ report, onInstall, onOther, onClose }: Props) {
  const { t } = useTranslation(['editions', 'common'])
  useFocusBack()
  const [installing, setInstalling] = useState(false)
  const { edition, effect, problems } = report
  const installable = edition !== null && (effect === 'new' || effect === 'newer' || effect === 'older')
  const install = async (): Promise<void> => {
    setInstalling(true)
    await onInstall()
    setInstalling(false)
  }
  return (
    <Modal
      open title={t('report.title', { file: report.name })} width={edition ? 980 : 680} onCancel={onClose} style={{ top: 40 }}
      footer={[
        <Button key="other" onClick={onOther}>{t('report.other')}</Button>,
        <Button key="close" autoFocus={!installable} onClick={onClose}>{installable ? t('common:cancel') : t('common:close')}</Button>,
        installable && <Button key="install" type="primary" autoFocus loading={installing} onClick={() => void install()} data-testid="do-install-edition">{t('report.install')}</Button>,
      ]}
    >
      <div className="edition-report" data-testid="edition-report" data-effect={effect ?? 'bad'}>
        {edition === null
          ? (
            <>
              <Alert type="error" showIcon title={t('report.bad', { count: problems.length })} />
              <Problems problems={problems} />
              <p className="soft">{t('report.badNote')}</p>
            </>
            )
          : (
            <>
              <Alert type={effect === 'clash' ? 'error' : effect === 'same' || effect === 'older' ? 'info' : 'success'} showIcon title={t(`report.effect.${effect}`)} />
              <div className="edition-facts">
                <Facts edition={edition} />
                <BlankForm edition={edition} />
              </div>
            </>
            )}
      </div>
    </Modal>
  )
}

function Facts({ edition }: { edition: Edition }) {
  const { t, i18n } = useTranslation('editions')
  const yearsWords = useYearsWords()
  const words = ({ zh, en }: { zh: string; en?: string }): string => (i18n.language === 'en' && en) || zh
  const required = edition.fields.filter(field => field.required).length
  const facts: [string, string][] = [
    [t('column.name'), words(edition.name)],
    [t('report.id'), edition.id],
    [t('column.revision'), String(edition.revision)],
    [t('column.years'), yearsWords(edition.years)],
    [t('report.layout'), t(edition.confirmed ? 'confirmed' : 'unconfirmed')],
    [t('report.fields'), t('report.fieldsOf', { count: edition.fields.length, required })],
    [t('report.sections'), edition.sections.map(section => words(section.title)).join(i18n.language === 'en' ? ', ' : '、')],
    [t('report.levels'), edition.levels.map(level => (level.children.length > 0 ? `${level.name}（${level.children.map(child => child.name).join('、')}）` : level.name)).join('；')],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The pages of the form with nothing in it, as they would print. */
function BlankForm({ edition }: { edition: Edition }) {
  const { t } = useTranslation('editions')
  const scroller = useRef<HTMLDivElement>(null)
  const source = useMemo(() => {
    const declaration = blankDeclaration('blank', edition.id, edition.years.from)
    return { get: () => ({ declaration, edition }), subscribe: () => () => undefined }
  }, [edition])
  const { pages, failed } = usePages(source)
  const width = 430
  return (
    <div className="blank-form" ref={scroller} tabIndex={0} role="region" aria-label={t('report.blankForm')} data-testid="blank-form">
      {failed && <Alert type="error" title={t('report.noPages')} />}
      {!pages && !failed && <Spin />}
      {pages && <PageStack pages={pages} scale={width / pages.width} lit={null} declaration={source.get().declaration} scroller={scroller} onPick={() => undefined} pickHint="" />}
    </div>
  )
}
