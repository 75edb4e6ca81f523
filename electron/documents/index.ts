import { toInterchange } from '../../shared/declaration/interchange'
import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { ExportFormat } from '../../shared/ipc/contract'
import { buildSheet } from '../../shared/sheet'
import { sheetsToHtml } from '../../shared/sheet/html'
import type { Sheet } from '../../shared/sheet/sheet'
import { printedOnly, withoutContacts } from './copies'
import type { DocumentItem, DocumentOptions } from './documentItem'
import type { PageEngine } from './pageEngine'
import { printInParts, type Making } from './parts'
import { write } from './writers'

export type { DocumentItem, DocumentOptions } from './documentItem'
export type { Making } from './parts'

/**
 * One file of one or several declarations, in the official grid. `engine` is asked for PDF alone; without one,
 * PDF is refused (`noPageEngine`). PDF, XLSX and DOCX carry the record and come back exactly; a public copy leaves out contacts
 * in every format, and carries nothing that its pages do not show. Many forms are printed in parts: `making` is told of them.
 */
export async function renderDocument(format: ExportFormat, items: readonly DocumentItem[], options: DocumentOptions, engine: PageEngine | null, making: Making = {}): Promise<Uint8Array> {
  if (format === 'json') return jsonDocument(items.map(({ declaration }) => declaration), options)
  if (format === 'xlsx' || format === 'docx') return write({ kind: format, items: shownOf(items, options), options }, making)
  const { shown, sheets } = laidOut(items, options)
  if (format === 'html') return encode(sheetsToHtml(sheets, options))
  if (!engine) throw new AppError('noPageEngine')
  const { parts, pages } = await printInParts(engine, sheets, options, making)
  return (await import('./pdf')).finishPdf(parts, sheets, pages, jsonOf(shown.map(({ declaration }) => declaration)), options.now)
}

/** A PDF of each declaration, in their order, all printed in one go: a form among many takes less than half the time of a form alone. Throws noPageEngine, printFailed. */
export async function renderEachPdf(items: readonly DocumentItem[], options: DocumentOptions, engine: PageEngine | null): Promise<Uint8Array[]> {
  if (!engine) throw new AppError('noPageEngine')
  if (items.length > 1) {
    const { shown, sheets } = laidOut(items, options)
    const { bytes, pages } = await engine.pdf(sheets, options)
    const files = await (await import('./pdf')).finishEach(bytes, sheets, pages, shown.map(({ declaration }) => jsonOf([declaration])), options.now)
    if (files) return files
  }
  const files: Uint8Array[] = []
  for (const item of items) files.push(await renderDocument('pdf', [item], options, engine))
  return files
}

/** What the file may carry hidden too: all, or in a copy for publication what its pages show. */
function shownOf(items: readonly DocumentItem[], options: DocumentOptions): readonly DocumentItem[] {
  return options.public ? items.map(item => ({ ...item, declaration: printedOnly(item.declaration, item.edition) })) : items
}

function laidOut(items: readonly DocumentItem[], options: DocumentOptions): { shown: readonly DocumentItem[]; sheets: Sheet[] } {
  const shown = shownOf(items, options)
  return { shown, sheets: shown.map(({ declaration, edition, print }) => buildSheet(edition, declaration, { ...options, ...print })) }
}

/** Declarations as interchange JSON: data, which asks for no edition. */
export function jsonDocument(declarations: readonly Declaration[], options: Pick<DocumentOptions, 'public'>): Uint8Array {
  return encode(jsonOf(options.public ? declarations.map(withoutContacts) : declarations))
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function jsonOf(declarations: readonly Declaration[]): string {
  const documents = declarations.map(toInterchange)
  return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`
}
