import { CARRY_PARTS } from '../../shared/carryOver'
import { toInterchange } from '../../shared/declaration/interchange'
import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import type { Patch } from '../../shared/declaration/patch'
import { DEFAULT_SETTINGS } from '../../shared/ipc/contract'
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { isBigChange, reasonToKeep } from './declarations'
import { declarationFromJson, parseJson } from './interchange'
import { codeOf, RESOURCES, withServices, type TestDesk } from './testing'

const set = (field: string, value: unknown): Patch => ({ op: 'set', path: field, value })
const sample = (name: string): Declaration => declarationFromJson(parseJson(readFileSync(path.join(RESOURCES, 'samples', name), 'utf8'), name), name, () => 'sample')

describe('library', () => {
  it('makes an empty declaration for the unit of the settings', () => withServices(({ services }) => {
    services.settings.write({ ...DEFAULT_SETTINGS, unitName: '青禾市园林所' })
    const { id } = services.library.create({ edition: 'shanghai-2020', year: 2026 })
    const { declaration, revision, edition, previous } = services.declarations.open(id)
    expect({ revision, previous }).toEqual({ revision: 1, previous: null })
    expect(declaration).toEqual({ ...blankDeclaration(id, 'shanghai-2020', 2026), editionRevision: edition.revision, unitName: '青禾市园林所' })
    const other = services.library.create({ edition: 'shanghai-2020', year: 2026, unitName: '' })
    expect(services.declarations.read(other.id).unitName).toBeNull()
  }))

  it('refuses an unknown edition and names the known ones', () => withServices(({ services }) => {
    expect(() => services.library.create({ edition: 'nowhere-1900', year: 2026 })).toThrow(expect.objectContaining({ code: 'unknownEdition', params: { edition: 'nowhere-1900', known: expect.stringContaining('shanghai-2020') } }))
    expect(services.library.facets().total).toBe(0)
  }))

  it('loads the samples, duplicates one as a draft, trashes, restores and empties', () => withServices(({ services }) => {
    const { ids } = services.loadSamples()
    expect(ids.length).toBeGreaterThanOrEqual(4)
    expect(services.library.list({}).map(row => row.id).sort()).toEqual([...ids].sort())
    const [first = ''] = ids
    services.declarations.patch({ id: first, revision: 1, patches: [set('status', 'final')] })
    const copy = services.library.duplicate(first)
    const { id: _id, status, projectName, ...rest } = services.declarations.read(copy.id)
    const { id: _first, status: _status, projectName: original, ...source } = services.declarations.read(first)
    expect({ status, projectName, rest }).toEqual({ status: 'draft', projectName: `${original}（副本）`, rest: source })
    services.library.trash([first, copy.id])
    expect(services.library.list({ trash: true })).toHaveLength(2)
    services.library.restore([first])
    expect(services.library.emptyTrash()).toEqual({ removed: 1 })
    expect(services.library.facets()).toMatchObject({ total: ids.length, trashed: 0 })
    expect(() => services.declarations.read(copy.id)).toThrow(expect.objectContaining({ code: 'notFound' }))
  }))

  it('finds words of any field, and says how complete each is', () => withServices(({ services }) => {
    services.loadSamples()
    const rivers = sample('shanghai-2026-rivers.json')
    for (const query of [rivers.indicators[0]?.name ?? '', rivers.contactName ?? rivers.unitName ?? '', (rivers.overallGoal ?? '').slice(4, 7)]) {
      expect(query).not.toBe('')
      expect(services.library.list({ query }).map(row => row.projectName)).toContain(rivers.projectName)
    }
    const shares = services.library.list({}).map(row => row.completeness)
    expect(Math.max(...shares)).toBe(1)
    expect(services.library.list({ year: 1999 })).toEqual([])
  }))
})

describe('editing', () => {
  const start = ({ services }: TestDesk) => services.library.create({ edition: 'shanghai-2020', year: 2026 }).id

  it('applies patches on the revision they were made on, all or none', () => withServices(desk => {
    const { services } = desk
    const id = start(desk)
    expect(services.declarations.patch({ id, revision: 1, patches: [set('projectName', '街面巡查'), set('totalBudget', 100)] })).toMatchObject({ revision: 2 })
    expect(() => services.declarations.patch({ id, revision: 1, patches: [set('projectName', '别的')] })).toThrow(expect.objectContaining({ code: 'revisionConflict' }))
    for (const wrong of [set('projectName', 7), set('nowhere', ''), set('id', 'x'), set('indicators[4].name', ''), set('a b', 1), set('startDate', '2026-02-30')]) {
      expect(() => services.declarations.patch({ id, revision: 2, patches: [set('remarks', '前半'), wrong] })).toThrow(expect.objectContaining({ code: 'badInput' }))
    }
    expect(() => services.declarations.patch({ id, revision: 2, patches: [set('edition', 'nowhere')] })).toThrow(expect.objectContaining({ code: 'unknownEdition' }))
    expect(services.declarations.open(id)).toMatchObject({ revision: 2, declaration: { projectName: '街面巡查', totalBudget: 100, remarks: null } })
    expect(services.library.list({ query: '街面' })).toHaveLength(1)
  }))

  it('keeps a copy before much goes, and one for every hour of editing', () => withServices(desk => {
    const { services, clock } = desk
    const id = start(desk)
    let revision = 1
    const patch = (...patches: Patch[]) => (revision = services.declarations.patch({ id, revision, patches }).revision)
    const reasons = () => services.declarations.versions(id).map(version => version.reason)
    patch(set('overview', '长文。'.repeat(100)))
    expect(reasons()).toEqual([])
    patch(set('overview', '短'))
    expect(reasons()).toEqual(['beforeBigChange'])
    clock.now = new Date(clock.now.getTime() + 3_700_000)
    patch(set('overview', '短一点'))
    patch(set('overview', '短两点'))
    expect(reasons()).toEqual(['beforeEditing', 'beforeBigChange'])
    const restored = services.declarations.restoreVersion(id, 1)
    expect(services.declarations.open(id)).toMatchObject({ revision: restored.revision, declaration: { overview: '长文。'.repeat(100) } })
    expect(reasons()[0]).toBe('beforeRestoring')
    expect(() => services.declarations.restoreVersion(id, 99)).toThrow(expect.objectContaining({ code: 'notFound' }))
  }))

  it('tells big changes from small ones', () => {
    const before = sample('shanghai-2020-culture-cloud.json')
    expect(isBigChange(before, before)).toBe(false)
    expect(isBigChange(before, { ...before, indicators: before.indicators.slice(2) })).toBe(false)
    expect(isBigChange(before, { ...before, indicators: before.indicators.slice(3) })).toBe(true)
    expect(isBigChange(before, { ...before, indicators: before.indicators.toReversed() })).toBe(false)
    expect(isBigChange(before, { ...before, year: before.year + 1 })).toBe(true)
    expect(reasonToKeep(before, before, '2026-01-01T00:00:00.000Z', '2026-01-01T00:59:00.000Z')).toBeNull()
  })
})

describe('saving whole declarations', () => {
  it('creates, replaces with a copy kept, and takes out of the trash', () => withServices(({ services }) => {
    const declaration = { ...sample('shanghai-2018-archives.json'), id: 'own-id' }
    expect(services.declarations.save(declaration)).toEqual({ id: 'own-id', revision: 1 })
    services.library.trash(['own-id'])
    expect(services.declarations.save({ ...declaration, projectName: '新名' })).toEqual({ id: 'own-id', revision: 2 })
    expect(services.library.list({}).map(row => row.projectName)).toEqual(['新名'])
    expect(services.declarations.versions('own-id').map(version => version.reason)).toEqual(['beforeReplacing'])
    expect(() => services.declarations.save({ ...declaration, id: 'x', edition: 'nowhere' })).toThrow(expect.objectContaining({ code: 'unknownEdition' }))
    expect(services.library.facets().total).toBe(1)
  }))

  it('brings every sample through JSON and the store unchanged', () => withServices(({ services }) => {
    for (const name of ['shanghai-2018-archives.json', 'shanghai-2020-culture-cloud.json', 'shanghai-2026-rivers.json', 'with-defects-2020.json']) {
      const declaration = { ...sample(name), id: name, editionRevision: 1 }
      services.declarations.save(declaration)
      const again = declarationFromJson(JSON.parse(JSON.stringify(toInterchange(services.declarations.read(name)))), name, () => 'x')
      expect(again).toEqual(declaration)
    }
  }))
})

describe('JSON that is not right', () => {
  const good = { edition: 'shanghai-2020', year: 2020, projectName: 'x' }
  it.each([
    [{ ...good, year: '2020' }, 'year', 'notNumber'],
    [{ ...good, year: 1066 }, 'year', 'tooSmall'],
    [{ ...good, projectName: 7 }, 'projectName', 'notText'],
    [{ projectName: 'x', year: 2020 }, 'edition', 'missing'],
    [{ ...good, totalBudget: 1.005 }, 'totalBudget', 'notAnAmount'],
    [{ ...good, totalBudget: '12' }, 'totalBudget', 'notNumber'],
    [{ ...good, startDate: '2020-02-30' }, 'startDate', 'notADay'],
    [{ ...good, subProjects: {} }, 'subProjects', 'notList'],
    [{ ...good, subProjects: [{ name: 'a' }, { amount: 'b' }] }, 'subProjects[1].amount', 'notNumber'],
    [{ ...good, indicators: [7] }, 'indicators[0]', 'notObject'],
    [{ ...good, totalBudget: 1, funding: { total: 2 } }, 'funding.total', 'differs'],
    [{ ...good, status: 'done' }, 'status', 'notAmong'],
    [{ ...good, projectName: '长'.repeat(3_000) }, 'projectName', 'tooLong'],
  ])('%j is refused at %s', (value, at, reason) => {
    expect(() => declarationFromJson(value, 'a.json', () => 'x')).toThrow(expect.objectContaining({ code: 'badJson', params: expect.objectContaining({ file: 'a.json', path: at, reason }) }))
  })

  it('is told from JSON of something else, and from no JSON', () => {
    for (const value of [null, 7, 'x', [], {}, { name: 'left-pad', version: '1.0.0' }]) expect(() => declarationFromJson(value, 'a', () => 'x')).toThrow(expect.objectContaining({ code: 'fileNotDeclaration' }))
    expect(() => parseJson('{"a":', 'a')).toThrow(expect.objectContaining({ code: 'badJson' }))
    expect(() => parseJson(' \n', 'a')).toThrow(expect.objectContaining({ code: 'fileEmpty' }))
    expect(parseJson('\uFEFF{"a":1}', 'a')).toEqual({ a: 1 })
  })
})

describe('carry-over', () => {
  const parts = CARRY_PARTS.filter(part => part !== 'remarks')

  it('shows what would come of it, then stores it with last year beside', () => withServices(({ services }) => {
    const source = { ...sample('shanghai-2018-archives.json'), id: 'last' }
    services.declarations.save(source)
    const preview = services.carryOver.preview({ id: 'last', year: 2019, edition: null, parts })
    expect(services.library.facets().total).toBe(1)
    expect(preview.changes.length).toBeGreaterThan(0)
    const { declaration } = services.carryOver.create({ id: 'last', year: 2019, edition: null, parts, takenBack: ['startDate'] })
    const opened = services.declarations.open(declaration.id)
    expect(opened.declaration).toEqual(declaration)
    expect(opened.previous?.id).toBe('last')
    expect(opened.declaration).toMatchObject({ year: 2019, edition: services.editions.requireForYear(2019).id, previousId: 'last', startDate: source.startDate, currentYearBudget: null, editionRevision: opened.edition.revision })
    expect(services.declarations.versions(declaration.id).map(version => version.reason)).toEqual(['carriedOver'])
    expect(services.declarations.read('last')).toEqual({ ...source, editionRevision: 1 })
  }))

  it('goes to another edition, and refuses one that is not there', () => withServices(({ services }) => {
    services.declarations.save({ ...sample('shanghai-2020-culture-cloud.json'), id: 'last' })
    const { declaration } = services.carryOver.create({ id: 'last', year: 2026, edition: 'shanghai-2026', parts })
    expect(declaration.edition).toBe('shanghai-2026')
    expect(() => services.carryOver.create({ id: 'last', year: 2026, edition: 'nowhere', parts })).toThrow(expect.objectContaining({ code: 'unknownEdition' }))
    expect(() => services.carryOver.create({ id: 'nobody', year: 2026, edition: null, parts })).toThrow(expect.objectContaining({ code: 'notFound' }))
    expect(services.library.facets().total).toBe(2)
  }))
})

describe('editions', () => {
  it('of the data folder stand beside the program’s own; a declaration keeps its revision; a wrong one is left aside', async () => {
    await withServices(({ services, folder }) => {
      const own = JSON.parse(readFileSync(path.join(RESOURCES, 'editions', 'shanghai-2020.json'), 'utf8')) as { revision: number }
      mkdirSync(path.join(folder, 'data', 'editions'), { recursive: true })
      writeFileSync(path.join(folder, 'data', 'editions', 'newer.json'), JSON.stringify({ ...own, revision: own.revision + 1 }))
      writeFileSync(path.join(folder, 'data', 'editions', 'wrong.json'), '{')
      expect(services.editions.require('shanghai-2020').revision).toBe(own.revision + 1)
      expect(services.editions.of({ edition: 'shanghai-2020', editionRevision: own.revision }).revision).toBe(own.revision)
      expect(services.editions.of({ edition: 'shanghai-2020', editionRevision: null }).revision).toBe(own.revision + 1)
      expect(services.editions.leftAside.map(({ file }) => path.basename(file))).toEqual(['wrong.json'])
    })
  })

  it('are not needed for what does not ask for them, nor is the store', () => withServices(async ({ services, folder }) => {
    writeFileSync(path.join(folder, 'data'), 'in the way of the store')
    expect(services.editions.list.length).toBeGreaterThanOrEqual(3)
    expect(services.checks.of({ ...sample('with-defects-2020.json') }).length).toBeGreaterThan(0)
    expect(await codeOf(() => services.library.facets())).toBe('noFolder')
  }))
})
