import { setImmediate as nextTurn } from 'node:timers/promises'
import { AFRelationship, decodePDFRawStream, ParseSpeeds, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRawStream, PDFRef } from 'pdf-lib'
import type { Sheet } from '../../shared/sheet/sheet'
import { PDF_ATTACHMENT } from './own/names'
import { splitPages } from './split'

// pdf-lib rests for a millisecond every hundred objects unless it is told not to.
const LOAD = { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest } as const
const SAVE = { useObjectStreams: true, objectsPerTick: Number.POSITIVE_INFINITY } as const

/** What a PDF says of one of the forms or papers in it. */
export interface PdfSubject { title: string; unitName: string; projectName: string; year: number }

/**
 * Puts in the document's properties, a bookmark a form, and the declarations as interchange JSON (`records`), so that the file comes
 * back exactly. `printed`: the print, or the parts that it was made in. `pages`: pages of each sheet. Nothing but the two dates depends
 * on when it is made.
 */
export async function finishPdf(printed: Uint8Array | readonly Uint8Array[], sheets: readonly Sheet[], pages: readonly number[], records: string, now = new Date()): Promise<Uint8Array> {
  const { document } = await joined(printed instanceof Uint8Array ? [printed] : printed)
  return finish(document, sheets, pages, records, now)
}

/**
 * One print of several forms as a file of each, as `finishPdf` makes it, in their order; `records`: each form's own. Null where the
 * print has fonts that cannot be cut: the forms then want prints of their own.
 */
export async function finishEach(printed: Uint8Array, sheets: readonly Sheet[], pages: readonly number[], records: readonly string[], now = new Date()): Promise<Uint8Array[] | null> {
  const parts = splitPages(await PDFDocument.load(printed, LOAD), pages)
  if (!parts) return null
  const files: Uint8Array[] = []
  for await (const document of parts) {
    const i = files.length
    files.push(await finish(document, sheets.slice(i, i + 1), pages.slice(i, i + 1), records[i] ?? '', now))
    await nextTurn()
  }
  return files
}

async function finish(document: PDFDocument, sheets: readonly Sheet[], pages: readonly number[], records: string, now: Date): Promise<Uint8Array> {
  describe(document, sheets, now)
  rightDashes(document, sheets.flatMap(sheet => [...sheet.lines.map(line => line.text), ...sheet.rows.flatMap(row => row.cells.map(cell => cell.text))]))
  addBookmarks(document, sheets, pages)
  await document.attach(new TextEncoder().encode(records), PDF_ATTACHMENT, {
    mimeType: 'application/json', description: '绩效申报台 Jixiao Desk', afRelationship: AFRelationship.Source, creationDate: now, modificationDate: now,
  })
  return document.save(SAVE)
}

/** Several printed papers as one PDF with a bookmark each; `texts` are the words in them. */
export async function bindPdfs(papers: readonly { bytes: Uint8Array; subject: PdfSubject; text: string }[], now = new Date()): Promise<Uint8Array> {
  const { document, pages } = await joined(papers.map(paper => paper.bytes))
  const subjects = papers.map(paper => paper.subject)
  describe(document, subjects, now)
  rightDashes(document, papers.map(paper => paper.text))
  addBookmarks(document, subjects, pages)
  return document.save(SAVE)
}

/** Prints one after the other in one document, and the pages of each. */
async function joined([first, ...others]: readonly Uint8Array[]): Promise<{ document: PDFDocument; pages: number[] }> {
  if (!first) throw new RangeError('nothing to bind')
  const document = await PDFDocument.load(first, LOAD)
  const pages = [document.getPageCount()]
  for (const bytes of others) {
    const other = await PDFDocument.load(bytes, LOAD)
    for (const page of await document.copyPages(other, other.getPageIndices())) document.addPage(page)
    pages.push(other.getPageCount())
  }
  return { document, pages }
}

function describe(document: PDFDocument, subjects: readonly PdfSubject[], now: Date): void {
  const [first] = subjects
  if (first) {
    const one = subjects.length === 1
    const project = one && !first.title.includes(first.projectName) ? first.projectName : null
    document.setTitle([first.title, project, `${first.year}年`].filter(Boolean).join(' '), { showInWindowTitleBar: true })
    document.setAuthor(first.unitName)
    document.setSubject(`${first.year}年 ${first.unitName}`.trim())
    document.setKeywords([String(first.year), first.unitName, ...(one ? [first.projectName] : [])].filter(word => word !== ''))
    document.setLanguage('zh-CN')
  }
  document.setCreator('Jixiao Desk')
  document.setProducer('Jixiao Desk')
  document.setCreationDate(now)
  document.setModificationDate(now)
}

const DASH = '\u2014'
const BAR = '\u2015'

/**
 * In Chinese text the bundled faces draw the dash of ── with the sign of the horizontal bar, and the PDF then says that it was a bar.
 * Says again what was meant, so that the dash is found and copied; where a form really has bars, both stay as they are.
 */
function rightDashes(document: PDFDocument, texts: readonly string[]): void {
  if (!texts.some(text => text.includes(DASH)) || texts.some(text => text.includes(BAR))) return
  const { context } = document
  const done = new Set<PDFRef>()
  for (const [, object] of context.enumerateIndirectObjects()) {
    const map = object instanceof PDFDict ? object.get(PDFName.of('ToUnicode')) : undefined
    if (!(map instanceof PDFRef) || done.has(map)) continue
    done.add(map)
    const stream = context.lookup(map)
    if (!(stream instanceof PDFRawStream)) continue
    const before = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
    const after = before.replace(/(<[\dA-F]{4}>\s*)<2015>/giu, '$1<2014>')
    if (after !== before) context.assign(map, context.flateStream(after))
  }
}

function addBookmarks(document: PDFDocument, subjects: readonly PdfSubject[], pages: readonly number[]): void {
  const { context } = document
  const root = context.nextRef()
  const refs = subjects.map(() => context.nextRef())
  let page = 0
  subjects.forEach((subject, index) => {
    const target = document.getPages()[page]
    page += pages[index] ?? 0
    if (!target) return
    const entry = context.obj({})
    entry.set(PDFName.of('Title'), PDFHexString.fromText(subject.projectName || subject.title))
    entry.set(PDFName.of('Parent'), root)
    entry.set(PDFName.of('Dest'), context.obj([target.ref, PDFName.of('Fit')]))
    const link = (name: string, ref: PDFRef | undefined) => { if (ref) entry.set(PDFName.of(name), ref) }
    link('Prev', refs[index - 1])
    link('Next', refs[index + 1])
    context.assign(refs[index] as PDFRef, entry)
  })
  const [firstRef] = refs
  const lastRef = refs.at(-1)
  if (!firstRef || !lastRef) return
  const outline = context.obj({ Type: 'Outlines' })
  outline.set(PDFName.of('First'), firstRef)
  outline.set(PDFName.of('Last'), lastRef)
  outline.set(PDFName.of('Count'), PDFNumber.of(refs.length))
  context.assign(root, outline)
  document.catalog.set(PDFName.of('Outlines'), root)
}
