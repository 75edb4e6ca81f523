import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { App, Button, Splitter } from 'antd'
import { UndoOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { changeEdition } from '../../../shared/carryOver/changeEdition'
import type { ImportSession } from '../../../shared/ipc/contract'
import { forMatching } from '../../../shared/text/normalise'
import { call, errorOf } from '../../state/client'
import { PageHead, useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useKeys, useMenu } from '../../ui/hooks'
import { changeView } from '../library/view'
import { FormList } from './FormList'
import { keptReview, updateReview } from './kept'
import { NewForm } from './NewForm'
import { beginForm, doubtful, finished, type ReviewForm } from './review'
import { SourcePane } from './source/SourcePane'
import { unread } from './unread'
import { useReview } from './useReview'
import { ValuesPane } from './ValuesPane'

interface Props {
  session: ImportSession
  /** To be thrown away, after a question. */
  onDropped(): void
  /** Stored: the session is no more. Called before the page is left. */
  onStored(): void
}

/** What was read, beside its source: looked through, put right, chosen and stored. */
export function ReviewPage({ session, onDropped, onStored }: Props) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const desk = useDesk()
  const editionName = useEditionName()
  const state = useReview(session)
  const { review } = state
  const [current, setCurrent] = useState(() => ({ id: keptReview()?.formId ?? review.forms[0]?.formId ?? '', at: 0 }))
  const [shown, setShown] = useState<{ words: readonly string[]; line: number }>({ words: [], line: -1 })
  /** The place of the source that was pointed at last. */
  const [picked, setPicked] = useState<{ lines: readonly string[]; line: number; at: number } | null>(null)
  const [busy, setBusy] = useState(false)
  /** A picture without text that is looked at, and no form of it. */
  const [scan, setScan] = useState<number | null>(() => (review.forms.length === 0 ? session.documents.findIndex(entry => entry.scanned) : null))
  const form = scan === null ? review.forms.find(entry => entry.formId === current.id) ?? review.forms[current.at] ?? review.forms[0] : undefined
  const edition = desk.info.editions.find(entry => entry.id === form?.declaration.edition)
  const documentAt = scan ?? form?.document ?? 0
  const document = session.documents[documentAt]
  const outside = review.outside[documentAt]
  const known = useKnown(session)
  const withList = review.forms.length !== 1 || session.forms.length !== 1 || unread(session).length > 0

  const chosen = review.forms.filter(entry => entry.include)
  const editionOf = (id: string) => desk.info.editions.find(entry => entry.id === id)
  const doubts = chosen.reduce((sum, entry) => sum + doubtful(entry, editionOf(entry.declaration.edition)).length, 0)

  const store = async (then: 'library' | 'carryOver') => {
    setBusy(true)
    try {
      const chosen = state.latest().forms.filter(entry => entry.include)
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
  /** `at`: its place among the forms; undoing may bring another form there. */
  const choose = (id: string, at = review.forms.findIndex(entry => entry.formId === id)) => {
    setScan(null)
    setCurrent({ id, at })
    updateReview({ formId: id })
    setShown({ words: [], line: -1 })
  }
  /** The form recognised by another edition takes its place; undoing brings the first back. */
  const again = async (before: ReviewForm, wanted: string) => {
    const [from, to] = [editionOf(before.declaration.edition), editionOf(wanted)]
    if (session.documents[before.document]?.scanned && from && to) {
      // there is nothing to read again: what was typed goes over to the other edition
      if (!takeTyped()) return
      if (from !== to && state.change(before.formId, now => ({ ...now, declaration: changeEdition(now.declaration, from, to) }))) void message.success(t('review:scan.changed', { edition: editionName(wanted, true) }))
      return
    }
    try {
      const made = { ...beginForm(await call('import.again', { importId: session.importId, formId: before.formId, edition: wanted })), include: before.include }
      state.changeAll(now => ({ ...now, forms: now.forms.map(entry => (entry.formId === before.formId ? made : entry)) }))
      choose(made.formId, review.forms.indexOf(before))
      void message.success(t('review:again', { edition: editionName(wanted, true) }))
    } catch (caught) {
      if (errorOf(caught).code === 'fileNotDeclaration') void message.warning(t('review:againNothing'))
      else desk.fail(caught)
    }
  }
  /** Form after form: the next one with something doubtful; false where there is none. */
  const nextForm = (step: 1 | -1): boolean => {
    const at = form ? review.forms.indexOf(form) : -1
    const order = review.forms.map((_, offset) => review.forms[(at + step * (offset + 1) + review.forms.length * 2) % review.forms.length])
    const next = order.find(entry => entry && entry.include && doubtful(entry, editionOf(entry.declaration.edition)).length > 0)
    if (!next || next === form) return false
    choose(next.formId)
    return true
  }
  const begin = async (editionId: string, year: number) => {
    try {
      const made = beginForm(await call('import.blank', { importId: session.importId, document: documentAt, edition: editionId, year }))
      state.changeAll(before => ({ ...before, forms: [...before.forms, made] }))
      choose(made.formId, review.forms.length)
    } catch (caught) {
      desk.fail(caught)
    }
  }
  const ask = (then: 'library' | 'carryOver') => {
    if (chosen.length === 0 || busy || !takeTyped()) return
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

  // leaving by a key takes the focus from no field
  const { guard } = desk
  useEffect(() => guard(() => {
    takeTyped()
    return Promise.resolve(true)
  }), [guard])

  useKeys({
    'mod+s': () => ask('library'),
    // a field that is being written in undoes its own writing
    'mod+z': event => ((event.target as HTMLElement).closest('input:not([data-clean]), textarea:not([data-clean])') ? false : state.undo()),
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
        {withList && (
          <FormList
            forms={review.forms} failures={unread(session)} current={form?.formId ?? ''} known={known}
            scans={session.documents.flatMap(({ name, scanned }, at) => (scanned ? [{ name, at }] : []))} scan={scan} onScan={at => { setScan(at); setShown({ words: [], line: -1 }) }} scanned={session.documents.map(entry => entry.scanned)}
            onChoose={id => choose(id)}
            onInclude={(id, include) => state.change(id, before => ({ ...before, include }))}
          />
        )}
        <Splitter className="review-split">
          <Splitter.Panel defaultSize="45%" min="20%">
            {document && (
              <SourcePane
                key={documentAt} name={document.name} lines={document.lines} words={shown.words} line={shown.line}
                onPick={(lines, line, at) => setPicked({ lines, line, at })}
                load={async () => await call('import.original', { importId: session.importId, document: documentAt })}
              />
            )}
          </Splitter.Panel>
          <Splitter.Panel min="30%">
            {scan !== null && document && <NewForm name={document.name} onBegin={begin} />}
            {form && (
              <ValuesPane
                key={form.formId} form={form} edition={edition} outside={outside?.unplaced ?? []}
                known={known.has(form.formId)} picked={picked} more={doubts > 0} byHand={document?.scanned ?? false} change={work => state.change(form.formId, work)}
                onOutside={at => state.changeAll(before => ({ ...before, outside: before.outside.map(entry => (entry === outside ? { ...entry, unplaced: entry.unplaced.filter((_, index) => index !== at) } : entry)) }))}
                onShow={(words, line) => setShown({ words, line })} onEdition={wanted => void again(form, wanted)} onNextForm={nextForm}
              />
            )}
          </Splitter.Panel>
        </Splitter>
      </div>
      <footer className="page-foot">
        <Button data-testid="drop-import" onClick={onDropped}>{t('review:drop')}</Button>
        <span className="review-keys faint">{t('review:allKeys')}</span>
        <div className="grow" />
        <span className="soft" aria-live="polite">{t('review:summary', { count: chosen.length })}{doubts > 0 && t('review:summaryDoubts', { count: doubts })}</span>
        <Button disabled={chosen.length === 0} loading={busy} data-testid="store-import" onClick={() => ask('library')}>{t('review:store')}</Button>
        <Button type="primary" disabled={chosen.length === 0} loading={busy} data-testid="store-and-carry" onClick={() => ask('carryOver')}>{t('review:storeAndCarry')}</Button>
      </footer>
    </>
  )
}

/** Takes what is being typed into a field; false where it cannot be taken: the field says why. */
function takeTyped(): boolean {
  const field = document.activeElement
  if (!(field instanceof HTMLElement) || !field.matches('.value-input')) return true
  flushSync(() => field.blur())
  if (field.getAttribute('aria-invalid') !== 'true') return true
  field.focus()
  return false
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
