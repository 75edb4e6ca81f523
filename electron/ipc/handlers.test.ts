import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { contract, DEFAULT_SETTINGS, type EventName, type MethodName } from '../../shared/ipc/contract'
import { codeOf, FORM, RESOURCES, withServices, type TestDesk } from '../services/testing'
import { createHandlers } from './handlers'

function handlersOn({ services, folder }: TestDesk, chosen: { files?: string[]; folder?: string | null } = {}) {
  const events: { event: EventName; payload: unknown }[] = []
  const shown: string[] = []
  const languages: string[] = []
  let quits = 0
  const handlers = createHandlers(services, {
    version: '1.2.3', dataFolder: path.join(folder, 'data'),
    desk: { chooseFiles: async () => chosen.files ?? [], chooseFile: async () => chosen.files?.[0] ?? null, chooseFolder: async () => chosen.folder ?? null, showFolder: async place => void shown.push(place), printers: async () => [] },
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

it('checks, installs and removes an edition from a file by its token', () => withServices(async desk => {
  const own = JSON.parse(readFileSync(path.join(RESOURCES, 'editions', 'shanghai-2026.json'), 'utf8')) as object
  const file = path.join(desk.folder, '新版式.json')
  writeFileSync(file, JSON.stringify({ ...own, id: 'jiangnan-2027' }))
  const { handlers, events } = handlersOn(desk, { files: [file] })
  const chosen = await handlers['editions.chooseFile']({})
  expect(chosen).toEqual({ name: '新版式.json', token: expect.not.stringContaining(path.sep) })
  const token = chosen?.token ?? ''
  const report = await handlers['editions.check']({ token })
  expect(report).toMatchObject({ name: '新版式.json', effect: 'new', problems: [] })
  expect(events).toEqual([])
  const installed = await handlers['editions.install']({ token })
  const { packs } = await handlers['editions.list']({})
  expect(packs).toContainEqual(installed)
  expect((await handlers['app.info']({})).editions.map(edition => edition.id)).toContain('jiangnan-2027')
  await handlers['editions.remove']({ id: installed.id, revision: installed.revision })
  expect(events).toEqual([{ event: 'editions.changed', payload: {} }, { event: 'editions.changed', payload: {} }])
  writeFileSync(file, '')
  const failed = await Promise.resolve(handlers['editions.check']({ token })).catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 'fileEmpty', params: { file: '新版式.json' } })
  expect(JSON.stringify([chosen, report, installed, packs, failed])).not.toContain(desk.folder)
  expect(await codeOf(() => handlers['editions.check']({ token: file }))).toBe('notFound')
  expect(await handlersOn(desk).handlers['editions.chooseFile']({})).toBeNull()
}))

it('checks, installs, passes on and resets the check standards by tokens', () => withServices(async desk => {
  const file = path.join(desk.folder, '标准.json')
  writeFileSync(file, JSON.stringify({ severities: { A09: 'off' } }))
  const { handlers, events } = handlersOn(desk, { files: [file], folder: desk.folder })
  const chosen = await handlers['checks.chooseFile']({})
  const token = chosen?.token ?? ''
  const report = await handlers['checks.check']({ token })
  expect(report).toEqual({ name: '标准.json', problems: [], changed: 1 })
  expect(events).toEqual([])
  await handlers['checks.install']({ token })
  const { checks } = await handlers['app.info']({})
  expect(checks).toMatchObject({ own: true, changed: 1, profile: { severities: { A09: 'off' } } })
  const folder = await handlers['export.chooseFolder']({})
  const made = await handlers['checks.export']({ folder: folder?.token ?? '' })
  expect(JSON.parse(readFileSync(path.join(desk.folder, made.name), 'utf8'))).toEqual(checks.profile)
  expect((await handlers['checks.reset']({})).own).toBe(false)
  expect(events).toEqual([{ event: 'checks.changed', payload: {} }, { event: 'checks.changed', payload: {} }])
  expect(JSON.stringify([chosen, report, checks, made])).not.toContain(desk.folder)
  expect(await codeOf(() => handlers['checks.install']({ token: file }))).toBe('notFound')
}))

it('carries many over with progress by the job’s id, and stops when told', () => withServices(async desk => {
  const { handlers, events } = handlersOn(desk)
  const ids = Array.from({ length: 3 }, () => desk.services.library.create({ edition: 'shanghai-2020', year: 2025 }).id)
  const job = { ids, year: 2026, edition: null, parts: [], again: false }
  const stopped = handlers['carryOver.many']({ ...job, jobId: 'one' })
  const twice = codeOf(() => handlers['carryOver.many']({ ...job, jobId: 'one' }))
  void handlers['carryOver.cancel']({ jobId: 'one' })
  expect([await twice, (await stopped).cancelled]).toEqual(['badInput', true])
  expect(desk.services.library.list({ year: 2026 })).toEqual([])
  events.length = 0
  const { made, cancelled } = await handlers['carryOver.many']({ ...job, jobId: 'one' })
  expect([made.map(entry => entry.from), cancelled]).toEqual([ids, false])
  expect(events.filter(({ event }) => event === 'carryOver.progress').map(({ payload }) => payload)).toEqual([0, 1, 2, 3].map(done => expect.objectContaining({ jobId: 'one', done, total: 3 })))
  expect(events.at(-1)).toEqual({ event: 'library.changed', payload: {} })
  expect(await handlers['carryOver.cancel']({ jobId: 'nobody' })).toBeNull()
}))

it('answers about history, links, sources, the year and what was learned', () => withServices(async desk => {
  const { handlers, events } = handlersOn(desk)
  const [last, now] = [2025, 2026].map(year => desk.services.library.create({ edition: 'shanghai-2020', year }).id) as [string, string]
  expect(await handlers['declaration.link']({ id: now, previousId: last })).toMatchObject({ revision: 2 })
  expect(events).toEqual([{ event: 'library.changed', payload: {} }])
  expect(await handlers['declaration.history']({ id: now })).toMatchObject([{ id: last, by: 'link' }, { id: now, by: 'self' }])
  expect(await handlers['declaration.source']({ id: now })).toBeNull()
  expect((await handlers['check.year']({ year: 2026, unitName: null })).forms).toMatchObject([{ id: now }])
  expect(await handlers['indicators.learned']({ unitName: null })).toEqual([])
}))
