import { memo, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { FieldPath } from '../../shared/declaration/fieldPath'
import type { Declaration } from '../../shared/declaration/model'
import type { Pages } from './usePages'

interface Props {
  pages: Pages
  scale: number
  /** Origin key of the value in hand. */
  lit: string | null
  declaration: Declaration
  scroller: RefObject<HTMLElement | null>
  onPick: (path: FieldPath) => void
  pickHint: string
}

/** On top of the page's own rules: what can be picked, and what is in hand. Nothing here moves a line. */
const SCREEN_CSS = `
:host{display:block}
td[data-path],td[data-jump],.jx-line[data-path]{cursor:pointer}
td[data-path]:hover,td[data-jump]:hover,.jx-line[data-path]:hover{background:#eef4f8}
.lit{background:#dcebf5!important;box-shadow:inset 0 0 0 1.5px #1f5a84}
`

/** The pages, one below the other, each in a shadow of its own so that the window's styles do not reach it. */
export function PageStack({ pages, scale, lit, declaration, scroller, onPick, pickHint }: Props) {
  const stack = useRef<HTMLDivElement>(null)
  const paths = lit === null ? [] : pathsOf(declaration, lit)
  const wanted = paths.join('|')

  useLayoutEffect(() => {
    for (const host of stack.current?.querySelectorAll('[data-page-host]') ?? []) {
      host.shadowRoot?.querySelectorAll('.lit').forEach(cell => cell.classList.remove('lit'))
      for (const path of wanted.split('|')) {
        if (path !== '') host.shadowRoot?.querySelectorAll(`[data-path="${CSS.escape(path)}"]`).forEach(cell => cell.classList.add('lit'))
      }
    }
  }, [wanted, pages])

  // the cell in hand comes into sight when another one is taken in hand, not on every keystroke
  useEffect(() => {
    const box = scroller.current
    const cell = [...(stack.current?.querySelectorAll('[data-page-host]') ?? [])].map(host => host.shadowRoot?.querySelector('.lit')).find(Boolean)
    if (!box || !cell) return
    const place = cell.getBoundingClientRect()
    const view = box.getBoundingClientRect()
    if (place.top < view.top || place.bottom > view.bottom) box.scrollBy({ top: place.top - view.top - Math.max(40, (view.height - place.height) / 3), behavior: 'auto' })
  }, [wanted, scroller])

  return (
    <div ref={stack} className="page-stack">
      {pages.html.map((html, i) => (
        <div key={i} className="page-box" data-page-box data-testid="preview-page" style={{ width: pages.width * scale, height: pages.height * scale }}>
          <PageView html={html} css={pages.css} scale={scale} width={pages.width} onPick={onPick} hint={pickHint} />
        </div>
      ))}
    </div>
  )
}

const PageView = memo(function PageView({ html, css, scale, width, onPick, hint }: { html: string; css: string; scale: number; width: number; onPick: (path: FieldPath) => void; hint: string }) {
  const host = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    root.innerHTML = `<style>${css}${SCREEN_CSS}</style>${html}`
  }, [html, css])
  useEffect(() => {
    const root = host.current?.shadowRoot
    const listen = (event: Event): void => {
      const cell = (event.target as Element).closest('[data-path],[data-jump]')
      const path = cell?.getAttribute('data-path') ?? cell?.getAttribute('data-jump')
      if (path) pick.current(path)
    }
    root?.addEventListener('click', listen)
    return () => root?.removeEventListener('click', listen)
  }, [])
  return <div ref={host} data-page-host title={hint} style={{ width, transform: `scale(${scale})`, transformOrigin: '0 0' }} />
})

/** The paths that the value in hand has on the page: a level cell belongs to the first row of its run. */
function pathsOf(declaration: Declaration, key: string): FieldPath[] {
  const [list, id, part] = key.split('/')
  if (list !== 'indicators' && list !== 'subProjects') return [key]
  const at = declaration[list].findIndex(row => row.id === id)
  return at < 0 ? [] : [`${list}[${at}].${part ?? 'name'}`]
}
