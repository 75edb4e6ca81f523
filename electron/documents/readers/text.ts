import type { GridCell, SourceBlock } from '../../../shared/recognise/types'
import type { Budget } from './budget'

/** Plain text: lines, with the tables of Markdown and of comma-separated files as grids. Tabs stay in the lines. */
export function readPlainText(text: string, budget: Budget, isCsv = false): SourceBlock[] {
  const plain = text.replace(/^\uFEFF/u, '')
  if (isCsv) {
    const grid = separated(plain, budget)
    if (grid) return [grid]
  }
  const lines = plain.split(/\r\n|[\r\n\u2028\u2029\u0085]/u)
  const blocks: SourceBlock[] = []
  let open: string[] = []
  const close = (): void => {
    if (open.length > 0) blocks.push({ kind: 'lines', lines: open })
    open = []
  }
  for (let at = 0; at < lines.length;) {
    const rows = markdownTable(lines, at)
    if (rows > 0) {
      close()
      const table = lines.slice(at, at + rows).filter((_, i) => i !== 1).map(markdownRow)
      blocks.push(gridOf(table, budget))
      at += rows
      continue
    }
    const line = lines[at] ?? ''
    budget.take(line)
    open.push(line)
    at += 1
  }
  close()
  return blocks
}

const MARKDOWN_RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$/u

/** How many lines from `at` are one table: a row of cells, a rule, more rows. 0 for none. */
function markdownTable(lines: readonly string[], at: number): number {
  if (!lines[at]?.includes('|') || !MARKDOWN_RULE.test(lines[at + 1] ?? '')) return 0
  let end = at + 2
  while (lines[end]?.includes('|')) end++
  return end - at
}

function markdownRow(line: string): string[] {
  const inner = line.trim().replace(/^\|/u, '').replace(/(?<!\\)\|$/u, '')
  return inner.split(/(?<!\\)\|/u).map(cell => cell.trim().replaceAll('\\|', '|').replace(/<br\s*\/?>/giu, '\n').replace(/^\*\*(.+)\*\*$/u, '$1'))
}

/** A comma-separated file with its quotes; null where no line has a comma. */
function separated(text: string, budget: Budget): SourceBlock | null {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/u))
  const separator = [',', ';', '\t'].find(sign => firstLine.includes(sign)) ?? (text.includes(',') ? ',' : null)
  if (separator === null) return null
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign === '\r' ? '' : sign
      else if (text[i + 1] === '"') cell += text[++i] ?? ''
      else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[i + 1] === '\n') i++
      endCell()
      rows.push([])
      budget.tick()
    } else cell += sign
  }
  endCell()
  return gridOf(rows, budget)
}

/** Rows of plain cells as a grid without spans. */
function gridOf(rows: readonly (readonly string[])[], budget: Budget): SourceBlock {
  const cells: GridCell[] = []
  rows.forEach((row, at) => row.forEach((text, column) => {
    budget.take(text)
    cells.push({ row: at, column, rowSpan: 1, colSpan: 1, text })
  }))
  return { kind: 'grid', cells }
}
