import { paginate, type Layout } from '../../shared/sheet/pagination'
import type { Measure } from '../../shared/sheet/geometry'
import type { Sheet } from '../../shared/sheet/sheet'
import { createDomMeasure } from './measure'

const measures = new WeakMap<Document, Map<boolean, Measure>>()

/**
 * The pages of a sheet, the very ones that print: measured with the real fonts in the given document.
 * Call loadFonts (fonts.ts) before with this sheet (cheap when they are there).
 */
export function layoutPages(sheet: Sheet, document: Document): Layout {
  const { officialFonts } = sheet
  const ofDocument = measures.get(document) ?? new Map<boolean, Measure>()
  measures.set(document, ofDocument)
  const measure = ofDocument.get(officialFonts) ?? createDomMeasure(document, { official: officialFonts })
  ofDocument.set(officialFonts, measure)
  return paginate(sheet, measure)
}
