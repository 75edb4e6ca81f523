import type { DeclarationSummary, Settings, SortColumn } from '../../../shared/ipc/contract'

export type LibrarySort = Settings['librarySort']

/** What a column is put in order by; null where it is blank. `updatedAt` of what is in the trash is when it came there. */
const VALUES: Record<SortColumn, (row: DeclarationSummary) => string | number | null> = {
  projectName: row => row.projectName || null,
  unitName: row => row.unitName || null,
  year: row => row.year,
  budget: row => row.currentYearBudget,
  status: row => (row.status === 'draft' ? 0 : 1),
  completeness: row => row.completeness,
  updatedAt: row => row.trashedAt ?? row.updatedAt,
}

/** The rows in order: blanks last either way, equal ones as they came, names as people look them up (数字 by size, 汉字 by pinyin). */
export function inOrder(rows: readonly DeclarationSummary[], sort: LibrarySort, language: string): DeclarationSummary[] {
  if (!sort) return [...rows]
  const value = VALUES[sort.column]
  const names = new Intl.Collator(language === 'en' ? ['en', 'zh-CN'] : 'zh-CN', { numeric: true })
  const turn = sort.descending ? -1 : 1
  const compare = (a: string | number, b: string | number): number => (typeof a === 'string' && typeof b === 'string' ? names.compare(a, b) : Number(a) - Number(b))
  return rows.map(row => ({ row, value: value(row) })).sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return turn * compare(a.value, b.value)
  }).map(({ row }) => row)
}
