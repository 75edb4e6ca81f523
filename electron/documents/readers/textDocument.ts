import { AppError } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'
import type { Budget } from './budget'
import { looksLikeHtml, readHtml } from './html'
import { readOwnJson } from './json'
import { readPlainText } from './text'
import { isXmlSpreadsheet, readXmlSpreadsheet } from './xmlSpreadsheet'

/** What a text is, told by its beginning: the program's own JSON, a web page, a spreadsheet in XML, or plain text. */
export function textDocument(name: string, text: string, budget: Budget): SourceDocument {
  if (text.replace(/^\uFEFF/u, '').trim() === '') throw new AppError('fileEmpty', { file: name })
  const isSpreadsheet = isXmlSpreadsheet(text)
  const isHtml = looksLikeHtml(text)
  if (/\.(?:xlsx|xlsm|docx|pdf)$/iu.test(name) && !isHtml && !isSpreadsheet) throw new AppError('fileDamaged', { file: name })
  const own = readOwnJson(text, name)
  if (own) return { name, blocks: [], own }
  if (isSpreadsheet) return { name, blocks: readXmlSpreadsheet(text, budget) }
  if (isHtml) return { name, blocks: readHtml(text, budget) }
  return { name, blocks: readPlainText(text, budget, /\.csv$/iu.test(name)) }
}
