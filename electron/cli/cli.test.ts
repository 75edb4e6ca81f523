import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_PRINT, DEFAULT_SETTINGS } from '../../shared/ipc/contract'
import { createServices } from '../services'
import { RESOURCES } from '../services/testing'
import { STORE_FILE } from '../services/context'
import { inTempFolder, otherConnection, storeOfVersion } from '../store/testing'
import { MIGRATIONS } from '../store/migrations'
import { runCli, type Output } from './run'
import { commandLine, jsonOf, type Ran } from './testing'

const sampleFile = (name: string) => path.join(RESOURCES, 'samples', name)
const GOOD = sampleFile('shanghai-2018-archives.json')
const DEFECTS = sampleFile('with-defects-2020.json')
const interchange = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> & { projectName: string }

type Cli = ReturnType<typeof commandLine>
const withCli = (work: (cli: Cli, folder: string) => Promise<void>) => () => inTempFolder(folder => work(commandLine(folder), folder))

/** Words and no stack, in the language asked for. */
function expectMessage(ran: Ran, status: number, words: RegExp): void {
  expect(ran).toMatchObject({ status, stderr: expect.stringMatching(words) })
  expect(ran.stderr).not.toMatch(/\n\s+at |Error:|\{\{|\$t\(|undefined|\[object/u)
}

describe('usage', () => {
  it.each([
    [[], /没有写命令/u], [['--json'], /没有写命令/u], [['dance'], /没有“dance”/u], [['list', '--wrong'], /--wrong/u], [['list', '-x'], /-x/u], [['list', 'word'], /word/u],
    [['list', '--data', 'a', '--data', 'b'], /--data 写了两遍/u], [['--data=a', 'list', '--data', 'b'], /--data 写了两遍/u], [['list', '--json', '--json'], /--json 写了两遍/u],
    [['list', '--json=yes'], /--json/u], [['list', '--data'], /--data 后面缺少/u], [['list', '--query', '--json'], /--query 后面缺少/u], [['list', '--year', '26'], /26/u], [['list', '--lang', 'fr'], /--lang/u],
    [['recognise'], /缺少文件/u], [['import'], /缺少文件/u], [['save'], /缺少文件/u], [['save', 'a', 'b'], /多了“b”/u], [['show'], /缺少/u], [['carry-over', 'x'], /--year/u], [['check'], /缺少/u],
    [['check', 'x', '--file', 'y'], /二选一/u], [['export', 'x', '--out', 'o'], /--format/u], [['export', 'x', '--format', 'pdf'], /--out/u], [['export', 'x', '--format', 'doc', '--out', 'o'], /doc/u], [['export', '--format', 'pdf', '--out', 'o'], /缺少/u],
  ] as [string[], RegExp][])('%j is told', (words, said) => inTempFolder(async folder => {
    const ran = await commandLine(folder)(words)
    expectMessage(ran, 2, said)
    expect(ran.stdout).toBe('')
    expect(readdirSync(folder)).toEqual([])
  }))

  it('is told in English when asked', withCli(async cli => {
    expect(await cli(['list', '--wrong', '--lang', 'en'])).toEqual({ status: 2, stdout: '', stderr: 'Wrong usage: unknown option --wrong.\nSee --help.\n' })
    expectMessage(await cli(['--lang=en', 'show', 'nobody']), 1, /^There is no “nobody”/u)
  }))

  it('has help for everything and each command, and a version, without touching a store', withCli(async (cli, folder) => {
    const all = await cli(['--help'])
    for (const command of ['recognise', 'import', 'save', 'list', 'show', 'carry-over', 'check', 'export']) {
      expect(all.stdout).toContain(`\n${command} `)
      const one = await cli([command, '--help', '--lang', 'en'])
      expect(one).toEqual({ status: 0, stdout: expect.stringMatching(new RegExp(`^${command} [^]*--data DIR`, 'u')), stderr: '' })
    }
    expect(await cli(['--version'])).toEqual({ status: 0, stdout: '9.9.9\n', stderr: '' })
    expect(readdirSync(folder)).toEqual([])
  }))
})

describe('save, list, show', () => {
  it('create, replace and give back the same declaration', withCli(async cli => {
    const saved = await cli(['save', GOOD, '--json'])
    expect(saved).toMatchObject({ status: 0, stderr: '' })
    const { id, revision } = jsonOf<{ id: string; revision: number }>(saved)
    expect(revision).toBe(1)
    const shown = jsonOf<Record<string, unknown>>(await cli(['show', id, '--json']))
    expect(shown).toMatchObject({ ...interchange(GOOD), id })
    const again = await cli(['save', '-', '--json'], JSON.stringify({ ...shown, projectName: '改名后的项目' }))
    expect(jsonOf(again)).toEqual({ id, revision: 2 })
    const rows = jsonOf<Record<string, unknown>[]>(await cli(['list', '--json']))
    expect(rows).toEqual([{ id, year: 2018, edition: 'shanghai-2018', unitName: interchange(GOOD).unitName, projectName: '改名后的项目', currentYearBudget: interchange(GOOD).currentYearBudget, status: 'draft', updatedAt: expect.stringMatching(/^\d{4}-.*Z$/u) }])
    expect(jsonOf(await cli(['list', '--query', '改名', '--year', '2018', '--json']))).toHaveLength(1)
    expect(jsonOf(await cli(['list', '--query', '没有的词', '--json']))).toEqual([])
    expect(jsonOf(await cli(['list', '--year', '2019', '--json']))).toEqual([])
    expect((await cli(['show', id])).stdout).toContain('改名后的项目')
    expect((await cli(['list'])).stdout).toContain(id)
  }))

  it('keep texts as typed and amounts to the cent', withCli(async cli => {
    const declaration = { id: 'x1', edition: 'shanghai-2020', year: 2020, projectName: '名称\t“”<b>&', overview: ' 一\n\n二　\n=1+1 𬭎①', totalBudget: 237057.36, currentYearBudget: 0.01, lastYearBudget: null, indicators: [{ level1: '产出目标', level2: null, name: '甲', value: '≥95％' }] }
    await cli(['save', '-'], `\uFEFF${JSON.stringify(declaration)}`)
    expect(jsonOf(await cli(['show', 'x1', '--json']))).toMatchObject(declaration)
    expect(jsonOf<{ currentYearBudget: number }[]>(await cli(['list', '--json']))[0]?.currentYearBudget).toBe(0.01)
  }))
})

describe('bad input', () => {
  it.each([
    ['{"edition":', 3, /不是完整的 JSON/u], ['', 3, /空的/u], ['[]', 3, /没有认出/u], ['{"name":"left-pad"}', 3, /没有认出/u],
    [{ edition: 'shanghai-2020', year: '2020' }, 3, /year 应为数字/u], [{ edition: 'shanghai-2020', year: 2020, indicators: [{ name: 3 }] }, 3, /indicators\[0\]\.name 应为文字/u],
    [{ edition: 'shanghai-2020', year: 2020, totalBudget: 0.001 }, 3, /totalBudget 不是以元计/u], [{ edition: 'shanghai-2020', year: 2020, startDate: '20200230' }, 3, /startDate 不是日期/u],
    [{ edition: 'nowhere-1', year: 2020 }, 1, /没有“nowhere-1”这个版式。现有的版式：.*shanghai-2020/u],
  ] as [unknown, number, RegExp][])('%j is not saved', (value, status, said) => inTempFolder(async folder => {
    const cli = commandLine(folder)
    writeFileSync(path.join(folder, 'in.json'), typeof value === 'string' ? value : JSON.stringify(value))
    for (const ran of [await cli(['save', 'in.json', '--json']), await cli(['save', '-', '--json'], readFileSync(path.join(folder, 'in.json')))]) {
      expectMessage(ran, status, said)
      expect(ran.stdout).toBe('')
    }
    expect(jsonOf(await cli(['list', '--json']))).toEqual([])
  }))

  it('files of all sorts are told apart, nothing is stored, and the good ones are read all the same', withCli(async (cli, folder) => {
    const put = (name: string, bytes: string | Uint8Array) => writeFileSync(path.join(folder, name), bytes)
    put('empty.txt', '')
    put('minutes.txt', '会议纪要\n议题：食堂改造')
    put('broken.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]))
    put('broken.pdf', '%PDF-1.7\n1 0 obj\n<<')
    put('latin1.json', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22]))
    put('huge.pdf', '')
    truncateSync(path.join(folder, 'huge.pdf'), 200 * 1024 * 1024)
    const bad = ['empty.txt', 'minutes.txt', 'broken.xlsx', 'broken.pdf', 'huge.pdf', 'gone.xlsx', '.']
    for (const file of bad) {
      const ran = await cli(['recognise', file, '--json'])
      expectMessage(ran, 3, /./u)
      expect(ran.stderr).toContain(path.join(folder, file))
      expect(jsonOf<{ declarations: unknown[] }>(ran).declarations).toEqual([])
      expectMessage(await cli(['import', file, '--lang', 'en']), 3, /^[ -~“”‘’\n/]+$/u)
    }
    expectMessage(await cli(['save', 'latin1.json']), 3, /UTF-8/u)
    expect(jsonOf<{ unplaced: string[] }>(await cli(['recognise', 'minutes.txt', '--json'])).unplaced.join('')).toContain('食堂改造')
    const mixed = await cli(['import', 'empty.txt', GOOD, 'broken.pdf', '--json'])
    expectMessage(mixed, 3, /empty\.txt[^]*broken\.pdf/u)
    expect(jsonOf(mixed)).toMatchObject([{ projectName: interchange(GOOD).projectName, year: 2018, edition: 'shanghai-2018', unplaced: 0 }])
    expect(jsonOf(await cli(['list', '--json']))).toHaveLength(1)
  }))

  it('a store that is newer, damaged or locked is told and left as it is', withCli(async (cli, folder) => {
    const data = path.join(folder, 'data')
    const file = path.join(data, STORE_FILE)
    mkdirSync(data)
    storeOfVersion(file, MIGRATIONS.length, db => db.pragma('user_version = 77'))
    const before = readFileSync(file)
    expectMessage(await cli(['list', '--json']), 3, /更新版本的程序.*77/u)
    expect(readFileSync(file).equals(before)).toBe(true)
    writeFileSync(file, '不是数据库'.repeat(1_000))
    expectMessage(await cli(['save', GOOD]), 3, /已损坏/u)
    expect(readFileSync(file, 'utf8')).toBe('不是数据库'.repeat(1_000))

    const other = path.join(folder, 'other')
    const patient = commandLine(folder, { dataDir: other, store: { busyTimeout: 100 } })
    await patient(['save', GOOD])
    const holder = otherConnection(path.join(other, STORE_FILE))
    holder.exec('BEGIN IMMEDIATE')
    expectMessage(await patient(['save', DEFECTS]), 1, /另一个程序/u)
    expect(jsonOf(await patient(['list', '--json']))).toHaveLength(1)
    holder.exec('ROLLBACK')
    holder.close()
    expect((await patient(['save', DEFECTS])).status).toBe(0)
  }))
})

describe('check', () => {
  it('lists findings of a file and of stored declarations in words', withCli(async cli => {
    const ofFile = await cli(['check', '--file', DEFECTS, '--json'])
    expect(ofFile).toMatchObject({ status: 0, stderr: '' })
    const findings = jsonOf<Record<string, string>[]>(ofFile)
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) {
      expect(Object.keys(finding)).toEqual(['id', 'rule', 'severity', 'field', 'message'])
      expect(finding.message).toMatch(/\p{Script=Han}/u)
      expect(finding.message).not.toMatch(/\{\{|finding\./u)
      expect(finding.id).toBe(DEFECTS)
    }
    const english = await cli(['check', '--file', DEFECTS, '--lang', 'en'])
    expect(english.stdout).toMatch(/\terror\t|\twarning\t/u)
    expect(english.stdout).not.toMatch(/\{\{|finding\./u)
    const { id } = jsonOf<{ id: string }>(await cli(['save', DEFECTS, '--json']))
    const stored = jsonOf<Record<string, string>[]>(await cli(['check', id, '--json']))
    expect(stored).toEqual(findings.map(finding => ({ ...finding, id })))
    const some = await cli(['check', 'nobody', id, '--json'])
    expectMessage(some, 1, /nobody/u)
    expect(jsonOf(some)).toEqual(stored)
    const clean = await cli(['check', '--file', GOOD, '--json'])
    expect(jsonOf<Record<string, string>[]>(clean).filter(finding => finding.severity !== 'hint')).toEqual([])
  }))
})

describe('check by the unit’s own standards', () => {
  it('leaves a rule out that they switch off, and says where they cannot be used', withCli(async (cli, folder) => {
    const rules = async () => {
      const ran = await cli(['check', '--file', DEFECTS, '--json'])
      return { rules: jsonOf<{ rule: string }[]>(ran).map(({ rule }) => rule), stderr: ran.stderr }
    }
    const before = await rules()
    const [off] = before.rules
    const own = path.join(folder, 'data', 'checks')
    mkdirSync(own, { recursive: true })
    writeFileSync(path.join(own, 'profile.json'), JSON.stringify({ severities: { [off as string]: 'off' } }))
    expect(await rules()).toEqual({ rules: before.rules.filter(rule => rule !== off), stderr: '' })
    writeFileSync(path.join(own, 'profile.json'), '{"severities":')
    const damaged = await rules()
    expect(damaged.rules).toEqual(before.rules)
    expect(damaged.stderr).toMatch(/checks\/profile\.json/u)
  }))
})

describe('carry-over', () => {
  it('makes a new declaration and lists what changed and what is asked', withCli(async cli => {
    const { id } = jsonOf<{ id: string }>(await cli(['save', GOOD, '--json']))
    const ran = await cli(['carry-over', id, '--year', '2019', '--json'])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    const result = jsonOf<{ id: string; changes: Record<string, unknown>[]; ask: Record<string, unknown>[] }>(ran)
    expect(Object.keys(result)).toEqual(['id', 'changes', 'ask'])
    for (const change of result.changes) expect(Object.keys(change)).toEqual(['field', 'before', 'after', 'why'])
    for (const question of result.ask) expect(Object.keys(question)).toEqual(['field', 'why'])
    for (const { why } of [...result.changes, ...result.ask]) expect(why).toMatch(/\p{Script=Han}/u)
    expect(result.changes).toContainEqual(expect.objectContaining({ field: 'startDate', before: '2018-01-01', after: '2019-01-01' }))
    expect(jsonOf(await cli(['show', result.id, '--json']))).toMatchObject({ year: 2019, previousId: id, lastYearBudget: interchange(GOOD).currentYearBudget })
    const basis = jsonOf<{ id: string }>(await cli(['save', '-', '--json'], JSON.stringify({ ...interchange(GOOD), id: null, basis: '依据《2018年工作要点》和《2018年预算通知》。' })))
    const asked = jsonOf<typeof result>(await cli(['carry-over', basis.id, '--year', '2019', '--json'])).ask
    expect(asked).toContainEqual({ field: 'basis', why: expect.stringContaining('“《2018年工作要点》”') })
    const english = await cli(['carry-over', id, '--year', '2020', '--edition', 'shanghai-2020', '--lang', 'en', '--json'])
    expect(jsonOf<typeof result>(english).changes[0]?.why).toMatch(/^[ -~“”‘’…–—]+$/u)
    const exact = jsonOf<typeof result>(await cli(['carry-over', id, '--year', '2021', '--edition', 'shanghai-2020@1', '--json']))
    expect(jsonOf(await cli(['show', exact.id, '--json']))).toMatchObject({ edition: 'shanghai-2020', editionRevision: 1 })
    expectMessage(await cli(['carry-over', id, '--year', '2021', '--edition', 'shanghai-2020@99']), 1, /没有“shanghai-2020@99”这个版式/u)
    expectMessage(await cli(['carry-over', 'nobody', '--year', '2019']), 1, /nobody/u)
    expectMessage(await cli(['carry-over', id, '--year', '2019', '--edition', 'nowhere']), 1, /shanghai-2020/u)
  }))
})

describe('export', () => {
  it('writes files, says where, and blocks what has errors unless it is a draft', withCli(async (cli, folder) => {
    const { id: good } = jsonOf<{ id: string }>(await cli(['save', GOOD, '--json']))
    const { id: bad } = jsonOf<{ id: string }>(await cli(['save', '-', '--json'], JSON.stringify({ ...interchange(GOOD), projectName: '缺指标', indicators: [] })))
    const ran = await cli(['export', good, bad, '--format', 'html', '--out', 'deep/out', '--json'])
    expectMessage(ran, 1, /缺指标.*错误[^]*D01|缺指标.*错误[^]*C/u)
    expect(jsonOf(ran)).toEqual([{ id: good, file: path.join(folder, 'deep', 'out', `2018_${String(interchange(GOOD).unitName)}_${interchange(GOOD).projectName}.html`) }])
    const draft = await cli(['export', good, bad, '--format', 'xlsx', '--out', 'deep/out', '--draft', '--json'])
    expect(draft.status).toBe(0)
    for (const { file } of jsonOf<{ file: string }[]>(draft)) expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
    const bound = await cli(['export', good, bad, '--format', 'json', '--out', 'o', '--combined', 'all.json', '--json'])
    expect(jsonOf(bound)).toEqual([good, bad].map(id => ({ id, file: path.join(folder, 'o', 'all.json') })))
    expectMessage(await cli(['export', good, bad, '--format', 'html', '--out', 'o', '--combined', 'all.html']), 1, /合订文件没有生成/u)
    const elsewhere = await cli(['export', good, '--format', 'json', '--combined', 'p/q.json', '--json'])
    expect(jsonOf(elsewhere)).toEqual([{ id: good, file: path.join(folder, 'p', 'q.json') }])
    writeFileSync(path.join(folder, 'p', 'q.json'), 'foreign')
    expectMessage(await cli(['export', good, '--format', 'json', '--combined', 'p/q.json']), 1, /没有覆盖/u)
    writeFileSync(path.join(folder, 'file'), 'x')
    expectMessage(await cli(['export', good, '--format', 'json', '--out', 'file']), 1, /file/u)
    expectMessage(await cli(['export', good, '--format', 'pdf', '--out', 'o']), 1, /PDF/u)
    expectMessage(await cli(['export', 'nobody', '--format', 'html', '--out', 'o']), 1, /nobody/u)
  }))

  it('prints as the settings of the data folder say, each edition by itself', withCli(async (cli, folder) => {
    const ids = await Promise.all([GOOD, sampleFile('shanghai-2026-rivers.json')].map(async file => jsonOf<{ id: string }>(await cli(['save', file, '--json'])).id))
    const exported = async (): Promise<string[]> => jsonOf<{ file: string }[]>(await cli(['export', ...ids, '--format', 'html', '--out', 'o', '--draft', '--json'])).map(({ file }) => readFileSync(file, 'utf8'))
    const before = await exported()
    const services = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })
    services.settings.write({ ...DEFAULT_SETTINGS, print: { 'shanghai-2018': { ...DEFAULT_PRINT, signature: true, seal: true, marginsMm: [11, 12, 13, 14] } } })
    services.close()
    const after = await exported()
    expect(before.map(html => /填报人：|单位盖章/u.test(html))).toEqual([false, false])
    expect(after[0]).toMatch(/margin:11mm 12mm 13mm 14mm[^]*填报人：[^]*（单位盖章）/u)
    expect(after[1]).toBe(before[1])
  }))

  it('gives back from its own JSON what went in', withCli(async cli => {
    const { id } = jsonOf<{ id: string }>(await cli(['save', GOOD, '--json']))
    const [made] = jsonOf<{ file: string }[]>(await cli(['export', id, '--format', 'json', '--out', 'o', '--json']))
    const { declarations, unplaced } = jsonOf<{ declarations: Record<string, unknown>[]; unplaced: string[] }>(await cli(['recognise', made?.file ?? '', '--json']))
    expect(declarations).toMatchObject([{ ...interchange(GOOD), id }])
    expect(unplaced).toEqual([])
  }))
})

describe('a reader that stops reading', () => {
  it('is no reason to stop, nor to say anything', () => inTempFolder(async folder => {
    const closed: Output = { write: (_text, taken) => setImmediate(() => taken(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))) }
    const told: unknown[] = []
    const services = createServices({ dataDir: path.join(folder, 'data'), resourcesDir: RESOURCES })
    try {
      const run = (words: string[]) => runCli(words, { services, stdout: closed, stderr: closed, report: (_where, error) => told.push(error) })
      expect(await run(['save', GOOD])).toBe(0)
      expect(await run(['check', '--file', DEFECTS])).toBe(0)
      expect(await run(['show', 'nobody'])).toBe(1)
      expect(await run(['--help'])).toBe(0)
      expect(services.library.facets().total).toBe(1)
      expect(told).toEqual([])
    } finally {
      services.close()
    }
  }))
})
