import { applyPatches } from '../../declaration/patch'
import { EDITIONS, findingsOf, found, good, withIndicators } from '../testing'

/** What a rule finds among these indicators alone (2020 edition unless said otherwise): `severity field words`. */
const among = (rule: string, ...rows: string[]) => found(rule, d => withIndicators(d, ...rows))
const one = (rule: string, name: string, value: string) => among(rule, `产出目标|数量|${name}|${value}`).length

/** The values after each repair that a rule offers. */
function repairs(rule: string, edition: 2018 | 2020 | 2026, name: string, value: string): (string | null | undefined)[] {
  const declaration = good[edition]()
  withIndicators(declaration, `产出目标||${name}|${value}`)
  return findingsOf(declaration).filter(finding => finding.rule === rule).map(finding => applyPatches(declaration, finding.repair ?? []).declaration.indicators[0]?.value)
}

describe('C01 no value', () => {
  it('finds a name alone and a value alone, not an empty row', () => {
    expect(among('C01', '产出目标|数量|巡检次数|', '产出目标|数量||≥3次', '产出目标|数量||')).toEqual(['error indicators[0].value', 'error indicators[1].name'])
  })
})

describe('C02 repeats its name', () => {
  it.each([['巡检计划完成', '巡检计划完成'], ['档案归档情况', '档案归档'], ['信息共享（机制）', '信息共享机制']])('finds %s: %s', (name, value) => expect(one('C02', name, value)).toBe(1))
  it.each([['档案整理', '档案整理完整'], ['长效机制建立情况', '建立'], ['应急预案', '建立应急预案'], ['巡检次数', '≥12次']])('leaves %s: %s', (name, value) => expect(one('C02', name, value)).toBe(0))
})

describe('C03 level words', () => {
  it('finds a level word as a name, whatever the value', () => {
    expect(among('C03', '产出目标|数量|数量目标|定期维护检查次数', '产出目标|质量|质量指标|≥95%', '效果目标|社会效益|社会效益|提供服务')).toHaveLength(3)
  })
  it('leaves names that only begin so', () => expect(among('C03', '产出目标|数量|数量目标完成率|=100%', '产出目标|成本|成本控制合理性|合理')).toEqual([]))
})

describe('C04 no figure', () => {
  it.each([['故障处理及时率', '及时'], ['设备故障次数', '比上一年度有所减少'], ['系统运行故障率', '全年无重大故障发生'], ['故障响应时间', '快速响应'], ['群众知晓度', '较高'], ['用户满意度', '满意'], ['新增违建发生数', '降低'], ['培训人次', '完成计划']])(
    'finds %s: %s', (name, value) => expect(one('C04', name, value)).toBe(1))
  it.each([['故障处理及时率', '=100%'], ['重大事故次数', '无'], ['企业检查覆盖率', '全覆盖'], ['重大事故次数', '不发生'], ['例会次数', '每月一次'], ['工作效率', '提高'], ['项目完成时间', '年内完成'], ['项目完成时间', '按合同约定'], ['完成及时性', '及时'], ['培训人次', '一千人次'], ['运维服务时间', '全天']])(
    'leaves %s: %s', (name, value) => expect(one('C04', name, value)).toBe(0))
})

describe('C05 no baseline', () => {
  it.each([['工作效率', '提高'], ['设备性能', '比上一年度有所提升'], ['社会影响', '进一步扩大'], ['能耗', '下降5%'], ['服务能力', '加强与街镇的信息共享']])('finds %s: %s', (name, value) => expect(one('C05', name, value)).toBe(1))
  it.each([['能耗下降率', '≥5%'], ['能耗', '比上年下降5%'], ['能耗较改造前', '下降≥5%'], ['办理时限', '由10天缩短至7天'], ['提升改造面积', '≥300平方米'], ['满意度', '≥90%']])('leaves %s: %s', (name, value) => expect(one('C05', name, value)).toBe(0))
})

describe('C06 praise only', () => {
  const rows = (words: number, figures: number) => [
    ...Array.from({ length: words }, (_, i) => `产出目标|质量|事项${i}规范性|规范、完整`),
    ...Array.from({ length: figures }, (_, i) => `产出目标|数量|事项${i}数量|≥${i}个`),
  ]
  it('warns of the whole when more than half have no figure', () => expect(among('C06', ...rows(4, 3))).toEqual(['warning indicators']))
  it('counts level words among them', () => expect(among('C06', '产出目标|数量|数量目标|巡检次数', '产出目标|质量|质量目标|无故障时间', '投入与管理|投入管理|经费控制|不超过预算要求', '效果目标|满意度|满意度目标|满足需求', '产出目标|时效|巡检次数|>=4次')).toEqual(['warning indicators']))
  it('hints at single ones otherwise, and not at management, where bureaus ask for such words', () => {
    expect(among('C06', ...rows(1, 4))).toEqual(['hint indicators[0].value 规范、完整'])
    expect(among('C06', '投入与管理|财务管理|财务管理制度健全性|健全', ...rows(0, 4))).toEqual([])
    expect(among('C06', ...rows(3, 3).slice(0, 6), '产出目标|质量|测评|通过二级测评认证')).toHaveLength(1)
  })
})

describe('C07 operators', () => {
  const complains = (value: string) => one('C07', '完成率', value)
  it.each([['大于等于95%'], ['不低于95%'], ['95%以上'], ['100%'], ['全年不超过1次'], ['不超过10分钟'], ['5个工作日内'], ['不得低于95%'], ['不超2小时'], ['=每月一次'], ['=至少每天2次'], ['＝健全']])('finds %s', value => expect(complains(value)).toBe(1))
  it.each([['≥95%'], ['>=95%'], ['=100%'], ['全年<=2次'], ['985米'], ['每月一次'], ['健全'], ['7×24小时'], ['90%以上功能得到应用'], ['']])('leaves %s', value => expect(complains(value)).toBe(0))
  it('leaves a rate of no events to the check of percentages', () => expect([one('C07', '事故率', '0%'), one('C08', '事故率', '0%'), one('C07', '超支率', '0%')]).toEqual([0, 1, 1]))
  it('finds the rarer way where a form mixes two', () => expect(among('C07', '产出目标|数量|甲率|>=95%', '产出目标|数量|乙率|>=90%', '产出目标|数量|丙率|≥80%', '产出目标|数量|丁率|=100%')).toEqual(['warning indicators[2].value ≥80%']))
  it('takes the edition\'s way where both are equally many', () => expect(among('C07', '产出目标|数量|甲率|>=95%', '产出目标|数量|乙率|≥90%')).toEqual(['warning indicators[1].value ≥90%']))
  it('writes the repair as the edition does', () => {
    expect(repairs('C07', 2018, '用户满意度', '不低于85%')).toEqual(['≥85%'])
    expect(repairs('C07', 2020, '用户满意度', '85%')).toEqual(['>=85%'])
    expect(repairs('C07', 2026, '用户满意度', '85%以上')).toEqual(['≥85.00(%)'])
    expect(repairs('C07', 2026, '丢包率', '2%')).toEqual(['≤2.00(%)'])
    expect(repairs('C07', 2020, '完成率', '100%')).toEqual(['=100%'])
  })
})

describe('C08 percentages', () => {
  it('repairs 1 and 0.95', () => {
    expect(repairs('C08', 2020, '验收合格率', '1')).toEqual(['=100%'])
    expect(repairs('C08', 2026, '用户满意度', '0.95')).toEqual(['≥95.00(%)'])
    expect(repairs('C08', 2020, '验收合格率', '≥0.985')).toEqual(['>=98.5%'])
  })
  it('makes a count of a rate of nought', () => {
    const declaration = good[2020]()
    withIndicators(declaration, '产出目标|质量|重大运维事故发生率|<=0.00%')
    const [finding] = findingsOf(declaration).filter(entry => entry.rule === 'C08')
    expect(applyPatches(declaration, finding?.repair ?? []).declaration.indicators[0]).toMatchObject({ name: '重大运维事故发生次数', value: '=0次' })
  })
  it.each([['用户满意度', '≥120%'], ['验收合格率', '=101%'], ['办结率', '>100%']])('finds more than all of it: %s %s', (name, value) => expect(one('C08', name, value)).toBe(1))
  it.each([['收入增长率', '≥120%'], ['计划完成率', '≥105%'], ['成本控制率', '≤100%'], ['亿元产值事故死亡率', '≤0.005']])('leaves %s %s', (name, value) => expect(one('C08', name, value)).toBe(0))
  it.each([['巡检次数', '1'], ['验收合格率', '=100%'], ['验收合格率', '98'], ['科目调整率', '=0%'], ['工作效率', '1']])('leaves %s: %s', (name, value) => expect(one('C08', name, value)).toBe(0))
})

describe('C09 units', () => {
  it.each([['信息传递速度', '>=10000KB'], ['培训人数', '≥100人次'], ['培训人次', '≥100人'], ['巡检次数', '≥12'], ['用户满意度', '≥95'], ['故障响应时间', '≤10'], ['故障响应时间', '≤10次'], ['验收合格率', '=100次'], ['故障次数', '≤5%'], ['人均培训成本', '≤300'], ['活动完成时间', '≥12场'], ['受益群众人次', '≥15万人'], ['单项成本', '≤5次']])('finds %s: %s', (name, value) => expect(one('C09', name, value)).toBe(1))
  it.each([['信息传递速度', '>=10000KB/s'], ['培训人数', '≥100人'], ['巡检次数', '≥12次'], ['用户满意度', '≥95分'], ['验收合格率', '1'], ['故障响应时间', '≤10分钟'], ['报告提交时限', '≤5个工作日'], ['美化指数', '≥80'], ['道路长度', '985米'], ['及时性', '及时'], ['人均培训成本', '≤300元/人'], ['项目总成本', '≤98万元'], ['预算成本控制率', '≤100%'], ['开放时间', '≥300天'], ['受益群众人次', '≥15万人次']])(
    'leaves %s: %s', (name, value) => expect(one('C09', name, value)).toBe(0))
})

describe('C10 direction', () => {
  it.each([['用户满意度', '≤90%'], ['系统运行故障率', '≥2%'], ['故障响应时间', '≥10分钟'], ['验收合格率', '<95%'], ['平台故障率', '=100%']])('finds %s: %s', (name, value) => expect(one('C10', name, value)).toBe(1))
  it.each([['用户满意度', '≥90%'], ['系统运行故障率', '≤2%'], ['故障修复率', '≥95%'], ['故障率下降', '≥5%'], ['平均故障间隔时间', '≥720小时'], ['投诉减少次数', '≥5次'], ['无故障运行时间', '≥8000小时'], ['事故次数', '=0次']])(
    'leaves %s: %s', (name, value) => expect(one('C10', name, value)).toBe(0))
})

describe('C11 two targets', () => {
  it.each(['≥95%，≤2次', '10场、500人次', '合格率≥95%，及时率≥90%', '3次和2次'])('finds %s', value => expect(one('C11', '完成情况', value)).toBe(1))
  it.each(['每周7天*24小时', '10-15天', '≥95%', '规范、完整', '2020年6月30日、12月31日前完成', '90%以上功能得到应用', '7×24小时', '6月、12月各1次', '1,200人次'])('leaves %s', value => expect(one('C11', '完成情况', value)).toBe(0))
})

describe('C12 levels', () => {
  it.each([
    '效果目标|经济效益|运维事件响应时间|<=10分钟', '效果目标|社会效益|日常运维故障修复率|=100%', '产出目标|质量|巡检计划完成率|=100%', '效果目标|经济效益|项目实施支出成本合理性|合理', '影响力目标|长效管理|验收结果|通过',
    '产出目标|质量|用户满意度|>=90%', '产出目标|数量|预算执行率|>=95%', '效果目标|社会效益|网络边界事故数|<=1次',
  ])('finds %s', row => expect(among('C12', row)).toHaveLength(1))
  it.each([
    '产出目标|时效|运维事件响应时间|<=10分钟', '产出目标|数量|巡检计划完成率|=100%', '投入与管理|投入管理|预算资金到位率|=100%', '投入与管理|资产管理|设备入账入库及时性|及时', '效果目标|环境效益|水质达标率|>=90%', '效果目标|社会效益|案件结案率|>=95%',
    '效果目标|社会效益|考生投诉处理率|=100%', '效果目标|社会效益|考试违规处理率|=100%', '效果目标|满意度|用户满意度|>=90%', '影响力目标|人力资源|常驻人员数量|>=3人', '效果目标|社会效益|平台功能应用率|>=90%', '影响力目标|长效管理|运维档案归档工作|完整', '效果目标|经济效益|成本节约率|>=5%', '效果目标|社会效益|线上活动场次|>=600场',
  ])('leaves %s', row => expect(among('C12', row)).toEqual([]))
  it('only hints where bureaus let it stand, and leaves measures of the environment at its level', () => {
    expect(among('C12', '效果目标|社会效益|网络边界事故数|<=1次', '产出目标|质量|活动计划完成率|=100%')).toEqual(['hint indicators[0].level2 社会效益', 'hint indicators[1].level2 质量'])
    expect(found('C12', d => withIndicators(d, '成本指标|生态环境成本指标|扬尘在线监测达标率|≥95.00(%)', '效益指标|生态效益指标|绿地景观完好率|≥95.00(%)', '效益指标|生态效益指标|设备完好率|≥95.00(%)'), 2026)).toEqual(['warning indicators[2].level2 生态效益指标'])
  })
  it('knows that the 2026 form has no level for execution, and lets first levels alone hold much', () => {
    const messages = (rows: string[], edition: 2018 | 2026) => found('C12', d => withIndicators(d, ...rows), edition)
    expect(messages(['产出指标|数量指标|预算执行率|≥95.00(%)'], 2026)).toEqual(['warning indicators[0].level2 数量指标'])
    expect(messages(['效果目标||软件运行完好率|=100.00%', '影响力目标||用户满意度|≥95.00%', '效果目标||案件结案率|≥95%'], 2018)).toEqual([])
    expect(messages(['效果目标||故障响应时间|≤10分钟', '产出目标||用户满意度|≥95.00%'], 2018)).toHaveLength(2)
  })
})

describe('C13 wanted levels', () => {
  const missing = (edition: 2018 | 2020 | 2026, ...rows: string[]) => found('C13', d => withIndicators(d, ...rows), edition).length
  it('wants quantity, quality, timeliness, a benefit and satisfaction', () => {
    expect(missing(2018, '产出目标||加工数量|≥1页')).toBe(4)
    expect(missing(2018, '产出目标||接待人次|≥1人次', '产出目标||信访答复率|=100%', '产出目标||7日内程序回复率|=100%', '效果目标||出证率|≥80%', '效果目标||用户满意度|≥80%')).toBe(0)
    expect(missing(2018, '产出目标||加工数量|≥1页', '产出目标||合格率|=100%', '产出目标||完成及时率|=100%', '效果目标||出证率|≥80%')).toBe(1)
    expect(missing(2018, '产出目标||加工数量|≥1页', '产出目标||合格率|=100%', '产出目标||完成及时率|=100%', '效果目标||用户满意度|≥80%')).toBe(1)
    expect(missing(2020, '产出目标|数量|甲|≥1页', '产出目标|质量|乙|=100%', '产出目标|时效|丙|=100%', '效果目标|社会效益|丁|≥80%', '效果目标|满意度|戊|≥80%')).toBe(0)
    expect(missing(2026, '产出指标|数量指标|甲|≥1页', '产出指标|质量指标|乙|=100%', '产出指标|时效指标|丙|=100%', '效益指标|社会效益指标|丁|≥80%', '满意度指标|服务对象满意度指标|戊|≥80%')).toBe(1)
  })
  it('counts level words as what they stand for, and says nothing of an empty form', () => {
    expect(missing(2018, '产出目标||数量目标|甲', '产出目标||质量目标|乙', '产出目标||时效目标|丙', '效果目标||社会效益目标|丁', '影响力目标||满意度目标|戊')).toBe(0)
    expect(missing(2018)).toBe(0)
  })
  it('is asked for by data', () => expect([...EDITIONS.values()].every(edition => edition.wantedLevels.length >= 5)).toBe(true))
})

describe('C14 figures of the goals', () => {
  const goal = (text: string, ...rows: string[]) => found('C14', d => { d.overallGoal = text; withIndicators(d, ...rows) })
  const rows = ['产出目标|质量|平台可用率|>=99.5%', '产出目标|数量|线上活动场次|>=600场', '产出目标|时效|故障修复时间|<=4小时', '效果目标|满意度|用户满意度|>=90%', '产出目标|数量|巡检频次|每周4次', '产出目标|数量|加工数量|≥120万页']
  it.each([
    ['提升满意度，争取达到85%以上。', '争取达到85%以上'], ['确保专款专用率达100%。', '达100%'], ['故障修复时间不超过2小时。', '不超过2小时'], ['要求定期检查，要求每周5次。', '每周5次'], ['完成培训30场。', '30场'], ['新增违建“零增长”。', '零增长'],
  ])('finds %s', (text, words) => expect(goal(text, ...rows)).toEqual([`warning overallGoal ${words}`]))
  it.each([
    '平台可用率达到99.5%以上，故障修复时间不超过4小时。', '全年举办线上活动不少于600场，用户满意度达90%以上。', '每周4次巡检。', '完成加工120万页。', '系统提供7×24小时服务。', '2020年面向12个街镇分馆，现有用户9.6万人。', '总成本在5万元以内。',
    '按照《三年行动计划（100项）》推进，第3季度验收。',
  ])('leaves %s', text => expect(goal(text, ...rows)).toEqual([]))
  it('knows bare numbers again beside an indicator of the same, and takes what is done for no promise', () => {
    const built = ['产出目标|数量|河道整治长度|>=4.2公里', '产出目标|数量|培育示范单位数量|>=60家', '效果目标|满意度|补贴满意度|>=95%', '效果目标|满意度|人才满意度|>=90%', '产出目标|时效|完成时限|2020年3月前']
    expect(goal('整治长度4.8公里。', ...built)).toEqual(['warning overallGoal 4.8公里'])
    expect(goal('新培育放心消费示范单位50家。', ...built)).toEqual(['warning overallGoal 50家'])
    expect(goal('人才满意度达95%以上。', ...built)).toEqual(['warning overallGoal 达95%以上'])
    expect(goal('整治河道3条。', ...built)).toEqual(['warning overallGoal 3条'])
    expect(goal('平台可用率达到99.5%。', '产出目标|质量|平台可用率|0.995')).toEqual([])
    expect(goal('建筑面积8.6万平方米，整治长度4.2公里；2019年已完成0.9公里，现有示范单位32家。', ...built)).toEqual([])
  })
  it('asks a project of several years for its annual figures only', () => {
    expect(found('C14', d => { d.overallGoal = '三年完成54公里轮疏，达标率达到99%。' }, 2026)).toEqual([])
    expect(found('C14', d => { d.annualGoal = '水质达标断面比例不低于95%。' }, 2026)).toEqual(['warning annualGoal 不低于95%'])
  })
})

describe('C15 twice', () => {
  it('finds the same name again, with or without its explanation', () => expect(among('C15', '产出目标|时效|维护及时率|=100%', '效果目标|满意度|用户满意度|>=90%', '产出目标|质量|维护 及时率（及时数/总数）|=100%')).toEqual(['warning indicators[2].name 维护 及时率（及时数/总数）']))
  it('leaves names that differ', () => expect(among('C15', '产出目标|时效|软件维护及时率|=100%', '产出目标|时效|硬件维护及时率|=100%')).toEqual([]))
})

describe('C16 contradictions', () => {
  const texts = (text: string, overview = '云平台运维项目，包括日常巡检和故障处理等内容。') => found('C16', d => { d.overallGoal = text; d.overview = overview; d.plan = null })
  it.each(['每季度召开一次例会，每月召开一次例会。', '定期维护检查次数：要求每周4次；执行进度：每月定期维护。', '要求每周巡检2次。每周巡检3次。'])('finds %s', text => expect(texts(text)).toHaveLength(1))
  it.each(['每月巡检平台，每季度巡检分馆终端。', '每周巡检1次，每月考核1次。', '每月召开例会，每年演练1次。', '每周巡检2次，确保每周巡检到位。'])('leaves %s', text => expect(texts(text)).toEqual([]))
  it('finds numbers of one thing that differ between texts', () => {
    expect(texts('目前共入驻18家委办局，保障办公。', '楼内共入驻11家委办局，由中心管理。')).toHaveLength(1)
    expect(texts('目前共入驻11家委办局，保障办公。', '楼内共入驻11家委办局，共有12家分馆。')).toEqual([])
    const both = (necessity: string, goal: string) => found('C16', d => { d.necessity = necessity; d.overallGoal = goal; d.overview = null; d.plan = null })
    expect(both('每月检修警报器1次。', '每季检修警报器1次。')).toHaveLength(1)
    expect(both('每月检修警报器1次。', '每季检修指挥车1次。')).toEqual([])
    expect(texts('全区共有示范街区8个，需要巩固。', '全区共有示范街区6个、示范单位320家。')).toHaveLength(1)
    expect(texts('全区共有示范街区6个。', '全区共有示范街区6个、共有示范单位32个。')).toEqual([])
  })
})

describe('C17, C18, C19', () => {
  it.each([['不发生重大差错', '不发生'], ['提升城市美化指数', '提高'], ['满意度≥90%', '≥90%'], ['巡检不少于12次', '完成']])('C17 finds %s: %s', (name, value) => expect(one('C17', name, value)).toBe(1))
  it.each([['长效机制建立情况', '建立'], ['财务制度健全性', '健全'], ['提升改造面积', '≥300平方米'], ['完成年度拆违计划', '=100%'], ['浦东300号巡检次数', '≥12次'], ['PM2.5监测点数', '≥3个']])('C17 leaves %s: %s', (name, value) => expect(one('C17', name, value)).toBe(0))
  it('C18 finds a label with another measure beneath', () => {
    expect(found('C18', d => { d.overallGoal = '3）故障响应时间：提供7×24小时服务，平均故障修复时间：<2小时。' })).toEqual(['hint overallGoal 修复时间'])
    expect(found('C18', d => { d.overallGoal = '故障响应时间：不超过10分钟。用户满意度：达到90%以上。' })).toEqual([])
  })
  it('C19 compares with what was reached, where that is known', () => {
    const rows = (value: string) => (d: Parameters<typeof withIndicators>[0]) => withIndicators(d, `产出目标|质量|平台可用率|${value}`)
    const last = (reached: string, target = '=100%') => ({ reached: [{ name: '平台可用率', target, reached }] })
    expect(found('C19', rows('>=95%'), 2020, last('99%'))).toHaveLength(1)
    expect(found('C19', rows('>=99.5%'), 2020, last('99%'))).toEqual([])
    expect(found('C19', rows('=100%'), 2020, last('92%'))).toHaveLength(1)
    expect(found('C19', rows('>=95%'))).toEqual([])
    const execution = (spent: number) => found('C19', d => { d.lastYearBudget = 100_00; d.lastYearExecuted = spent; withIndicators(d, '投入与管理|投入管理|预算执行率（执行数/预算数）|=100%') })
    expect([execution(72_00), execution(96_00)]).toEqual([['hint indicators[0].value =100%'], []])
  })
})
