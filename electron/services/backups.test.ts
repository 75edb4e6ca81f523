import Database from 'better-sqlite3'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { installedFolder } from '../editions'
import { profileFile } from '../checkProfile'
import { otherConnection, storeOfVersion } from '../store/testing'
import { STORE_FILE } from './context'
import { placeFile } from './files'
import { codeOf, RESOURCES, withServices, type TestDesk } from './testing'

const stick = ({ folder }: TestDesk): string => {
  const place = path.join(folder, 'stick')
  mkdirSync(place, { recursive: true })
  return place
}
const data = ({ folder }: TestDesk): string => path.join(folder, 'data')
const copies = (desk: TestDesk): string[] => readdirSync(path.join(data(desk), 'backups')).sort()
const create = ({ services }: TestDesk, year = 2026): string => services.library.create({ edition: 'shanghai-2020', year }).id
const ids = ({ services }: TestDesk): string[] => services.library.list({}).map(row => row.id).sort()
const named = (desk: TestDesk, id: string, value: string): void => void desk.services.declarations.patch({ id, revision: desk.services.declarations.open(id).revision, patches: [{ op: 'set', path: 'projectName', value }] })
const later = ({ clock }: TestDesk, hours: number): void => { clock.now = new Date(clock.now.getTime() + hours * 3_600_000) }
async function backedUp(desk: TestDesk): Promise<string> {
  const { name } = await desk.services.backups.make(stick(desk))
  return path.join(stick(desk), name)
}

it('writes everything as one file, with the editions and check standards, and puts it back', () => withServices(async desk => {
  const { services } = desk
  const first = create(desk)
  named(desk, first, '街面巡查')
  const profile = profileFile(data(desk))
  mkdirSync(path.dirname(profile), { recursive: true })
  writeFileSync(profile, JSON.stringify({ severities: { A09: 'off' } }))
  const pack = path.join(desk.folder, 'own.json')
  writeFileSync(pack, JSON.stringify({ ...(JSON.parse(readFileSync(path.join(RESOURCES, 'editions', 'shanghai-2026.json'), 'utf8')) as object), id: 'jiangnan-2027' }))
  const { revision } = await services.editionPacks.install(pack)
  const steps = new Set<string>()
  const made = await services.backups.make(stick(desk), { onProgress: ({ step }) => steps.add(step) })
  expect(made.name).toMatch(/^绩效申报台备份_2026-03-01_\d{4}\.jixiao$/u)
  expect(made).toMatchObject({ declarations: 1, bytes: statSync(path.join(stick(desk), made.name)).size })
  expect([...steps]).toEqual(['collect', 'write', 'verify'])
  expect(readdirSync(stick(desk))).toEqual([made.name])
  expect(copies(desk)).toEqual([])

  later(desk, 1)
  named(desk, first, '改过的名称')
  const second = create(desk)
  writeFileSync(profile, '{}')
  await services.editionPacks.remove({ id: 'jiangnan-2027', revision })
  const file = path.join(stick(desk), made.name)
  expect(await services.backups.inspect(file)).toEqual({ name: made.name, at: '2026-03-01T08:00:00.000Z', declarations: 1, losses: { missing: 1, changed: 1, names: expect.arrayContaining(['改过的名称', '']) } })
  expect(ids(desk)).toEqual([first, second].sort())

  const { declarations, keptAs } = await services.backups.restore(file)
  expect(declarations).toBe(1)
  expect(ids(desk)).toEqual([first])
  expect(services.declarations.read(first).projectName).toBe('街面巡查')
  expect(services.library.list({ query: '街面' })).toHaveLength(1)
  expect(readdirSync(installedFolder(data(desk)))).toContain(`jiangnan-2027@${revision}.json`)
  expect(services.editions.byId('jiangnan-2027')).toBeDefined()
  expect(services.checkProfile.inForce()).toMatchObject({ own: true, changed: 1 })
  // what it took the place of can be put back in turn
  expect(copies(desk)).toEqual([keptAs])
  await services.backups.restore(path.join(data(desk), 'backups', keptAs ?? ''))
  expect(ids(desk)).toEqual([first, second].sort())
  expect(services.declarations.read(first).projectName).toBe('改过的名称')
}))

it('leaves nothing behind when it is stopped, at any step, or has no place', () => withServices(async desk => {
  create(desk)
  for (const wanted of ['collect', 'write', 'verify']) {
    const job = new AbortController()
    const code = await codeOf(() => desk.services.backups.make(stick(desk), { signal: job.signal, onProgress: ({ step }) => step === wanted && job.abort() }))
    expect([wanted, code, copies(desk), readdirSync(stick(desk))]).toEqual([wanted, 'cancelled', [], []])
  }
  writeFileSync(path.join(desk.folder, 'blocked'), '')
  expect(await codeOf(() => desk.services.backups.make(path.join(desk.folder, 'blocked')))).toBe('cannotWrite')
  expect(copies(desk)).toEqual([])
}))

it('says that a place takes no more, and leaves no half file on it', () => withServices(async desk => {
  create(desk)
  const full = (aside: string): Promise<void> => {
    writeFileSync(aside, 'half')
    return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
  }
  const failed = await placeFile(path.join(stick(desk), 'a.jixiao'), full, { onClash: 'number', mayReplace: async () => false }).catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 'cannotWrite', params: { why: 'ENOSPC' } })
  expect(readdirSync(stick(desk))).toEqual([])
}))

describe('a file that is no good backup', () => {
  it.each<[string, string, (file: string, desk: TestDesk) => void]>([
    ['is not there', 'fileMissing', () => undefined],
    ['is a folder', 'backupForeign', file => mkdirSync(file)],
    ['is empty', 'fileEmpty', file => writeFileSync(file, '')],
    ['is something else', 'backupForeign', file => writeFileSync(file, '这不是备份。'.repeat(1000))],
    ['is another program’s database', 'backupForeign', file => {
      const db = new Database(file)
      db.exec('CREATE TABLE theirs (x)')
      db.close()
    }],
    ['bears our mark over other tables', 'backupForeign', file => {
      const db = new Database(file)
      db.exec('CREATE TABLE declaration (id, trashedAt)')
      db.pragma(`application_id = ${0x4a585342}`)
      db.pragma('user_version = 1')
      db.close()
    }],
    ['has something in it that acts by itself', 'backupForeign', file => storeOfVersion(file, 2, db => db.exec('CREATE TRIGGER acting AFTER INSERT ON declaration BEGIN DELETE FROM declaration; END'))],
    ['would write outside of the data folder', 'backupForeign', file => storeOfVersion(file, 2, db => db.exec("CREATE TABLE backup_file (path TEXT, bytes BLOB); INSERT INTO backup_file VALUES ('editions/../../a.json', x'00')"))],
    ['is of a newer program', 'backupNewer', file => storeOfVersion(file, 2, db => db.pragma('user_version = 99'))],
    ['was cut off', 'backupDamaged', (file, desk) => {
      copyFileSync(path.join(stick(desk), readdirSync(stick(desk))[0] ?? ''), file)
      truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)
    }],
  ])('because it %s is refused, and nothing is changed', (_why, code, make) => withServices(async desk => {
    const id = create(desk)
    await backedUp(desk)
    const file = path.join(desk.folder, '来历.jixiao')
    make(file, desk)
    expect(await codeOf(() => desk.services.backups.inspect(file))).toBe(code)
    expect(await codeOf(() => desk.services.backups.restore(file))).toBe(code)
    expect(ids(desk)).toEqual([id])
    expect(copies(desk)).toEqual([])
  }))
})

it('takes a store of an older program, and brings it up to date', () => withServices(async desk => {
  const id = create(desk)
  const file = path.join(desk.folder, 'old.sqlite')
  storeOfVersion(file, 1, db => {
    db.exec(`INSERT INTO declaration (id, year, edition, status, completeness, revision, createdAt, updatedAt) VALUES ('old', 2025, 'shanghai-2020', 'draft', 0, 1, '2025-01-01', '2025-01-01')`)
  })
  const before = readFileSync(file)
  expect(await desk.services.backups.inspect(file)).toMatchObject({ declarations: 1, losses: { missing: 1, changed: 0 } })
  await desk.services.backups.restore(file)
  expect(ids(desk)).toEqual(['old'])
  expect(ids(desk)).not.toContain(id)
  expect(readFileSync(file).equals(before)).toBe(true)
}))

it('leaves the store alone while another program has it open', () => withServices(async desk => {
  const id = create(desk)
  const file = await backedUp(desk)
  const second = create(desk)
  const other = otherConnection(path.join(data(desk), STORE_FILE))
  expect(other.prepare('SELECT count(*) FROM declaration').pluck().get()).toBe(2)
  expect(await codeOf(() => desk.services.backups.restore(file))).toBe('storeLocked')
  other.close()
  expect(ids(desk)).toEqual([id, second].sort())
  await desk.services.backups.restore(file)
  expect(ids(desk)).toEqual([id])
}))

it('puts a good copy in the place of a store that cannot be opened, and keeps that as it was', () => withServices(async desk => {
  const id = create(desk)
  await desk.services.backups.daily()
  desk.services.close()
  const store = path.join(data(desk), STORE_FILE)
  const junk = '坏'.repeat(5_000)
  writeFileSync(store, junk)
  expect(await codeOf(() => ids(desk))).toBe('storeDamaged')
  const [copy] = await desk.services.backups.list()
  expect(copy).toMatchObject({ kind: 'daily', declarations: 1 })
  expect(await desk.services.backups.inspect(copy?.file ?? '')).toMatchObject({ declarations: 1, losses: null })
  const { keptAs } = await desk.services.backups.restore(copy?.file ?? '')
  expect(ids(desk)).toEqual([id])
  expect(readFileSync(path.join(data(desk), 'backups', keptAs ?? ''), 'utf8')).toBe(junk)
}))

describe('the daily copy', () => {
  it('is made once a day, where something has changed, and seven stay', () => withServices(async desk => {
    const { services } = desk
    expect(await services.backups.daily()).toBeNull()
    const id = create(desk)
    expect(await services.backups.daily()).toMatch(/^自动备份_2026-03-01_\d{4}\.jixiao$/u)
    named(desk, id, '甲')
    expect(await services.backups.daily()).toBeNull()
    later(desk, 24)
    expect(await services.backups.daily()).not.toBeNull()
    later(desk, 24)
    services.library.list({})
    expect(await services.backups.daily()).toBeNull()
    for (let day = 0; day < 9; day++) {
      later(desk, 24)
      named(desk, id, `第 ${day} 天`)
      expect(await services.backups.daily()).not.toBeNull()
    }
    expect(copies(desk)).toHaveLength(7)
    const listed = await services.backups.list()
    expect(listed.map(copy => copy.name)).toEqual(copies(desk).reverse())
    await services.backups.restore(listed.at(-1)?.file ?? '')
    expect(services.declarations.read(id).projectName).toBe('第 2 天')
  }))

  it('never fails loudly, and clears away what a program killed in the middle has left', () => {
    const said: unknown[] = []
    return withServices(async desk => {
      create(desk)
      const folder = path.join(data(desk), 'backups')
      writeFileSync(folder, '')
      expect(await desk.services.backups.daily()).toBeNull()
      expect(said).toHaveLength(1)
      rmSync(folder)
      mkdirSync(folder)
      writeFileSync(path.join(folder, '.0123456789ab.part'), 'half')
      writeFileSync(path.join(folder, '别的.jixiao'), 'half')
      const name = await desk.services.backups.daily()
      expect(copies(desk)).toEqual([name, '别的.jixiao'].sort())
      expect((await desk.services.backups.list()).find(copy => copy.kind === 'own')).toMatchObject({ name: '别的.jixiao', declarations: null })
    }, { report: error => said.push(error) })
  })
})

it('removes one for good from the trash alone', () => withServices(async desk => {
  const [kept, gone] = [create(desk), create(desk)]
  desk.services.library.trash([gone])
  expect(await codeOf(() => desk.services.library.remove([gone, kept]))).toBe('notFound')
  expect(desk.services.library.list({ trash: true })).toHaveLength(1)
  expect(desk.services.library.remove([gone])).toEqual({ removed: 1 })
  expect([desk.services.library.list({ trash: true }), ids(desk)]).toEqual([[], [kept]])
}))
