import { useEffect, useRef, useState } from 'react'
import { ColumnWidthOutlined, PicLeftOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Alert, Button, Spin, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { DEFAULT_PRINT } from '../../shared/ipc/contract'
import { useEditor, useSessionState, useUi } from '../editor/editor'
import { useSize } from '../ui/hooks'
import { useDesk } from '../ui/desk'
import { PageStack } from './PageStack'
import { PrintButton } from './PrintButton'
import { Thumbnails } from './Thumbnails'
import { usePages } from './usePages'
import './preview.css'

const STEPS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2]
const ROOM = 28
const WIDEST = 2
const THUMBNAILS_KEY = 'jixiao.thumbnails'

/** The official pages as they will print, beside the editor: a click on a cell leads to its field, the field in hand is marked. */
export function PreviewPane() {
  const editor = useEditor()
  const { info } = useDesk()
  const { t } = useTranslation('preview')
  const edition = editor.session.edition
  const [draft, setDraft] = useState(false)
  const [thumbnails, setThumbnails] = useState(() => localStorage.getItem(THUMBNAILS_KEY) !== 'off')
  const { pages, failed } = usePages(editor.session.store, info.settings.print[edition.id] ?? DEFAULT_PRINT, draft)
  const declaration = useSessionState(state => state.declaration)
  const focused = useUi(ui => ui.focused)
  const [zoom, setZoom] = useState<number | 'width'>('width')
  const [page, setPage] = useState(1)
  const [attach, size] = useSize<HTMLDivElement>()
  const scroller = useRef<HTMLDivElement | null>(null)
  /** Where the last leap to a page ended. */
  const shownAt = useRef<number | null>(null)
  const fit = pages && size.width > 0 ? Math.min(WIDEST, Math.max(0.2, (size.width - ROOM) / pages.width)) : 1
  const scale = zoom === 'width' ? fit : zoom
  const count = pages?.html.length ?? 0
  const official = edition.page.pages

  useEffect(() => {
    if (page > count && count > 0) setPage(count)
  }, [page, count])

  const step = (by: -1 | 1): void => {
    const next = by > 0 ? STEPS.find(value => value > scale + 0.01) : STEPS.findLast(value => value < scale - 0.01)
    if (next !== undefined) setZoom(next)
  }
  const showPage = (wanted: number): void => {
    const box = scroller.current
    box?.querySelectorAll('[data-page-box]')[wanted - 1]?.scrollIntoView({ block: 'start' })
    // the last pages may not reach the top: the one that was asked for is the one shown all the same
    shownAt.current = box?.scrollTop ?? null
    setPage(wanted)
  }
  const toggleThumbnails = (): void => {
    localStorage.setItem(THUMBNAILS_KEY, thumbnails ? 'off' : 'on')
    setThumbnails(!thumbnails)
  }
  const strip = thumbnails && count > 1

  return (
    <div className="preview" data-testid="preview">
      <div className="preview-bar">
        {count > 1 && <Tooltip title={t('thumbnails')}><Button type={thumbnails ? 'default' : 'text'} size="small" icon={<PicLeftOutlined />} aria-label={t('thumbnails')} aria-pressed={thumbnails} onClick={toggleThumbnails} data-testid="toggle-thumbnails" /></Tooltip>}
        <span className="preview-pages" role="status">
          {count > 0 && t('pageOf', { page: Math.min(page, count), count })}
          {official !== null && count > official && <em className="off">{t('tooLong', { count: official })}</em>}
        </span>
        {count > 1 && count <= 8 && !thumbnails && Array.from({ length: count }, (_, i) => (
          <button key={i} type="button" className={i + 1 === page ? 'page-link current' : 'page-link'} onClick={() => showPage(i + 1)} aria-label={t('goToPage', { page: i + 1 })}>{i + 1}</button>
        ))}
        <span className="grow" />
        <Tooltip title={t('draftHint')}><Button type={draft ? 'default' : 'text'} size="small" aria-pressed={draft} onClick={() => setDraft(!draft)} data-testid="preview-draft">{t('draft')}</Button></Tooltip>
        <Tooltip title={t('zoomOut')}><Button type="text" size="small" icon={<ZoomOutOutlined />} aria-label={t('zoomOut')} onClick={() => step(-1)} /></Tooltip>
        <span className="zoom number">{Math.round(scale * 100)}%</span>
        <Tooltip title={t('zoomIn')}><Button type="text" size="small" icon={<ZoomInOutlined />} aria-label={t('zoomIn')} onClick={() => step(1)} /></Tooltip>
        <Tooltip title={t('fitWidth')}><Button type={zoom === 'width' ? 'default' : 'text'} size="small" icon={<ColumnWidthOutlined />} aria-label={t('fitWidth')} aria-pressed={zoom === 'width'} onClick={() => setZoom('width')} /></Tooltip>
        <PrintButton edition={edition} />
      </div>
      {failed && <Alert type="error" banner title={t('failed')} />}
      <div className="preview-body">
        {strip && pages && <Thumbnails pages={pages} current={Math.min(page, count)} onShow={showPage} />}
        <div
          className="preview-scroll"
          tabIndex={0}
          role="region"
          aria-label={t('pages')}
          ref={element => {
            scroller.current = element
            attach(element)
          }}
          onScroll={event => {
            if (shownAt.current !== null && Math.abs(event.currentTarget.scrollTop - shownAt.current) < 2) return
            shownAt.current = null
            const { top, height } = event.currentTarget.getBoundingClientRect()
            const boxes = [...event.currentTarget.querySelectorAll('[data-page-box]')]
            const at = boxes.findIndex(box => box.getBoundingClientRect().bottom > top + height / 3)
            setPage(Math.max(0, at) + 1)
          }}
        >
          {pages === null
            ? <div className="preview-wait"><Spin /></div>
            : <PageStack pages={pages} scale={scale} lit={focused} declaration={declaration} scroller={scroller} onPick={path => editor.goTo(path)} pickHint={t('pickHint')} />}
        </div>
      </div>
    </div>
  )
}
