import type { Edition, LayoutRow, Paper } from './schema'
import type { FieldKey } from '../declaration/model'

/** What is wrong with the spans of a layout: which row (0-based, of `rows`), and in what way. */
export interface LayoutFault {
  row: number
  fault: 'tooWide' | 'gap' | 'overlap' | 'hangsOut' | 'header' | 'columns'
  /** Columns found and columns there are. */
  found: number
  wanted: number
}

/**
 * Lays every row's spans on the grid of columns and tells where they do not fill it exactly.
 * `hangsOut`: a cell over several rows that reaches into a list or below the last row.
 */
export function layoutFaults(rows: readonly LayoutRow[], columns: number): LayoutFault[] {
  const faults: LayoutFault[] = []
  // how many more rows each column is covered from above
  let covered: number[] = Array<number>(columns).fill(0)
  rows.forEach((row, index) => {
    const fault = (kind: LayoutFault['fault'], found: number) => faults.push({ row: index, fault: kind, found, wanted: columns })
    if (row.kind === 'list') {
      if (covered.some(left => left > 0)) fault('hangsOut', covered.filter(left => left > 0).length)
      covered = covered.map(() => 0)
      const side = row.side?.span ?? 0
      const body = side + sum(row.columns.map(column => column.span))
      if (body !== columns) fault('columns', body)
      const head = side + sum(row.header.map(cell => cell.span))
      if (row.header.length > 0 && head !== columns) fault('header', head)
      return
    }
    let at = 0
    const next = covered.map(left => Math.max(0, left - 1))
    for (const cell of row.cells) {
      while (at < columns && (covered[at] ?? 0) > 0) at++
      for (let column = at; column < at + cell.span; column++) {
        if (column >= columns) break
        if ((covered[column] ?? 0) > 0) fault('overlap', column)
        next[column] = Math.max(next[column] ?? 0, cell.rowSpan - 1)
      }
      at += cell.span
    }
    while (at < columns && (covered[at] ?? 0) > 0) at++
    if (at > columns) fault('tooWide', at)
    else if (at < columns) fault('gap', at)
    covered = next
  })
  if (covered.some(left => left > 0)) faults.push({ row: rows.length - 1, fault: 'hangsOut', found: covered.filter(left => left > 0).length, wanted: columns })
  return faults
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Every single field that the form prints, in the order of the page; a field printed twice stands twice. */
export function printedFields(edition: Pick<Edition, 'title' | 'rows'>): FieldKey[] {
  const inTitle: FieldKey[] = edition.title.some(line => line.text.includes('{unitName}')) ? ['unitName'] : []
  return [...inTitle, ...edition.rows.flatMap(row => (row.kind === 'list' ? [] : row.cells.flatMap(cell => (cell.kind === 'label' ? [] : [cell.field]))))]
}

/** Which of the two lists the form prints. */
export function printedLists(edition: Pick<Edition, 'rows'>): ('subProjects' | 'indicators')[] {
  return edition.rows.flatMap(row => (row.kind === 'list' ? [row.list] : []))
}

/** Points of an inch, millimetres of an inch. */
const MM_PER_PT = 25.4 / 72

/** Sheets of paper, upright, in millimetres. */
const PAPERS_MM: Record<Paper, readonly [number, number]> = { A4: [210, 297], A3: [297, 420], B5: [182, 257] }

/** The paper in millimetres, as the page stands. */
export function paperMm({ paper, orientation }: Pick<Edition['page'], 'orientation' | 'paper'>): { width: number; height: number } {
  const [width, height] = PAPERS_MM[paper]
  return orientation === 'portrait' ? { width, height } : { width: height, height: width }
}

/** How far the columns are narrowed so that the table fits between the margins: 1 where it fits, less where it is wider. On paper larger than A4 they are as much wider. */
export function columnScale(columns: readonly number[], page: Pick<Edition['page'], 'orientation' | 'paper' | 'marginsMm' | 'fontPt'>): number {
  const { width } = paperMm(page)
  const room = width - page.marginsMm[1] - page.marginsMm[3]
  return Math.min(Math.max(1, width / paperMm({ ...page, paper: 'A4' }).width), room / (sum(columns) * page.fontPt * MM_PER_PT))
}
