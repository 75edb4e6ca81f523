import { useCallback, useEffect, useRef, useState } from 'react'
import { App, Button, Input } from 'antd'
import { FolderOpenOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { AppError } from '../../../shared/errors'
import type { ImportSession } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { EmptyState, PageHead } from '../../ui/bits'
import { useDesk, type ImportStart } from '../../ui/desk'
import { useDropZone } from '../../ui/dropZone'
import { useMenu } from '../../ui/hooks'
import { keepReview, keptReview, letGoOfReview } from './kept'
import { Reading } from './Reading'
import { ReviewPage } from './ReviewPage'
import { unread } from './unread'

/** Larger files are refused before they are taken into memory. */
const LARGEST = 200 * 1024 * 1024

/** Last year's form: from a file or pasted text to a review of what was read. A review that was left is found again as it was. */
export function ImportPage({ start }: { start: ImportStart }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const desk = useDesk()
  const [session, setSession] = useState<ImportSession | null>(() => keptReview()?.session ?? null)
  const [reading, setReading] = useState<{ jobId: string; name: string } | null>(null)
  const [pasted, setPasted] = useState('')

  const confirmDrop = useCallback(() => new Promise<boolean>(answer => {
    modal.confirm({
      title: t('review:dropTitle'), content: t('review:dropText'), okText: t('review:dropOk'),
      okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-drop' } }, autoFocusButton: 'cancel',
      onOk: () => answer(true), onCancel: () => answer(false),
    })
  }), [modal, t])
  const drop = useCallback((importId: string) => void call('import.drop', { importId }).catch(() => {}), [])
  /** Throws the review away, where there is one, after asking. */
  const dropKept = useCallback(async (): Promise<boolean> => {
    const before = keptReview()
    if (!before) return true
    if (!(await confirmDrop())) return false
    drop(before.session.importId)
    letGoOfReview()
    setSession(null)
    return true
  }, [confirmDrop, drop])
  const show = useCallback((next: ImportSession) => {
    if (isOpen(next)) keepReview(next, dropKept)
    setSession(next)
  }, [dropKept])

  const begin = useCallback(async (what: ImportStart) => {
    if (what.kind === 'ask' || !(await dropKept())) return
    const jobId = crypto.randomUUID()
    setReading({ jobId, name: what.kind === 'text' ? what.name : what.files.map(file => file.name).join('、') })
    try {
      if (what.kind === 'text') show(await call('import.text', { jobId, text: what.text, name: what.name }))
      else show(await call('import.files', { jobId, tokens: what.kind === 'files' ? what.files.map(file => file.token) : await handOver(what.files) }))
    } catch (caught) {
      desk.fail(caught)
    }
    setReading(null)
  }, [desk, show, dropKept])

  const begun = useRef<ImportStart | null>(null)
  useEffect(() => {
    if (begun.current === start) return
    begun.current = start
    void begin(start)
  }, [start, begin])

  const open = session !== null && isOpen(session)

  const chooseFiles = async () => {
    try {
      const files = await call('import.chooseFiles', {})
      if (files.length > 0) await begin({ kind: 'files', files })
    } catch (caught) {
      desk.fail(caught)
    }
  }
  const zone = useDropZone(what => !open && void begin(what))
  useMenu(command => void (command === 'import' && !open && void chooseFiles()))
  useEffect(() => desk.ready(), [desk])

  if (reading !== null) {
    return (
      <>
        <PageHead title={t('review:importTitle')} />
        <Reading {...reading} />
      </>
    )
  }
  if (open && session) {
    return <ReviewPage key={session.importId} session={session} onDropped={() => void dropKept()} onStored={letGoOfReview} />
  }
  return (
    <div className={`shell-page${zone.className}`} {...zone.props}>
      <PageHead title={t('review:importTitle')} />
      <div className="page-body narrow import-start">
        {session && (
          <EmptyState title={t('review:nothingFound')} testId="import-nothing" actions={<Button autoFocus onClick={() => setSession(null)}>{t('review:tryAnother')}</Button>}>
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

/** Whether there is anything to look at: a form, or a picture without text. */
const isOpen = ({ forms, documents }: ImportSession): boolean => forms.length > 0 || documents.some(document => document.scanned)

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
