import { PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRef } from 'pdf-lib'
import type { Sheet } from '../../shared/sheet/sheet'

/** Puts the document's properties in, and a bookmark a form where there are several. `pages`: pages of each sheet. */
export async function finishPdf(bytes: Uint8Array, sheets: readonly Sheet[], pages: readonly number[], now = new Date()): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const [first] = sheets
  if (first) {
    const one = sheets.length === 1
    document.setTitle([first.title, one ? first.projectName : null, `${first.year}年`].filter(Boolean).join(' '), { showInWindowTitleBar: true })
    document.setAuthor(first.unitName)
    document.setSubject(`${first.year}年 ${first.unitName}`.trim())
    document.setKeywords([String(first.year), first.unitName, ...(one ? [first.projectName] : [])].filter(word => word !== ''))
    document.setLanguage('zh-CN')
  }
  document.setCreator('Jixiao Desk')
  document.setProducer('Jixiao Desk')
  document.setCreationDate(now)
  document.setModificationDate(now)
  addBookmarks(document, sheets, pages)
  return document.save({ useObjectStreams: true })
}

function addBookmarks(document: PDFDocument, sheets: readonly Sheet[], pages: readonly number[]): void {
  const { context } = document
  const root = context.nextRef()
  const refs = sheets.map(() => context.nextRef())
  let page = 0
  sheets.forEach((sheet, index) => {
    const target = document.getPages()[page]
    page += pages[index] ?? 0
    if (!target) return
    const entry = context.obj({})
    entry.set(PDFName.of('Title'), PDFHexString.fromText(sheet.projectName || sheet.title))
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
