import ExcelJS from 'exceljs'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { keepPatch } from '../../shared/check'
import type { Declaration } from '../../shared/declaration/model'
import { DEFAULT_SETTINGS } from '../../shared/ipc/contract'
import type { PageEngine } from '../documents/pageEngine'
import { exportsOf } from '../store/exportLog'
import { openStore } from '../store/open'
import { STORE_FILE } from './context'
import type { ExportJob } from './exports'
import { declarationFromJson, parseJson } from './interchange'
import { codeOf, RESOURCES, withServices, type TestDesk } from './testing'

const sample = (name: string): Declaration => declarationFromJson(parseJson(readFileSync(path.join(RESOURCES, 'samples', name), 'utf8'), name), name, () => 'sample')
const good = sample('shanghai-2020-culture-cloud.json')
const rivers = sample('shanghai-2026-rivers.json')

function prepared({ services, folder }: TestDesk): (job: Partial<ExportJob>) => ExportJob {
  services.declarations.save({ ...good, id: 'good' })
  services.declarations.save({ ...good, id: 'second', projectName: '读者服务' })
  services.declarations.save({ ...rivers, id: 'rivers' })
  services.declarations.save({ ...sample('with-defects-2020.json'), id: 'bad' })
  mkdirSync(path.join(folder, 'out'))
  return job => ({ ids: ['good'], format: 'xlsx', folder: path.join(folder, 'out'), combined: false, draft: false, public: false, ...job })
}
const made = ({ folder }: TestDesk): string[] => readdirSync(path.join(folder, 'out')).sort()
async function textsOf(file: string): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(readFileSync(file) as unknown as ExcelJS.Buffer)
  const texts: string[] = []
  workbook.eachSheet(sheet => sheet.eachRow(row => row.eachCell(cell => texts.push(cell.text))))
  return texts
}

it('makes a statement of each, not of one with errors', () => withServices(async desk => {
  const job = prepared(desk)
  const outcome = await desk.services.exports.run(job({ ids: ['good', 'bad'], document: 'statement', format: 'docx' }))
  expect(outcome.made.map(file => path.basename(file.file))).toEqual([`${good.year}_${good.unitName}_${good.projectName}_经费情况说明.docx`])
  expect(outcome.refused).toMatchObject([{ id: 'bad', error: { code: 'blockedByErrors' } }])
  expect((await desk.services.exports.run(job({ ids: ['bad'], document: 'statement', format: 'docx', draft: true }))).made).toHaveLength(1)
}))

it('makes a summary a year, of every form chosen', () => withServices(async desk => {
  const job = prepared(desk)
  const outcome = await desk.services.exports.run(job({ ids: ['rivers', 'good', 'second', 'bad'], document: 'summary' }))
  expect(outcome.refused).toEqual([])
  expect(outcome.made.map(({ id }) => id)).toEqual(['rivers', 'good', 'second', 'bad'])
  const files = new Map(outcome.made.map(({ id, file }) => [id, file]))
  const years = new Set(['good', 'second', 'bad'].map(id => desk.services.declarations.read(id).year)).size
  expect(made(desk)).toHaveLength(years + 1)
  expect(path.basename(files.get('rivers') ?? '')).toBe(`${rivers.year}_${rivers.unitName}_绩效目标汇总表.xlsx`)
  const texts = await textsOf(files.get('good') ?? '')
  expect(texts).toEqual(expect.arrayContaining([good.projectName, '读者服务']))
  expect(texts).not.toContain(rivers.projectName)
  expect(texts.some(text => text.includes('项目预算绩效目标编报工作'))).toBe(true)
}))

it('makes one report of all, errors and kept ones with their reasons, in the person’s language', () => withServices(async desk => {
  const job = prepared(desk)
  const { services } = desk
  const [warning] = services.checks.of(services.declarations.read('bad')).filter(finding => finding.severity === 'warning')
  if (!warning) throw new Error('nothing to keep')
  services.declarations.patch({ id: 'bad', revision: 1, patches: [keepPatch(services.declarations.read('bad'), warning, '经核实无误', '2026-01-05T12:00:00.000Z')] })
  const [first] = (await services.exports.run(job({ ids: ['bad', 'good', 'second'], document: 'report', draft: true, public: true }))).made
  expect(made(desk)).toEqual([path.basename(first?.file ?? '')])
  expect(first?.file).toMatch(/审核报告\.xlsx$/u)
  const texts = await textsOf(first?.file ?? '')
  expect(texts).toEqual(expect.arrayContaining(['错误', '经核实无误', good.projectName]))
  services.settings.write({ ...DEFAULT_SETTINGS, language: 'en' })
  const [one] = (await services.exports.run(job({ ids: ['bad'], document: 'report' }))).made
  expect(path.basename(one?.file ?? '')).toContain(sample('with-defects-2020.json').projectName)
  expect(await textsOf(one?.file ?? '')).toEqual(expect.arrayContaining(['Error', 'Reason for keeping']))
}))

it('makes nothing of many while one is missing, and knows no document in another format', () => withServices(async desk => {
  const job = prepared(desk)
  for (const document of ['summary', 'report'] as const) expect(await desk.services.exports.run(job({ ids: ['good', 'nobody'], document }))).toMatchObject({ made: [], refused: [{ id: 'nobody' }] })
  expect(made(desk)).toEqual([])
  expect(await codeOf(() => desk.services.exports.run(job({ document: 'summary', format: 'pdf' })))).toBe('badInput')
  expect((await desk.services.exports.run(job({ document: 'report', format: 'pdf' }))).refused).toMatchObject([{ error: { code: 'noPageEngine' } }])
}))

it('says in the log what was made', () => withServices(async desk => {
  const job = prepared(desk)
  await desk.services.exports.run(job({ document: 'report' }))
  await desk.services.exports.run(job({}))
  desk.services.close()
  const db = openStore(path.join(desk.folder, 'data', STORE_FILE))
  expect(exportsOf(db, 'good').map(({ document, format }) => [document, format])).toEqual([['declaration', 'xlsx'], ['report', 'xlsx']])
  db.close()
}))

describe('one PDF of many', () => {
  const blank = (during: () => void = () => undefined): PageEngine => ({
    async pdf(sheets) {
      during()
      const document = await PDFDocument.create()
      for (const _sheet of sheets) document.addPage()
      return { bytes: await document.save(), pages: sheets.map(() => 1) }
    },
    flow: async () => (await PDFDocument.create()).save(),
    print: async () => false,
    close: () => undefined,
  })
  const many = ({ services, folder }: TestDesk): ExportJob => {
    mkdirSync(path.join(folder, 'out'))
    const ids = Array.from({ length: 90 }, (_, n) => services.declarations.save({ ...rivers, id: `n${n}`, projectName: `${rivers.projectName}${n}` }).id)
    return { ids, format: 'pdf', folder: path.join(folder, 'out'), combined: true, draft: false, public: false }
  }

  it('tells how far it is, in forms', () => withServices(async desk => {
    const seen: number[] = []
    const outcome = await desk.services.exports.run({ ...many(desk), onProgress: ({ done, total }) => { seen.push(done); expect(total).toBe(90) } })
    expect(outcome.made).toHaveLength(90)
    expect(made(desk)).toHaveLength(1)
    expect(seen).toEqual([0, 45, 90])
    expect((await PDFDocument.load(readFileSync(outcome.made[0]?.file ?? ''))).getPageCount()).toBe(90)
  }, { pageEngine: () => blank() }))

  it('leaves nothing when stopped, and says that it was', () => {
    const stop = new AbortController()
    return withServices(async desk => {
      const outcome = await desk.services.exports.run({ ...many(desk), signal: stop.signal })
      expect(outcome).toEqual({ made: [], refused: [], cancelled: true })
      expect(made(desk)).toEqual([])
    }, { pageEngine: () => blank(() => stop.abort()) })
  })

  it('stops while it is still checking', () => withServices(async desk => {
    const stop = new AbortController()
    const job = many(desk)
    stop.abort()
    expect(await desk.services.exports.run({ ...job, signal: stop.signal })).toEqual({ made: [], refused: [], cancelled: true })
  }, { pageEngine: () => blank() }))
})
