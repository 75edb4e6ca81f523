import { paginate, type Layout } from '../../shared/sheet/pagination'
import type { Measure } from '../../shared/sheet/geometry'
import type { Sheet } from '../../shared/sheet/sheet'
import { loadFonts } from './fonts'
import { createDomMeasure } from './measure'

const measures = new WeakMap<Document, Map<boolean, Measure>>()

/**
 * The pages of a sheet, the very ones that print: measured with the real fonts in the given document.
 * Call {@link loadFonts} before with this sheet (cheap when they are there).
 */
export function layoutPages(sheet: Sheet, document: Document, officialFonts = false): Layout {
  const ofDocument = measures.get(document) ?? new Map<boolean, Measure>()
  measures.set(document, ofDocument)
  const measure = ofDocument.get(officialFonts) ?? createDomMeasure(document, { official: officialFonts })
  ofDocument.set(officialFonts, measure)
  return paginate(sheet, measure)
}

/** Loads what the sheet needs, then lays it out. */
export async function layoutWhenReady(sheet: Sheet, document: Document, officialFonts = false): Promise<Layout> {
  await loadFonts(document, [sheet])
  return layoutPages(sheet, document, officialFonts)
}
