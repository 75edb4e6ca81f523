import { memo, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { bringMarksIntoSight, pickLine } from './inSight'
import type { Mark } from './marks'

const CHUNK = 100
const NONE: readonly Mark[] = []

/** The source as numbered lines, the words of the value that is looked at marked and in sight. */
export function TextView({ lines, marks, onPick }: { lines: readonly string[]; marks: readonly Mark[]; onPick?: ((line: number, at: number) => void) | undefined }) {
  const body = useRef<HTMLDivElement>(null)
  const chunks = useMemo(() => Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, at) => lines.slice(at * CHUNK, (at + 1) * CHUNK)), [lines])
  const byChunk = useMemo(() => Map.groupBy(marks, mark => Math.floor(mark.line / CHUNK)), [marks])
  const digits = String(lines.length).length

  useEffect(() => {
    if (marks.length === 0) return
    bringMarksIntoSight(body.current, 'mark')
  }, [marks])

  return (
    <div className="source-body" ref={body} tabIndex={0} data-testid="source" onClick={event => pickLine(event.target, onPick)} style={{ '--digits': `${digits + 1}ch` } as React.CSSProperties}>
      {chunks.map((chunk, at) => <Chunk key={at} lines={chunk} first={at * CHUNK} marks={byChunk.get(at) ?? NONE} />)}
    </div>
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
