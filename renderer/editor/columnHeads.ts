import type { Edition } from '../../shared/editions/schema'

/** The edition's own headings of a list's columns, by what stands below them; absent where the form has none. */
export function columnHeads(edition: Edition, list: 'indicators' | 'subProjects'): Partial<Record<string, string>> {
  const block = edition.rows.find(row => row.kind === 'list' && row.list === list)
  if (block?.kind !== 'list') return {}
  return Object.fromEntries(block.columns.map((column, i) => [column.value, block.header[i]?.text ?? '']).filter(([, text]) => text !== ''))
}
