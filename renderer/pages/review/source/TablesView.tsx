import { useEffect, useMemo, useRef, useState } from 'react'
import type { SourceBlock } from '../../../../shared/recognise/types'
import { bringMarksIntoSight, pickLine } from './inSight'
import type { Mark } from './marks'
import { Pager, turnsPage } from './Pager'
import { markedIn, slicesOf, type ShownCell, type ShownTable } from './slices'

/** The tables of a file as tables, merged cells and all, and the lines between; long ones in parts. */
export function TablesView({ blocks, marks, onPick }: { blocks: readonly SourceBlock[]; marks: readonly Mark[]; onPick?: ((line: number, at: number) => void) | undefined }) {
  const slices = useMemo(() => slicesOf(blocks), [blocks])
  const [at, setAt] = useState(0)
  const body = useRef<HTMLDivElement>(null)
  const goal = marks[0]?.line
  useEffect(() => {
    if (goal === undefined) return
    const found = slices.findIndex(slice => goal >= slice.first && goal <= slice.last)
    if (found >= 0) setAt(found)
  }, [goal, slices])
  useEffect(() => {
    bringMarksIntoSight(body.current, 'mark')
  }, [marks, at])
  const turn = (page: number) => {
    setAt(page - 1)
    body.current?.scrollTo(0, 0)
  }
  const slice = slices[at]
  return (
    <>
      <Pager parts page={at + 1} pages={slices.length} onPage={turn} />
      <div className="source-body tables" ref={body} tabIndex={0} data-testid="source" onClick={event => pickLine(event.target, onPick)} onKeyDown={event => turnsPage(event, at + 1, slices.length, turn)}>
        {slice?.parts.map((part, number) => {
          const before = slice.parts[number - 1]
          const where = part.where !== null && part.where !== before?.where ? <h4>{part.where}</h4> : null
          return (
            <div key={`${at}-${number}`} className="source-part">
              {where}
              {part.kind === 'table'
                ? <Table table={part} marks={marks} />
                : part.lines.map(({ line, text }) => <Line key={line} line={line} text={text} mark={marks.find(mark => mark.line === line)} />)}
            </div>
          )
        })}
      </div>
    </>
  )
}

function Line({ line, text, mark }: { line: number; text: string; mark: Mark | undefined }) {
  return <p className="source-text" data-line={line}>{mark ? <Marked text={text} from={mark.from} to={mark.to} /> : text}</p>
}

const Marked = ({ text, from, to }: { text: string; from: number; to: number }) => <>{text.slice(0, from)}<mark>{text.slice(from, to)}</mark>{text.slice(to)}</>

function Table({ table, marks }: { table: ShownTable; marks: readonly Mark[] }) {
  // rows on which cells of rows above still stand have fewer cells of their own
  const until = Array.from({ length: table.columns }, () => 0)
  return (
    <table className="source-table">
      <tbody>
        {table.rows.map(({ line, cells }, row) => {
          const filled: (ShownCell | number)[] = []
          let column = 0
          const fillTo = (end: number) => {
            let gap = 0
            for (; column < end; column++) {
              if ((until[column] ?? 0) > row) {
                if (gap > 0) filled.push(gap)
                gap = 0
              } else gap++
            }
            if (gap > 0) filled.push(gap)
          }
          for (const cell of cells) {
            fillTo(cell.column)
            filled.push(cell)
            for (column = cell.column; column < cell.column + cell.colSpan; column++) until[column] = row + cell.rowSpan
          }
          fillTo(table.columns)
          return (
            <tr key={line} data-line={line}>
              {filled.map((cell, at) => typeof cell === 'number' ? <td key={at} colSpan={cell} className="gap" /> : <Cell key={at} cell={cell} marks={marks} />)}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Cell({ cell, marks }: { cell: ShownCell; marks: readonly Mark[] }) {
  const mark = markedIn(cell, marks)
  return (
    <td data-line={cell.line} data-from={cell.from} colSpan={cell.colSpan} rowSpan={cell.rowSpan} className={`source-text${mark ? ' marked' : ''}${cell.goesOn ? ' faint' : ''}`}>
      {mark && mark.from < mark.to ? <Marked text={cell.text} from={mark.from} to={mark.to} /> : cell.text}
    </td>
  )
}
