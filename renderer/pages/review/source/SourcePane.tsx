import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Segmented, Spin, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SourceOriginal } from '../../../../shared/ipc/contract'
import { keyOf, useKeys, useStable } from '../../../ui/hooks'
import { unpackPlaces } from '../../../../shared/ipc/places'
import { marksOf } from './marks'
import { silentPages } from './places'
import { TablesView } from './TablesView'
import { TextView } from './TextView'

// what draws PDFs is larger than the rest of the window: it comes when the first is looked at
const PictureView = lazy(() => import('./PictureView'))

interface Props {
  name: string
  lines: readonly string[]
  /** The words to show (or wordings, the likeliest first), and the line they begin in (-1: not known). */
  words: string | readonly string[]
  line: number
  /** The source as it was: asked for once; without it, or where it answers null, there is text alone. */
  load?: () => Promise<SourceOriginal | null>
  /** A person points at a place of the source: one of its lines, and a character of it (-1: the whole line). */
  onPick?(lines: readonly string[], line: number, at: number): void
}

/** Text or picture: what was looked at last, for the next source too. */
let prefersText = false

/** The source: the pages of a PDF, the tables of other files, or numbered lines, with the words of the value that is looked at marked and in sight. */
export function SourcePane({ name, lines: first, words, line, load, onPick }: Props) {
  const { t } = useTranslation()
  const [original, setOriginal] = useState<SourceOriginal | null>(null)
  const [loading, setLoading] = useState(load !== undefined)
  const [failed, setFailed] = useState(false)
  const [asText, setAsText] = useState(prefersText)
  const [pages, setPages] = useState<number | null>(null)
  const pane = useRef<HTMLElement>(null)
  const asked = useRef(load)
  useEffect(() => {
    let mine = true
    const done = (found: SourceOriginal | null) => {
      if (!mine) return
      setOriginal(found)
      setLoading(false)
    }
    asked.current?.().then(done, () => done(null))
    return () => void (mine = false)
  }, [])

  const lines = original && original.lines.some(Boolean) ? original.lines : first
  const pick = onPick && ((at: number, character: number) => onPick(lines, at, character))
  const marks = useMemo(() => marksOf(lines, line, words), [lines, line, words])
  const hasPicture = original !== null && original.kind !== 'text' && !failed
  const show = (text: boolean) => {
    prefersText = text
    setAsText(text)
  }
  const change = useStable(() => (hasPicture ? show(!asText) : false))
  useEffect(() => {
    // within a drawer the keys of the window rest
    const drawer = pane.current?.closest('.ant-drawer')
    const listen = (event: Event) => {
      if (keyOf(event as KeyboardEvent) === 'f9' && change() !== false) event.preventDefault()
    }
    drawer?.addEventListener('keydown', listen)
    return () => drawer?.removeEventListener('keydown', listen)
  }, [change])
  useKeys({
    f9: change,
    f6: () => {
      if (pane.current?.contains(document.activeElement)) return false
      pane.current?.querySelector<HTMLElement>('[data-testid=source]')?.focus()
      return true
    },
  })

  // looked at as text, a PDF is opened for the number of its pages alone
  const uncounted = original?.kind === 'pdf' && asText && pages === null && !failed ? original.bytes : null
  useEffect(() => {
    if (!uncounted) return
    let mine = true
    void import('./pdf').then(({ openPdf }) => openPdf(uncounted)).then(found => {
      if (mine) setPages(found.pages)
      found.close()
    }, () => {})
    return () => void (mine = false)
  }, [uncounted])
  const silent = useMemo(() => {
    if (original?.kind !== 'pdf' || pages === null) return null
    const places = unpackPlaces(original.places)
    const without = silentPages(places, pages)
    return without === '' ? null : t(places.length === 0 ? 'review:picture.scan' : 'review:picture.silent', { pages: without })
  }, [original, pages, t])

  const body = () => {
    if (loading && !asText) return <div className="source-wait" role="status"><Spin delay={300} /></div>
    if (!original || original.kind === 'text' || asText || failed) return <TextView lines={lines} marks={marks} onPick={pick} />
    if (original.kind === 'tables') return <TablesView blocks={original.blocks} marks={marks} onPick={pick} />
    return (
      <Suspense fallback={<div className="source-wait" role="status"><Spin delay={300} /></div>}>
        <PictureView original={original} marks={marks} onPick={pick} onFailed={() => setFailed(true)} onPages={setPages} />
      </Suspense>
    )
  }
  const note = failed ? t('review:picture.failed') : (original?.kind === 'text' || original?.kind === 'tables') && original.tooLarge ? t('review:picture.tooLarge') : null
  return (
    <section className="pane source" aria-label={t('review:source')} ref={pane}>
      <header className="pane-head">
        <strong>{t('review:source')}</strong>
        <span className="note soft" title={name}>{name}</span>
        <div className="grow" />
        {words.length > 0 && marks.length === 0 && !loading && <span className="faint">{t('review:notInSource')}</span>}
        {hasPicture && (
          <Tooltip title={t('review:picture.switch')} mouseEnterDelay={0.6}>
            <Segmented
              size="small" value={asText ? 'text' : 'picture'} onChange={value => show(value === 'text')} aria-label={t('review:picture.switch')} data-testid="source-mode"
              options={[{ value: 'picture', label: t(original.kind === 'tables' ? 'review:picture.table' : 'review:picture.picture') }, { value: 'text', label: t('review:picture.text') }]}
            />
          </Tooltip>
        )}
      </header>
      {silent !== null && <p className="source-note" role="status" data-testid="silent-pages">{silent}</p>}
      {note && <p className="source-note" role="status">{note}</p>}
      {body()}
    </section>
  )
}
