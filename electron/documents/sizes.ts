import { paginate } from '../../shared/sheet/pagination'
import { roughMeasure } from '../../shared/sheet/roughMeasure'
import type { Sheet, SheetCell } from '../../shared/sheet/sheet'

/** Type sizes in points, and how many pages there would be. */
export interface Sizes { of(cell: SheetCell): number; pages: number }

/** Sizes as the printed pages would have them, by a rough measure: long texts that make a form run over its pages are smaller. */
export function sizesOf(sheet: Sheet): Sizes {
  const sizes = new Map<SheetCell, number>()
  const { pages } = paginate(sheet, roughMeasure)
  for (const page of pages) for (const row of page.rows) for (const { cell, fontPt } of row.cells) sizes.set(cell, fontPt)
  return { of: cell => sizes.get(cell) ?? sheet.page.fontPt, pages: pages.length }
}
