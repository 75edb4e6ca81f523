import { memo, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { marksOf, type Mark } from './marks'

const CHUNK = 100
const NONE: readonly Mark[] = []

interface Props {
  name: string
  lines: readonly string[]
  /** The words to show, and the line they begin in (-1: not known). */
  words: string
  line: number
}

/** The source as numbered lines, the words of the value that is looked at marked and in sight. */
export function SourcePane({ name, lines, words, line }: Props) {
  const { t } = useTranslation()
  const body = useRef<HTMLDivElement>(null)
  const marks = useMemo(() => marksOf(lines, line, words), [lines, line, words])
  const chunks = useMemo(() => Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, at) => lines.slice(at * CHUNK, (at + 1) * CHUNK)), [lines])
  const byChunk = useMemo(() => Map.groupBy(marks, mark => Math.floor(mark.line / CHUNK)), [marks])
  const digits = String(lines.length).length

  useEffect(() => {
    if (marks.length === 0) return
    const all = body.current?.querySelectorAll('mark')
    const [first, last] = [all?.[0], all?.[all.length - 1]]
    if (!first || !last || !body.current) return
    const top = first.getBoundingClientRect().top
    const frame = body.current.getBoundingClientRect()
    if (top < frame.top + 30 || last.getBoundingClientRect().bottom > frame.bottom - 30) body.current.scrollTop += top - frame.top - frame.height / 4
  }, [marks])

  return (
    <section className="pane source" aria-label={t('review:source')}>
      <header className="pane-head">
        <strong>{t('review:source')}</strong>
        <span className="note soft" title={name}>{name}</span>
        <div className="grow" />
        {words !== '' && marks.length === 0 && <span className="faint">{t('review:notInSource')}</span>}
      </header>
      <div className="source-body" ref={body} tabIndex={0} data-testid="source" style={{ '--digits': `${digits + 1}ch` } as React.CSSProperties}>
        {chunks.map((chunk, at) => <Chunk key={at} lines={chunk} first={at * CHUNK} marks={byChunk.get(at) ?? NONE} />)}
      </div>
    </section>
  )
}

const Chunk = memo(function Chunk({ lines, first, marks }: { lines: readonly string[]; first: number; marks: readonly Mark[] }) {
  return (
    <div className="source-chunk" style={{ containIntrinsicSize: `auto ${lines.length * 21}px` }}>
      {lines.map((text, at) => {
        const mark = marks.find(entry => entry.line === first + at)
        return (
          <div key={first + at} className={mark ? 'source-line marked' : 'source-line'} data-line={first + at}>
            <span className="source-number">{first + at + 1}</span>
            <span className="source-text">{written(text, mark)}</span>
          </div>
        )
      })}
    </div>
  )
})

/** A line with its mark; cells of a table are parted by a hairline. */
function written(text: string, mark: Mark | undefined): ReactNode {
  if (!mark) return cells(text)
  return (
    <>
      {cells(text.slice(0, mark.from))}
      <mark>{cells(text.slice(mark.from, mark.to))}</mark>
      {cells(text.slice(mark.to))}
    </>
  )
}

function cells(text: string): ReactNode {
  if (!text.includes('\t')) return text
  return text.split('\t').map((cell, at) => (
    <span key={at}>
      {at > 0 && <i className="source-tab" aria-hidden />}
      {cell}
    </span>
  ))
}
