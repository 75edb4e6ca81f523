import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { SourceOriginal } from '../../shared/ipc/contract'
import { unpackPlaces } from '../../shared/ipc/places'
import { createContext } from './context'
import { placesOf, sourceLines } from './originals'
import { keepSource } from '../store/sources'
import { codeOf, FORM, RESOURCES, withServices } from './testing'

const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY51zt6eVAAAAAElFTkSuQmCC', 'base64')

async function pdf(texts: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (const text of texts) document.addPage([400, 300]).drawText(text, { x: 50, y: 200, size: 10, font })
  return document.save()
}

async function scan(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([400, 300]).drawImage(await document.embedPng(DOT), { x: 0, y: 0, width: 400, height: 300 })
  return document.save()
}

const words = (original: SourceOriginal | null) => (original?.kind === 'pdf' ? unpackPlaces(original.places).map(({ line, from, to, page }) => [original.lines[line]?.slice(from, to), page]) : [])

it('numbers the lines of tables by their rows', () => {
  const cell = (row: number, column: number, text: string) => ({ row, column, rowSpan: 1, colSpan: 1, text })
  expect(sourceLines({ name: 'x', blocks: [{ kind: 'lines', lines: ['一'] }, { kind: 'grid', cells: [cell(2, 1, '乙'), cell(0, 0, '甲\n子'), cell(2, 0, '丙')] }] })).toEqual(['一', '甲 子', '', '丙\t乙'])
})

it('finds the printed words of cells in the numbered lines, whatever line breaks they have', () => {
  const place = { page: 3, x0: 1, x1: 2, y0: 3, y1: 4 }
  const document = { name: 'x', blocks: [
    { kind: 'lines' as const, lines: ['题 目'], printed: [[{ ...place, from: 2, to: 3 }]] },
    { kind: 'grid' as const, cells: [
      { row: 0, column: 1, rowSpan: 1, colSpan: 1, text: '甲\n\n乙丙', printed: [{ ...place, from: 0, to: 1 }, { ...place, from: 3, to: 5 }] },
      { row: 0, column: 0, rowSpan: 1, colSpan: 1, text: '标签' },
    ] },
  ] }
  const lines = sourceLines(document)
  expect(lines).toEqual(['题 目', '标签\t甲 乙丙'])
  expect(placesOf(document).map(({ line, from, to }) => lines[line]?.slice(from, to))).toEqual(['目', '甲', '乙丙'])
})

it('shows a PDF with the places of its words, in the review and later', () => withServices(async ({ services, folder }) => {
  const bytes = await pdf(['first page', 'second'])
  const { importId, documents } = await services.imports.open([{ name: 'form.pdf', bytes }], null)
  expect(documents).toMatchObject([{ name: 'form.pdf', scanned: false }])
  const original = await services.imports.original(importId, 0)
  expect(words(original)).toEqual([['first', 1], ['page', 1], ['second', 2]])
  expect(original.kind === 'pdf' && Buffer.from(original.bytes).equals(bytes)).toBe(true)
  expect(await codeOf(() => services.imports.original(importId, 1))).toBe('notFound')
  // what is kept beside a declaration is read again when it is looked at
  const { id } = services.library.create({ edition: 'shanghai-2020', year: 2025 })
  expect(await services.imports.storedOriginal(id)).toBeNull()
  const context = createContext({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })
  context.write(db => keepSource(db, { name: 'form.pdf', readAt: context.now(), lines: ['as an older program read it'], unplaced: [], bytes }, [id]))
  context.close()
  expect(words(await services.imports.storedOriginal(id))).toEqual([['first', 1], ['page', 1], ['second', 2]])
}))

it('shows a scan, tells that it has no text, and lets a form be filled in beside it', () => withServices(async ({ services }) => {
  const { importId, documents, failures, forms } = await services.imports.open([{ name: '好.txt', text: FORM }, { name: '扫描.pdf', bytes: await scan() }, { name: '照片.png', bytes: DOT }], null)
  expect(failures.map(({ name, error }) => [name, error.code])).toEqual([['扫描.pdf', 'fileScanned'], ['照片.png', 'fileScanned']])
  expect(documents.map(document => document.scanned)).toEqual([false, true, true])
  expect(forms.map(form => form.document)).toEqual([0])
  expect(await services.imports.original(importId, 1)).toMatchObject({ kind: 'pdf', lines: [], places: new Float32Array() })
  expect(await services.imports.original(importId, 2)).toMatchObject({ kind: 'image', bytes: expect.any(Uint8Array) })
  const form = services.imports.blank(importId, 1, 'shanghai-2026', 2026)
  expect(form).toMatchObject({ document: 1, documentName: '扫描.pdf', evidence: [], declaration: { edition: 'shanghai-2026', year: 2026, projectName: null } })
  const { ids } = services.imports.accept(importId, [{ formId: form.formId, declaration: { ...form.declaration, projectName: '照图填写' } }])
  expect(await services.imports.storedOriginal(ids[0] ?? '')).toMatchObject({ kind: 'pdf', places: new Float32Array() })
  expect(await codeOf(() => services.imports.blank('nowhere', 0, 'shanghai-2026', 2026))).toBe('notFound')
}))

it('shows tables as tables, our own forms too; texts as text', () => withServices(async ({ services, folder }) => {
  services.loadSamples()
  const [first] = services.library.list({})
  const { made } = await services.exports.run({ ids: [first?.id ?? ''], format: 'xlsx', folder, combined: false, draft: true, public: false })
  const own = await services.imports.open([{ file: made[0]?.file ?? '' }], null)
  const original = await services.imports.original(own.importId, 0)
  expect(original.kind).toBe('tables')
  expect(original.lines.join('\n')).toContain(first?.projectName)
  const page = path.join(folder, 'page.html')
  writeFileSync(page, '<table><tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>')
  const other = await services.imports.open([{ file: page }, { name: '粘贴', text: FORM }], null)
  expect(await services.imports.original(other.importId, 0)).toMatchObject({ kind: 'tables', tooLarge: false, lines: ['甲\t乙', '丙'], blocks: [{ kind: 'grid', cells: [{ rowSpan: 2, text: '甲' }, {}, {}] }] })
  // lines with tabs are rows of a table, and stay the lines that they are
  const pasted = await services.imports.original(other.importId, 1)
  expect(pasted).toMatchObject({ kind: 'tables', lines: FORM.split('\n') })
  expect(pasted.kind === 'tables' && pasted.blocks.map(block => (block.kind === 'grid' ? block.cells.filter(cell => cell.column === 0).map(cell => cell.text) : block.lines.length))).toEqual([3, FORM.split('\n').slice(3).map(line => line.split('\t')[0])])
  const plain = await services.imports.open([{ name: '纪要', text: '会议纪要\n一、时间：星期三' }], null)
  expect(await services.imports.original(plain.importId, 0)).toEqual({ kind: 'text', lines: ['会议纪要', '一、时间：星期三'], tooLarge: false })
}))
