import { AppError } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'
import { OWN_SHEET } from '../own/names'
import type { Budget } from './budget'
import { blocksOf as docxBlocks, readWordDocument } from './docx'
import { ownDocx } from './ownDocx'
import { ownXlsx } from './ownXlsx'
import { blocksOf as xlsxBlocks, readWorkbook } from './xlsx'
import { openZip, type Zip } from './zip'

/** XLSX, XLSM and DOCX; other packages are named for what they are. `asForeign`: the tables of our own forms too, instead of their record. */
export function readOffice(name: string, bytes: Uint8Array, budget: Budget, asForeign = false): SourceDocument {
  const zip = openZip(bytes, budget)
  const document = read(name, zip, budget, asForeign)
  if (document.blocks.length === 0 && !document.own) throw new AppError('fileEmpty', { file: name })
  return document
}

function read(name: string, zip: Zip, budget: Budget, asForeign: boolean): SourceDocument {
  const inside = (folder: string): boolean => zip.names.some(part => part.startsWith(folder))
  if (zip.has('xl/workbook.bin')) throw new AppError('fileLegacy', { file: name })
  if (inside('xl/')) {
    const book = readWorkbook(zip, budget)
    if (asForeign) return { name, blocks: xlsxBlocks({ sheets: book.sheets.filter(sheet => sheet.name !== OWN_SHEET) }) }
    const { own, rest } = ownXlsx(book)
    return withOwn(name, xlsxBlocks(rest), own)
  }
  if (inside('word/')) {
    const document = readWordDocument(zip, budget)
    if (asForeign) return { name, blocks: docxBlocks(document) }
    const { own, rest } = ownDocx(document)
    return withOwn(name, docxBlocks(rest), own)
  }
  if (zip.names.length === 0) throw new AppError('fileEmpty', { file: name })
  if (/\.(?:xlsx|xlsm|docx)$/iu.test(name)) throw budget.damaged()
  throw new AppError('fileType', { file: name })
}

const withOwn = (name: string, blocks: SourceDocument['blocks'], own: unknown[]): SourceDocument => (own.length > 0 ? { name, blocks, own } : { name, blocks })
