import { found, withIndicators } from '../testing'

const promise = (text: string) => found('B01', d => { d.overallGoal = text })

describe('B01 stale years', () => {
  it.each([
    ['确保2019年度系统无故障运行。', '2019年度'], ['2018年完成巡检12次。', '2018年'], ['在2019年1月1日至2019年12月31日期间完成运维。', '2019年1月1日'], ['按照2019年总体要求和计划安排完成任务。', '2019年'],
  ])('finds %s', (text, words) => expect(promise(text)).toEqual([`warning overallGoal ${words}`]))
  it('finds it in plans, names and targets', () => {
    expect(found('B01', d => { d.plan = '2019年3月采购；2020年12月验收。' })).toEqual(['warning plan 2019年3月'])
    expect(found('B01', d => { d.indicators[0]!.value = '2019年底前完成' })).toEqual(['warning indicators[0].value 2019年'])
  })
  it('finds a step of a plan that begins with a year gone by, and a time after the end', () => {
    expect(found('B01', d => { d.plan = '1月签订合同；2019年中心完成对项目的验收。' })).toEqual(['warning plan 2019年'])
    expect(found('B01', d => { d.plan = '2019年已完成招标，2020年1月签订合同；12月验收。' })).toEqual([])
    expect(found('B01', d => { d.plan = '1月：签订2019年度服务合同；12月：年度考核。' })).toEqual(['warning plan 2019年度'])
    expect(promise('2019年完成绩效评价项目30个。')).toEqual(['warning overallGoal 2019年'])
    expect(found('B01', d => withIndicators(d, '产出目标|时效|工程完成时限|2021年3月底前', '影响力目标|长效管理|设施使用年限|2030年'))).toEqual(['warning indicators[0].value 2021年3月'])
  })
  it('leaves quantities and baselines', () => expect(found('B01', d => withIndicators(d, '产出目标|数量|利用人次|>=2000', '产出目标|数量|加工页数|1998', '效果目标|社会效益|平均车速提升率（较2018年）|>=8%'))).toEqual([]))
  it.each([
    '系统自2017年建成投入使用以来运行平稳，2020年继续保持。', '贯彻《示范区2019年工作要点》。', '按照云示财〔2019〕12号文执行。', '符合GB/T 22239-2019要求。', '落实行动计划（2018-2019）成果。', '故障次数比2019年下降10%。',
    '根据2018年招标结果签订2020年合同。', '2019年已完成采购，2020年实施。', '2021年以后逐年推广。', '以2019年为基数。',
  ])('leaves %s', text => expect(promise(text)).toEqual([]))
  it('lets the overview tell the past, and a project of several years its own years', () => {
    expect(found('B01', d => { d.overview = '2018年本馆服务群众30万人次。' })).toEqual([])
    expect(found('B01', d => { d.overallGoal = '2025年至2027年分批轮疏；2025年完成12条段。' }, 2026)).toEqual([])
    expect(found('B01', d => { d.overallGoal = '2023年完成12条段。' }, 2026)).toEqual(['warning overallGoal 2023年'])
  })
})

describe('B02 years of two digits', () => {
  it('finds them', () => expect(found('B02', d => { d.plan = '19年12月完成采购；全年运维。' })).toEqual(['warning plan 19年']))
  it('leaves lengths of time', () => expect(found('B02', d => { d.plan = '质保10年，服务满15年的设备于6月更换，近20年无更新。' })).toEqual([]))
})

describe('B03 plan periods that are over', () => {
  it.each([
    ['《信息化“十二五”规划》。', '十二五'], ['《智慧城市行动计划（2014-2016）》。', '2014-2016'], ['示范区行动方案（2017—2019年）。', '2017—2019年'],
  ])('finds %s', (text, words) => expect(found('B03', d => { d.basis = text })).toEqual([`warning basis ${words}`]))
  it.each(['《公共文化“十三五”规划》。', '《三年行动计划（2018-2020）》。', '“十二五”期间建成了分馆体系，《公共文化服务保障法》要求继续做好服务。', '《“十四五”规划纲要》'])('leaves %s', text => expect(found('B03', d => { d.basis = text })).toEqual([]))
  it('finds the period behind the title', () => expect(found('B03', d => { d.basis = '《公共服务发展规划》（2011-2015年）。' })).toEqual(['warning basis 2011-2015年']))
  it('says each period once', () => expect(found('B03', d => { d.basis = '《“十二五”规划》'; d.overview = '符合“十二五”规划的要求。' })).toEqual(['warning basis 十二五']))
})

describe('B04 another year\'s plan', () => {
  it('finds it', () => expect(found('B04', d => { d.basis = '《文化馆2018年工作要点》（云示文〔2018〕3号）。' })).toEqual(['warning basis 《文化馆2018年工作要点》']))
  it('leaves this year\'s, and documents that stay in force', () => {
    expect(found('B04', d => { d.basis = '《文化馆2020年工作要点》、《2018年版数据标准》、《三年工作计划（2018-2020年）》、《2019—2021年三年工作计划》。' })).toEqual([])
  })
})

describe('B05 contracts', () => {
  const texts = (overview: string, safeguards = '按制度执行，加强监督管理，确保资金安全规范使用。') => found('B05', d => { d.overview = overview; d.safeguards = safeguards; d.basis = '《某法》' })
  it.each([
    '2016年通过招标确定运维单位，招标结果三年有效。', '2019年公开招标，招标结果三年有效，2019年是招标后第一年。', '2018年招标，招标结果三年有效，2020年是招标后第五年。', '2018年招标，结果两年有效，2020年是招标后第三年。',
  ])('finds %s', text => expect(texts(text).length).toBeGreaterThan(0))
  it('finds years that differ between texts', () => expect(texts('2019年通过招标确定运维单位，招标结果三年有效。', '于2018年进行招标工作，确定中标供应商。')).toEqual(['warning safeguards 于2018年进行招标工作']))
  it.each([
    '2019年通过招投标方式确定运维单位，招标结果三年有效，2020年是招标后第二年。', '招标结果三年有效。2020年是该项目招投标之后的第三年，2020年项目根据2018年招标结果签订合同。', '2020年计划通过招标确定运维单位，三年有效。', '2013年建成，质保三年。',
  ])('leaves %s', text => expect(texts(text)).toEqual([]))
})

describe('B06 a year in the name', () => {
  it('finds another year', () => expect(found('B06', d => { d.projectName = '文化云平台2019年运维' })).toEqual(['warning projectName 2019年']))
  it('leaves this year, the project\'s years, and numbers', () => {
    expect(found('B06', d => { d.projectName = '信息系统 (2020升级改造)' })).toEqual([])
    expect(found('B06', d => { d.projectName = '河道轮疏（2025-2027）' }, 2026)).toEqual([])
    expect(found('B06', d => { d.projectName = '世博路2010号楼运维' })).toEqual([])
  })
  it('lets dates of another year excuse no name', () => {
    expect(found('B06', d => { d.projectName = '家庭教育指导2019'; d.startDate = '2019-01-01'; d.endDate = '2019-12-31' })).toEqual(['warning projectName 2019'])
  })
})

describe('B07 past tense', () => {
  it('finds a goal that is told as done', () => {
    expect(found('B07', d => { d.overallGoal = '与街镇建立了长效机制。' })).toEqual(['hint overallGoal 建立了'])
    expect(found('B07', d => { d.indicators[0]!.value = '完成了全部任务' })).toEqual(['hint indicators[0].value 完成了'])
  })
  it('leaves the overview, and 为了', () => expect(found('B07', d => { d.overview = '建立了文化云平台。'; d.overallGoal = '为了服务群众，建立长效机制，了解需求。' })).toEqual([]))
})

describe('B08 bodies that ended', () => {
  const said = (text: string) => found('B08', d => { d.overallGoal = text })
  it.each([['与市工商局共享数据。', '工商局'], ['加强与国家工商总局的合作。', '国家工商总局'], ['配合环保局检查。', '环保局']])('finds %s', (text, words) => expect(said(text)).toEqual([`warning overallGoal ${words}`]))
  it.each(['落实《国家旅游局关于服务的通知》。', '与文化和旅游局、住房和城乡建设部、银保监会协作。', '接收原工商局移交的档案。', '与市场监督管理局共享数据。'])('leaves %s', text => expect(said(text)).toEqual([]))
  it('lets a body live in its own years', () => expect(found('B08', d => { d.annualGoal = '与市工商局共享数据。' }, 2018)).toEqual([]))
})
