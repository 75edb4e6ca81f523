import type { Declaration } from '../../../shared/declaration/model'
import type { FlowDocument } from '../../../shared/flow/flow'
import type { FlowOptions } from '../../../shared/flow/html'
import { buildSheet } from '../../../shared/sheet'
import { wordsIn, type Language } from '../../i18n'
import type { DocumentItem, DocumentOptions, OnWritten } from '../documentItem'
import type { Report } from '../report/model'

/** A file for an office program that is to be written: plain data, so that it can be handed to a thread. */
export type Writing =
  | { kind: 'docx' | 'xlsx'; items: readonly DocumentItem[]; options: DocumentOptions }
  | { kind: 'flow'; documents: readonly FlowDocument[]; options: FlowOptions }
  | { kind: 'summary'; declarations: readonly Declaration[]; year: number; options: { draft: boolean } }
  | { kind: 'report'; report: Report; language: Language }

/** Writes a file in this thread; see {@link ./index}. */
export async function writeHere(writing: Writing, onWritten?: OnWritten): Promise<Uint8Array> {
  // the libraries behind the writers are large: each is loaded when it is first needed
  switch (writing.kind) {
    case 'docx':
    case 'xlsx': {
      const { kind, items, options } = writing
      const sheets = items.map(({ declaration, edition, print }) => buildSheet(edition, declaration, { ...options, ...print }))
      return kind === 'xlsx' ? (await import('../xlsx')).writeXlsx(items, sheets, options, onWritten) : (await import('../docx')).writeDocx(items, sheets, options, onWritten)
    }
    case 'flow': return (await import('../flowDocx')).writeFlowDocx(writing.documents, writing.options)
    case 'summary': return (await import('../summary')).writeSummary(writing.declarations, writing.year, writing.options)
    case 'report': return (await import('../report/xlsx')).writeReportXlsx(writing.report, wordsIn(writing.language))
  }
}
