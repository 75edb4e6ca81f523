import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { FileAddOutlined, FileSearchOutlined, ImportOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { call } from '../../state/client'
import { EmptyState } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { changeView } from './view'

interface Props {
  onNew(): void
  act(work: () => Promise<unknown>, done?: string): Promise<void>
}

/** The library with nothing in it yet: the three ways to begin, the usual one first. */
export function Welcome({ onNew, act }: Props) {
  const { t } = useTranslation()
  const { go } = useDesk()
  const [loading, setLoading] = useState(false)
  const samples = async () => {
    setLoading(true)
    await act(() => call('library.loadSamples', {}), t('library:welcome.samplesLoaded'))
    changeView({ year: null })
    setLoading(false)
  }
  return (
    <div className="page-body welcome" data-testid="welcome">
      <h2>{t('library:welcome.title')}</h2>
      <p className="soft">{t('library:welcome.text')}</p>
      <div className="ways">
        <Way icon={<ImportOutlined />} title={t('library:welcome.import')} text={t('library:welcome.importText')}>
          <Button type="primary" autoFocus data-testid="welcome-import" onClick={() => go({ page: 'import' })}>{t('library:welcome.importDo')}</Button>
        </Way>
        <Way icon={<FileAddOutlined />} title={t('library:welcome.empty')} text={t('library:welcome.emptyText')}>
          <Button data-testid="welcome-new" onClick={onNew}>{t('library:welcome.emptyDo')}</Button>
        </Way>
        <Way icon={<FileSearchOutlined />} title={t('library:welcome.samples')} text={t('library:welcome.samplesText')}>
          <Button loading={loading} data-testid="load-samples" onClick={() => void samples()}>{t('library:welcome.samplesDo')}</Button>
        </Way>
      </div>
      <p className="faint">{t('library:welcome.drop')}</p>
    </div>
  )
}

function Way({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section className="way">
      <span className="way-icon">{icon}</span>
      <h3>{title}</h3>
      <p className="soft">{text}</p>
      {children}
    </section>
  )
}

export function NothingFound({ query, onClear }: { query: string; onClear(): void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={query ? t('library:nothing.query', { query }) : t('library:nothing.filter')} testId="nothing-found"
      actions={<Button onClick={onClear}>{t('library:nothing.clear')}</Button>}
    >
      {query ? t('library:nothing.queryText') : null}
    </EmptyState>
  )
}

export function NothingInTrash() {
  const { t } = useTranslation()
  return <EmptyState title={t('library:trash.nothing')} testId="trash-nothing">{t('library:trash.nothingText')}</EmptyState>
}
