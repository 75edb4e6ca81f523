import { addYears } from '../../shared/declaration/dates'
import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import { DEFAULT_SETTINGS } from '../../shared/ipc/contract'
import { emptyTrash, facetsOf, findDeclaration, keyOf, listDeclarations, readDeclaration, readSummary, setTrashed, writeDeclaration } from './declarations'
import { exportsOf, lastExportTo, logExport } from './exportLog'
import { openStore, type Store } from './open'
import { searchTexts } from './search'
import { readSettings, writeSettings } from './settings'
import { keepSource, shareSources, sourcesOf } from './sources'
import { keepVersion, listVersions, readVersion, superfluous } from './versions'
import path from 'node:path'
import { inTempFolder } from './testing'

const NOW = '2026-01-02T03:04:05.000Z'

const withStore = <T>(work: (db: Store) => T) => inTempFolder(folder => {
  const db = openStore(path.join(folder, 'a.sqlite'))
  try {
    return work(db)
  } finally {
    db.close()
  }
})

/** A declaration with something in every field. */
function full(id: string): Declaration {
  return {
    ...blankDeclaration(id, 'shanghai-2018', 2019), unitName: '青禾市园林管理所', supervisingDepartment: '青禾市绿化局', projectName: '老旧水泵更换', projectType: '其他一次性项目',
    fundUses: ['货物购置费'], startDate: '2019-01-01', endDate: '2019-12-31', contactName: '钱䶮', contactPhone: '021-1234', overview: '共７×２４小时值守，\n覆盖12座泵房。',
    remarks: 'GB/T 22239', totalBudget: 23_705_736, currentYearBudget: 23_705_736, funding: { fiscal: 1, other: null, annualFiscal: null, carriedOver: null, annualOther: null },
    subProjects: [{ id: 'r1', name: '水泵"甲"型', amount: 23_705_736 }], indicators: [{ id: 'r1', level1: '产出目标', level2: '数量', name: '更换完成率', value: '≥95%' }],
    origins: { overview: { kind: 'carried' } }, setAside: [{ field: 'x', label: '旧', value: '放在一旁', why: 'w' }], unplaced: ['无处可放'],
  }
}

it('gives back a declaration as it was written, and counts its revisions', () => withStore(db => {
  const declaration = full('a')
  expect(writeDeclaration(db, declaration, 0.25, NOW)).toBe(1)
  expect(findDeclaration(db, 'a')).toEqual({ declaration, revision: 1, createdAt: NOW, updatedAt: NOW, trashedAt: null })
  expect(writeDeclaration(db, { ...declaration, status: 'final' }, 1, '2026-02-02T00:00:00.000Z')).toBe(2)
  expect(readSummary(db, 'a')).toEqual({
    id: 'a', year: 2019, edition: 'shanghai-2018', unitName: '青禾市园林管理所', projectName: '老旧水泵更换', currentYearBudget: 23_705_736, status: 'final',
    updatedAt: '2026-02-02T00:00:00.000Z', trashedAt: null, completeness: 1, previousId: null,
  })
  expect(findDeclaration(db, 'b')).toBeNull()
  expect(() => readDeclaration(db, 'b')).toThrow(AppError)
}))

it('stores text in NFC with plain line ends and changes nothing else', () => withStore(db => {
  writeDeclaration(db, { ...full('a'), projectName: 'Cafe\u0301', overview: '一\r\n二\r三 \u3000\u0000"\\n\u0303' }, 0, NOW)
  const { declaration } = readDeclaration(db, 'a')
  expect(declaration.projectName).toBe('Caf\u00e9')
  expect(readSummary(db, 'a').projectName).toBe('Caf\u00e9')
  expect(declaration.overview).toBe('一\n二\n三 \u3000\u0000"\\n\u0303'.normalize('NFC'))
}))

describe('search', () => {
  it('finds every run of one to four characters of every text, and of the whole text', () => withStore(db => {
    const declaration = full('a')
    writeDeclaration(db, declaration, 0, NOW)
    writeDeclaration(db, blankDeclaration('empty', 'shanghai-2018', 2031), 0, NOW)
    const found = (query: string) => listDeclarations(db, { query }).map(row => row.id)
    for (const text of searchTexts(declaration)) {
      const letters = [...text].filter(letter => letter.trim() !== '')
      for (let at = 0; at < letters.length; at++) {
        for (const length of [1, 2, 3, 4, letters.length]) {
          const query = letters.slice(at, at + length).join('')
          expect([query, found(query).includes('a')]).toEqual([query, true])
        }
      }
    }
  }))

  it('agrees with what includes() finds, for words that are there, nearly there and not there', () => withStore(db => {
    const texts = ['绩效目标', '目标管理，绩效', '绩。效目', '管绩理效', 'A股ＡＢＣ', '标管', '2018年与2019年', '']
    texts.forEach((overview, index) => writeDeclaration(db, { ...blankDeclaration(`d${index}`, 'e', 2000), overview }, 0, NOW))
    const plain = texts.map(text => text.normalize('NFKC').toLowerCase())
    for (const query of ['绩', '效', '绩效', '目标', '标管', '效目', '理', '管理', '绩效目标', '，', '，绩', 'ab', 'BC', 'ａｂｃ', '股a', '年与20', '龘', '"', '*', "'", 'AND', '-', '(', '绩 理', '目标 管理']) {
      const words = query.normalize('NFKC').toLowerCase().split(/\s+/u)
      const expected = plain.flatMap((text, index) => (words.every(word => text.includes(word)) ? [`d${index}`] : []))
      expect([query, listDeclarations(db, { query }).map(row => row.id).sort()]).toEqual([query, expected])
    }
  }))

  it('forgets the words that were changed or deleted, and takes a blank query for none', () => withStore(db => {
    writeDeclaration(db, { ...blankDeclaration('a', 'e', 2020), overview: '从前' }, 0, NOW)
    writeDeclaration(db, { ...blankDeclaration('a', 'e', 2020), overview: '后来' }, 0, NOW)
    expect(listDeclarations(db, { query: '从前' })).toEqual([])
    expect(listDeclarations(db, { query: ' \u3000' })).toHaveLength(1)
    setTrashed(db, ['a'], NOW)
    expect(emptyTrash(db)).toBe(1)
    expect(db.prepare('SELECT count(*) FROM search WHERE search MATCH ?').pluck().get('"后来"')).toBe(0)
  }))
})

it('lists by year and unit, newest first, and counts', () => withStore(db => {
  const make = (id: string, year: number, unitName: string | null, at: string) => writeDeclaration(db, { ...blankDeclaration(id, 'e', year), unitName }, 0, at)
  make('a', 2019, '甲', '2026-01-01')
  make('b', 2020, '乙', '2026-01-02')
  make('c', 2020, '甲', '2026-01-03')
  make('d', 2020, null, '2026-01-04')
  const ids = (filter: Parameters<typeof listDeclarations>[1]) => listDeclarations(db, filter).map(row => row.id)
  expect(ids({})).toEqual(['d', 'c', 'b', 'a'])
  expect(ids({ year: 2020 })).toEqual(['d', 'c', 'b'])
  expect(ids({ unitName: '甲' })).toEqual(['c', 'a'])
  expect(ids({ unitName: '' })).toEqual(['d'])
  expect(ids({ year: 2020, unitName: '甲' })).toEqual(['c'])
  setTrashed(db, ['c'], NOW)
  expect(ids({ unitName: '甲' })).toEqual(['a'])
  expect(ids({ trash: true })).toEqual(['c'])
  expect(facetsOf(db)).toEqual({ years: [2020, 2019], units: ['乙', '甲'], total: 3, trashed: 1 })
  expect(() => setTrashed(db, ['a', 'nobody'], NOW)).toThrow(AppError)
  expect(ids({})).toEqual(['d', 'b', 'a'])
  setTrashed(db, ['c'], null)
  expect(facetsOf(db).trashed).toBe(0)
}))

it('lets go of a deleted declaration’s versions and read files, but not of those that others were made from', () => withStore(db => {
  for (const id of ['a', 'b', 'c']) writeDeclaration(db, full(id), 0, NOW)
  keepVersion(db, full('a'), 'imported', NOW)
  const source = { name: '去年.txt', readAt: NOW, lines: ['一', '二\t三'], unplaced: ['余'], bytes: new Uint8Array([1, 0, 255]) }
  keepSource(db, source, ['a', 'b'])
  keepSource(db, { ...source, name: '粘贴', bytes: null }, ['a'])
  shareSources(db, 'b', 'c')
  expect(sourcesOf(db, 'a').map(file => file.name)).toEqual(['粘贴', '去年.txt'])
  const [kept] = sourcesOf(db, 'b')
  expect({ ...kept, bytes: [...(kept?.bytes ?? [])] }).toEqual({ ...source, bytes: [1, 0, 255] })
  setTrashed(db, ['a'], NOW)
  emptyTrash(db)
  expect(db.prepare('SELECT count(*) FROM source_file').pluck().get()).toBe(1)
  expect(db.prepare('SELECT count(*) FROM declaration_version').pluck().get()).toBe(0)
  expect(sourcesOf(db, 'c').map(file => file.name)).toEqual(['去年.txt'])
}))

describe('versions', () => {
  it('come back as they were', () => withStore(db => {
    writeDeclaration(db, full('a'), 0, NOW)
    expect(keepVersion(db, full('a'), 'imported', NOW)).toBe(1)
    expect(keepVersion(db, { ...full('a'), overview: '新' }, 'beforeBigChange', NOW)).toBe(2)
    expect(listVersions(db, 'a')).toEqual([{ version: 2, at: NOW, reason: 'beforeBigChange' }, { version: 1, at: NOW, reason: 'imported' }])
    expect(readVersion(db, 'a', 1)).toEqual(full('a'))
    expect(() => readVersion(db, 'a', 7)).toThrow(AppError)
  }))

  it('are thinned out: the newest, then one a day, and how it began', () => withStore(db => {
    writeDeclaration(db, full('a'), 0, NOW)
    keepVersion(db, full('a'), 'imported', '2025-01-01T00:00:00.000Z')
    for (let n = 0; n < 100; n++) keepVersion(db, full('a'), 'beforeEditing', new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 10), n % 10)).toISOString())
    const left = listVersions(db, 'a')
    expect(left.slice(0, 20).map(version => version.version)).toEqual(Array.from({ length: 20 }, (_, index) => 101 - index))
    expect(left.slice(20, -1).map(version => version.at.slice(0, 10))).toEqual(['2026-01-08', '2026-01-07', '2026-01-06', '2026-01-05', '2026-01-04', '2026-01-03', '2026-01-02', '2026-01-01'])
    expect(left.at(-1)?.reason).toBe('imported')
    expect(superfluous(left)).toEqual([])
    const years = Array.from({ length: 90 }, (_, index) => ({ version: 90 - index, at: addYears('2110-01-01', -index), reason: 'beforeEditing' }))
    expect(superfluous(years)).toHaveLength(30)
  }))
})

it('refuses one damaged or newer document and still lists the others', () => withStore(db => {
  for (const id of ['a', 'b', 'c']) writeDeclaration(db, full(id), 0, NOW)
  const put = db.prepare('UPDATE declaration_document SET body = ? WHERE key = ?')
  put.run('{"version":1,', keyOf(db, 'a'))
  put.run(JSON.stringify({ ...full('b'), version: 99 }), keyOf(db, 'b'))
  expect(() => readDeclaration(db, 'a')).toThrow(expect.objectContaining({ code: 'storeDamaged', params: expect.objectContaining({ id: 'a' }) }))
  expect(() => readDeclaration(db, 'b')).toThrow(expect.objectContaining({ code: 'storeNewer' }))
  expect(readDeclaration(db, 'c').declaration).toEqual(full('c'))
  expect(listDeclarations(db)).toHaveLength(3)
}))

it('remembers what was exported, and the settings', () => withStore(db => {
  const entry = { at: NOW, declarationId: 'a', revision: 3, document: 'declaration', format: 'pdf', file: '/x/a.pdf', sha256: 'aa', draft: true, public: false } as const
  logExport(db, [entry, { ...entry, declarationId: 'b' }])
  expect(lastExportTo(db, '/x/a.pdf')).toEqual({ declarationId: 'a', sha256: 'aa' })
  logExport(db, [{ ...entry, at: '2026-01-03T00:00:00.000Z', declarationId: 'b', sha256: 'bb' }])
  expect(lastExportTo(db, '/x/a.pdf')).toEqual({ declarationId: 'b', sha256: 'bb' })
  expect(lastExportTo(db, '/x/b.pdf')).toBeNull()
  expect(exportsOf(db, 'a')).toEqual([entry])

  expect(readSettings(db)).toEqual(DEFAULT_SETTINGS)
  writeSettings(db, { ...DEFAULT_SETTINGS, unitName: '甲' })
  expect(readSettings(db).unitName).toBe('甲')
  db.prepare("UPDATE setting SET value = '\"fr\"' WHERE name = 'language'").run()
  expect(readSettings(db)).toEqual({ ...DEFAULT_SETTINGS, unitName: '甲' })
}))

it('keeps an edition’s printing where another one’s no longer makes sense, and that of before the seal had its own switch', () => withStore(db => {
  const before = { signature: true, pageNumbers: true, officialFonts: false, printer: null, marginsMm: [20, 20, 20, 20] }
  writeSettings(db, DEFAULT_SETTINGS)
  db.prepare("UPDATE setting SET value = ? WHERE name = 'print'").run(JSON.stringify({ old: before, none: { ...before, signature: false }, wild: { ...before, marginsMm: [0, 0, 0, 300] }, odd: 7 }))
  expect(readSettings(db).print).toEqual({ old: { ...before, seal: true, paper: null }, none: { ...before, signature: false, seal: false, paper: null } })
}))
