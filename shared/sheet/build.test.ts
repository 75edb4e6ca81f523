import { readFileSync } from 'node:fs'
import path from 'node:path'
import { blankDeclaration, type Declaration } from '../declaration/model'
import { loadEditionText } from '../editions/load'
import type { Edition } from '../editions/schema'
import { buildSheet } from './build'
import { PLAIN_SHEET, type Sheet, type SheetCell } from './sheet'

const editionOf = (id: string): Edition => {
  const loaded = loadEditionText(readFileSync(path.join(__dirname, `../../resources/editions/${id}.json`), 'utf8'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.edition
}
const made = (id: string, year: number, change: Partial<Declaration>, options = PLAIN_SHEET): Sheet =>
  buildSheet(editionOf(id), { ...blankDeclaration('d1', id, year), ...change }, options)
const cells = (sheet: Sheet): SheetCell[] => sheet.rows.flatMap(row => row.cells)
const at = (sheet: Sheet, field: string): SheetCell => {
  const cell = cells(sheet).find(one => one.path === field)
  if (!cell) throw new Error(`no cell ${field}`)
  return cell
}
const indicator = (id: string, level1: string | null, level2: string | null, name: string, value: string | null) => ({ id, level1, level2, name, value })

describe('2018', () => {
  const sheet = made('shanghai-2018', 2018, {
    unitName: '东澜市档案事务中心', projectName: '档案查询服务平台（运维）', projectType: '经常性专项业务费', fundUses: ['信息化建设类', '资产购置类'],
    startDate: '2018-01-01', endDate: '2018-12-31', totalBudget: 23_705_736, currentYearBudget: 5_800_000,
  })

  it('has the lines above the table as printed', () => {
    expect(sheet.lines.map(line => line.text)).toEqual(['上海市财政支出项目绩效目标申报表', '(2018年 )', '申报单位名称：东澜市档案事务中心'])
    expect(sheet.lines[2]?.path).toBe('unitName')
  })
  it('puts each box right behind its option', () => {
    expect(at(sheet, 'projectType').text).toBe('市委市政府已确定的新增项目□    结转项目□    其他一次性项目□\n经常性专项业务费√   其他经常性项目□')
    expect(at(sheet, 'fundUses').text).toBe('基本建设工程类□    信息化建设类√    政策补贴类□\n政府购买服务□    资产购置类√    其他事业专业类□')
  })
  it('writes money without separators, decimals only where there are some; days in Chinese', () => {
    expect(at(sheet, 'totalBudget')).toMatchObject({ kind: 'money', text: '237057.36', amount: 23_705_736 })
    expect(at(sheet, 'currentYearBudget').text).toBe('58000')
    expect(at(sheet, 'lastYearBudget')).toMatchObject({ text: '', amount: null })
    expect(at(sheet, 'startDate').text).toBe('2018年1月1日')
  })
  it('prints a choice that is no option as written, on a line of its own', () => {
    const odd = made('shanghai-2018', 2018, { projectType: '跨年度补助', fundUses: ['信息化建设类', '其它'] })
    expect(at(odd, 'projectType').text.split('\n').at(-1)).toBe('跨年度补助√')
    expect(at(odd, 'fundUses').text).toContain('信息化建设类√')
    expect(at(odd, 'fundUses').text.split('\n').at(-1)).toBe('其它√')
  })
  it('ticks by meaning of width and spaces, and by alias', () => {
    expect(at(made('shanghai-2018', 2018, { projectType: ' 结转 项目 ' }), 'projectType').text).toContain('结转项目√')
    expect(at(made('shanghai-2018', 2018, { projectType: '一次性项目' }), 'projectType').text).toContain('其他一次性项目√')
  })
  it('prints no second level, and merges the first over its rows', () => {
    const one = made('shanghai-2018', 2018, { indicators: [indicator('a', '产出目标', '数量', '甲', '=100.00%'), indicator('b', '产出目标', '质量', '乙', '≥95.00%'), indicator('c', '效果目标', null, '丙', '提升'), indicator('d', '产出目标', null, '丁', null)] })
    expect(cells(one).filter(cell => cell.kind === 'level').map(cell => [cell.text, cell.rowSpan])).toEqual([['产出目标', 2], ['效果目标', 1], ['产出目标', 1]])
    expect(cells(one).some(cell => cell.text === '数量')).toBe(false)
    expect(at(one, 'indicators[3].value').text).toBe('')
  })
  it('leaves blank rows in empty lists, which lead to the list in the editor', () => {
    const rows = sheet.rows.filter(row => row.part === 'listRow')
    expect(rows.length).toBe(5)
    expect(rows.flatMap(row => row.cells).every(cell => cell.text === '' && cell.path === undefined && cell.jump !== undefined)).toBe(true)
  })
})

describe('2020', () => {
  const sheet = made('shanghai-2020', 2020, {
    projectType: '经常性专项业务费', contactName: '林一禾', contactPhone: '021-55550123', startDate: '2020-01-01', totalBudget: 476_800_900,
    subProjects: [{ id: 's', name: '巡检', amount: 224_429_400 }],
    indicators: [indicator('a', '产出目标', '数量', '甲', '>=95%'), indicator('b', '产出目标', '质量', '乙', '=100%'), indicator('c', '效果目标', '质量', '丙', '每月一次')],
  })

  it('prints words instead of boxes, ISO days, money with separators and two decimals, targets as typed', () => {
    expect(at(sheet, 'projectType').text).toBe('经常性专项业务费')
    expect(at(sheet, 'startDate').text).toBe('2020-01-01')
    expect(at(sheet, 'totalBudget').text).toBe('4,768,009.00')
    expect(at(sheet, 'subProjects[0].amount')).toMatchObject({ text: '2,244,294.00', colSpan: 2 })
    expect(at(sheet, 'indicators[0].value').text).toBe('>=95%')
    expect(cells(sheet).some(cell => cell.text === '2020年绩效目标' && cell.colSpan === 4)).toBe(true)
  })
  it('does not merge second levels over different first ones', () => {
    expect(cells(sheet).filter(cell => cell.kind === 'level').map(cell => [cell.text, cell.rowSpan])).toEqual([['产出目标', 2], ['数量', 1], ['质量', 1], ['效果目标', 1], ['质量', 1]])
  })
  it('leaves contacts out of a public copy', () => {
    const open = made('shanghai-2020', 2020, { contactName: '林一禾', contactPhone: '021-55550123' }, { ...PLAIN_SHEET, public: true })
    expect(at(open, 'contactName').text).toBe('')
    expect(JSON.stringify(open)).not.toMatch(/林一禾|55550123/u)
    expect(at(sheet, 'contactPhone').text).toBe('021-55550123')
  })
})

describe('2026', () => {
  it('names the years of a project of several years', () => {
    const labels = (startDate: string, endDate: string) => cells(made('shanghai-2026', 2026, { startDate, endDate })).filter(cell => cell.kind === 'label').map(cell => cell.text)
    expect(labels('2026-01-01', '2026-12-31')).toContain('项目总目标')
    expect(labels('2024-01-01', '2026-12-31')).toContain('项目总体目标(2024 年-2026 年)')
  })
  it('shows where the money comes from', () => {
    const sheet = made('shanghai-2026', 2026, { totalBudget: 100, funding: { fiscal: 1_030_800_000, other: 0, annualFiscal: 349_800_000, carriedOver: 0, annualOther: null } })
    expect(at(sheet, 'funding.fiscal')).toMatchObject({ text: '10,308,000.00', rowSpan: 2, column: 4 })
    expect(at(sheet, 'funding.carriedOver').text).toBe('0.00')
    expect(at(sheet, 'funding.annualOther').text).toBe('')
    const side = cells(sheet).find(cell => cell.text === '项目资金（元）')
    expect(side).toMatchObject({ colSpan: 2, rowSpan: 4, column: 0 })
  })
})

it('keeps line breaks and adds nothing of its own to texts', () => {
  const hard = '一、第一\n\n二、=1+1 <b>粗</b> & "引"\t𬭚镕 😀'
  expect(at(made('shanghai-2018', 2018, { overview: hard }), 'overview').text).toBe(hard)
})

it('takes signature, seal, paper and margins only when asked, each by itself', () => {
  expect(made('shanghai-2018', 2018, {})).toMatchObject({ signature: [], seal: '' })
  const asked = made('shanghai-2018', 2018, {}, { ...PLAIN_SHEET, signature: true, marginsMm: [25, 26, 27, 28] })
  expect(asked.signature).toEqual(['填报人：', '单位负责人：', '填报日期：'])
  expect(asked.seal).toBe('')
  expect(asked.page).toMatchObject({ paper: 'A4', marginsMm: [25, 26, 27, 28] })
  const sealed = made('shanghai-2018', 2018, {}, { ...PLAIN_SHEET, seal: true, paper: 'B5' })
  expect(sealed).toMatchObject({ signature: [], seal: '（单位盖章）', page: { paper: 'B5', marginsMm: [20, 19.5, 20, 19.5] } })
})

it('prints 万元 exactly where the form counts in them, and gives a spreadsheet no number in yuan', () => {
  const amounts: [number, string][] = [[5_800_000, '5.80'], [23_705_736, '23.705736'], [0, '0.00'], [1_234_567_800_000, '1,234,567.80'], [-1, '-0.000001']]
  for (const [totalBudget, words] of amounts) {
    const cell = at(made('national-2015', 2018, { totalBudget }), 'totalBudget')
    expect([cell.text, cell.amount]).toEqual([words, undefined])
  }
})
