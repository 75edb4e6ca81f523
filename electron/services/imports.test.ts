import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { valueAt } from '../../shared/declaration/fieldPath'
import type { ImportSession } from '../../shared/ipc/contract'
import { createContext } from './context'
import { sourcesOf } from '../store/sources'
import { codeOf, FORM, RESOURCES, withServices, type TestDesk } from './testing'

const store = ({ folder }: TestDesk) => createContext({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })

it('reads, shows, stores as the person left it, and keeps what was read beside', () => withServices(async desk => {
  const { services } = desk
  const session = await services.imports.open([{ name: '去年.txt', text: FORM }], null)
  expect(session.failures).toEqual([])
  expect(session.forms).toHaveLength(1)
  const [form] = session.forms
  if (!form) throw new Error('no form')
  expect(form.declaration).toMatchObject({ edition: 'shanghai-2020', projectName: '街面绿化巡查', currentYearBudget: 12_000_000 })
  // the evidence points into the lines that are shown
  for (const { field, source, line } of form.evidence) {
    if (line >= 0 && field === 'projectName') expect(session.documents[0]?.lines[line]).toContain(String(valueAt(form.declaration, field) ?? source))
  }
  expect(services.library.facets().total).toBe(0)
  const { ids } = services.imports.accept(session.importId, [{ formId: form.formId, declaration: { ...form.declaration, projectName: '改过的名字' } }])
  expect(services.library.list({}).map(row => [row.id, row.projectName])).toEqual([[ids[0], '改过的名字']])
  expect(services.declarations.versions(ids[0] ?? '').map(version => version.reason)).toEqual(['imported'])
  const context = store(desk)
  const [source] = context.read(db => sourcesOf(db, ids[0] ?? ''))
  expect(source).toMatchObject({ name: '去年.txt', lines: FORM.split('\n'), bytes: null })
  context.close()
  expect(() => services.imports.accept(session.importId, [])).toThrow(expect.objectContaining({ code: 'notFound' }))
}))

it('tells of each bad file and reads the others', () => withServices(async desk => {
  const { services, folder } = desk
  const file = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), bytes)
    return { file: path.join(folder, name) }
  }
  const huge = file('huge.xlsx', '')
  truncateSync(huge.file, 200 * 1024 * 1024)
  const session = await services.imports.open([
    file('empty.txt', ''), file('broken.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])), file('good.txt', FORM), file('broken.pdf', '%PDF-1.7\nnothing'), huge, { file: path.join(folder, 'gone.txt') },
    file('picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])), { name: 'dropped', bytes: new Uint8Array() },
  ], null)
  expect(session.forms.map(form => form.documentName)).toEqual(['good.txt'])
  expect(session.failures.map(({ name, error }) => [name, error.code])).toEqual([
    ['empty.txt', 'fileEmpty'], ['broken.xlsx', 'fileDamaged'], ['broken.pdf', 'fileDamaged'], ['huge.xlsx', 'fileTooLarge'], ['gone.txt', 'fileMissing'], ['picture.png', 'fileScanned'], ['dropped', 'fileEmpty'],
  ])
  // the window gets names, never paths
  for (const { name, error } of session.failures) expect(error.params.file).toBe(name)
}))

it('takes its own JSON as it is, with its id while that is free', () => withServices(async ({ services, folder }) => {
  services.loadSamples()
  const [first] = services.library.list({})
  services.declarations.save({ ...services.declarations.read(first?.id ?? ''), id: 'kept-id' })
  const out = path.join(folder, 'out.json')
  const { made } = await services.exports.run({ ids: ['kept-id'], format: 'json', folder, combined: out, draft: false, public: false })
  const declaration = services.declarations.read('kept-id')
  const again = await services.imports.store({ file: made[0]?.file ?? '' })
  expect(again[0]?.declaration.id).not.toBe('kept-id')
  expect({ ...again[0]?.declaration, id: 'kept-id' }).toEqual(declaration)
  services.library.trash(['kept-id'])
  services.library.emptyTrash()
  expect((await services.imports.store({ file: out }))[0]?.declaration).toEqual(declaration)
}))

it('stores nothing of a text that is no declaration', () => withServices(async ({ services }) => {
  const text = '会议纪要\n一、时间：星期三\n二、议题：食堂改造'
  expect(await codeOf(() => services.imports.store({ name: '纪要', text }))).toBe('fileNotDeclaration')
  expect(services.library.facets().total).toBe(0)
  const { declarations, unplaced } = await services.imports.read({ name: '纪要', text })
  expect(declarations).toEqual([])
  expect(unplaced.join('\n')).toBe(text)
  expect(await codeOf(() => services.imports.read({ name: '空', text: ' \n\t' }))).toBe('fileEmpty')
  expect(await codeOf(() => services.imports.read({ name: 'x', text }, 'nowhere'))).toBe('unknownEdition')
}))

it('lets go of reviews that were left, the oldest first', () => withServices(async ({ services }) => {
  const sessions: ImportSession[] = []
  for (let n = 0; n < 6; n++) sessions.push(await services.imports.open([{ name: `${n}`, text: FORM }], null))
  const accept = (session: ImportSession | undefined) => services.imports.accept(session?.importId ?? '', session?.forms.map(({ formId, declaration }) => ({ formId, declaration })) ?? [])
  expect(() => accept(sessions[0])).toThrow(expect.objectContaining({ code: 'notFound' }))
  services.imports.drop(sessions[4]?.importId ?? '')
  expect(() => accept(sessions[4])).toThrow(expect.objectContaining({ code: 'notFound' }))
  expect(accept(sessions[5]).ids).toHaveLength(1)
}))

it('recognises one form again by another edition, and leaves the others as they are', () => withServices(async ({ services }) => {
  const { importId, forms } = await services.imports.open([{ name: '两份.txt', text: `${FORM}\n${FORM.replaceAll('街面绿化巡查', '行道树修剪')}` }], null)
  expect(forms.map(form => form.declaration.projectName)).toEqual(['街面绿化巡查', '行道树修剪'])
  const again = await services.imports.again(importId, forms[1]?.formId ?? '', 'shanghai-2026')
  expect(again).toMatchObject({ document: 0, documentName: '两份.txt', declaration: { edition: 'shanghai-2026', projectName: '行道树修剪' } })
  expect(forms.map(form => form.formId)).not.toContain(again.formId)
  const back = await services.imports.again(importId, again.formId, 'shanghai-2020')
  expect(back.declaration).toMatchObject({ edition: 'shanghai-2020', projectName: '行道树修剪' })
  // a form with another title
  expect(await codeOf(() => services.imports.again(importId, again.formId, 'shanghai-2018'))).toBe('fileNotDeclaration')
  const { ids } = services.imports.accept(importId, [forms[0], again].map(form => ({ formId: form?.formId ?? '', declaration: form?.declaration ?? again.declaration })))
  expect(ids.map(id => services.declarations.read(id).edition)).toEqual(['shanghai-2020', 'shanghai-2026'])
  expect(await codeOf(() => services.imports.again(importId, 'x', 'shanghai-2026'))).toBe('notFound')
}))
