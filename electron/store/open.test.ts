import Database from 'better-sqlite3'
import { buildSync } from 'esbuild'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { blankDeclaration } from '../../shared/declaration/model'
import { AppError, type ErrorCode } from '../../shared/errors'
import { findDeclaration, listDeclarations, writeDeclaration } from './declarations'
import { guarded } from './errors'
import type { Migration } from './migrate'
import { MIGRATIONS } from './migrations'
import { checkStore, openStore } from './open'
import { inTempFolder, otherConnection, storeOfVersion } from './testing'

const NOW = '2026-01-02T03:04:05.000Z'
const root = path.join(__dirname, '..', '..')

const declaration = (id: string, overview = '概况') => ({ ...blankDeclaration(id, 'shanghai-2020', 2026), projectName: '街面巡查', overview })

function codeOf(work: () => unknown): ErrorCode | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** A script of its own, so that another process can use the store. */
function bundle(folder: string, contents: string): string {
  const outfile = path.join(folder, 'child.cjs')
  buildSync({ stdin: { contents, resolveDir: __dirname, loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', external: ['better-sqlite3'], outfile, logLevel: 'error' })
  return outfile
}
const env = { ...process.env, NODE_PATH: path.join(root, 'node_modules') }

it('makes a new store that is safe by its settings', () => inTempFolder(folder => {
  const db = openStore(path.join(folder, 'deep', 'er', 'a.sqlite'))
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.pragma('synchronous', { simple: true })).toBe(2)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
  const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'").pluck().all()
  expect(loose).toEqual([])
  expect(existsSync(path.join(folder, 'deep', 'er', 'backups'))).toBe(false)
  db.close()
}))

describe('migrations', () => {
  it('are numbered without a gap, one file each, none forgotten', () => {
    expect(MIGRATIONS.map(migration => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1))
    const files = readdirSync(path.join(__dirname, 'migrations')).filter(file => /^\d{4}-/u.test(file)).sort()
    expect(files).toEqual(MIGRATIONS.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`))
  })

  const later: Migration = { number: MIGRATIONS.length + 1, name: 'later', up: db => db.exec("ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT 'old'") }

  it('keep the rows of the day before, and a whole copy of the file', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    storeOfVersion(file, MIGRATIONS.length, db => writeDeclaration(db, declaration('a'), 0.5, NOW))
    const db = openStore(file, { migrations: [...MIGRATIONS, later], now: new Date(NOW) })
    expect(db.pragma('user_version', { simple: true })).toBe(later.number)
    expect(findDeclaration(db, 'a')?.declaration.overview).toBe('概况')
    expect(listDeclarations(db, { query: '巡查' })).toHaveLength(1)
    db.close()
    const copies = readdirSync(path.join(folder, 'backups'))
    expect(copies).toEqual([`a-v${MIGRATIONS.length}-20260102T030405.sqlite`])
    const copy = openStore(path.join(folder, 'backups', copies[0] ?? ''))
    expect(findDeclaration(copy, 'a')?.declaration.overview).toBe('概况')
    copy.close()
  }))

  it('change nothing when one of them fails', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    storeOfVersion(file, MIGRATIONS.length, db => writeDeclaration(db, declaration('a'), 0.5, NOW))
    const broken: Migration = { number: later.number + 1, name: 'broken', up: () => { throw new RangeError('broken') } }
    expect(() => openStore(file, { migrations: [...MIGRATIONS, later, broken] })).toThrow(RangeError)
    const db = openStore(file)
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(db.prepare('SELECT count(*) FROM pragma_table_info(?) WHERE name = ?').pluck().get('setting', 'note')).toBe(0)
    db.close()
  }))
})

it('refuses a store from a newer program and leaves it as it is', () => inTempFolder(folder => {
  const file = path.join(folder, 'a.sqlite')
  storeOfVersion(file, MIGRATIONS.length, db => db.pragma('user_version = 999'))
  const before = readFileSync(file)
  expect(codeOf(() => openStore(file))).toBe('storeNewer')
  expect(readFileSync(file).equals(before)).toBe(true)
}))

describe('a damaged store', () => {
  it('is told apart when it is no database, or somebody else’s', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    writeFileSync(file, '这不是数据库。'.repeat(500))
    expect(codeOf(() => openStore(file))).toBe('storeDamaged')
    expect(readFileSync(file, 'utf8').startsWith('这不是数据库。')).toBe(true)

    const foreign = path.join(folder, 'b.sqlite')
    const db = new Database(foreign)
    db.exec('CREATE TABLE theirs (x)')
    db.close()
    expect(codeOf(() => openStore(foreign))).toBe('storeDamaged')
  }))

  it('is told apart when the file was cut off', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    storeOfVersion(file, MIGRATIONS.length, db => { for (let n = 0; n < 200; n++) writeDeclaration(db, declaration(`d${n}`, '长文。'.repeat(300)), 0, NOW) })
    truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)
    expect(codeOf(() => openStore(file))).toBe('storeDamaged')
  }))

  it('is told apart when pages were overwritten', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    storeOfVersion(file, MIGRATIONS.length, db => { for (let n = 0; n < 200; n++) writeDeclaration(db, declaration(`d${n}`, '长文。'.repeat(300)), 0, NOW) })
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096 * 20, bytes.length - 4096 * 20)
    writeFileSync(file, bytes)
    expect(codeOf(() => {
      const db = openStore(file)
      try {
        checkStore(db)
      } finally {
        db.close()
      }
    })).toBe('storeDamaged')
  }))
})

describe('a locked store', () => {
  it('cannot be opened while another program holds all of it', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    storeOfVersion(file, MIGRATIONS.length, () => undefined)
    const other = otherConnection(file)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE')
    expect(codeOf(() => openStore(file, { busyTimeout: 200 }))).toBe('storeLocked')
    other.close()
    openStore(file).close()
  }))

  it('can be read while another program writes, and a save says so', () => inTempFolder(folder => {
    const file = path.join(folder, 'a.sqlite')
    storeOfVersion(file, MIGRATIONS.length, db => writeDeclaration(db, declaration('a'), 0, NOW))
    const other = otherConnection(file)
    other.exec('BEGIN IMMEDIATE')
    const db = openStore(file, { busyTimeout: 100 })
    expect(listDeclarations(db)).toHaveLength(1)
    expect(codeOf(() => guarded(file, () => writeDeclaration(db, declaration('a', '新'), 0, NOW)))).toBe('storeLocked')
    other.exec('ROLLBACK')
    expect(guarded(file, () => writeDeclaration(db, declaration('a', '新'), 0, NOW))).toBe(2)
    db.close()
    other.close()
  }))
})

it('says when the disk is full, and keeps what was there', () => inTempFolder(folder => {
  const file = path.join(folder, 'a.sqlite')
  const db = openStore(file)
  writeDeclaration(db, declaration('a'), 0, NOW)
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
  expect(codeOf(() => guarded(file, () => { for (let n = 0; n < 500; n++) writeDeclaration(db, declaration(`d${n}`, '长文。'.repeat(3_000)), 0, NOW) }))).toBe('storeFull')
  expect(findDeclaration(db, 'a')?.declaration.overview).toBe('概况')
  db.close()
}))

it('refuses a folder that may not be written to', () => inTempFolder(folder => {
  if (process.platform === 'win32') {
    process.stdout.write('not tried: read-only folders are a matter of access lists on Windows\n')
    return
  }
  const data = path.join(folder, 'data')
  mkdirSync(data)
  storeOfVersion(path.join(data, 'a.sqlite'), MIGRATIONS.length, db => writeDeclaration(db, declaration('a'), 0, NOW))
  const child = bundle(folder, `
    import { openStore } from './open'
    try { openStore(process.argv[2]).close(); console.log('opened') } catch (error) { console.log(error.code) }`)
  for (const place of [folder, child]) chmodSync(place, 0o755)
  chmodSync(path.join(data, 'a.sqlite'), 0o444)
  chmodSync(data, 0o555)
  // root may write anywhere, so the child is nobody there
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const { stdout, stderr } = spawnSync(process.execPath, [child, path.join(data, 'a.sqlite')], { env, encoding: 'utf8', ...nobody })
  chmodSync(data, 0o755)
  expect({ stdout, stderr }).toEqual({ stdout: 'storeReadOnly\n', stderr: '' })
}))

it('keeps what was said to be saved when the process is killed right after', () => inTempFolder(async folder => {
  const file = path.join(folder, 'a.sqlite')
  const child = bundle(folder, `
    import { writeSync } from 'node:fs'
    import { openStore } from './open'
    import { writeDeclaration } from './declarations'
    import { blankDeclaration } from '../../shared/declaration/model'
    const db = openStore(process.argv[2])
    for (let n = 1; ; n++) {
      writeDeclaration(db, { ...blankDeclaration('a', 'shanghai-2020', 2026), overview: 'n' + n }, 0, '${NOW}')
      writeSync(1, n + ' ')
    }`)
  const running = spawn(process.execPath, [child, file], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  running.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split(' ').length > 20) running.kill('SIGKILL')
  })
  const signal = await new Promise(resolve => running.on('close', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  const saved = Number(said.trim().split(' ').at(-1))
  const db = openStore(file)
  const kept = Number(findDeclaration(db, 'a')?.declaration.overview?.slice(1))
  expect(kept).toBeGreaterThanOrEqual(saved)
  expect(listDeclarations(db, { query: `n${kept}` })).toHaveLength(1)
  db.close()
}))
