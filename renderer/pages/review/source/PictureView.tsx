import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Button, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SourceOriginal } from '../../../../shared/ipc/contract'
import { unpackPlaces } from '../../../../shared/ipc/places'
import { useKeys, useSize, useStable } from '../../../ui/hooks'
import { bringMarksIntoSight } from './inSight'
import type { Mark } from './marks'
import { openImage } from './image'
import { openPdf, type Pictures } from './pdf'
import { boxesOf, breadthOf, byLine, joined, lineAt } from './places'
import { Pager, turnsPage } from './Pager'

interface Props {
  original: SourceOriginal & { kind: 'pdf' | 'image' }
  marks: readonly Mark[]
  onPick?: ((line: number, at: number) => void) | undefined
  /** It cannot be drawn at all. */
  onFailed(): void
  /** How many pages it has. */
  onPages(pages: number): void
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]
/** Kept from one source to the next: 1 fits the width. */
let lastZoom = 1
/** Room beside the page, in pixels. */
const ROOM = 16
/** Left beside the words, in points; and how much of a page they must take for its margins to be left out. */
const MARGIN = 14
const LEAST_BREADTH = 0.5
/** Pixels a point: in a wide pane a page is not made larger than it is read well. */
const LARGEST_FIT = 1.5
const NONE_TURNED: never[] = []

interface Drawn { page: number; scale: number; canvas: HTMLCanvasElement }

/** The pages of a file as pictures, one at a time, with the places of the marked words. */
export default function PictureView({ original, marks, onPick, onFailed, onPages }: Props) {
  const { t } = useTranslation()
  const { bytes, kind, lines } = original
  const packed = kind === 'pdf' ? original.places : null
  const places = useMemo(() => (packed ? unpackPlaces(packed) : []), [packed])
  const turned = kind === 'pdf' ? original.turned : NONE_TURNED
  const [pictures, setPictures] = useState<Pictures | null>(null)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(lastZoom)
  const [size, setSize] = useState<{ page: number; width: number; height: number } | null>(null)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [broken, setBroken] = useState<number | null>(null)
  const [measure, { width: room }] = useSize<HTMLDivElement>()
  const body = useRef<HTMLDivElement | null>(null)
  const attach = useCallback((element: HTMLDivElement | null) => {
    body.current = element
    measure(element)
  }, [measure])
  const fail = useStable(onFailed)
  const tellPages = useStable(onPages)

  useEffect(() => {
    let open: Pictures | null = null
    let mine = true
    const opening = kind === 'pdf' ? openPdf(bytes) : openImage(bytes)
    opening.then(found => {
      if (!mine) return found.close()
      open = found
      setPictures(found)
      tellPages(found.pages)
    }, () => mine && fail())
    return () => {
      mine = false
      open?.close()
      setPictures(null)
    }
  }, [bytes, kind, fail, tellPages])

  const byLines = useMemo(() => byLine(places), [places])
  const boxes = useMemo(() => joined(boxesOf(byLines, lines, marks)), [byLines, lines, marks])
  const goal = boxes[0]?.page
  useEffect(() => {
    if (goal !== undefined) setPage(goal)
  }, [goal, boxes])
  const degrees = turned.find(entry => entry.page === page)?.degrees ?? 0

  useEffect(() => {
    if (!pictures) return
    let mine = true
    pictures.sizeOf(page, degrees).then(found => mine && setSize({ page, ...found }), () => mine && setBroken(page))
    return () => void (mine = false)
  }, [pictures, page, degrees])

  // the margins of a page say nothing: at first its words fill the width
  const breadth = useMemo(() => {
    if (!size) return null
    const words = breadthOf(places, size.page)
    const [x0, x1] = words ? [Math.max(0, words.x0 - MARGIN), Math.min(size.width, words.x1 + MARGIN)] : [0, size.width]
    return x1 - x0 < size.width * LEAST_BREADTH ? { x0: 0, x1: size.width } : { x0, x1 }
  }, [places, size])
  const fit = breadth && room > 0 ? Math.min(LARGEST_FIT, Math.max(0.1, (room - ROOM) / (breadth.x1 - breadth.x0))) : null
  const scale = fit === null ? null : fit * zoom
  useEffect(() => {
    if (!pictures || scale === null || size?.page !== page) return
    const stop = new AbortController()
    pictures.draw(page, degrees, scale * window.devicePixelRatio, stop.signal).then(
      canvas => !stop.signal.aborted && setDrawn({ page, scale, canvas }),
      () => !stop.signal.aborted && setBroken(page),
    )
    return () => stop.abort()
  }, [pictures, page, degrees, scale, size])

  const sheet = useRef<HTMLDivElement>(null)
  const shown = drawn?.page === page ? drawn : null
  useEffect(() => {
    if (shown) sheet.current?.querySelector('.picture')?.replaceChildren(shown.canvas)
  }, [shown, size])
  useEffect(() => {
    if (scale === null || !breadth || size?.page !== page) return
    if (body.current) body.current.scrollLeft = breadth.x0 * scale
    bringMarksIntoSight(body.current, '.picture-mark')
  }, [boxes, page, scale, size, breadth])

  const turn = (next: number, atEnd = false) => {
    if (!pictures) return
    setPage(Math.min(pictures.pages, Math.max(1, next)))
    body.current?.scrollTo(0, atEnd ? body.current.scrollHeight : 0)
  }
  const zoomTo = (next: number) => {
    lastZoom = next
    setZoom(next)
  }
  const zoomBy = (step: 1 | -1) => {
    const next = step > 0 ? ZOOMS.find(one => one > zoom + 0.01) : ZOOMS.findLast(one => one < zoom - 0.01)
    if (next !== undefined) zoomTo(next)
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    if (turnsPage(event, page, pictures?.pages ?? 1, turn) || event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Record<string, () => void> = { '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), '0': () => zoomTo(1) }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const pick = (event: React.MouseEvent<HTMLElement>) => {
    if (scale === null) return
    const frame = event.currentTarget.getBoundingClientRect()
    const found = lineAt(places, page, (event.clientX - frame.left) / scale, (event.clientY - frame.top) / scale)
    if (found) onPick?.(found.line, found.at)
  }
  useKeys({
    'mod+pagedown': () => turn(page + 1),
    'mod+pageup': () => turn(page - 1),
  })

  return (
    <>
      <Pager page={page} pages={pictures?.pages ?? 1} onPage={turn}>
        <div className="grow" />
        <Button size="small" type="text" disabled={zoom <= (ZOOMS[0] ?? 0)} onClick={() => zoomBy(-1)} aria-label={t('review:picture.smaller')} title={t('review:picture.smallerKeys')}>−</Button>
        <button type="button" className="linklike number" onClick={() => zoomTo(1)} title={t('review:picture.fit')} data-testid="source-zoom">{Math.round(zoom * 100)}%</button>
        <Button size="small" type="text" disabled={zoom >= (ZOOMS.at(-1) ?? 0)} onClick={() => zoomBy(1)} aria-label={t('review:picture.larger')} title={t('review:picture.largerKeys')}>＋</Button>
      </Pager>
      <div className="source-body pictures" ref={attach} tabIndex={0} data-testid="source" onKeyDown={onKeyDown}>
        {broken === page && <p className="source-note" role="alert">{t('review:picture.broken', { page })}</p>}
        {size?.page === page && scale !== null && (
          <div className="picture-sheet" ref={sheet} onClick={pick} style={{ width: size.width * scale, height: size.height * scale }} data-testid="source-picture" data-drawn={shown ? `${shown.page}@${shown.scale.toFixed(3)}` : undefined} data-wanted={`${page}@${scale.toFixed(3)}`}>
            <div key={page} className="picture" role="img" aria-label={t('review:picture.page', { page, pages: pictures?.pages ?? 1 })} />
            {boxes.filter(box => box.page === page).map(({ x0, y0, x1, y1 }, at) => (
              <i key={at} className="picture-mark" style={{ left: x0 * scale - 2, top: y0 * scale - 1, width: (x1 - x0) * scale + 4, height: (y1 - y0) * scale + 2 }} />
            ))}
            {!shown && broken !== page && <Spin className="picture-wait" delay={300} />}
          </div>
        )}
        {!size && <div className="source-wait" role="status"><Spin delay={300} /></div>}
      </div>
    </>
  )
}
