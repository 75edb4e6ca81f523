import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync, cpSync } from 'node:fs'
import path from 'node:path'
import { CARRY_PARTS } from '../../shared/carryOver'
import { blankDeclaration } from '../../shared/declaration/model'
import { describeProblem } from '../../shared/editions'
import type { EditionPack } from '../../shared/ipc/contract'
import { wordsIn } from '../i18n'
import { inTempFolder } from '../store/testing'
import { createServices } from '.'
import { codeOf, FORM, RESOURCES, withServices } from './testing'

type Pack = { id: string; revision: number; name: { zh: string }; confirmed: boolean; fields: { key: string; label: string }[] }
const packText = (id: string): string => readFileSync(path.join(RESOURCES, 'editions', `${id}.json`), 'utf8')
const own = JSON.parse(packText('shanghai-2020')) as Pack

/** Writes a pack made of the program's own one and returns the file. */
function pack(folder: string, change: Partial<Pack>, name = 'pack.json'): string {
  const file = path.join(folder, name)
  writeFileSync(file, JSON.stringify({ ...own, ...change }))
  return file
}
const brief = ({ id, revision, bundled, newest, usedBy }: EditionPack) => [id, revision, bundled, newest, usedBy]
const next = own.revision + 1

it('lists what came with the program, and how many declarations hold to each revision', () => withServices(({ services }) => {
  services.library.create({ edition: 'shanghai-2020', year: 2026 })
  const { id } = services.library.create({ edition: 'shanghai-2020', year: 2025 })
  services.library.trash([id])
  const { packs, leftAside } = services.editionPacks.list()
  expect(leftAside).toEqual([])
  expect(packs.map(entry => entry.id)).toEqual(services.editions.list.map(edition => edition.id))
  expect(packs.every(entry => entry.bundled && entry.newest)).toBe(true)
  expect(packs.find(entry => entry.id === 'shanghai-2020')).toMatchObject({ usedBy: 2, confirmed: true, years: { from: 2020 }, name: own.name })
}))

describe('a file', () => {
  it('is told what it would be', () => withServices(async ({ services, folder }) => {
    const effect = async (change: Partial<Pack>) => (await services.editionPacks.check(pack(folder, change))).effect
    expect(await effect({ id: 'jiangnan-2027' })).toBe('new')
    expect(await effect({ revision: next })).toBe('newer')
    expect(await effect({})).toBe('same')
    expect(await effect({ name: { zh: '改过的' } })).toBe('clash')
    await services.editionPacks.install(pack(folder, { revision: next + 5 }))
    expect(await effect({ revision: next + 2 })).toBe('older')
    expect(await services.editionPacks.check(pack(folder, { revision: next }))).toMatchObject({ name: 'pack.json', problems: [], edition: { id: 'shanghai-2020', revision: next } })
  }))

  it('that is wrong has everything told in both languages and is not taken', () => withServices(async ({ services, folder }) => {
    const file = pack(folder, { id: 'Not An Id', fields: [...own.fields, ...own.fields.slice(0, 1)] })
    const report = await services.editionPacks.check(file)
    expect(report).toMatchObject({ edition: null, effect: null })
    expect(report.problems.map(problem => problem.path)).toContain('id')
    for (const problem of report.problems) for (const language of ['zh', 'en'] as const) expect(describeProblem(wordsIn(language).say, problem).what.length).toBeGreaterThan(3)
    writeFileSync(path.join(folder, 'half.json'), packText('shanghai-2026').slice(0, 2000))
    writeFileSync(path.join(folder, 'picture.json'), new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]))
    for (const wrong of [file, path.join(folder, 'half.json'), path.join(folder, 'picture.json')]) {
      expect((await services.editionPacks.check(wrong)).problems.length).toBeGreaterThan(0)
      expect(await codeOf(() => services.editionPacks.install(wrong))).toBe('badEdition')
    }
    writeFileSync(path.join(folder, 'empty.json'), '')
    expect(await codeOf(() => services.editionPacks.check(path.join(folder, 'empty.json')))).toBe('fileEmpty')
    await expect(services.editionPacks.check(path.join(folder, 'gone.json'))).rejects.toMatchObject({ code: 'fileMissing', params: { file: 'gone.json' } })
    expect(existsSync(path.join(folder, 'data', 'editions'))).toBe(false)
  }))
})

describe('an installed pack', () => {
  it('is used for what is new; what exists keeps the revision it was made with', () => withServices(async ({ services, folder }) => {
    const before = services.library.create({ edition: 'shanghai-2020', year: 2025 })
    const label = { ...own, revision: next, fields: own.fields.map(field => (field.key === 'overview' ? { ...field, label: '项目概况（新）' } : field)) }
    expect(brief(await services.editionPacks.install(pack(folder, label)))).toEqual(['shanghai-2020', next, false, true, 0])
    expect(readdirSync(path.join(folder, 'data', 'editions')).filter(name => name.endsWith('.json'))).toEqual([`shanghai-2020@${next}.json`])
    const after = services.library.create({ edition: 'shanghai-2020', year: 2026 })
    const exact = services.library.create({ edition: `shanghai-2020@${own.revision}`, year: 2026 })
    const revisionOf = ({ id }: { id: string }) => {
      const { declaration, edition } = services.declarations.open(id)
      return [declaration.edition, declaration.editionRevision, edition.revision]
    }
    expect([before, after, exact].map(revisionOf)).toEqual([[own.id, own.revision, own.revision], [own.id, next, next], [own.id, own.revision, own.revision]])
    expect(services.editionPacks.list().packs.filter(entry => entry.id === own.id).map(brief)).toEqual([[own.id, next, false, true, 1], [own.id, own.revision, true, false, 2]])
    const ask = { id: before.id, year: 2026, parts: CARRY_PARTS }
    expect(revisionOf({ id: services.carryOver.create({ ...ask, edition: 'shanghai-2020' }).declaration.id })).toEqual([own.id, next, next])
    expect(revisionOf({ id: services.carryOver.create({ ...ask, edition: `shanghai-2020@${own.revision}` }).declaration.id })).toEqual([own.id, own.revision, own.revision])
    const read = await services.imports.read({ name: 'a.txt', text: FORM }, `shanghai-2020@${own.revision}`)
    expect(read.declarations.map(form => form.declaration.editionRevision)).toEqual([own.revision])
    // installing the same once more changes nothing
    expect(brief(await services.editionPacks.install(pack(folder, label)))).toEqual([own.id, next, false, true, 2])
    expect(await codeOf(() => services.editionPacks.install(pack(folder, { ...label, confirmed: false })))).toBe('editionExists')
    expect(services.editions.require('shanghai-2020').confirmed).toBe(true)
  }))

  it('is what a declaration gets that changes to its edition', () => withServices(async ({ services, folder }) => {
    const { id } = services.library.create({ edition: 'shanghai-2026', year: 2026 })
    await services.editionPacks.install(pack(folder, { revision: next }))
    services.declarations.patch({ id, revision: 1, patches: [{ op: 'set', path: 'edition', value: own.id }] })
    expect(services.declarations.open(id)).toMatchObject({ declaration: { edition: own.id, editionRevision: next }, edition: { revision: next } })
    services.declarations.patch({ id, revision: 2, patches: [{ op: 'set', path: 'editionRevision', value: own.revision }] })
    expect(services.declarations.open(id).edition.revision).toBe(own.revision)
  }))

  it('goes only when nothing holds to it; the program’s own stay', () => withServices(async ({ services, folder }) => {
    await services.editionPacks.install(pack(folder, { revision: next }))
    const { id } = services.library.create({ edition: 'shanghai-2020', year: 2026 })
    services.library.trash([id])
    await expect(services.editionPacks.remove({ id: own.id, revision: next })).rejects.toMatchObject({ code: 'editionInUse', params: { revision: next, count: 1 } })
    expect(await codeOf(() => services.editionPacks.remove({ id: own.id, revision: own.revision }))).toBe('editionBundled')
    expect(await codeOf(() => services.editionPacks.remove({ id: own.id, revision: 99 }))).toBe('notFound')
    services.library.emptyTrash()
    // put there by hand a second time, under another name
    cpSync(path.join(folder, 'data', 'editions', `${own.id}@${next}.json`), path.join(folder, 'data', 'editions', 'copy of it.json'))
    await services.editionPacks.remove({ id: own.id, revision: next })
    expect(services.editions.require(own.id).revision).toBe(own.revision)
    expect(readdirSync(path.join(folder, 'data', 'editions')).filter(name => name.endsWith('.json'))).toEqual([])
  }))

  it('that is needed by declarations tied to none counts them', () => withServices(async ({ services, folder }) => {
    await services.editionPacks.install(pack(folder, { id: 'jiangnan-2027' }))
    services.declarations.save(blankDeclaration('x', 'jiangnan-2027', 2027))
    services.declarations.patch({ id: 'x', revision: 1, patches: [{ op: 'set', path: 'editionRevision', value: null }] })
    expect(await codeOf(() => services.editionPacks.remove({ id: 'jiangnan-2027', revision: own.revision }))).toBe('editionInUse')
  }))

  it('that was taken away by hand leaves its declarations with another revision, or with words and their data', () => withServices(async ({ services, folder }) => {
    const installed = path.join(folder, 'data', 'editions')
    await services.editionPacks.install(pack(folder, { revision: next }))
    await services.editionPacks.install(pack(folder, { id: 'jiangnan-2027' }))
    const one = services.library.create({ edition: own.id, year: 2026 })
    const two = services.library.create({ edition: 'jiangnan-2027', year: 2027 })
    mkdirSync(path.join(folder, 'away'))
    for (const name of readdirSync(installed).filter(entry => entry.endsWith('.json'))) renameSync(path.join(installed, name), path.join(folder, 'away', name))
    const again = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })
    try {
      expect(again.declarations.open(one.id)).toMatchObject({ declaration: { editionRevision: next }, edition: { revision: own.revision } })
      expect(await codeOf(() => again.declarations.open(two.id))).toBe('unknownEdition')
      expect(again.library.list({}).map(row => row.id).sort()).toEqual([one.id, two.id].sort())
      const out = (format: 'json' | 'html') => again.exports.run({ ids: [two.id], format, folder, combined: false, draft: true, public: false })
      const [made] = (await out('json')).made
      expect(JSON.parse(readFileSync(made?.file ?? '', 'utf8'))).toMatchObject({ id: two.id, edition: 'jiangnan-2027', editionRevision: own.revision })
      expect((await out('html')).refused).toMatchObject([{ error: { code: 'unknownEdition' } }])
    } finally {
      again.close()
    }
  }))
})

it('a program that brings another revision leaves declarations the one they were made with', () => inTempFolder(async folder => {
  const resources = path.join(folder, 'resources')
  cpSync(path.join(RESOURCES, 'editions'), path.join(resources, 'editions'), { recursive: true })
  const desk = () => createServices({ dataDir: path.join(folder, 'data'), resourcesDir: resources })
  const old = desk()
  const { id } = old.library.create({ edition: own.id, year: 2026 })
  old.close()
  writeFileSync(path.join(resources, 'editions', `${own.id}.json`), JSON.stringify({ ...own, revision: next, name: { zh: '新程序的' } }))
  const updated = desk()
  try {
    expect(updated.declarations.open(id).edition).toMatchObject({ revision: own.revision, name: own.name })
    expect(updated.editions.require(own.id)).toMatchObject({ revision: next, name: { zh: '新程序的' } })
    expect(updated.editionPacks.list().packs.filter(entry => entry.id === own.id).map(brief)).toEqual([[own.id, next, true, true, 0], [own.id, own.revision, true, false, 1]])
  } finally {
    updated.close()
  }
}))
