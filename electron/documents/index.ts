import { toInterchange } from '../../shared/declaration/interchange'
import type { Declaration } from '../../shared/declaration/model'
import type { Edition } from '../../shared/editions/schema'
import { AppError } from '../../shared/errors'
import type { ExportFormat } from '../../shared/ipc/contract'
import { buildSheet } from '../../shared/sheet'
import { sheetsToHtml } from '../../shared/sheet/html'
import type { SheetOptions } from '../../shared/sheet/sheet'
import { printedOnly, withoutContacts } from './copies'
import type { PageEngine } from './pageEngine'

export interface DocumentItem {
  declaration: Declaration
  edition: Edition
  /** How forms of this edition are printed, where a file has several editions; the file's options where left out. */
  print?: Partial<SheetOptions>
}

export type DocumentOptions = SheetOptions & { /** When the file says that it was made. */ now?: Date }

/**
 * One file of one or several declarations, in the official grid. `engine` is asked for PDF alone; without one,
 * PDF is refused (`noPageEngine`). PDF, XLSX and DOCX carry the record and come back exactly; a public copy leaves out contacts
 * in every format, and carries nothing that its pages do not show.
 */
export async function renderDocument(format: ExportFormat, items: readonly DocumentItem[], options: DocumentOptions, engine: PageEngine | null): Promise<Uint8Array> {
  if (format === 'json') return encode(jsonOf(items.map(({ declaration }) => (options.public ? withoutContacts(declaration) : declaration))))
  const shown = options.public ? items.map(item => ({ ...item, declaration: printedOnly(item.declaration, item.edition) })) : items
  const sheets = shown.map(({ declaration, edition, print }) => buildSheet(edition, declaration, { ...options, ...print }))
  if (format === 'html') return encode(sheetsToHtml(sheets, options))
  // the libraries behind the writers are large: each is loaded when it is first needed
  if (format === 'xlsx') return (await import('./xlsx')).writeXlsx(shown, sheets, options)
  if (format === 'docx') return (await import('./docx')).writeDocx(shown, sheets, options)
  if (!engine) throw new AppError('noPageEngine')
  const { bytes, pages } = await engine.pdf(sheets, options)
  return (await import('./pdf')).finishPdf(bytes, sheets, pages, jsonOf(shown.map(({ declaration }) => declaration)), options.now)
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function jsonOf(declarations: readonly Declaration[]): string {
  const documents = declarations.map(toInterchange)
  return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`
}
