import { AppError } from '../../../shared/errors'
import type { SourceDocument } from '../../../shared/recognise/types'
import { refuseTooLarge } from '../../fileSize'
import { Budget, type Watcher } from './budget'
import { decodeText } from './decode'
import { kindOf, oleKindOf } from './kind'
import { readOffice } from './office'
import { textDocument } from './textDocument'

export interface HowToRead extends Watcher {
  /** The pages and tables of our own forms too, as if they had come from elsewhere. */
  asForeign?: boolean
  /** The bytes are the reader's own: nobody looks at them afterwards. */
  owned?: boolean
}

/** Reads a file or a text in this thread; see {@link ./index}. */
export async function readHere(name: string, content: Uint8Array | string, how: HowToRead = {}): Promise<SourceDocument> {
  const budget = new Budget(name, how)
  try {
    if (typeof content === 'string') return textDocument(name, content, budget)
    const bytes = content
    if (bytes.length === 0) throw new AppError('fileEmpty', { file: name })
    refuseTooLarge(name, bytes.length)
    return await byKind(name, bytes, budget, how)
  } catch (error) {
    throw error instanceof AppError ? error : budget.damaged(error)
  }
}

async function byKind(name: string, bytes: Uint8Array, budget: Budget, { asForeign = false, owned = false }: HowToRead): Promise<SourceDocument> {
  const refuse = (code: 'fileEncrypted' | 'fileLegacy' | 'fileType' | 'fileScanned' | 'fileDamaged'): never => { throw new AppError(code, { file: name }) }
  switch (kindOf(bytes)) {
    case 'zip': return readOffice(name, bytes, budget, asForeign)
    case 'pdf': {
      const { readPdf } = await import('./pdf')
      const { blocks, turned, own } = await readPdf(bytes, budget, { asForeign, owned })
      return own === undefined ? { name, blocks, turned } : { name, blocks, own: Array.isArray(own) ? own : [own] }
    }
    case 'ole': {
      const kind = oleKindOf(bytes)
      return refuse(kind === 'encrypted' ? 'fileEncrypted' : kind === 'legacy' ? 'fileLegacy' : 'fileType')
    }
    case 'rtf': return refuse('fileLegacy')
    case 'image': return refuse('fileScanned')
    default: {
      const text = decodeText(bytes)
      if (text === null) return refuse(/\.(?:xlsx|xlsm|docx|pdf)$/iu.test(name) ? 'fileDamaged' : 'fileType')
      return textDocument(name, text, budget)
    }
  }
}
