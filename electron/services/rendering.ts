import { AppError } from '../../shared/errors'
import type { DocumentKind, ExportFormat } from '../../shared/ipc/contract'
import { renderDocument, type DocumentItem, type DocumentOptions } from '../documents'
import { writeStatement } from '../documents/companion'
import type { ServiceContext } from './context'
import type { Ready } from './exportPlan'

/** One file of some declarations. Throws unknownEdition where a print is asked for and the pack is gone, noPageEngine, printFailed. */
export async function renderFile(context: ServiceContext, { document, format }: { document: DocumentKind; format: ExportFormat }, items: readonly Ready[], options: DocumentOptions): Promise<Uint8Array> {
  // JSON asks for no edition: any will do where its own is gone
  const [any] = context.editions.list
  const whole = items.map(({ declaration, edition }): DocumentItem => ({ declaration, edition: edition ?? (format === 'json' && any ? any : context.editions.of(declaration)) }))
  const engine = format === 'pdf' ? await context.pageEngine() : null
  switch (document) {
    case 'declaration': return renderDocument(format, whole, options, engine)
    case 'statement': return writeStatement(format === 'docx' ? 'docx' : 'pdf', items.map(item => item.declaration), options, engine)
    case 'summary': return (await import('../documents/summary')).writeSummary(items.map(item => item.declaration), items[0]?.declaration.year ?? 0, options)
    case 'report': throw new AppError('badInput', { why: document })
  }
}
