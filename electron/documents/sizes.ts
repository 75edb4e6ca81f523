import { cellBox } from '../../shared/sheet/geometry'
import { paginate } from '../../shared/sheet/pagination'
import { roughMeasure } from '../../shared/sheet/roughMeasure'
import type { Sheet, SheetCell, SheetRow } from '../../shared/sheet/sheet'

/** Type sizes in points, of a cell and the largest of a row; how many pages there would be, and the lines of a cell. */
export interface Sizes { of(cell: SheetCell): number; ofRow(row: SheetRow): number; pages: number; linesOf(cell: SheetCell): number }

/** Sizes as the printed pages would have them, by a rough measure: long texts that make a form run over its pages are smaller. */
export function sizesOf(sheet: Sheet): Sizes {
  const sizes = new Map<SheetCell, number>()
  const { pages, frame } = paginate(sheet, roughMeasure)
  for (const page of pages) for (const row of page.rows) for (const { cell, fontPt } of row.cells) sizes.set(cell, fontPt)
  const of = (cell: SheetCell): number => sizes.get(cell) ?? sheet.page.fontPt
  const ofRow = (row: SheetRow): number => Math.max(0, ...row.cells.map(of)) || sheet.page.fontPt
  return { of, ofRow, pages: pages.length, linesOf: cell => roughMeasure.countLines([cellBox(sheet, frame, cell, of(cell))])[0] ?? 1 }
}
