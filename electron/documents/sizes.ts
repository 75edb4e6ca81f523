import { paginate } from '../../shared/sheet/pagination'
import { roughMeasure } from '../../shared/sheet/roughMeasure'
import type { Sheet, SheetCell } from '../../shared/sheet/sheet'

/** Type sizes in points as the printed pages would have them, by a rough measure: long texts that make a form run over its pages are smaller. */
export function sizesOf(sheet: Sheet): (cell: SheetCell) => number {
  const sizes = new Map<SheetCell, number>()
  for (const page of paginate(sheet, roughMeasure).pages) for (const row of page.rows) for (const { cell, fontPt } of row.cells) sizes.set(cell, fontPt)
  return cell => sizes.get(cell) ?? sheet.page.fontPt
}
