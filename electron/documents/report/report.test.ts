import ExcelJS from 'exceljs'
import { PDFDocument } from 'pdf-lib'
import { keepPatch, type Finding } from '../../../shared/check'
import { checkYear } from '../../../shared/check/across'
import { DEFAULT_PROFILE } from '../../../shared/check/defaults'
import { EDITIONS, good } from '../../../shared/check/testing'
import type { Declaration } from '../../../shared/declaration/model'
import { applyPatches } from '../../../shared/declaration/patch'
import { wordsIn } from '../../i18n'
import type { PageEngine } from '../pageEngine'
import { reportToHtml } from './html'
import { localDay, reportOf, writeReport, type Reviewed } from '.'

const words = wordsIn('zh')
const edition = (declaration: Declaration) => EDITIONS.get(declaration.edition) ?? (() => { throw new Error(declaration.edition) })()

function reviewed(...declarations: Declaration[]): Reviewed {
  const { single, across, sums } = checkYear(declarations, EDITIONS, DEFAULT_PROFILE)
  return { across, sums: [{ year: 2020, sums }], forms: declarations.map(declaration => ({ declaration, edition: edition(declaration), found: { findings: single.get(declaration.id) ?? [], kept: [] } })) }
}
const faulty = (id: string, change: Partial<Declaration> = {}): Declaration => ({ ...good[2020](), id, projectName: '街面<b>巡查</b>', currentYearBudget: 123_456_78, overview: '', ...change })
const shownIn = (sheet: ExcelJS.Worksheet | undefined): string[][] => {
  const rows: string[][] = []
  sheet?.eachRow(row => rows.push((row.values as ExcelJS.CellValue[]).slice(1).map(value => String(value ?? ''))))
  return rows
}

describe('a review in words', () => {
  it('counts, names places as the form does, and has the gravest first', () => {
    const report = reportOf(reviewed(faulty('a'), good[2020]()), words, '2026-01-31')
    expect(report.about).toEqual([expect.stringContaining(good[2020]().unitName ?? ''), '年度：2020', '生成日期：2026-01-31'])
    const [first, second] = report.forms
    expect(second?.rows).toEqual([])
    expect(first?.counts.error).toBeGreaterThan(0)
    const order = first?.rows.map(row => ['error', 'warning', 'hint'].indexOf(row.severity)) ?? []
    expect(order).toEqual(order.toSorted())
    expect(first?.rows).toContainEqual(expect.objectContaining({ rule: 'D01', place: '项目概况' }))
    for (const { message, title, place } of first?.rows ?? []) expect([message, title, place].join()).not.toMatch(/finding\.|common:|\{\{/u)
    expect(report.counts).toMatch(/^共 2 份申报表，1 份没有问题。错误 \d+ 条/u)
  })

  it('names rows by their names, and the other places of what is found across forms', () => {
    const one = good[2020]()
    const other = { ...good[2020](), id: 'b' }
    const report = reportOf(reviewed(one, other), words, '2026-01-31')
    expect(report.across).toContainEqual(expect.objectContaining({ rule: 'U05', project: one.projectName, also: [`${one.projectName} · 项目名称`] }))
    const blank: Declaration = { ...good[2020](), id: 'c', indicators: good[2020]().indicators.map((row, i) => (i === 0 ? { ...row, value: '' } : i === 1 ? { ...row, name: '' } : row)) }
    const places = reportOf(reviewed(blank), words, '2026-01-31').forms[0]?.rows.map(row => row.place)
    expect(places).toContain(`绩效指标「${blank.indicators[0]?.name}」 · 目标值`)
    expect(places?.some(place => place.startsWith('绩效指标 第 2 行'))).toBe(true)
  })

  it('gives kept ones with their reasons', () => {
    const form = faulty('a', { contactPhone: '123' })
    const { forms, ...rest } = reviewed(form)
    const finding = forms[0]?.found.findings.find(entry => entry.severity !== 'error') as Finding
    expect(applyPatches(form, [keepPatch(form, finding, '已核实', 't')]).declaration.keptFindings).toHaveLength(1)
    const report = reportOf({ ...rest, forms: forms.map(entry => ({ ...entry, found: { findings: [], kept: [{ finding, reason: '已核实', at: '2026-01-05T12:00:00.000Z' }] } })) }, words, '2026-01-31')
    expect(report.kept).toMatchObject([{ rule: finding.rule, reason: '已核实', at: localDay('2026-01-05T12:00:00.000Z') }])
    expect(report.counts).toContain('另有 1 条')
    expect(reportToHtml(report, words, { officialFonts: false }).html).toContain('已核实')
  })

  it('is made in English too', () => {
    const report = reportOf(reviewed(faulty('a')), wordsIn('en'), '2026-01-31')
    expect(report.counts).toMatch(/errors, .* warnings/u)
    expect(JSON.stringify(report)).not.toMatch(/report:|finding\.|common:/u)
  })
})

it('is set as a page without markup from texts, with every finding on it', () => {
  const report = reportOf(reviewed(faulty('a'), faulty('b', { unitName: '别的单位' })), words, '2026-01-31')
  const { html, css } = reportToHtml(report, words, { officialFonts: false })
  expect(html).not.toContain('<b>')
  expect(html).toContain('街面&lt;b&gt;巡查&lt;/b&gt;')
  expect(html).toContain('123,456.78')
  expect(html.match(/<h3>/gu)).toHaveLength(2)
  expect(html).toContain('别的单位')
  expect(html.match(/<tr>/gu)?.length).toBeGreaterThan(report.forms.reduce((sum, form) => sum + form.rows.length, 0))
  expect(`${html}${css}`).not.toMatch(/report:|undefined|\[object/u)
})

it('is written as a workbook with a sheet a part', async () => {
  const { forms, ...rest } = reviewed(faulty('a'), faulty('b', { projectName: '=1+1', unitName: '别的单位' }))
  const report = reportOf({ ...rest, forms }, words, '2026-01-31')
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await writeReport('xlsx', report, words, { officialFonts: false }, null) as unknown as ExcelJS.Buffer)
  expect(workbook.worksheets.map(sheet => sheet.name)).toEqual(['总览', '分类合计', '逐份问题', '申报表之间', '保留的问题'])
  const found = shownIn(workbook.getWorksheet('逐份问题'))
  expect(found[0]).toEqual(['级别', '检查项', '项目', '位置', '问题和处理'])
  expect(found.slice(1).map(row => row[4])).toEqual(report.forms.flatMap(form => form.rows.map(row => row.message)))
  expect(workbook.getWorksheet('逐份问题')?.getCell('C2').value).toBe('街面<b>巡查</b>')
  const overview = workbook.getWorksheet('总览')
  const cells = shownIn(overview)
  expect(cells).toContainEqual(['2', '别的单位', '=1+1', '123456.78', ...['error', 'warning', 'hint', 'kept'].map(what => String(report.forms[1]?.counts[what as 'kept']))])
  expect(shownIn(workbook.getWorksheet('分类合计')).at(-1)).toEqual(['合计', '2', '246913.56', '0'])
  let formulas = 0
  workbook.eachSheet(sheet => sheet.eachRow(row => row.eachCell(cell => { if (cell.type === ExcelJS.ValueType.Formula) formulas++ })))
  expect(formulas).toBe(0)
})

it('is printed by the page engine, and says so where there is none', async () => {
  const report = reportOf(reviewed(faulty('a')), words, '2026-01-31')
  const pages: string[] = []
  const engine = {
    async flow({ html }: { html: string }) {
      pages.push(html)
      const document = await PDFDocument.create()
      document.addPage()
      return document.save()
    },
  } as unknown as PageEngine
  const document = await PDFDocument.load(await writeReport('pdf', report, words, { officialFonts: false }, engine))
  expect(pages).toHaveLength(1)
  expect([document.getTitle(), document.getAuthor()]).toEqual(['绩效目标申报表审核报告 街面<b>巡查</b> 2020年', good[2020]().unitName])
  await expect(writeReport('pdf', report, words, { officialFonts: false }, null)).rejects.toMatchObject({ code: 'noPageEngine' })
})
