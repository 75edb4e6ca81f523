import { gridFromCells, gridFromText, type Grid } from './pasteTable'

/** The block on the clipboard: the biggest table of its HTML where it has one, else its text as tab-separated cells. */
export function gridFromClipboard(data: Pick<DataTransfer, 'getData'>): Grid {
  const html = data.getData('text/html')
  const table = html === '' ? null : biggestTable(html)
  return table ?? gridFromText(data.getData('text/plain'))
}

function biggestTable(html: string): Grid | null {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const tables = [...page.querySelectorAll('table')].sort((a, b) => b.rows.length - a.rows.length)
  const table = tables[0]
  if (!table || table.rows.length === 0) return null
  const grid = gridFromCells([...table.rows].map(row => [...row.cells].map(cell => ({ text: textOf(cell), rowSpan: Math.max(1, cell.rowSpan), colSpan: Math.max(1, cell.colSpan) }))))
  return grid.length > 0 ? grid : null
}

/** A break of the markup between two characters that take no space between them: Word wraps its HTML anywhere. */
const WRAP = /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])[ \t]*\r?\n[ \t\r\n]*(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu

/** Line breaks of paragraphs and <br> stay, the white space of the markup goes. */
function textOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element
  for (const br of copy.querySelectorAll('br')) br.replaceWith('\u2028')
  for (const block of copy.querySelectorAll('p, div, li')) block.append('\u2028')
  return (copy.textContent ?? '').replace(WRAP, '').replace(/\s*\u2028\s*/gu, '\u2028').replace(/[ \t\r\n]+/gu, ' ').replace(/\u2028+/gu, '\n').replaceAll('\u00a0', ' ').trim()
}
