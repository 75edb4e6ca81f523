import { existsSync } from 'node:fs'
import path from 'node:path'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { AppError } from '../../../../shared/errors'
import type { SourceBlock, SourceDocument } from '../../../../shared/recognise/types'
import { PDF_ATTACHMENT } from '../../own/names'
import { isRecord } from '../../own/payload'
import type { Budget } from '../budget'
import { contentOf, type Operators, type Ops } from './operators'
import { PageJoiner } from './pages'
import { Port } from './port'

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs') & { otherHalf: { initializeFromPort(port: Port): void } }

/** A document that is open; `port` is the line on which its pages come. */
interface Opened { document: PDFDocumentProxy; port: Port; close(): Promise<void> }

const MOST_PAGES = 3_000
/** A publication of many pages that is read at a good pace may go on beyond the ordinary time; on a slow computer a page takes three times as long as on a good one. */
const LONGEST_MS = 60_000
const GOOD_PACE_MS = 120
const PAGES_OF_A_PUBLICATION = 15
const MOST_AGAIN = 20
/** So many bytes are looked through for pictures. */
const LOOKED_THROUGH = 8 * 1024 * 1024

export interface PdfContent {
  blocks: SourceBlock[]
  turned: NonNullable<SourceDocument['turned']>
  /** What our own PDF carries of its declarations. */
  own: unknown
}

/** Tables and lines of a PDF with text; of our own, the record alone, unless its pages are asked for. Throws fileEncrypted, fileScanned, fileEmpty, fileDamaged, fileTooMuch. */
export async function readPdf(bytes: Uint8Array, budget: Budget, { asForeign, owned }: { asForeign: boolean; owned: boolean }): Promise<PdfContent> {
  const pdfjs = await loadPdfJs()
  const pictures = hasPictures(bytes)
  // pdf.js takes the buffer for itself
  const { document, port, close } = await open(pdfjs, owned ? bytes : bytes.slice(), budget)
  try {
    const own = asForeign ? undefined : await attachedRecord(document)
    if (own !== undefined) return { blocks: [], turned: [], own }
    if (document.numPages > MOST_PAGES) throw budget.tooMuch('pages')
    const pages = await readPages(pdfjs, document, port, budget)
    if (pages.blocks.length > 0) return { ...pages, own: undefined }
    throw new AppError(pictures ? 'fileScanned' : 'fileEmpty', { file: budget.name })
  } finally {
    await close()
  }
}

interface LoadedPage { page: PDFPageProxy; operators: Operators }

async function readPages(pdfjs: PdfJs, document: PDFDocumentProxy, port: Port, budget: Budget): Promise<Pick<PdfContent, 'blocks' | 'turned'>> {
  const joiner = new PageJoiner()
  const turned: PdfContent['turned'] = []
  /** Pages that were read: a page stands once in a document, unless its tree goes round in circles. */
  const seen = new Set<string>()
  let again = 0
  let failed = 0
  /** Null for a page that was there before, or that cannot be read. */
  const load = async (number: number): Promise<LoadedPage | null> => {
    try {
      const page = await within(document.getPage(number), budget)
      const place = page.ref ? `${page.ref.num} ${page.ref.gen}` : ''
      if (place !== '' && seen.has(place)) {
        if (++again > MOST_AGAIN) throw budget.damaged()
        return null
      }
      seen.add(place)
      const operators = await operatorsOf(pdfjs, page, budget)
      if (port.dropped > 0) throw budget.tooMuch('pages')
      return { page, operators }
    } catch (error) {
      if (error instanceof AppError) throw error
      failed += 1
      return null
    }
  }
  budget.expect(document.numPages)
  let ahead = load(1)
  for (let number = 1; number <= document.numPages; number++) {
    if (number > PAGES_OF_A_PUBLICATION && budget.elapsed() / number < GOOD_PACE_MS) budget.extendTo(LONGEST_MS)
    budget.checkTime()
    const loaded = await ahead
    budget.advance(1)
    // pdf.js waits for streams to be unpacked: meanwhile the page before is gone through
    if (number < document.numPages) {
      ahead = load(number + 1)
      ahead.catch(() => undefined)
    }
    if (loaded) {
      try {
        const content = contentOf(loaded.page, loaded.operators, pdfjs.OPS as unknown as Ops)
        joiner.add(content, number)
        if (content.turned !== 0) turned.push({ page: number, degrees: content.turned })
        loaded.page.cleanup()
      } catch (error) {
        if (error instanceof AppError) throw error
        failed += 1
      }
    }
    // lets the rest of the program have its turn
    await new Promise(resolve => setImmediate(resolve))
  }
  const blocks = joiner.finish()
  if (failed > 0 && blocks.length === 0) throw budget.damaged()
  for (const block of blocks) for (const text of block.kind === 'grid' ? block.cells.map(cell => cell.text) : block.lines) budget.take(text)
  return { blocks, turned }
}

async function operatorsOf(pdfjs: PdfJs, page: PDFPageProxy, budget: Budget): Promise<Operators> {
  const operators = await within(page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.ENABLE }), budget) as unknown as Operators
  const fonts = new Set<string>()
  operators.fnArray.forEach((fn, i) => { if (fn === pdfjs.OPS.setFont) fonts.add(String((operators.argsArray[i] as unknown[])[0])) })
  // widths stand in the fonts, which come a moment after the operators
  for (const name of fonts) if (!page.commonObjs.has(name)) await within(new Promise(resolve => page.commonObjs.get(name, resolve)), budget)
  return operators
}

async function open(pdfjs: PdfJs, bytes: Uint8Array, budget: Budget): Promise<Opened> {
  const [port, others] = Port.pair()
  pdfjs.otherHalf.initializeFromPort(others)
  const worker = new pdfjs.PDFWorker({ port: port as unknown as null, verbosity: pdfjs.VerbosityLevel.ERRORS })
  const task = pdfjs.getDocument({
    worker,
    // pictures are not looked at
    data: bytes, maxImageSize: 1, ...dataFolders(),
    verbosity: pdfjs.VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false,
    useWorkerFetch: false, useWasm: false, enableXfa: false, stopAtErrors: false,
    ownerDocument: { fonts: { add() {}, delete() {} } } as unknown as HTMLDocument,
  })
  const close = async (): Promise<void> => {
    await within(task.destroy(), budget).catch(() => undefined)
    worker.destroy()
  }
  try {
    return { document: await within(task.promise, budget), port: others, close }
  } catch (error) {
    await close()
    if (error instanceof AppError) throw error
    if ((error as Error | null)?.name === 'PasswordException') throw new AppError('fileEncrypted', { file: budget.name }, { cause: error })
    throw budget.damaged(error)
  }
}

/** A promise of pdf.js that never comes is not waited for. */
async function within<T>(work: Promise<T>, budget: Budget): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(budget.tooMuch('time')), budget.patience()) })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function attachedRecord(document: PDFDocumentProxy): Promise<unknown> {
  try {
    const attachments = await document.getAttachments()
    if (!attachments?.has(PDF_ATTACHMENT)) return undefined
    const content = await document.getAttachmentContent(PDF_ATTACHMENT)
    if (!content) return undefined
    const records = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)) as unknown
    return (Array.isArray(records) ? records : [records]).every(isRecord) ? records : undefined
  } catch {
    return undefined
  }
}

/** Whether a document has pictures, for telling a scan from an empty one: what describes them stands in the file as it is, whatever is packed or encrypted. */
function hasPictures(bytes: Uint8Array): boolean {
  return /\/Subtype\s*\/Image\b/u.test(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LOOKED_THROUGH)).toString('latin1'))
}

let loaded: Promise<PdfJs> | null = null

/** pdf.js, both halves in this thread: the reader has a thread of its own already. */
function loadPdfJs(): Promise<PdfJs> {
  return (loaded ??= (async () => {
    const surroundings = globalThis as unknown as Record<string, unknown>
    // pdf.js looks for these when it loads, and draws with them; only texts and lines are asked of it here
    surroundings.DOMMatrix ??= class {}
    surroundings.Path2D ??= class {}
    surroundings.FontFace ??= class { readonly loaded = Promise.resolve(this) }
    // @ts-expect-error its types are not published
    const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    const { console: said } = globalThis
    // it misses what it would draw with, and says so
    globalThis.console = { ...said, warn: () => undefined }
    try {
      return { ...await import('pdfjs-dist/legacy/build/pdf.mjs'), otherHalf: WorkerMessageHandler as PdfJs['otherHalf'] }
    } finally {
      globalThis.console = said
    }
  })())
}

/** Character maps of Chinese fonts that are not embedded: beside the built program, or in the package. */
function dataFolders(): { cMapUrl?: string; cMapPacked?: boolean; standardFontDataUrl?: string } {
  const built = path.join(__dirname, 'pdfjs')
  const folder = existsSync(built) ? built : path.resolve(__dirname, '..', '..', '..', '..', 'node_modules', 'pdfjs-dist')
  return { cMapUrl: `${path.join(folder, 'cmaps')}${path.sep}`, cMapPacked: true, standardFontDataUrl: `${path.join(folder, 'standard_fonts')}${path.sep}` }
}
