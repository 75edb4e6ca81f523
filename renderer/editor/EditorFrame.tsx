import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react'
import { CloseOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { originKey } from '../../shared/declaration/fieldPath'
import { call, errorOf } from '../state/client'
import { placeLabel } from '../ui/fieldLabel'
import { useDesk } from '../ui/desk'
import { useFocusBack, useKeys, useMenu, useSize } from '../ui/hooks'
import { PreviewPane } from '../preview/PreviewPane'
import { LEFTOVERS, useEditor, useSessionState, useUi } from './editor'
import { EditorHeader } from './EditorHeader'
import { FindingsPanel } from './FindingsPanel'
import { HistoryDrawer } from './HistoryDrawer'
import { LibraryPanel } from './indicatorLibrary/LibraryPanel'
import { useOpenLibrary } from './indicatorLibrary/openLibrary'
import { valueText } from './lastYearText'
import { LookBack, lookOf } from './lookBack/LookBack'
import { LOOK_KEYS, LOOKS, type Look } from './lookBack/looks'
import { Leftovers } from './Leftovers'
import { SaveFailure } from './SaveMark'
import { SectionList } from './SectionList'
import { SectionView } from './SectionView'
import { useReadyToGo } from './useReadyToGo'

const DOCK_KEY = 'jixiao.dockWidth'
const NARROWEST = 340
/** Windows narrower than this have no room for fields and dock side by side: the dock lies over the fields. */
const NARROW = 1_200
/** What the fields and the sections need at least beside a dock. */
const FIELDS = 212 + 540

/** Header, sections, fields and the dock with pages or findings, and the keys that work everywhere in them. */
export function EditorFrame({ onBack, onReload }: { onBack: () => void; onReload: () => void }) {
  const editor = useEditor()
  const { session } = editor
  const { t } = useTranslation(['editor', 'common', 'errors'])
  const { modal } = App.useApp()
  const desk = useDesk()
  const readyToGo = useReadyToGo()
  const sectionKey = useUi(ui => ui.section)
  const dock = useUi(ui => ui.dock)
  const [history, setHistory] = useState(false)
  const openLibrary = useOpenLibrary()
  const [look, setLook] = useState<Look | null>(() => lookOf(session.id))
  const [attach, size] = useSize<HTMLDivElement>()
  const main = useRef<HTMLDivElement>(null)
  const section = editor.sections.find(entry => entry.key === sectionKey)
  const floating = size.width > 0 && size.width < NARROW

  useEffect(() => editor.update({ floating }), [editor, floating])
  useEffect(() => {
    main.current?.scrollTo(0, 0)
    editor.settleFocus()
  }, [editor, sectionKey])

  const exportIt = async (): Promise<void> => {
    if (!(await readyToGo(editor)) || !(await session.flush())) return
    editor.update({ asked: true })
    desk.exportDeclarations([session.id])
  }
  const printIt = async (): Promise<void> => {
    if (!(await readyToGo(editor)) || !(await session.flush())) return
    editor.update({ asked: true })
    const errors = editor.findings.checkNow().errors
    if (errors === 0) await print(false)
    else {
      void modal.confirm({
        title: t('printWithErrors', { count: errors }),
        content: t('printDraftNote'),
        okText: t('printDraft'),
        cancelText: t('lookAtErrors'),
        onOk: () => print(true),
        onCancel: () => editor.update({ dock: 'findings' }),
      })
    }
  }
  const print = async (draft: boolean): Promise<void> => {
    try {
      await call('print.open', { id: session.id, draft })
    } catch (caught) {
      if (errorOf(caught).code === 'blockedByErrors') editor.update({ dock: 'findings' })
      desk.fail(caught)
    }
  }
  const turn = (by: -1 | 1): void => {
    const keys = editor.sections.map(entry => entry.key)
    const next = keys[keys.indexOf(editor.ui.get().section) + by]
    if (next !== undefined) editor.openSection(next, true)
  }
  const nextFinding = (by: -1 | 1): void => {
    const keys = [...new Set(editor.findings.checkNow().all.filter(shown => shown.kept === null).map(shown => shown.key))]
    const at = keys.indexOf(editor.ui.get().focused ?? '')
    const next = keys[at < 0 ? (by > 0 ? 0 : keys.length - 1) : (at + by + keys.length) % keys.length]
    if (next !== undefined) editor.goTo(next)
  }
  const confirmAndGoOn = (): void => {
    const waiting = editor.unconfirmedIn(editor.sections)
    const focused = editor.ui.get().focused
    const own = waiting.filter(key => key === focused || (focused?.includes('/') && key.split('/').slice(0, 2).join('/') === focused.split('/').slice(0, 2).join('/')))
    const after = waiting.indexOf(own.at(-1) ?? '')
    editor.confirm(own)
    const next = waiting.slice(after + 1).find(key => !own.includes(key)) ?? waiting.find(key => !own.includes(key))
    if (next !== undefined) editor.goTo(next)
  }
  /** The mark or the example of the field, or of the row, in which the focus is: they are no stops on the way of Tab. */
  const press = (selector: string): boolean => {
    const place = document.activeElement?.closest('[data-row]') ?? document.activeElement?.closest('[data-field-key]')
    const button = place?.querySelector<HTMLElement>(selector)
    button?.click()
    return Boolean(button)
  }
  const unlessOwn = (act: () => void) => (event: KeyboardEvent): boolean => {
    if ((event.target as Element | null)?.closest('[data-own-undo]')) return false
    act()
    return true
  }

  useKeys({
    'mod+z': unlessOwn(() => editor.step('undo')),
    'mod+y': unlessOwn(() => editor.step('redo')),
    'mod+shift+z': unlessOwn(() => editor.step('redo')),
    'mod+s': () => void session.flush(),
    'mod+e': () => void exportIt(),
    'mod+p': () => void printIt(),
    'mod+pagedown': () => turn(1),
    'mod+pageup': () => turn(-1),
    'mod+enter': confirmAndGoOn,
    'mod+l': openLibrary,
    'alt+arrowleft': onBack,
    f2: () => press('[data-origin-button]'),
    'shift+f2': () => press('[data-example-button]'),
    f8: () => nextFinding(1),
    'shift+f8': () => nextFinding(-1),
    f9: () => editor.update({ dock: editor.ui.get().dock === 'preview' ? null : 'preview' }),
    escape: () => (floating && editor.ui.get().dock !== null ? editor.update({ dock: null }) : false),
    ...Object.fromEntries(LOOKS.map(key => [LOOK_KEYS[key], () => setLook(key)])),
    ...Object.fromEntries(editor.sections.slice(0, 9).map((entry, i) => [`alt+${i + 1}`, () => editor.openSection(entry.key, true)])),
  })
  useMenu(command => {
    const does: Partial<Record<typeof command, () => void>> = {
      save: () => void session.flush(), undo: () => editor.step('undo'), redo: () => editor.step('redo'), export: () => void exportIt(), print: () => void printIt(),
    }
    does[command]?.()
  })

  const noteFocus = (event: FocusEvent): void => {
    const key = event.target.closest('[data-field-key]')?.getAttribute('data-field-key')
    if (key) editor.update({ focused: key })
  }
  const noteBlur = (event: FocusEvent): void => {
    const left = event.target.closest('[data-field-key]')
    // from one option to the next of a choice is no leaving
    if (left && !left.contains(event.relatedTarget)) editor.touch([left.getAttribute('data-field-key') ?? ''])
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
      session.endTyping()
      void session.flush()
    }
  }

  return (
    <div className="editor" data-testid="editor">
      <EditorHeader onBack={onBack} onExport={() => void exportIt()} onPrint={() => void printIt()} onHistory={() => setHistory(true)} onLook={setLook} />
      <SaveFailure />
      <div className="editor-body" ref={attach}>
        <SectionList />
        <div className="editor-main" ref={main} onFocus={noteFocus} onBlur={noteBlur} data-testid="editor-main">
          <Elsewhere />
          {section ? <SectionView key={section.key} section={section} /> : sectionKey === LEFTOVERS && <Leftovers />}
          <SectionTurns sectionKey={sectionKey} onTurn={turn} />
        </div>
        {dock && <Dock floating={floating} most={size.width} />}
      </div>
      {(history || look) && <FocusBack />}
      {history && <HistoryDrawer onClose={() => setHistory(false)} onRestored={onReload} />}
      {look && <LookBack look={look} onLook={setLook} onReload={onReload} />}
    </div>
  )
}

/** What lies over the editor is taken away at once: the focus goes back to the field. */
function FocusBack() {
  useFocusBack()
  return null
}

function SectionTurns({ sectionKey, onTurn }: { sectionKey: string; onTurn: (by: -1 | 1) => void }) {
  const editor = useEditor()
  const { sections } = editor
  const { t, i18n } = useTranslation('editor')
  const at = sections.findIndex(entry => entry.key === sectionKey)
  const title = (i: number): string | undefined => {
    const entry = sections[i]
    return entry && ((i18n.language === 'en' && entry.title.en) || entry.title.zh)
  }
  if (at < 0) return null
  return (
    <div className="section-turns">
      {title(at - 1) && <Button onClick={() => onTurn(-1)}>{t('previousSection', { title: title(at - 1) })}</Button>}
      <span className="grow" />
      {title(at + 1) && <Button type="primary" onClick={() => onTurn(1)} data-testid="next-section">{t('nextSection', { title: title(at + 1) })}</Button>}
      {at === sections.length - 1 && <Button type="primary" onClick={() => editor.update({ dock: 'findings' })} data-testid="finish">{t('finish')}</Button>}
    </div>
  )
}

/** The right side: pages or findings, as wide as the person draws it; over the fields where the window is narrow. */
function Dock({ floating, most }: { floating: boolean; most: number }) {
  const editor = useEditor()
  const { t } = useTranslation(['editor', 'indicatorLibrary'])
  const tabs = { preview: t('previewButton'), findings: t('findings'), library: t('indicatorLibrary:tab') }
  const dock = useUi(ui => ui.dock)
  const [width, setWidth] = useState(() => Number(localStorage.getItem(DOCK_KEY)) || 0)
  const shown = Math.min(Math.max(width || (floating ? 640 : Math.round(most * 0.4)), NARROWEST), Math.max(NARROWEST, most - (floating ? 240 : FIELDS)))
  const set = (next: number): void => {
    setWidth(next)
    localStorage.setItem(DOCK_KEY, String(next))
  }
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? window.innerWidth
    event.currentTarget.setPointerCapture(event.pointerId)
    const bar = event.currentTarget
    const move = (moved: globalThis.PointerEvent): void => set(Math.round(Math.max(NARROWEST, right - moved.clientX)))
    const end = (): void => {
      bar.removeEventListener('pointermove', move)
      bar.removeEventListener('pointerup', end)
    }
    bar.addEventListener('pointermove', move)
    bar.addEventListener('pointerup', end)
  }
  return (
    <aside className={floating ? 'dock floating' : 'dock'} style={{ width: shown }} aria-label={tabs[dock ?? 'preview']}>
      <div
        className="dock-grip"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('resizeDock')}
        aria-valuenow={shown}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={event => {
          if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') set(shown + (event.key === 'ArrowLeft' ? 40 : -40))
        }}
      />
      <div className="dock-tabs" role="tablist">
        {(['preview', 'findings', 'library'] as const).map(which => (
          <button key={which} type="button" role="tab" aria-selected={dock === which} onClick={() => editor.update({ dock: which })}>{tabs[which]}</button>
        ))}
        <span className="grow" />
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('closeDock')} onClick={() => editor.update({ dock: null })} />
      </div>
      {dock === 'preview' ? <PreviewPane /> : dock === 'findings' ? <FindingsPanel /> : <LibraryPanel />}
    </aside>
  )
}

/** What was changed in the store at the same time: the screen's values were kept, the others can be taken instead. */
function Elsewhere() {
  const { session } = useEditor()
  const { t } = useTranslation(['editor', 'common'])
  const { elsewhere, declaration, edition } = useSessionState(state => state)
  if (elsewhere.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose: () => session.dismissElsewhere() }}
      title={t('elsewhere')}
      description={(
        <ul className="elsewhere">
          {elsewhere.map(({ path, value }) => (
            <li key={path}>
              <b>{placeLabel(t, edition, declaration, originKey(declaration, path))}</b>
              <span className="pre">{valueText(edition, path, value) ?? t('blank')}</span>
              <Button size="small" onClick={() => session.setValue(path, value)}>{t('takeOther')}</Button>
            </li>
          ))}
        </ul>
      )}
    />
  )
}
