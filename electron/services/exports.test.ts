import { PDFDocument } from 'pdf-lib'
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Declaration } from '../../shared/declaration/model'
import { DEFAULT_PRINT, DEFAULT_SETTINGS } from '../../shared/ipc/contract'
import type { Sheet } from '../../shared/sheet'
import type { PageEngine } from '../documents/pageEngine'
import type { ExportJob } from './exports'
import { declarationFromJson, parseJson } from './interchange'
import { codeOf, RESOURCES, withServices, type TestDesk } from './testing'

const sample = (name: string): Declaration => declarationFromJson(parseJson(readFileSync(path.join(RESOURCES, 'samples', name), 'utf8'), name), name, () => 'sample')
const good = sample('shanghai-2018-archives.json')
const nameOf = ({ year, unitName, projectName }: Declaration, ending = '.html') => `${year}_${unitName}_${projectName}${ending}`

/** A desk with good, good again under another id, and one with errors. */
function prepared({ services, folder }: TestDesk): (job?: Partial<ExportJob>) => Parameters<typeof services.exports.run>[0] {
  services.declarations.save({ ...good, id: 'good' })
  services.declarations.save({ ...good, id: 'twin' })
  services.declarations.save({ ...sample('shanghai-2026-rivers.json'), id: 'rivers' })
  services.declarations.save({ ...good, id: 'bad', projectName: '缺指标', indicators: [], subProjects: [{ id: 'r1', name: '甲', amount: 1 }] })
  mkdirSync(path.join(folder, 'out'))
  return (job = {}) => ({ ids: ['good'], format: 'html', folder: path.join(folder, 'out'), combined: false, draft: false, public: false, ...job })
}

/** Prints blank pages, one a sheet. */
const blankPages = (before: (sheets: readonly Sheet[]) => Promise<void> | void = () => undefined): PageEngine => ({
  async pdf(sheets) {
    await before(sheets)
    const document = await PDFDocument.create()
    for (const _sheet of sheets) document.addPage()
    return { bytes: await document.save(), pages: sheets.map(() => 1) }
  },
  flow: async () => (await PDFDocument.create()).save(),
  print: async () => true,
  close: () => undefined,
})

it('writes a file named by year, unit and project', () => withServices(async desk => {
  const job = prepared(desk)
  const progress: [number, number, string][] = []
  const outcome = await desk.services.exports.run(job({ ids: ['good', 'rivers'], onProgress: ({ done, total, current }) => progress.push([done, total, current]) }))
  const files = [nameOf(good), nameOf(sample('shanghai-2026-rivers.json'))]
  expect(outcome).toEqual({ made: [{ id: 'good', file: path.join(desk.folder, 'out', files[0] ?? '') }, { id: 'rivers', file: path.join(desk.folder, 'out', files[1] ?? '') }], refused: [], cancelled: false })
  expect(readdirSync(path.join(desk.folder, 'out')).sort()).toEqual(files.toSorted())
  expect(readFileSync(outcome.made[0]?.file ?? '', 'utf8')).toContain(good.projectName)
  expect(progress.at(0)).toEqual([0, 2, good.projectName])
  expect(progress.at(-1)?.slice(0, 2)).toEqual([2, 2])
}))

describe('a file that is there already', () => {
  it('gives way where it is ours and untouched, of the same declaration', () => withServices(async desk => {
    const job = prepared(desk)
    await desk.services.exports.run(job())
    desk.services.declarations.patch({ id: 'good', revision: 1, patches: [{ op: 'set', path: 'remarks', value: '补充说明' }] })
    const { made } = await desk.services.exports.run(job())
    expect(readdirSync(path.join(desk.folder, 'out'))).toEqual([nameOf(good)])
    expect(readFileSync(made[0]?.file ?? '', 'utf8')).toContain('补充说明')
  }))

  it('stays where a person changed it, where it is another declaration’s, or foreign', () => withServices(async desk => {
    const job = prepared(desk)
    const [first] = (await desk.services.exports.run(job())).made
    writeFileSync(first?.file ?? '', 'changed by hand')
    const second = (await desk.services.exports.run(job())).made[0]?.file
    const third = (await desk.services.exports.run(job({ ids: ['twin'] }))).made[0]?.file
    expect([second, third].map(file => path.basename(file ?? ''))).toEqual([nameOf(good, '(2).html'), nameOf(good, '(3).html')])
    expect(readFileSync(first?.file ?? '', 'utf8')).toBe('changed by hand')
    expect((await desk.services.exports.run(job({ ids: ['twin', 'good', 'twin'] }))).made.map(one => path.basename(one.file))).toEqual([nameOf(good, '(3).html'), nameOf(good, '(2).html')])
  }))

  it('is not taken for ours within one run of two declarations of one name', () => withServices(async desk => {
    const job = prepared(desk)
    const { made } = await desk.services.exports.run(job({ ids: ['good', 'twin'], format: 'json' }))
    expect(made.map(one => path.basename(one.file))).toEqual([nameOf(good, '.json'), nameOf(good, '(2).json')])
    expect(made.map(one => (JSON.parse(readFileSync(one.file, 'utf8')) as { id: string }).id)).toEqual(['good', 'twin'])
  }))
})

describe('errors', () => {
  it('block that declaration and no other, and are told; a draft and JSON go through', () => withServices(async desk => {
    const job = prepared(desk)
    const outcome = await desk.services.exports.run(job({ ids: ['bad', 'good', 'nobody'] }))
    expect(outcome.made.map(one => one.id)).toEqual(['good'])
    expect(outcome.refused.map(({ id, error }) => [id, error.code])).toEqual([['bad', 'blockedByErrors'], ['nobody', 'notFound']])
    const [blocked] = outcome.refused
    expect(blocked?.error.params.count).toBe(blocked?.findings.length)
    expect(blocked?.findings.map(finding => finding.rule)).toContain('A01')
    expect(new Set(blocked?.findings.map(finding => finding.severity))).toEqual(new Set(['error']))
    const draft = await desk.services.exports.run(job({ ids: ['bad'], draft: true }))
    expect(path.basename(draft.made[0]?.file ?? '')).toBe(nameOf({ ...good, projectName: '缺指标' }, '_草稿.html'))
    expect(readFileSync(draft.made[0]?.file ?? '', 'utf8')).toContain('草稿')
    expect((await desk.services.exports.run(job({ ids: ['bad'], format: 'json' }))).refused).toEqual([])
  }))

  it('keep a combined file from being made at all', () => withServices(async desk => {
    const job = prepared(desk)
    const outcome = await desk.services.exports.run(job({ ids: ['good', 'bad'], combined: true }))
    expect(outcome).toMatchObject({ made: [], refused: [{ id: 'bad' }] })
    expect(readdirSync(path.join(desk.folder, 'out'))).toEqual([])
  }))
})

it('combines in the order asked for, and refuses a name that somebody else’s file has', () => withServices(async desk => {
  const job = prepared(desk)
  const { made } = await desk.services.exports.run(job({ ids: ['rivers', 'good'], format: 'json', combined: true }))
  expect(new Set(made.map(one => one.file)).size).toBe(1)
  expect((JSON.parse(readFileSync(made[0]?.file ?? '', 'utf8')) as { id: string }[]).map(one => one.id)).toEqual(['rivers', 'good'])
  const named = path.join(desk.folder, 'out', 'all.html')
  expect((await desk.services.exports.run(job({ ids: ['good', 'rivers'], combined: named }))).made).toHaveLength(2)
  expect((await desk.services.exports.run(job({ ids: ['good', 'rivers'], combined: named }))).made).toHaveLength(2)
  writeFileSync(named, 'foreign')
  expect((await desk.services.exports.run(job({ ids: ['good', 'rivers'], combined: named }))).refused).toMatchObject([{ error: { code: 'fileExists' } }])
  expect(readFileSync(named, 'utf8')).toBe('foreign')
}))

it('leaves contacts out of a public copy, in every format that is text', () => withServices(async desk => {
  const job = prepared(desk)
  desk.services.declarations.save({ ...good, id: 'good', contactName: '钱某某', contactPhone: '021-00001234' })
  for (const format of ['html', 'json'] as const) {
    const file = (await desk.services.exports.run(job({ format, public: true }))).made[0]?.file ?? ''
    expect(path.basename(file)).toBe(nameOf(good, `_公开.${format}`))
    expect(readFileSync(file, 'utf8')).not.toMatch(/钱某某|00001234/u)
  }
}))

it('is cancelled between files and leaves no half one', () => withServices(async desk => {
  const cancel = new AbortController()
  const job = prepared(desk)
  const outcome = await desk.services.exports.run(job({
    ids: ['good', 'twin', 'rivers'], format: 'pdf', signal: cancel.signal,
    onProgress: ({ done }) => { if (done === 1) cancel.abort() },
  }))
  expect(outcome.cancelled).toBe(true)
  expect(outcome.refused).toEqual([])
  expect(outcome.made).toHaveLength(1)
  expect(readdirSync(path.join(desk.folder, 'out'))).toEqual(outcome.made.map(one => path.basename(one.file)))
}, { pageEngine: () => blankPages() }))

it('is cancelled while pages are printed, and then makes none of them', () => {
  const cancel = new AbortController()
  return withServices(async desk => {
    const job = prepared(desk)
    const outcome = await desk.services.exports.run(job({ ids: ['good', 'twin', 'rivers'], format: 'pdf', signal: cancel.signal }))
    expect(outcome).toEqual({ made: [], refused: [], cancelled: true })
    expect(readdirSync(path.join(desk.folder, 'out'))).toEqual([])
  }, { pageEngine: () => blankPages(() => cancel.abort()) })
})

it('prints forms that get a file each together, in runs', () => {
  const prints: string[][] = []
  return withServices(async desk => {
    const job = prepared(desk)
    const ids = Array.from({ length: 12 }, (_, i) => desk.services.declarations.save({ ...good, id: `many-${i}`, projectName: `项目${i}` }).id)
    const { made, refused } = await desk.services.exports.run(job({ ids, format: 'pdf' }))
    expect(refused).toEqual([])
    expect(made.map(({ id }) => id)).toEqual(ids)
    expect(made.map(({ file }) => path.basename(file))).toEqual(ids.map((_, i) => nameOf({ ...good, projectName: `项目${i}` }, '.pdf')))
    expect(prints.map(names => names.length).toSorted((a, b) => b - a)).toEqual([10, 2])
    const titles = await Promise.all(made.map(async ({ file }) => (await PDFDocument.load(readFileSync(file))).getTitle()))
    titles.forEach((title, i) => expect(title).toContain(`项目${i} `))
  }, { pageEngine: () => blankPages(sheets => void prints.push(sheets.map(sheet => sheet.projectName))) })
})

it('tells what fails in the printing of one and goes on with the others', () => {
  const reported: unknown[] = []
  const engine = blankPages(sheets => {
    if (sheets.some(sheet => sheet.projectName === good.projectName)) throw new RangeError('no paper')
  })
  return withServices(async desk => {
    const job = prepared(desk)
    const outcome = await desk.services.exports.run(job({ ids: ['good', 'rivers'], format: 'pdf' }))
    expect(outcome.made).toMatchObject([{ id: 'rivers' }])
    expect(outcome.refused).toMatchObject([{ id: 'good', error: { code: 'internal', params: {} } }])
    // the run, then the form itself
    expect(reported).toEqual([expect.any(RangeError), expect.any(RangeError)])
  }, { pageEngine: () => engine, report: error => reported.push(error) })
})

it('says what is missing: a page to print on, a folder', () => withServices(async desk => {
  const job = prepared(desk)
  expect((await desk.services.exports.run(job({ format: 'pdf' }))).refused).toMatchObject([{ error: { code: 'noPageEngine' } }])
  expect(await codeOf(() => desk.services.exports.run(job({ folder: path.join(desk.folder, 'gone') })))).toBe('noFolder')
  expect(await codeOf(() => desk.services.exports.print('good', false))).toBe('noPageEngine')
  expect(await codeOf(() => desk.services.exports.print('bad', false))).toBe('blockedByErrors')
}))

it('prints with what the settings say for the edition', () => {
  const asked: unknown[] = []
  const engine: PageEngine = { ...blankPages(), print: async (sheets, options) => { asked.push({ titles: sheets.map(sheet => sheet.projectName), signature: sheets[0]?.signature.length !== 0, seal: sheets[0]?.seal, pageNumbers: sheets[0]?.pageNumbers, options }); return false } }
  return withServices(async desk => {
    prepared(desk)
    desk.services.settings.write({ ...DEFAULT_SETTINGS, print: { [good.edition]: { ...DEFAULT_PRINT, signature: true, pageNumbers: true, printer: 'HP 一楼' } } })
    expect(await desk.services.exports.print('good', true)).toBe(false)
    expect(asked).toEqual([{ titles: [good.projectName], signature: true, seal: '', pageNumbers: true, options: { draft: true, printer: 'HP 一楼' } }])
  }, { pageEngine: () => engine })
})
