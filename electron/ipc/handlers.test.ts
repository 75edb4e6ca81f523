import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { contract, DEFAULT_SETTINGS, type EventName, type MethodName } from '../../shared/ipc/contract'
import { codeOf, FORM, withServices, type TestDesk } from '../services/testing'
import { createHandlers } from './handlers'

function handlersOn({ services, folder }: TestDesk, chosen: { files?: string[]; folder?: string | null } = {}) {
  const events: { event: EventName; payload: unknown }[] = []
  const shown: string[] = []
  const languages: string[] = []
  let quits = 0
  const handlers = createHandlers(services, {
    version: '1.2.3', dataFolder: path.join(folder, 'data'),
    desk: { chooseFiles: async () => chosen.files ?? [], chooseFile: async () => chosen.files?.[0] ?? null, chooseFolder: async () => chosen.folder ?? null, showFolder: async place => void shown.push(place) },
    emit: (event, payload) => events.push({ event, payload }),
    readyToQuit: () => quits++,
    onLanguage: language => languages.push(language),
  })
  return { handlers, events, shown, languages, quits: () => quits }
}

it('has a handler for every method of the contract and no other', () => withServices(desk => {
  expect(Object.keys(handlersOn(desk).handlers).sort()).toEqual((Object.keys(contract) as MethodName[]).sort())
}))

it('does the whole job: files by token, review, store, export to a folder by token', () => withServices(async desk => {
  const file = path.join(desk.folder, '去年.txt')
  writeFileSync(file, FORM)
  const { handlers, events, shown } = handlersOn(desk, { files: [file], folder: desk.folder })
  const [chosen] = await handlers['import.chooseFiles']({})
  expect(chosen).toEqual({ name: '去年.txt', token: expect.not.stringContaining(path.sep) })
  const session = await handlers['import.files']({ tokens: [chosen?.token ?? ''], edition: null })
  const { ids } = await handlers['import.accept']({ importId: session.importId, forms: session.forms.map(({ formId, declaration }) => ({ formId, declaration })) })
  expect(ids).toHaveLength(1)
  const folder = await handlers['export.chooseFolder']({})
  const report = await handlers['export.run']({ jobId: 'j1', ids, document: 'declaration', format: 'json', folder: folder?.token ?? '', combined: false, draft: false, public: false })
  expect(report).toMatchObject({ folder: folder?.token, made: [{ id: ids[0], file: '2020_青禾市园林管理所_街面绿化巡查.json' }], refused: [], cancelled: false })
  expect(readdirSync(desk.folder)).toContain('2020_青禾市园林管理所_街面绿化巡查.json')
  expect(events.filter(({ event }) => event === 'export.progress').at(-1)?.payload).toEqual({ jobId: 'j1', done: 1, total: 1, current: '街面绿化巡查' })
  await handlers['export.showFolder']({ folder: folder?.token ?? '' })
  expect(shown).toEqual([desk.folder])
  // nothing that goes to the window names a path
  expect(JSON.stringify([chosen, session, folder, report, events])).not.toContain(desk.folder)
}))

it('takes a dropped file by its bytes, and again with another edition', () => withServices(async desk => {
  const { handlers } = handlersOn(desk)
  const { token, name } = await handlers['import.takeFile']({ name: '拖入.txt', bytes: new TextEncoder().encode('财政项目支出绩效目标申报表\n项目名称：\t甲\n项目概况：\t乙') })
  expect(name).toBe('拖入.txt')
  expect((await handlers['import.files']({ tokens: [token], edition: null })).documents).toMatchObject([{ name: '拖入.txt' }])
  expect((await handlers['import.files']({ tokens: [token], edition: 'shanghai-2018' })).failures).toEqual([])
  expect(await codeOf(() => handlers['import.takeFile']({ name: 'x', bytes: new Uint8Array(101 * 1024 * 1024) }))).toBe('fileTooLarge')
}))

it('takes no token that it did not give, and no path', () => withServices(async desk => {
  const { handlers } = handlersOn(desk)
  expect(await codeOf(() => handlers['import.files']({ tokens: ['/etc/hostname'], edition: null }))).toBe('notFound')
  expect(await codeOf(() => handlers['export.showFolder']({ folder: desk.folder }))).toBe('notFound')
  expect(await codeOf(() => handlers['export.run']({ jobId: 'j', ids: ['a'], document: 'declaration', format: 'json', folder: desk.folder, combined: false, draft: false, public: false }))).toBe('notFound')
  expect(await handlers['export.chooseFolder']({})).toBeNull()
}))

it('tells the window when the library changes, and the menu when the language does', () => withServices(async desk => {
  const { handlers, events, languages, quits } = handlersOn(desk)
  const { id } = await handlers['library.create']({ edition: 'shanghai-2020', year: 2026 })
  await handlers['library.list']({ trash: false })
  await handlers['declaration.open']({ id })
  expect(events).toEqual([{ event: 'library.changed', payload: {} }])
  await handlers['declaration.patch']({ id, revision: 1, patches: [{ op: 'set', path: 'projectName', value: '甲' }] })
  await handlers['library.trash']({ ids: [id] })
  expect(events).toHaveLength(3)
  await handlers['app.setSettings']({ ...DEFAULT_SETTINGS, unitName: '乙' })
  expect(languages).toEqual([])
  await handlers['app.setSettings']({ ...DEFAULT_SETTINGS, language: 'en' })
  expect(languages).toEqual(['en'])
  expect(await handlers['app.info']({})).toMatchObject({ version: '1.2.3', settings: { language: 'en' }, editions: expect.arrayContaining([expect.objectContaining({ id: 'shanghai-2020' })]) })
  await handlers['app.readyToQuit']({})
  expect(quits()).toBe(1)
}))
