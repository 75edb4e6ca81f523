import { recognise } from '.'
import { gridDocument } from './fixtures/grids'
import { inventedSample } from './fixtures/invented'
import { compare, emptyTally, share } from './fixtures/measure'
import { cells2026, tabbed2020 } from './fixtures/otherTexts'
import { randomOf } from './fixtures/random'
import { scattered2018, scatterStyle } from './fixtures/scatter'
import reasons from './reasons.json'
import { documentOf, EDITIONS, keptText, recogniseText } from './testing'
import type { SourceDocument } from './types'

const random = randomOf(7)
const samples = {
  a: inventedSample(random, 'shanghai-2018'), b: inventedSample(random, 'shanghai-2020'), c: inventedSample(random, 'shanghai-2026'),
}
const texts = { a: scattered2018(samples.a, random, scatterStyle(random)), b: tabbed2020(samples.b, random), c: cells2026(samples.c, random) }
const report = Array.from({ length: 60 }, (_, i) => `${i + 1}．项目总预算：5.8万元，采购合同签订后按季度支付，产出目标完成情况良好，年度绩效目标按计划实现。`).join('\n\n')
const grid = (rows: string[][]): SourceDocument => ({ name: 'test', blocks: [{ kind: 'grid', cells: rows.flatMap((row, r) => row.map((text, column) => ({ row: r, column, rowSpan: 1, colSpan: 1, text }))) }] })

describe('forms in a document', () => {
  it('finds forms of all editions in one text, other text between them', () => {
    const { declarations, unplaced } = recogniseText([texts.a, report, texts.b, report, texts.c].join('\n\n\n\n'))
    expect(declarations.map(({ declaration }) => [declaration.edition, declaration.projectName])).toEqual(Object.values(samples).map(sample => [sample.edition, sample.projectName]))
    expect(unplaced.filter(text => text.includes('采购合同签订后按季度支付'))).toHaveLength(120)
    const tally = emptyTally()
    declarations.forEach(({ declaration }, i) => compare(Object.values(samples)[i]!, declaration, tally))
    expect(share(tally).percent).toBeGreaterThan(94)
  })

  it('takes no table for a form that merely has some of its labels', () => {
    const budget = grid([['单位名称', '项目名称', '预算金额（元）', '备注'], ['某中心', '物业费', '1200', ''], ['某中心', '培训费', '800', '含税']])
    const selfAssessment = grid([
      ['项目支出绩效自评表'], ['项目名称', '物业管理'], ['主管部门', '某局', '实施单位', '某中心'], ['项目资金（万元）', '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
      ['年度资金总额', '10', '10', '9', '10', '90%', '9'], ['年度总体目标', '预期目标', '实际完成情况'], ['绩效指标', '一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'], ['', '产出指标(50分)', '数量指标', '保洁次数', '12次', '12次', '10', '10'],
    ])
    for (const document of [budget, selfAssessment, documentOf(report)]) {
      const { declarations, unplaced } = recognise(document, EDITIONS)
      expect(declarations).toEqual([])
      expect(unplaced.length).toBeGreaterThan(0)
    }
  })

  it('takes an empty form for none, and keeps its words', () => {
    const empty = gridDocument({ ...samples.b, projectName: '', projectType: '', performanceType: null, includesGovernmentPurchase: null, contactName: null, contactPhone: null, startDate: '', endDate: '', overview: null, basis: null, necessity: null, safeguards: null, plan: null, overallGoal: null, totalBudget: null, currentYearBudget: null, lastYearBudget: null, lastYearExecuted: null, subProjects: [], indicators: [] }, EDITIONS[1]!, random, { title: 'lines', spans: true, blanks: true, cut: false, offset: 0, labels: 'official', around: false })
    const { declarations, unplaced } = recognise(empty, EDITIONS)
    expect(declarations).toEqual([])
    expect(unplaced.join('\n')).toContain('项目设立的必要性*：')
  })

  it('finds nothing in nothing', () => {
    for (const text of ['', '\n\n\n', ' \t \n']) expect(recogniseText(text)).toEqual({ declarations: [], unplaced: [] })
    expect(recognise(documentOf(texts.a), []).declarations).toEqual([])
  })

  it('reads a form without title and year by its labels and dates', () => {
    const sample = samples.c
    const document = gridDocument(sample, EDITIONS[2]!, random, { title: 'none', spans: true, blanks: true, cut: false, offset: 0, labels: 'official', around: false })
    const [found] = recognise(document, EDITIONS).declarations
    expect(found?.declaration).toMatchObject({ edition: 'shanghai-2026', year: sample.year, projectName: sample.projectName })
    expect(found?.evidence.find(entry => entry.field === 'year')).toMatchObject({ why: 'recognise.why.yearFromDates' })
  })
})

describe('values', () => {
  const form = (rows: string[][]): string => ['财政项目支出绩效目标申报表', '(2021)年度', ...rows.map(row => row.join('\t'))].join('\n')
  const base = [['项目名称*：', '试验项目', '项目类别*：', '其他一次性项目'], ['计划开始日期*：', '2021年1月1日', '计划完成日期*：', '2021/12/31'], ['项目概况*：', '甲'], ['立项依据*：', '乙']]

  it('reads dates in three styles and amounts as the label counts them', () => {
    const [found] = recogniseText(form([...base, ['项目总预算（万元）：', '12.5', '项目当年预算（元）：', '１２５，０００'], ['联系人*：', '经办人', '联系电话*：', '2155550123']])).declarations
    expect(found?.declaration).toMatchObject({ startDate: '2021-01-01', endDate: '2021-12-31', totalBudget: 12_500_000, currentYearBudget: 12_500_000, contactName: '经办人', contactPhone: '02155550123' })
    expect(found?.evidence.filter(entry => entry.confidence < 0.8).map(entry => [entry.field, entry.why])).toEqual([['totalBudget', 'recognise.why.unitSaid'], ['contactPhone', 'recognise.why.leadingZero']])
  })

  it('keeps what is no amount or date where it can be seen', () => {
    const [found] = recogniseText(form([...base, ['项目总预算（元）：', '约五万', '项目当年预算（元）：', '50,000.00']])).declarations
    expect(found?.declaration).toMatchObject({ totalBudget: null, currentYearBudget: 5_000_000 })
    expect(found?.unplaced).toContain('约五万')
  })

  it('says of every value where it stood and how sure it is, with a reason that has its words where it is not', () => {
    for (const text of Object.values(texts)) {
      for (const { declaration, evidence } of recogniseText(text).declarations) {
        const lines = text.split('\n')
        expect(evidence.map(entry => entry.field)).toEqual(expect.arrayContaining(['projectName', 'startDate', 'endDate', 'indicators[0]', 'indicators[0].level1']))
        expect(evidence.filter(entry => /^indicators\[\d+\]$/u.test(entry.field))).toHaveLength(declaration.indicators.length)
        for (const entry of evidence) {
          expect(entry.confidence).toBeGreaterThan(0)
          expect(entry.confidence).toBeLessThanOrEqual(1)
          if (entry.confidence < 0.8) expect(Object.keys(reasons)).toContain(entry.why?.replace('recognise.why.', ''))
        }
        const name = evidence.find(entry => entry.field === 'projectName')!
        expect(lines[name.line]).toContain(declaration.projectName!.slice(0, 6))
      }
    }
  })
})

describe('nothing is lost', () => {
  it.each(Object.entries(texts))('every word of document %s is in a field, unplaced, or printed by the form', (_, text) => {
    const marked = `${text}\n\n随手写在页边的话：请于九月前退还\n`
    const recognition = recogniseText(marked)
    const kept = keptText(recognition)
    expect(kept).toContain('请于九月前退还')
    for (const { name } of recognition.declarations[0]!.declaration.indicators) expect(kept).toContain(name)
  })

  it('keeps foreign cells of a table', () => {
    const rows = [['项目名称*：', '试验项目', '项目类别*：', '其他一次性项目'], ['项目概况*：', '甲'], ['立项依据*：', '乙'], ['项目总预算（元）：', '100'], ['经办科室意见', '同意', '签章处']]
    const [found] = recogniseText(['财政项目支出绩效目标申报表', ...rows.map(row => row.join('\t'))].join('\n')).declarations
    expect(found?.unplaced).toEqual(expect.arrayContaining(['经办科室意见', '同意', '签章处']))
  })
})

describe('much text', () => {
  it('a megabyte of other text holds no form, and all of it is kept', () => {
    const { declarations, unplaced } = recogniseText(`${report}\n`.repeat(300))
    expect(declarations).toEqual([])
    expect(unplaced.join('').replace(/\s/gu, '').length).toBe(`${report}\n`.repeat(300).replace(/\s/gu, '').length)
  }, 60_000)

  it('a form with thousands of rows keeps them all', () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `维护计划完成率${i}`)
    const result = recogniseText(`${texts.a}\n\n${names.map(name => `${name}\n\n=100.00%`).join('\n\n')}\n\n备注\n`)
    const kept = JSON.stringify(result)
    expect(names.filter(name => !kept.includes(name))).toEqual([])
  }, 60_000)
})
