import { lexiconOf } from './lexicon'
import { orderedLevels } from './orderedLevels'
import { streamOf } from './stream'
import { documentOf, EDITIONS, recogniseText } from './testing'
import { tidyLines } from './tidyLines'
import { recognise } from '.'
import type { SourceDocument } from './types'

const [e2018, e2020] = EDITIONS as [(typeof EDITIONS)[number], (typeof EDITIONS)[number]]

const LABELS = ['项目名称', '项目类型', '资金用途', '开始时间 结束时间', '项目概况', '立项依据', '项目设立的必', '要性', '保证项目实施', '的制度、措施', '项目总预算（元） 项目当年预算（元）', '同名项目上年预算额（元）', '同名项目上年预算执行数（元）', '子项目名称 预算金额（元）', '项目实施计划', '项目总目标', '年度绩效目标', '绩效指标 指标目标值']
const TICKS = ['市委市政府已确定的新增项目□    结转项目□    其他一次性项目□', '经常性专项业务费√    其他经常性项目□', '基本建设工程类□    信息化建设类□    政策补贴类□', '政府购买服务√    资产购置类□    其他事业专业类□']
const OVERVIEW = '东澜市湿地鸟类监测站网建于2011年，现有监测站点17个，近年来每年记录鸟类约240种，主要由站点值守、环志和数据整理三部分组成。'
const BASIS = '《东澜市湿地保护条例》（澜府发〔2014〕9号）。'
const NECESSITY = '为了掌握鸟类资源变化，必须安排专项经费，因此本项目的实施具有重要意义。'
const SAFEGUARDS = '严格执行财务管理制度和内部控制规范，专人负责，按季检查监测记录。'
const PLAN = '第一季度签订合同，4月至11月按月监测，12月底前组织验收并支付尾款。'
const GOAL = '本项目总目标是长期掌握湿地鸟类资源状况，促进湿地保护。'
const ANNUAL = '年度绩效目标：当年完成监测204站次，数据准确率达到98%以上。'
const HEAD = ['上海市财政支出项目绩效目标申报表', '(2018年 )']

describe('lines as copies have them', () => {
  it('page numbers are in no value, and are kept', () => {
    const rows = streamOf(documentOf(`备注\n\n费用按实结算\n\n第 2 页\n\n\n\n产出目标\n\n- 3 -\n`))
    const { rows: own, furniture } = tidyLines(rows, lexiconOf(e2018))
    expect(furniture).toEqual(['第 2 页', '- 3 -'])
    expect(own.flatMap(row => row.cells.map(cell => cell.text))).toEqual(['备注', '费用按实结算', '产出目标'])
  })

  it('parts a label from the value it is glued to, where it stands nowhere else and ends no sentence', () => {
    const line = (text: string): string[] => tidyLines(streamOf(documentOf(text)), lexiconOf(e2018)).rows.flatMap(row => row.cells.map(cell => cell.text))
    expect(line('湿地鸟类监测（运维）项目名称\n\n监测站次产出目标 ≥204站次')).toEqual(['湿地鸟类监测（运维）  项目名称', '监测站次  产出目标 ≥204站次'])
    expect(line('各单位应填报本单位的项目名称\n\n项目名称')).toEqual(['各单位应填报本单位的项目名称', '项目名称'])
    expect(line('完成各项产出目标')).toEqual(['完成各项产出目标'])
  })

  it('reads values that come after all labels', () => {
    const values = ['申报单位名称：东澜市湿地保护管理站', '湿地鸟类监测业务费', ...TICKS, '2018/1/1 2018/12/31', OVERVIEW, BASIS, NECESSITY, SAFEGUARDS, '360000 360000', '340000 331500', '监测站点值守费 240000', '环志与数据整理费 120000', PLAN, GOAL, ANNUAL]
    const rows = ['投入和管理目标', '预算执行率 ≥95%', '资金使用合规性 合规', '产出目标', '监测站次 ≥204站次', '数据准确率 ≥98%']
    const [found] = recogniseText([...HEAD, ...LABELS, ...values, '', ...rows].join('\n')).declarations
    expect(found?.declaration).toMatchObject({ projectName: '湿地鸟类监测业务费', totalBudget: 36_000_000, currentYearBudget: 36_000_000, lastYearBudget: 34_000_000, lastYearExecuted: 33_150_000, overview: OVERVIEW, plan: PLAN, annualGoal: ANNUAL })
    expect(found?.declaration.subProjects.map(row => [row.name, row.amount])).toEqual([['监测站点值守费', 24_000_000], ['环志与数据整理费', 12_000_000]])
  })

  it('pairs columns of names and of amounts, of names and of targets', () => {
    const lines = [...HEAD, '申报单位名称：东澜市湿地保护管理站', '项目名称', '湿地鸟类监测业务费', '项目类型', ...TICKS.slice(0, 2), '资金用途', ...TICKS.slice(2), '开始时间', '2018-01-01', '结束时间', '2018-12-31', '项目概况', OVERVIEW, '立项依据', BASIS, '项目设立的必要性', NECESSITY, '保证项目实施的制度、措施', SAFEGUARDS,
      '项目总预算（元） 项目当年预算（元）', '360000', '360000', '子项目名称', '预算金额（元）', '监测站点值守费', '环志与数据整理费', '240000', '120000', '项目实施计划', PLAN, '项目总目标', GOAL, '年度绩效目标', ANNUAL,
      '绩效指标', '投入和管理目标', '预算执行率', '资金使用合规性', '产出目标', '监测站次完成率', '数据校验准确率', '监测报告提交及时性', '指标目标值', '≥95%', '合规', '=100%', '≥98%', '及时']
    const [found] = recogniseText(lines.join('\n\n')).declarations
    expect(found?.declaration.subProjects.map(row => [row.name, row.amount])).toEqual([['监测站点值守费', 24_000_000], ['环志与数据整理费', 12_000_000]])
    expect(found?.declaration).toMatchObject({ totalBudget: 36_000_000, currentYearBudget: 36_000_000 })
    expect(found?.declaration.indicators.map(row => [row.name, row.value])).toEqual([['预算执行率', '≥95%'], ['资金使用合规性', '合规'], ['监测站次完成率', '=100%'], ['数据校验准确率', '≥98%'], ['监测报告提交及时性', '及时']])
  })

  it('tells choices without boxes by the words of the form, also where a narrow cell has broken them', () => {
    const lines = ['财政项目支出绩效目标申报表', '(2020)年度', '申报单位名称：东澜市湿地保护管理站', '湿地鸟类监测业务费 经常性专项业', '项目名称*： 项目类别*：', '务费', '计划开始日期*： 2020-01-01 计划完成日期*： 2020-12-31', '绩效类型： 政策补贴类', '项目概况*：', OVERVIEW, '立项依据*：', BASIS, '项目设立的必要性*：', NECESSITY, '项目实施计划*：', PLAN, '总目标及阶段性目标：', GOAL]
    const [found] = recogniseText(lines.join('\n\n')).declarations
    expect(found?.declaration).toMatchObject({ projectName: '湿地鸟类监测业务费', projectType: '经常性专项业务费', performanceType: '政策补贴类' })
  })

  it('puts a name together that its cell has broken round its label', () => {
    const lines = ['财政项目支出绩效目标申报表', '(2020)年度', '申报单位名称：东澜市湿地保护管理站', '湿地鸟类监测设备购置（相机、', '项目名称*： 项目类别*： 其他一次性项目', '望远镜）', '计划开始日期*： 2020-01-01 计划完成日期*： 2020-12-31', '项目概况*：', OVERVIEW, '立项依据*：', BASIS, '项目设立的必要性*：', NECESSITY, '项目实施计划*：', PLAN, '总目标及阶段性目标：', GOAL]
    const [found] = recogniseText(lines.join('\n\n')).declarations
    expect(found?.declaration.projectName).toBe('湿地鸟类监测设备购置（相机、望远镜）')
  })
})

describe('levels of columns that came apart', () => {
  it('follow the order of the form, and each gets a row', () => {
    const printed = [{ level1: '产出目标', level2: null }, { level1: '产出目标', level2: '数量' }, { level1: '产出目标', level2: '质量' }, { level1: '产出目标', level2: '时效' }, { level1: '效果目标', level2: null }, { level1: '效果目标', level2: '满意度' }]
    const given = orderedLevels(['监测站次', '环志数量', '数据准确率', '报告提交及时性', '观鸟市民满意度'], printed, e2020.levels)
    expect(given.map(level => level.level2)).toEqual(['数量', '数量', '质量', '时效', '满意度'])
    expect(given.map(level => level.level1)).toEqual(['产出目标', '产出目标', '产出目标', '产出目标', '效果目标'])
  })
})

describe('tables', () => {
  const form = (name: string): string[][] => [['项目名称*：', name, '项目类别*：', '经常性专项业务费'], ['计划开始日期*：', '2020-01-01', '计划完成日期*：', '2020-12-31'], ['项目概况*：', OVERVIEW, '', ''], ['立项依据*：', BASIS, '', ''], ['项目实施计划*：', PLAN, '', ''], ['一级目标', '二级目标', '三级目标', '指标目标值'], ['产出目标', '数量', '监测站次', '>=204站次'], ['', '质量', '数据准确率', '>=98%']]
  const tsv = (rows: string[][]): string => rows.map(row => row.join('\t')).join('\n')

  it('two forms side by side', () => {
    const [left, right] = [form('湿地鸟类监测业务费'), form('湿地植被恢复业务费')]
    const rows = left.map((row, i) => [...row, '', ...right[i]!])
    const { declarations } = recogniseText(tsv([['财政项目支出绩效目标申报表', '', '', '', '', '财政项目支出绩效目标申报表', '', '', ''], ...rows]))
    expect(declarations.map(({ declaration }) => [declaration.projectName, declaration.indicators.length])).toEqual([['湿地鸟类监测业务费', 2], ['湿地植被恢复业务费', 2]])
  })

  it('a unit behind wide blanks in its cell', () => {
    const [found] = recogniseText(tsv([['财政项目支出绩效目标申报表', ''], ['申报单位名称：   东澜市湿地保护管理站', ''], ...form('湿地鸟类监测业务费')])).declarations
    expect(found?.declaration.unitName).toBe('东澜市湿地保护管理站')
  })

  it('a stray sign between two pages ends no form', () => {
    const grid = (rows: string[][], first: number): SourceDocument['blocks'][number] => ({ kind: 'grid', where: `${first}`, cells: rows.flatMap((row, r) => row.map((text, column) => ({ row: r, column, rowSpan: 1, colSpan: 1, text }))) })
    const rows = form('湿地鸟类监测业务费')
    const document: SourceDocument = { name: 'pages', blocks: [{ kind: 'lines', lines: ['财政项目支出绩效目标申报表', '(2020)年度'] }, grid(rows.slice(0, 5), 0), { kind: 'lines', lines: ['、'] }, grid(rows.slice(5), 1)] }
    const [found, ...more] = recognise(document, EDITIONS).declarations
    expect(more).toEqual([])
    expect(found?.declaration.indicators.map(row => [row.level2, row.name])).toEqual([['数量', '监测站次'], ['质量', '数据准确率']])
  })

  it('the indicators alone', () => {
    const [found] = recogniseText(tsv(form('').slice(5))).declarations
    expect(found?.declaration).toMatchObject({ edition: 'shanghai-2020', projectName: null })
    expect(found?.declaration.indicators.map(row => [row.level1, row.level2, row.name, row.value])).toEqual([['产出目标', '数量', '监测站次', '>=204站次'], ['产出目标', '质量', '数据准确率', '>=98%']])
  })

  it('goals under their labels in rows that lost their merged cells', () => {
    const rows = [['财政项目支出绩效目标申报表'], ['（2026年度）'], ['项目名称', '湿地鸟类监测业务费', '项目性质', '经常性项目', '项目类别', '特定目标类'], ['主管部门', '东澜市绿化局', '实施单位', '东澜市湿地保护管理站'], ['计划开始日期', '2026-01-01', '计划完成日期', '2026-12-31'], ['项目资金（元）', '项目资金总额', '360,000.00', '年度资金申请总额', '360,000.00'], ['其中：财政资金', '360,000.00', '其中：当年财政拨款', '360,000.00'], ['项目绩效目标', '项目总目标', '年度总体目标'], [GOAL, ANNUAL]]
    const [found] = recogniseText(tsv(rows)).declarations
    expect(found?.declaration).toMatchObject({ overallGoal: GOAL, annualGoal: ANNUAL })
  })
})

describe('how sure', () => {
  it('a text that begins amid a sentence or a list is doubtful', () => {
    const lines = [...HEAD, '申报单位名称：东澜市湿地保护管理站', '项目名称 湿地鸟类监测业务费', '项目类型', ...TICKS.slice(0, 2), '资金用途', ...TICKS.slice(2), '开始时间 2018-01-01 结束时间 2018-12-31', '项目概况', OVERVIEW, '立项依据', BASIS, '项目设立的必要性', NECESSITY, '保证项目实施的制度、措施', '2、每季度检查一次；', '项目实施计划', PLAN, '项目总目标', GOAL, '年度绩效目标', ANNUAL, '绩效指标 指标目标值', '产出目标', '监测站次 ≥204站次', '备注']
    const [found] = recogniseText(lines.join('\n\n')).declarations
    const sure = (field: string): number => found?.evidence.findLast(entry => entry.field === field)?.confidence ?? 0
    expect(found?.declaration.safeguards).toBe('2、每季度检查一次；')
    expect(sure('safeguards')).toBeLessThan(0.8)
    expect(sure('overview')).toBeGreaterThanOrEqual(0.8)
  })
})

describe('cells that copies have cut', () => {
  it('a label of an amount that an empty line has parted', () => {
    const { rows } = tidyLines(streamOf(documentOf('同名项目上年预算额（\n\n元）\n\n340000')), lexiconOf(e2018))
    expect(rows.flatMap(row => row.cells.map(cell => cell.text))).toEqual(['同名项目上年预算额（元）', '340000'])
  })

  it('a number and its 万 are one', () => {
    const { declarations } = recogniseText(['财政项目支出绩效目标申报表', '(2020)年度', '项目名称*：', '湿地科普活动业务费', '计划开始日期*：', '2020-01-01', '计划完成日期*：', '2020-12-31', '项目概况*：', OVERVIEW, '立项依据*：', BASIS, '一级目标', '二级目标', '三级目标', '指标目标值', '产出目标', '数量', '参观人次 ≥14.8万人次', '质量', '讲解差错率 ≤1%'].join('\n'))
    expect(declarations[0]?.declaration.indicators.map(row => [row.name, row.value])).toEqual([['参观人次', '≥14.8万人次'], ['讲解差错率', '≤1%']])
  })
})
