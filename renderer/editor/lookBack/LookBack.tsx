import { useEffect } from 'react'
import { Drawer, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { keyOf } from '../../ui/hooks'
import { useEditor } from '../editor'
import { AskedAndKept } from './AskedAndKept'
import { Compare } from './Compare'
import { LOOKS, type Look } from './looks'
import { Source } from './Source'
import { Years } from './Years'
import './lookBack.css'

/** Of which form it is open again after the editor was opened anew, because last year's form is another one. */
let reopen: { id: string; look: Look } | null = null
/** The look that is to be open when the editor of this declaration comes back; null: none. */
export const lookOf = (id: string): Look | null => (reopen?.id === id ? reopen.look : null)

interface Props {
  look: Look
  onLook: (look: Look | null) => void
  /** The declaration is to be opened anew. */
  onReload: () => void
}

/** What was before: last year's form beside this one, the project over the years, the text that it was read from. */
export function LookBack({ look, onLook, onReload }: Props) {
  const editor = useEditor()
  const { t } = useTranslation('lookBack')
  useEffect(() => {
    reopen = null
  }, [])
  const onLinked = (): void => {
    reopen = { id: editor.session.id, look }
    onReload()
  }
  const goTo = (key: string): void => {
    onLook(null)
    editor.goTo(key)
  }
  // the keys of the page behind do not reach in here, and what is put back from here can be undone from here
  useEffect(() => {
    const undo = (event: KeyboardEvent): void => {
      const act = { 'mod+z': () => editor.session.undo(), 'mod+shift+z': () => editor.session.redo(), 'mod+y': () => editor.session.redo() }[keyOf(event)]
      if (!act || event.defaultPrevented || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', undo)
    return () => window.removeEventListener('keydown', undo)
  }, [editor])
  return (
    <Drawer open size="min(1160px, calc(100vw - 80px))" onClose={() => onLook(null)} closable={{ placement: 'end' }} title={t('title')} rootClassName="look-back" data-testid="look-back">
      <Tabs
        activeKey={look} onChange={key => onLook(key as Look)} size="small" destroyOnHidden
        items={LOOKS.map(key => ({
          key, label: t(`tab.${key}`),
          children: key === 'compare' ? <Compare onGoTo={goTo} onLinked={onLinked} /> : key === 'years' ? <Years onLinked={onLinked} /> : key === 'source' ? <Source /> : <AskedAndKept onGoTo={goTo} />,
        }))}
      />
    </Drawer>
  )
}
