import { AppError } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'
import type { Budget } from './budget'
import { blocksOf as docxBlocks, readWordDocument } from './docx'
import { ownDocx } from './ownDocx'
import { ownXlsx } from './ownXlsx'
import { blocksOf as xlsxBlocks, readWorkbook } from './xlsx'
import { openZip, type Zip } from './zip'

/** XLSX, XLSM and DOCX; other packages are named for what they are. */
export function readOffice(name: string, bytes: Uint8Array, budget: Budget): SourceDocument {
  const zip = openZip(bytes, budget)
  const document = read(name, zip, budget)
  if (document.blocks.length === 0 && !document.own) throw new AppError('fileEmpty', { file: name })
  return document
}

function read(name: string, zip: Zip, budget: Budget): SourceDocument {
  const inside = (folder: string): boolean => zip.names.some(part => part.startsWith(folder))
  if (zip.has('xl/workbook.bin')) throw new AppError('fileLegacy', { file: name })
  if (inside('xl/')) {
    const book = readWorkbook(zip, budget)
    const { own, rest } = ownXlsx(book)
    return withOwn(name, xlsxBlocks(rest), own)
  }
  if (inside('word/')) {
    const document = readWordDocument(zip, budget)
    const { own, rest } = ownDocx(document)
    return withOwn(name, docxBlocks(rest), own)
  }
  if (zip.names.length === 0) throw new AppError('fileEmpty', { file: name })
  if (/\.(?:xlsx|xlsm|docx)$/iu.test(name)) throw budget.damaged()
  throw new AppError('fileType', { file: name })
}

const withOwn = (name: string, blocks: SourceDocument['blocks'], own: unknown[]): SourceDocument => (own.length > 0 ? { name, blocks, own } : { name, blocks })
