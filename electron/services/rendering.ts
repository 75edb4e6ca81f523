import { DEFAULT_PRINT, type DocumentKind, type ExportFormat, type PrintSettings } from '../../shared/ipc/contract'
import { jsonDocument, renderDocument, renderEachPdf, type DocumentItem, type DocumentOptions, type Making } from '../documents'
import { writeStatement } from '../documents/companion'
import { write } from '../documents/writers'
import { localDay, reportOf, writeReport, type Reviewed } from '../documents/report'
import { wordsIn } from '../i18n'
import { readSettings } from '../store/settings'
import type { ServiceContext } from './context'
import type { Ready } from './exportPlan'
import { checkTogether } from './yearCheck'

/** One file of some declarations, in a format that the document is made in (see `makesFormat`). Throws unknownEdition where a print is asked for and the pack is gone, noPageEngine, printFailed. */
export async function renderFile(context: ServiceContext, { document, format }: { document: DocumentKind; format: ExportFormat }, items: readonly Ready[], options: DocumentOptions, making: Making = {}): Promise<Uint8Array> {
  const declarations = items.map(item => item.declaration)
  if (format === 'json') return jsonDocument(declarations, options)
  if (document === 'summary') return write({ kind: 'summary', declarations, year: declarations[0]?.year ?? 0, options: { draft: options.draft } }, making)
  const engine = format === 'pdf' ? await context.pageEngine() : null
  if (document === 'statement') return writeStatement(format === 'docx' ? 'docx' : 'pdf', declarations, options, engine, making)
  const whole = wholeItems(context, items)
  if (document === 'declaration') return renderDocument(format, whole, options, engine, making)
  const words = wordsIn(context.read(readSettings).language)
  const report = reportOf(await review(context, whole), words, localDay(context.now()))
  return writeReport(format === 'xlsx' ? 'xlsx' : 'pdf', report, words, options, engine, making)
}

/** The PDF of each of some forms, all printed in one go. Throws as `renderFile` does. */
export async function renderRun(context: ServiceContext, items: readonly Ready[], options: DocumentOptions): Promise<Uint8Array[]> {
  return renderEachPdf(wholeItems(context, items), options, await context.pageEngine())
}

function wholeItems(context: ServiceContext, items: readonly Ready[]): DocumentItem[] {
  return items.map(({ declaration, edition: own }): DocumentItem => {
    const edition = own ?? context.editions.of(declaration)
    return { declaration, edition, print: printOf(context, edition.id) }
  })
}

/** How forms of an edition are printed here. */
export function printOf(context: ServiceContext, editionId: string): PrintSettings {
  return context.read(readSettings).print[editionId] ?? DEFAULT_PRINT
}

/** What there is to say of some declarations, each year's together. */
async function review(context: ServiceContext, items: readonly DocumentItem[]): Promise<Reviewed> {
  const years = [...Map.groupBy(items, ({ declaration }) => declaration.year)].sort(([a], [b]) => a - b)
  const reviewed: { forms: Reviewed['forms']; across: Reviewed['across'][number][]; sums: Reviewed['sums'][number][] } = { forms: [], across: [], sums: [] }
  for (const [year, ofYear] of years) {
    const { forms, across, sums } = await checkTogether(context, ofYear.map(({ declaration }) => declaration))
    for (const { declaration, edition } of ofYear) {
      const found = forms.find(form => form.id === declaration.id)
      if (found) reviewed.forms.push({ declaration, edition, found })
    }
    reviewed.across.push(...across)
    reviewed.sums.push({ year, sums })
  }
  return reviewed
}
