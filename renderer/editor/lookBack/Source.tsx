import { useState } from 'react'
import { Alert, App, Button, Empty, Input, Select, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { valueAt } from '../../../shared/declaration/fieldPath'
import { call } from '../../state/client'
import { ErrorNote } from '../../ui/bits'
import { useLoad } from '../../ui/hooks'
import { marksOf } from '../../pages/review/source/marks'
import { SourcePane } from '../../pages/review/source/SourcePane'
import { useEditor, useSessionState, useUi } from '../editor'

/** The text that the form, or last year's, was read from: words looked up in it, and what found no place in the form. */
export function Source() {
  const { session } = useEditor()
  const { t } = useTranslation('lookBack')
  const { message } = App.useApp()
  const previous = useSessionState(state => state.previous)
  const { value, error, reload } = useLoad(session.id, async () => {
    const own = await call('declaration.source', { id: session.id })
    if (own || !previous) return { source: own, id: session.id, of: session.declaration.year }
    return { source: await call('declaration.source', { id: previous.id }), id: previous.id, of: previous.year }
  })
  const { declaration, edition } = useSessionState(state => state)
  const focused = useUi(ui => ui.focused)
  const texts = edition.fields.flatMap(({ key, label }) => {
    const text = valueAt(declaration, key)
    return typeof text === 'string' && text.trim() !== '' && !key.endsWith('Date') ? [{ key: key as string, label, text }] : []
  })
  const [field, setField] = useState<string | null>(() => texts.find(({ key }) => key === focused)?.key ?? null)
  const [typed, setTyped] = useState('')
  const [from, setFrom] = useState(-1)

  if (error) return <ErrorNote error={error} onRetry={reload} />
  if (!value) return <div className="look-wait"><Spin /></div>
  const { source, id, of } = value
  if (!source) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noSource')} data-testid="no-source" />
  const words = typed || (texts.find(({ key }) => key === field)?.text ?? '')
  const next = (): void => {
    const [mark] = marksOf(source.lines, from, words)
    setFrom(mark && mark.line + 1 < source.lines.length ? mark.line + 1 : -1)
  }
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    void message.success(t('copied'))
  }
  return (
    <div className="source-look" data-testid="source-look">
      {of !== declaration.year && <Alert type="info" title={t('sourceOfLastYear', { year: of })} />}
      <div className="source-find">
        <Input.Search
          value={typed} allowClear placeholder={t('find')} aria-label={t('find')} data-testid="source-find" enterButton={t('findNext')}
          onChange={event => {
            setTyped(event.target.value)
            setFrom(-1)
          }}
          onSearch={(_, __, info) => info?.source === 'input' && next()}
        />
        <Select
          value={field} allowClear placeholder={t('findField')} aria-label={t('findField')} data-testid="source-field" popupMatchSelectWidth={false}
          options={texts.map(({ key, label }) => ({ value: key, label }))}
          onChange={key => {
            setField(key ?? null)
            setTyped('')
            setFrom(-1)
          }}
        />
        <span className="faint">{t('readAt', { at: new Date(source.readAt).toLocaleString('zh-CN', { hour12: false }) })}</span>
      </div>
      <div className="source-parts">
        <SourcePane name={source.name} lines={source.lines} words={words} line={from} load={async () => await call('declaration.original', { id })} />
        {source.unplaced.length > 0 && (
          <section className="source-unplaced" aria-label={t('unplaced', { count: source.unplaced.length })}>
            <h3>{t('unplaced', { count: source.unplaced.length })}</h3>
            <ul>
              {source.unplaced.map((text, at) => (
                <li key={at}>
                  <div className="pre">{text}</div>
                  <Button size="small" onClick={() => void copy(text)}>{t('copy')}</Button>
                  <Button
                    size="small" type="text"
                    onClick={() => {
                      setTyped(text.split('\n')[0] ?? '')
                      setFrom(-1)
                    }}
                  >
                    {t('show')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  )
}
