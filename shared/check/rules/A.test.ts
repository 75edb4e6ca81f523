import { found, withIndicators } from '../testing'

describe('A01 sub-projects add up', () => {
  it('finds a cent too little or too much', () => {
    expect(found('A01', d => { d.subProjects[0]!.amount! -= 1 })).toEqual(['error subProjects'])
    expect(found('A01', d => { d.currentYearBudget = 1 })).toEqual(['error subProjects'])
  })
  it('adds nothing up while no sub-project has an amount, or the form prints none', () => {
    expect(found('A01', d => { for (const row of d.subProjects) row.amount = null })).toEqual([])
    expect(found('A01', d => { d.subProjects = [] })).toEqual([])
    expect(found('A01', d => { d.currentYearBudget = null })).toEqual([])
    expect(found('A01', d => { d.subProjects[0]!.amount = 1 }, 2026)).toEqual([])
  })
})

describe('A02 whole and yearly budget', () => {
  it('finds a year dearer than the whole, and two budgets in one year', () => {
    expect(found('A02', d => { d.totalBudget! -= 1 })).toEqual(['error currentYearBudget'])
    expect(found('A02', d => { d.totalBudget! += 1 })).toEqual(['warning totalBudget'])
  })
  it('leaves several years and blanks alone', () => {
    expect(found('A02', () => undefined, 2026)).toEqual([])
    expect(found('A02', d => { d.totalBudget = null })).toEqual([])
    expect(found('A02', d => { d.endDate = null; d.totalBudget! += 1 })).toEqual([])
  })
})

describe('A03 sums of sources', () => {
  it('finds both sums', () => {
    expect(found('A03', d => { d.funding.other! += 100; d.funding.carriedOver! += 1 }, 2026)).toEqual(['error totalBudget', 'error currentYearBudget'])
  })
  it('counts a blank as nothing, and is silent where no source is given or asked for', () => {
    expect(found('A03', d => { d.funding.other = null; d.funding.fiscal = d.totalBudget }, 2026)).toEqual([])
    expect(found('A03', d => { d.funding = { fiscal: null, other: null, annualFiscal: null, carriedOver: null, annualOther: null } }, 2026)).toEqual([])
    expect(found('A03', d => { d.funding.fiscal = 5 }, 2020)).toEqual([])
  })
})

describe('A04, A05, A06, A14 against last year', () => {
  it('finds more spent than budgeted', () => expect(found('A04', d => { d.lastYearExecuted = d.lastYearBudget! + 1 })).toEqual(['warning lastYearExecuted']))
  it('finds a larger budget after a poor year, unless the remarks say why', () => {
    const poor = (remarks: string | null) => found('A05', d => { d.lastYearBudget = 800_000_00; d.lastYearExecuted = 600_000_00; d.remarks = remarks })
    expect(poor(null)).toEqual(['warning currentYearBudget'])
    expect(poor('无')).toEqual(['warning currentYearBudget'])
    expect(poor('上年因招标结余，未执行完；今年新增等级测评。')).toEqual([])
    expect(found('A05', d => { d.lastYearExecuted = 100; d.lastYearBudget = d.currentYearBudget })).toEqual([])
    expect(found('A05', d => { d.lastYearBudget = 800_000_00; d.lastYearExecuted = 680_000_00 })).toEqual([])
  })
  it('hints at a change of a fifth', () => {
    expect(found('A06', d => { d.lastYearBudget = 720_000_00 })).toEqual(['hint currentYearBudget'])
    expect(found('A06', d => { d.lastYearBudget = 1_080_000_00 })).toEqual(['hint currentYearBudget'])
    expect(found('A06', d => { d.lastYearBudget = 721_000_00 })).toEqual([])
    expect(found('A06', d => { d.lastYearBudget = 0 })).toEqual([])
  })
  it('finds yuan taken for ten thousands, and says it once', () => {
    const change = (d: Parameters<Parameters<typeof found>[1]>[0]) => { d.lastYearBudget = 84_50 }
    expect(found('A14', change)).toEqual(['warning lastYearBudget'])
    expect(found('A06', change)).toEqual([])
    expect(found('A14', d => { d.lastYearBudget = 845_00 })).toEqual([])
  })
})

describe('A07 kind of project', () => {
  it('finds a recurring project without last year, a single one with it, and maintenance once', () => {
    expect(found('A07', d => { d.lastYearBudget = null; d.lastYearExecuted = null })).toEqual(['warning lastYearBudget'])
    expect(found('A07', d => { d.projectType = '其他一次性项目'; d.projectName = '终端采购' })).toEqual(['warning lastYearBudget'])
    expect(found('A07', d => { d.projectType = '其他一次性项目'; d.lastYearBudget = null; d.lastYearExecuted = null })).toEqual(['warning projectType 其他一次性项目'])
    expect(found('A07', d => { d.projectNature = '一次性项目'; d.projectName = '水质监测站运维' }, 2026)).toEqual(['warning projectNature 一次性项目'])
  })
  it('lets an upgrade be done once, and asks for no last year that the form does not print', () => {
    expect(found('A07', d => { d.projectType = '其他一次性项目'; d.projectName = '设备维护升级改造'; d.lastYearBudget = null; d.lastYearExecuted = null })).toEqual([])
    expect(found('A07', d => { d.projectNature = '经常性项目'; d.lastYearBudget = null; d.lastYearExecuted = null }, 2026)).toEqual([])
    expect(found('A07', d => { d.projectType = null })).toEqual([])
  })
})

describe('A08, A09 dates', () => {
  it('finds an end before the start, and dates outside the form\'s year', () => {
    expect(found('A08', d => { d.startDate = '2020-12-31'; d.endDate = '2020-01-01' })).toEqual(['error endDate'])
    expect(found('A08', d => { d.startDate = '2019-01-01'; d.endDate = '2019-12-31' })).toEqual(['error endDate'])
    expect(found('A08', d => { d.startDate = '2021-01-01'; d.endDate = '2021-12-31' })).toEqual(['error startDate'])
  })
  it('lets a project of several years touch the year, and one end on the day it begins', () => {
    expect(found('A08', d => { d.startDate = '2018-06-01'; d.endDate = '2020-01-01' })).toEqual([])
    expect(found('A08', d => { d.startDate = '2020-05-01'; d.endDate = '2020-05-01' })).toEqual([])
    expect(found('A08', d => { d.startDate = null; d.endDate = null })).toEqual([])
  })
  it('hints at an annual project that stops short', () => {
    expect(found('A09', d => { d.endDate = '2020-12-30' })).toEqual(['hint endDate'])
    expect(found('A09', d => { d.endDate = '2020-06-30' })).toEqual([])
    expect(found('A09', d => { d.startDate = '2020-03-01'; d.endDate = '2020-11-30' })).toEqual([])
  })
})

describe('A10 amounts in texts', () => {
  it.each(['严格控制项目总成本在5.8万元以内。', '本项目总预算为90万元。', '申请资金1,200,000元。'])('finds %s', text => {
    expect(found('A10', d => { d.annualGoal = null; d.overallGoal = text })).toHaveLength(1)
  })
  it.each([
    '严格控制项目总成本在86.4万元以内。', '项目总成本控制在864,000元以内。', '年度预算约86万元。', '上年总预算为84.5万元。', '上年预算安排80万元。', '单价50万元以上的设备须公开招标。', '项目总预算中，终端维护费14.6万元。',
    '节约经费3万元。', '人均培训成本500元。', '为企业减税1000万元。',
  ])('leaves %s', text => expect(found('A10', d => { d.overallGoal = text })).toEqual([]))
})

describe('A11, A12 sub-projects', () => {
  it('finds two of one name and one that repeats the project', () => {
    expect(found('A11', d => { d.subProjects[2]!.name = d.subProjects[0]!.name })).toEqual(['warning subProjects[2].name 平台软件运维服务费'])
    expect(found('A11', d => { d.subProjects = [{ id: 'r1', name: '公共文化云平台运维', amount: d.currentYearBudget }] })).toEqual(['hint subProjects[0].name 公共文化云平台运维'])
  })
  it('lets one sub-project be named by its use', () => expect(found('A11', d => { d.subProjects = [{ id: 'r1', name: '驻场服务费', amount: 1 }] })).toEqual([]))

  const plan = (text: string, ...names: string[]) => found('A12', d => {
    d.plan = text
    d.subProjects = names.map((name, i) => ({ id: `r${i}`, name, amount: 1 }))
    withIndicators(d)
  })
  it('finds sub-projects that a plan told by parts leaves out', () => {
    expect(plan('（1）软件运维\n日常巡检、故障处理。\n（2）硬件运维\n更换部件。', '软件运维费', '硬件运维费', '通讯线路租赁费')).toEqual(['warning plan 软件运维'])
  })
  it('leaves plans told by time or by steps, and ones that name all', () => {
    expect(plan('1.2020年1月：招标\n2.2020年12月：验收', '软件运维费', '通讯线路租赁费')).toEqual([])
    expect(plan('1、制定需求\n2、签订合同\n3、支付费用', '软件运维费', '通讯线路租赁费')).toEqual([])
    expect(plan('（1）软件运维\n日常巡检。\n（2）通讯线路\n按月支付租赁费。', '软件运维费', '通讯线路租赁费')).toEqual([])
  })
})
