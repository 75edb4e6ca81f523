import { AppError } from '../../../shared/errors'
import type { Words } from '../../i18n'
import type { PageEngine } from '../pageEngine'
import type { Making } from '../parts'
import { write } from '../writers'
import type { ReportHtmlOptions } from './html'
import type { Report } from './model'

export { localDay, reportOf, type Report, type Reviewed } from './model'

/** 审核报告 as a file. `engine` is asked for PDF alone; without one, PDF is refused (`noPageEngine`). */
export async function writeReport(format: 'pdf' | 'xlsx', report: Report, words: Words, options: ReportHtmlOptions, engine: PageEngine | null, making: Making = {}): Promise<Uint8Array> {
  if (format === 'xlsx') return write({ kind: 'report', report, language: words.language }, making)
  if (!engine) throw new AppError('noPageEngine')
  const [{ reportToHtml }, { bindPdfs }] = await Promise.all([import('./html'), import('../pdf')])
  const bytes = await engine.flow(reportToHtml(report, words, options))
  const { title, unitName, projectName, year } = report
  return bindPdfs([{ bytes, subject: { title, unitName, projectName, year }, text: JSON.stringify(report) }])
}
