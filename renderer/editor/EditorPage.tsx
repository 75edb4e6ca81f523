import { useEffect, useRef, useState } from 'react'
import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldPath } from '../../shared/declaration/fieldPath'
import type { ErrorValue } from '../../shared/errors'
import { call, errorOf } from '../state/client'
import { FormSession } from '../state/formSession'
import { keepUntilSaved } from '../state/quit'
import { ErrorNote } from '../ui/bits'
import { useDesk } from '../ui/desk'
import { useKeys } from '../ui/hooks'
import { Editor, EditorContext } from './editor'
import { EditorFrame } from './EditorFrame'
import { useReadyToGo } from './useReadyToGo'
import './editor.css'

/** From this width on there is room for the pages beside the editor. */
const ROOMY = 1_480

/** The guided editor of one declaration. */
export function EditorPage({ id, focusField, onClose }: { id: string; focusField?: FieldPath; onClose: () => void }) {
  const { t } = useTranslation('editor')
  const readyToGo = useReadyToGo()
  const desk = useDesk()
  const [state, setState] = useState<{ editor: Editor | null; error: ErrorValue | null }>({ editor: null, error: null })
  const [round, setRound] = useState(0)
  const { ready, guard } = desk
  const { profile } = desk.info.checks
  const latestProfile = useRef(profile)
  latestProfile.current = profile

  useEffect(() => {
    let ended = false
    let opened: Editor | null = null
    setState({ editor: null, error: null })
    FormSession.open(call, id).then(
      session => {
        if (ended) return
        opened = new Editor(session, window.innerWidth >= ROOMY ? 'preview' : null, latestProfile.current)
        setState({ editor: opened, error: null })
        ready()
        if (focusField) opened.goTo(focusField)
        // a new form is there to be typed into; into another one a key pressed too often should not type
        else if (!session.declaration.projectName) opened.goTo('projectName')
      },
      (caught: unknown) => {
        if (ended) return
        setState({ editor: null, error: errorOf(caught) })
        ready()
      },
    )
    return () => {
      ended = true
      opened?.close()
    }
  }, [id, round, focusField, ready])

  const { editor } = state
  useEffect(() => editor?.findings.checkBy(profile), [editor, profile])
  useEffect(() => {
    if (!editor) return
    const stored = (): Promise<boolean> => readyToGo(editor)
    const ends = [guard(stored), keepUntilSaved(stored)]
    const flush = (): void => void editor.session.flush()
    window.addEventListener('blur', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      ends.forEach(end => end())
      window.removeEventListener('blur', flush)
      document.removeEventListener('visibilitychange', flush)
    }
  }, [editor, guard, readyToGo])

  if (state.error) {
    return (
      <div className="page-body narrow">
        <ErrorNote error={state.error} onRetry={() => setRound(round + 1)} />
        <button type="button" className="linklike" onClick={onClose}>{t('back')}</button>
      </div>
    )
  }
  if (!editor) return <Waiting onBack={onClose} />
  return (
    <EditorContext.Provider value={editor}>
      <EditorFrame onBack={onClose} onReload={() => setRound(round + 1)} />
    </EditorContext.Provider>
  )
}

/** Before the declaration is there: the way back works already. */
function Waiting({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('editor')
  useKeys({ 'alt+arrowleft': onBack })
  return <div className="editor-wait"><Spin size="large" aria-label={t('loading')} /></div>
}
