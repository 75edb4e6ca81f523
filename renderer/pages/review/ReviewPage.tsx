import { useEffect, useMemo, useState } from 'react'
import { App, Button, Splitter } from 'antd'
import { UndoOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { ImportSession } from '../../../shared/ipc/contract'
import { forMatching } from '../../../shared/text/normalise'
import { call } from '../../state/client'
import { PageHead } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useKeys, useMenu } from '../../ui/hooks'
import { changeView } from '../library/view'
import { FormList } from './FormList'
import { doubtful, finished } from './review'
import { SourcePane } from './SourcePane'
import { unread } from './unread'
import { useReview } from './useReview'
import { ValuesPane } from './ValuesPane'

interface Props {
  session: ImportSession
  /** Reads the same source again as forms of another edition. */
  onEdition(edition: string): void
  /** Thrown away, without a question. */
  onDropped(): void
  /** Stored: the session is no more. */
  onStored(): void
  onChanged(changed: boolean): void
}

/** What was read, beside its source: looked through, put right, chosen and stored. */
export function ReviewPage({ session, onEdition, onDropped, onStored, onChanged }: Props) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const desk = useDesk()
  const state = useReview(session)
  const { review } = state
  const [currentId, setCurrentId] = useState(review.forms[0]?.formId ?? '')
  const [shown, setShown] = useState({ words: '', line: -1 })
  const [busy, setBusy] = useState(false)
  const form = review.forms.find(entry => entry.formId === currentId) ?? review.forms[0]
  const edition = desk.info.editions.find(entry => entry.id === form?.declaration.edition)
  const document = session.documents.find(entry => entry.name === form?.documentName) ?? session.documents[0]
  const outside = review.outside.find(entry => entry.name === document?.name)
  const known = useKnown(session)
  useEffect(() => onChanged(state.changed), [onChanged, state.changed])

  const chosen = review.forms.filter(entry => entry.include)
  const editionOf = (id: string) => desk.info.editions.find(entry => entry.id === id)
  const doubts = chosen.reduce((sum, entry) => sum + doubtful(entry, editionOf(entry.declaration.edition)).length, 0)

  const store = async (then: 'library' | 'carryOver') => {
    setBusy(true)
    try {
      const { ids } = await call('import.accept', { importId: session.importId, forms: chosen.map(entry => ({ formId: entry.formId, declaration: finished(entry) })) })
      if (then === 'library') void message.success(t('review:stored', { count: ids.length }))
      onStored()
      const years = new Set(chosen.map(entry => entry.declaration.year))
      changeView({ year: years.size === 1 ? [...years][0] : null, query: '', unitName: null, activeId: ids[0] ?? null })
      desk.go(then === 'carryOver' ? { page: 'carryOver', ids } : { page: 'library' })
    } catch (caught) {
      setBusy(false)
      desk.fail(caught)
    }
  }
  const ask = (then: 'library' | 'carryOver') => {
    if (chosen.length === 0 || busy) return
    const left = review.forms.length - chosen.length
    if (left === 0 && doubts === 0) return void store(then)
    modal.confirm({
      title: t('review:storeTitle', { count: chosen.length }),
      content: (
        <>
          {doubts > 0 && <p>{t('review:storeDoubts', { count: doubts })}</p>}
          {left > 0 && <p>{t('review:storeLeft', { count: left })}</p>}
        </>
      ),
      okText: t('review:store'),
      onOk: () => store(then),
    })
  }

  useKeys({
    'mod+s': () => ask('library'),
    'mod+z': event => ((event.target as HTMLElement).closest('input, textarea') ? false : state.undo()),
  })
  useMenu(command => {
    if (command === 'save') ask('library')
    else if (command === 'undo') state.undo()
  })

  return (
    <>
      <PageHead title={t('review:title')} note={session.documents.map(entry => entry.name).join('、')}>
        <Button size="small" icon={<UndoOutlined />} disabled={!state.canUndo} onClick={state.undo}>{t('review:undo')}</Button>
      </PageHead>
      <div className="review" data-testid="review">
        <FormList
          forms={review.forms} failures={unread(session)} current={form?.formId ?? ''} known={known}
          onChoose={id => { setCurrentId(id); setShown({ words: '', line: -1 }) }}
          onInclude={(id, include) => state.change(id, before => ({ ...before, include }))}
        />
        <Splitter className="review-split">
          <Splitter.Panel defaultSize="45%" min="20%">
            {document && <SourcePane key={document.name} name={document.name} lines={document.lines} words={shown.words} line={shown.line} />}
          </Splitter.Panel>
          <Splitter.Panel min="30%">
            {form && (
              <ValuesPane
                key={form.formId} form={form} edition={edition} outside={outside?.unplaced ?? []}
                change={work => state.change(form.formId, work)}
                onOutside={at => state.changeAll(before => ({ ...before, outside: before.outside.map(entry => (entry === outside ? { ...entry, unplaced: entry.unplaced.filter((_, index) => index !== at) } : entry)) }))}
                onShow={(words, line) => setShown({ words, line })} onEdition={onEdition}
              />
            )}
          </Splitter.Panel>
        </Splitter>
      </div>
      <footer className="page-foot">
        <Button data-testid="drop-import" onClick={onDropped}>{t('review:drop')}</Button>
        <div className="grow" />
        <span className="soft" aria-live="polite">{t('review:summary', { count: chosen.length })}{doubts > 0 && t('review:summaryDoubts', { count: doubts })}</span>
        <Button disabled={chosen.length === 0} loading={busy} data-testid="store-import" onClick={() => ask('library')}>{t('review:store')}</Button>
        <Button type="primary" disabled={chosen.length === 0} loading={busy} data-testid="store-and-carry" onClick={() => ask('carryOver')}>{t('review:storeAndCarry')}</Button>
      </footer>
    </>
  )
}

/** Forms that are in the library already, told by year and project. */
function useKnown(session: ImportSession): ReadonlySet<string> {
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set())
  const years = useMemo(() => [...new Set(session.forms.map(form => form.declaration.year))], [session])
  useEffect(() => {
    let mine = true
    void Promise.all(years.map(async year => await call('library.list', { year }))).then(lists => {
      const there = new Set(lists.flat().map(row => `${row.year} ${forMatching(row.projectName ?? '')}`))
      if (mine) setKnown(new Set(session.forms.filter(({ declaration }) => declaration.projectName && there.has(`${declaration.year} ${forMatching(declaration.projectName)}`)).map(form => form.formId)))
    }, () => {})
    return () => void (mine = false)
  }, [session, years])
  return known
}
