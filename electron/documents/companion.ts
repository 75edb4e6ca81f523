import { statementOf } from '../../shared/companion/statement'
import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { FlowDocument } from '../../shared/flow/flow'
import { flowToHtml, type FlowOptions } from '../../shared/flow/html'
import type { PageEngine } from './pageEngine'
import type { Making } from './parts'
import { write } from './writers'

/**
 * 〔项目名〕经费情况说明 of one or several declarations in one file. `engine` is asked for PDF alone; without one, PDF is refused
 * (`noPageEngine`). Contacts are not in it in any case.
 */
export async function writeStatement(format: 'pdf' | 'docx', declarations: readonly Declaration[], options: FlowOptions, engine: PageEngine | null, making: Making = {}): Promise<Uint8Array> {
  return writeFlow(format, declarations.map(statementOf), options, engine, making)
}

/** Documents of running text as one file, with a bookmark each in a PDF. Throws noPageEngine. */
async function writeFlow(format: 'pdf' | 'docx', documents: readonly FlowDocument[], options: FlowOptions, engine: PageEngine | null, making: Making = {}): Promise<Uint8Array> {
  if (format === 'docx') return write({ kind: 'flow', documents, options }, making)
  if (!engine) throw new AppError('noPageEngine')
  const papers = await Promise.all(documents.map(async subject => ({ bytes: await engine.flow(flowToHtml(subject, options)), subject, text: JSON.stringify(subject.parts) })))
  return (await import('./pdf')).bindPdfs(papers)
}
