import type { Declaration } from '../../shared/declaration/model'
import { toInterchange } from '../../shared/declaration/interchange'
import type { Edition } from '../../shared/editions/schema'
import { AppError } from '../../shared/errors'
import type { ExportFormat } from '../../shared/ipc/contract'
import { buildSheet } from '../../shared/sheet'
import { sheetsToHtml } from '../../shared/sheet/html'
import type { SheetOptions } from '../../shared/sheet/sheet'
import type { PageEngine, PageOptions } from './pageEngine'
import { writeDocx } from './docx'
import { finishPdf } from './pdf'
import { writeXlsx } from './xlsx'

export interface DocumentItem {
  declaration: Declaration
  edition: Edition
}

export type DocumentOptions = SheetOptions & PageOptions

/**
 * One file of one or several declarations, in the official grid. `engine` is asked for PDF alone; without one,
 * PDF is refused (`noPageEngine`). A public copy leaves out contacts in every format.
 */
export async function renderDocument(format: ExportFormat, items: readonly DocumentItem[], options: DocumentOptions, engine: PageEngine | null): Promise<Uint8Array> {
  const shown = options.public ? items.map(item => ({ ...item, declaration: withoutContacts(item.declaration) })) : items
  if (format === 'json') return encode(jsonOf(shown))
  const sheets = shown.map(({ declaration, edition }) => buildSheet(edition, declaration, options))
  if (format === 'html') return encode(sheetsToHtml(sheets, options))
  if (format === 'xlsx') return writeXlsx(shown, sheets, options)
  if (format === 'docx') return writeDocx(shown, sheets, options)
  if (!engine) throw new AppError('noPageEngine')
  const { bytes, pages } = await engine.pdf(sheets, options)
  return finishPdf(bytes, sheets, pages)
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function jsonOf(items: readonly DocumentItem[]): string {
  const documents = items.map(item => toInterchange(item.declaration))
  return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`
}

/** A copy for publication: contact names and numbers left out everywhere, in what is kept aside too. */
export function withoutContacts(declaration: Declaration): Declaration {
  return { ...declaration, contactName: null, contactPhone: null, setAside: [], unplaced: [], keptFindings: [], origins: {} }
}
