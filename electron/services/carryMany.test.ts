import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CARRY_PARTS } from '../../shared/carryOver'
import type { Declaration } from '../../shared/declaration/model'
import { otherConnection } from '../store/testing'
import type { CarryManyJob } from './carryMany'
import { STORE_FILE } from './context'
import { declarationFromJson, parseJson } from './interchange'
import { codeOf, RESOURCES, withServices, type TestDesk } from './testing'

const sample = (name: string): Declaration => declarationFromJson(parseJson(readFileSync(path.join(RESOURCES, 'samples', name), 'utf8'), name), name, () => 'sample')
const parts = CARRY_PARTS.filter(part => part !== 'remarks')
const job = (change: Partial<CarryManyJob>): CarryManyJob => ({ ids: [], year: 2019, edition: null, parts, again: false, ...change })

/** Some forms of a unit's year. */
function someForms({ services }: TestDesk, count: number): string[] {
  const source = sample('shanghai-2018-archives.json')
  return Array.from({ length: count }, (_, index) => services.declarations.save({ ...source, id: `last${index}`, projectName: `${source.projectName}（${index + 1}）` }).id)
}

it('makes a form of each as the single carry-over does, with one list of what to look at', () => withServices(async desk => {
  const { services } = desk
  const ids = someForms(desk, 3)
  const single = services.carryOver.preview({ id: 'last0', year: 2019, edition: null, parts })
  const seen: [number, number, string][] = []
  const report = await services.carryMany(job({ ids: [...ids, 'last0', 'nobody'], onProgress: ({ done, total, current }) => seen.push([done, total, current]) }))
  expect(report.cancelled).toBe(false)
  expect(report.made.map(entry => entry.from)).toEqual(ids)
  expect(report.refused).toEqual([{ id: 'nobody', projectName: null, error: { code: 'notFound', params: { id: 'nobody' } } }])
  expect(services.library.list({ year: 2019 }).map(row => row.id).sort()).toEqual(report.made.map(entry => entry.id).sort())
  for (const { from, id, projectName } of report.made) {
    const { declaration, previous, previousBy } = services.declarations.open(id)
    expect([previous?.id, previousBy, projectName]).toEqual([from, 'link', declaration.projectName])
    expect(services.declarations.versions(id).map(version => version.reason)).toEqual(['carriedOver'])
  }
  const first = report.made[0]?.id ?? ''
  expect(services.declarations.read(first)).toEqual({ ...single.declaration, id: first })
  expect(report.look.filter(entry => entry.id === first)).toEqual(single.ask.map(question => ({ ...question, id: first, projectName: single.declaration.projectName, unitName: single.declaration.unitName })))
  expect(new Set(report.look.map(entry => entry.id))).toEqual(new Set(report.made.map(entry => entry.id)))
  expect(seen.map(([done]) => done)).toEqual([0, 1, 2, 3, 4])
  expect(seen.at(-1)).toEqual([4, 4, ''])
}))

it('tells of a row by its name and its own key, not by its place', () => withServices(async desk => {
  const { services } = desk
  const [id = ''] = someForms(desk, 1)
  const last = services.declarations.read(id)
  services.declarations.save({ ...last, indicators: last.indicators.map((row, at) => (at === 1 ? { ...row, value: '' } : row)) })
  const row = last.indicators[1]
  const report = await services.carryMany(job({ ids: [id] }))
  expect(report.look).toContainEqual(expect.objectContaining({ why: 'valueMissing', field: `indicators/${row?.id}/value`, rowName: row?.name }))
}))

it('makes no second form of the same year, unless asked to', () => withServices(async desk => {
  const { services } = desk
  const ids = someForms(desk, 2)
  const first = await services.carryMany(job({ ids: ids.slice(0, 1) }))
  const second = await services.carryMany(job({ ids }))
  expect(second.made.map(entry => entry.from)).toEqual(['last1'])
  expect(second.refused).toMatchObject([{ id: 'last0', error: { code: 'alreadyCarried', params: { year: 2019, id: first.made[0]?.id } } }])
  expect((await services.carryMany(job({ ids, again: true }))).made).toHaveLength(2)
  expect((await services.carryMany(job({ ids, year: 2020 }))).made).toHaveLength(2)
  services.library.trash(services.library.list({ year: 2019 }).map(row => row.id))
  expect((await services.carryMany(job({ ids }))).made).toHaveLength(2)
}))

it('makes nothing when stopped', () => withServices(async desk => {
  const { services } = desk
  const ids = someForms(desk, 4)
  const stop = new AbortController()
  const report = await services.carryMany(job({ ids, signal: stop.signal, onProgress: ({ done }) => { if (done === 3) stop.abort() } }))
  expect(report).toEqual({ made: [], look: [], refused: [], cancelled: true })
  expect(services.library.list({ year: 2019 })).toEqual([])
}))

it('stores all or none', () => withServices(async desk => {
  const { services, folder } = desk
  const ids = someForms(desk, 3)
  const other = otherConnection(path.join(folder, 'data', STORE_FILE))
  other.exec("CREATE TRIGGER stop BEFORE INSERT ON declaration WHEN NEW.projectName LIKE '%（3）' BEGIN SELECT RAISE(ABORT, 'stop'); END")
  other.close()
  await expect(services.carryMany(job({ ids }))).rejects.toThrow('stop')
  expect(services.library.list({ year: 2019 })).toEqual([])
  expect((await services.carryMany(job({ ids: ids.slice(0, 2) }))).made).toHaveLength(2)
}))

it('takes an exact revision, and refuses an edition that is not there before anything is made', () => withServices(async desk => {
  const { services } = desk
  const ids = someForms(desk, 2)
  expect(await codeOf(() => services.carryMany(job({ ids, edition: 'nowhere-1900' })))).toBe('unknownEdition')
  expect(await codeOf(() => services.carryMany(job({ ids, edition: 'shanghai-2020@99' })))).toBe('unknownEdition')
  const { made } = await services.carryMany(job({ ids, year: 2020, edition: `shanghai-2020@${services.editions.require('shanghai-2020').revision}` }))
  expect(made.map(({ id }) => services.declarations.read(id)).map(({ edition, editionRevision }) => [edition, editionRevision])).toEqual(made.map(() => ['shanghai-2020', services.editions.require('shanghai-2020').revision]))
}))
