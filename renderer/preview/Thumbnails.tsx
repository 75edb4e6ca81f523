import { memo, useDeferredValue, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSize } from '../ui/hooks'
import type { Pages } from './usePages'

/** Pixels: width of a page, and what stands below it. */
const WIDTH = 62
const BELOW = 26
/** Pages drawn beyond what is seen, either way. */
const SPARE = 2

interface Props {
  pages: Pages
  /** Counted from 1. */
  current: number
  onShow: (page: number) => void
}

/** The pages in small, one below the other: only those in sight are drawn, from the same HTML, after the large ones. */
export function Thumbnails({ pages: newest, current, onShow }: Props) {
  const { t } = useTranslation('preview')
  const pages = useDeferredValue(newest)
  const id = useId()
  const [attach, size] = useSize<HTMLDivElement>()
  const box = useRef<HTMLDivElement | null>(null)
  const [top, setTop] = useState(0)
  const count = pages.html.length
  const scale = WIDTH / pages.width
  const each = Math.round(pages.height * scale) + BELOW
  const from = Math.max(0, Math.floor(top / each) - SPARE)
  const to = Math.min(count, Math.ceil((top + size.height) / each) + SPARE)
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
  // what is active for the keyboard has to be there
  if (current >= 1 && current <= count && !shown.includes(current - 1)) shown.push(current - 1)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const begin = (current - 1) * each
    if (begin < element.scrollTop) element.scrollTop = begin
    else if (begin + each > element.scrollTop + element.clientHeight) element.scrollTop = begin + each - element.clientHeight
  }, [current, each, size.height])

  const press = (event: KeyboardEvent): void => {
    const inSight = Math.max(1, Math.floor(size.height / each))
    const steps: Record<string, number> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -inSight, PageDown: inSight, Home: -count, End: count }
    const by = steps[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onShow(Math.min(count, Math.max(1, current + by)))
  }
  return (
    <div
      className="thumbnails" role="listbox" tabIndex={0} aria-label={t('thumbnails')} aria-activedescendant={`${id}-${current}`} data-testid="thumbnails"
      ref={element => {
        box.current = element
        attach(element)
      }}
      onScroll={event => setTop(event.currentTarget.scrollTop)} onKeyDown={press}
    >
      <div style={{ height: count * each }}>
        {shown.map(at => (
          <div
            key={at} id={`${id}-${at + 1}`} role="option" aria-selected={at + 1 === current} aria-label={t('goToPage', { page: at + 1 })} aria-setsize={count} aria-posinset={at + 1}
            className="thumbnail" data-testid="thumbnail" style={{ top: at * each, height: each, width: WIDTH }} onClick={() => onShow(at + 1)}
          >
            <div className="thumbnail-page" style={{ height: each - BELOW }}><SmallPage html={pages.html[at] ?? ''} css={pages.css} width={pages.width} scale={scale} /></div>
            {at + 1}
          </div>
        ))}
      </div>
    </div>
  )
}

/** In a shadow of its own, as the large ones are. */
const SmallPage = memo(function SmallPage({ html, css, width, scale }: { html: string; css: string; width: number; scale: number }) {
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    root.innerHTML = `<style>${css}</style>${html}`
  }, [html, css])
  return <div ref={host} aria-hidden style={{ width, transform: `scale(${scale})`, transformOrigin: '0 0' }} />
})
