import { useCallback, useEffect, useRef, useState } from 'react'
import { App, Button, Input, Spin } from 'antd'
import { FolderOpenOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { AppError } from '../../../shared/errors'
import type { ImportSession } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { keepUntilSaved } from '../../state/quit'
import { EmptyState, PageHead } from '../../ui/bits'
import { useDesk, type ImportStart } from '../../ui/desk'
import { useDropZone } from '../../ui/dropZone'
import { useMenu } from '../../ui/hooks'
import { ReviewPage } from './ReviewPage'
import { unread } from './unread'

/** Larger files are refused before they are taken into memory. */
const LARGEST = 200 * 1024 * 1024

/** What can be read again as another edition. */
type Source = { kind: 'text'; text: string; name: string } | { kind: 'files'; tokens: string[] }

/** Last year's form: from a file or pasted text to a review of what was read. */
export function ImportPage({ start }: { start: ImportStart }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const desk = useDesk()
  const [source, setSource] = useState<Source | null>(null)
  const [session, setSession] = useState<ImportSession | null>(null)
  const [reading, setReading] = useState<string | null>(null)
  const [pasted, setPasted] = useState('')
  const changed = useRef(false)
  /** Of the import that is stored: it can be left without a question. */
  const stored = useRef<string | null>(null)
  const onChanged = useCallback((now: boolean) => void (changed.current = now), [])

  const read = useCallback(async (from: Source, edition: string | null): Promise<ImportSession> =>
    from.kind === 'text' ? await call('import.text', { text: from.text, name: from.name, edition }) : await call('import.files', { tokens: from.tokens, edition }), [])

  const begin = useCallback(async (what: ImportStart) => {
    if (what.kind === 'ask') return
    setReading(what.kind === 'text' ? what.name : what.files.map(file => file.name).join('、'))
    try {
      const from: Source = what.kind === 'text' ? what : { kind: 'files', tokens: what.kind === 'files' ? what.files.map(file => file.token) : await handOver(what.files) }
      const next = await read(from, null)
      changed.current = false
      setSource(from)
      setSession(next)
    } catch (caught) {
      desk.fail(caught)
    }
    setReading(null)
  }, [desk, read])

  const begun = useRef<ImportStart | null>(null)
  useEffect(() => {
    if (begun.current === start) return
    begun.current = start
    void begin(start)
  }, [start, begin])

  const confirmDrop = useCallback(() => new Promise<boolean>(answer => {
    modal.confirm({
      title: t('review:dropTitle'), content: t('review:dropText'), okText: t('review:dropOk'),
      okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-drop' } }, autoFocusButton: 'cancel',
      onOk: () => answer(true), onCancel: () => answer(false),
    })
  }), [modal, t])
  const drop = useCallback((importId: string) => void call('import.drop', { importId }).catch(() => {}), [])
  const open = session !== null && session.forms.length > 0
  useEffect(() => {
    if (!open || !session) return
    const leave = async () => {
      if (stored.current === session.importId) return true
      if (!(await confirmDrop())) return false
      drop(session.importId)
      return true
    }
    const endGuard = desk.guard(leave)
    const endKeep = keepUntilSaved(leave)
    return () => {
      endGuard()
      endKeep()
    }
  }, [open, session, desk, confirmDrop, drop])

  const chooseFiles = async () => {
    try {
      const files = await call('import.chooseFiles', {})
      if (files.length > 0) await begin({ kind: 'files', files })
    } catch (caught) {
      desk.fail(caught)
    }
  }
  const readAgain = async (edition: string) => {
    if (!source || !session) return
    if (changed.current && !(await new Promise<boolean>(answer => {
      modal.confirm({ title: t('review:againTitle'), content: t('review:againText'), okText: t('review:againOk'), onOk: () => answer(true), onCancel: () => answer(false) })
    }))) return
    setReading(session.documents.map(document => document.name).join('、'))
    try {
      const next = await read(source, edition)
      drop(session.importId)
      changed.current = false
      setSession(next)
    } catch (caught) {
      desk.fail(caught)
    }
    setReading(null)
  }
  const backToStart = () => {
    if (session) drop(session.importId)
    setSession(null)
    setSource(null)
  }

  const zone = useDropZone(what => !open && void begin(what))
  useMenu(command => void (command === 'import' && !open && void chooseFiles()))
  useEffect(() => desk.ready(), [desk])

  if (reading !== null) {
    return (
      <>
        <PageHead title={t('review:importTitle')} />
        <div className="empty-state" role="status"><Spin /><p className="soft">{t('review:reading', { name: reading })}</p></div>
      </>
    )
  }
  if (open && session) {
    return <ReviewPage key={session.importId} session={session} onEdition={edition => void readAgain(edition)} onChanged={onChanged} onDropped={() => void confirmDrop().then(yes => yes && backToStart())} onStored={() => void (stored.current = session.importId)} />
  }
  return (
    <div className={`shell-page${zone.className}`} {...zone.props}>
      <PageHead title={t('review:importTitle')} />
      <div className="page-body narrow import-start">
        {session && (
          <EmptyState title={t('review:nothingFound')} testId="import-nothing" actions={<Button onClick={backToStart}>{t('review:tryAnother')}</Button>}>
            <ul className="failures">{unread(session).map(failure => <li key={failure.name} data-testid="import-failure">{t(`errors:${failure.error.code}`, failure.error.params)}</li>)}</ul>
          </EmptyState>
        )}
        {!session && (
          <>
            <section className="sheet-card import-files">
              <div>
                <h2>{t('review:fromFile')}</h2>
                <p className="soft">{t('review:fromFileText')}</p>
              </div>
              <Button type="primary" size="large" icon={<FolderOpenOutlined />} autoFocus data-testid="choose-files" onClick={() => void chooseFiles()}>{t('review:chooseFiles')}</Button>
            </section>
            <section className="sheet-card">
              <h2>{t('review:fromText')}</h2>
              <p className="soft">{t('review:fromTextText')}</p>
              <Input.TextArea
                className="paste-box" value={pasted} onChange={event => setPasted(event.target.value)} placeholder={t('review:pasteHere')} aria-label={t('review:fromText')} data-testid="paste-box" rows={12}
                onKeyDown={event => {
                  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || pasted.trim() === '') return
                  event.preventDefault()
                  void begin({ kind: 'text', text: pasted, name: t('review:pastedName') })
                }}
              />
              <div className="import-act">
                <span className="faint">{t('review:pasteKeys')}</span>
                <Button disabled={pasted.trim() === ''} data-testid="read-text" onClick={() => void begin({ kind: 'text', text: pasted, name: t('review:pastedName') })}>{t('review:readText')}</Button>
              </div>
            </section>
            <p className="faint">{t('review:promise')}</p>
          </>
        )}
      </div>
    </div>
  )
}

/** Gives dropped files to the main process, one after the other. */
async function handOver(files: readonly File[]): Promise<string[]> {
  const tokens: string[] = []
  for (const file of files) {
    if (file.size > LARGEST) throw new AppError('fileTooLarge', { file: file.name, size: Math.round(file.size / 1024 / 1024), limit: LARGEST / 1024 / 1024 })
    let bytes: Uint8Array<ArrayBuffer>
    try {
      bytes = new Uint8Array(await file.arrayBuffer())
    } catch (cause) {
      throw new AppError('fileUnreadable', { file: file.name, why: 'other' }, { cause })
    }
    tokens.push((await call('import.takeFile', { name: file.name, bytes })).token)
  }
  return tokens
}
