import { applyPatches } from '../../declaration/patch'
import type { Declaration } from '../../declaration/model'
import { findingsOf, found, good, withIndicators } from '../testing'
import { cleaned } from './D13-leftovers'
import { editDistance } from './D05-nameVariants'

type TextKey = 'overview' | 'basis' | 'necessity' | 'safeguards' | 'plan' | 'overallGoal'
const text = (rule: string, field: TextKey, value: string) => found(rule, d => { d[field] = value })
/** The text after the repair that a rule offers. */
function repaired(rule: string, field: TextKey, value: string): string | null {
  const declaration = good[2020]()
  declaration[field] = value
  const finding = findingsOf(declaration).find(entry => entry.rule === rule && entry.repair)
  return finding ? applyPatches(declaration, finding.repair ?? []).declaration[field] : null
}

describe('D01 required', () => {
  it('finds what the edition requires and the form lacks', () => {
    expect(found('D01', d => { d.safeguards = ' \n'; d.fundUses = [] }, 2018)).toEqual(['error fundUses', 'error safeguards'])
    expect(found('D01', d => { d.contactName = null; d.projectType = '' })).toEqual(['error projectType', 'error contactName'])
    expect(found('D01', d => { d.indicators = [] })).toEqual(['error indicators'])
    expect(found('D01', d => { d.subProjects[1]!.amount = null; d.subProjects[0]!.name = '' })).toEqual(['error subProjects[0].name', 'error subProjects[1].amount'])
  })
  it('leaves last year, remarks, and what the edition does not ask for', () => {
    expect(found('D01', d => { d.lastYearBudget = null; d.lastYearExecuted = null; d.remarks = null }, 2018)).toEqual([])
    expect(found('D01', d => { d.overview = null; d.contactName = null }, 2026)).toEqual([])
    expect(found('D01', d => { d.funding.other = 0 }, 2026)).toEqual([])
  })
})

describe('D02 a text that breaks off', () => {
  it.each([
    '依据采购法组织招标，确定中标供应商。在财务管', '制定年度运维方案，根据', '加强审核监督，确保资金使用的', '依据《办法》执行，包括', '完成采购、实施、', '落实“三重一大集体决策制度，规范管理。', '按规定进行政府采购，并由园务委员会全程', '完成招标采购工作。加强日常监督，确保资金安全和规范服',
  ])('finds %s', value => expect(text('D02', 'safeguards', value)).toHaveLength(1))
  it.each([
    '按照《内部控制规范》执行', '依据制度加强监管', '系统在审改工作中发挥的作用', '以群众满意为目的', '由主管部门负责监管', '全面落实“三重一大”制度', '完成平台开发，年内完成', '在年内完成', '项目绩效', '落实《采购办法（2019版）》', '支付合同费用（拟一次性支付）', '规范企业生产经营行为', '为部门决策提供依据', '坚持公开公平原则',
  ])('leaves %s', value => expect(text('D02', 'safeguards', value)).toEqual([]))
})

describe('D02 a full stop that is missing', () => {
  it('is a hint, where the sentences before have theirs', () => {
    expect(text('D02', 'safeguards', '按照内部控制规范执行。每季度对资金使用情况进行检查')).toEqual(['hint safeguards 资金使用情况进行检查'])
    expect(text('D02', 'safeguards', '1、经费使用管理规定\n2、信息保密管理规定')).toEqual([])
  })
})

describe('D03 the same text twice', () => {
  const long = '自助终端是服务群众的基础设施，分布在中心馆和12个分馆，必须由专业单位进行日常维护，才能保障正常使用。'
  it('finds the same, nearly the same, and one within another', () => {
    expect(found('D03', d => { d.necessity = long; d.basis = `${long} ` })).toEqual(['warning necessity'])
    expect(found('D03', d => { d.necessity = long.replace('12个', '13个'); d.basis = long })).toEqual(['warning necessity'])
    expect(found('D03', d => { d.necessity = `${long}因此设立本项目，并逐年安排经费。`; d.overview = long })).toEqual(['warning necessity'])
    expect(found('D03', d => { d.overallGoal = '系统运行稳定'; d.plan = '系统运行稳定。' })).toEqual(['warning overallGoal'])
  })
  it('leaves texts that share a phrase, a cited basis, and 无', () => {
    expect(found('D03', d => { d.necessity = `${long.slice(0, 24)}，一旦停机，预约和签到都无法进行，因此需要安排全年运维经费，保证连续运行。`; d.overview = long })).toEqual([])
    expect(found('D03', d => { d.basis = '《云溪市信息化项目运行维护经费管理办法》（云溪财〔2018〕26号）'; d.safeguards = `按照${d.basis}组织实施，专款专用。` })).toEqual([])
    expect(found('D03', d => { d.remarks = '无'; d.basis = '无' })).toEqual([])
  })
})

describe('D04 another project', () => {
  const all = (d: Declaration, value: string) => { for (const field of ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal'] as const) d[field] = value }
  it('finds a text that names another project and never its own', () => {
    const change = (d: Declaration) => all(d, '图书馆自助借还设备的日常维护，保障读者借还图书。')
    expect(found('D04', change, 2020, { otherProjectNames: ['图书馆自助借还设备（运维）', '公共文化云平台（运维）'] })).toEqual(['warning overview 图书馆自助借还设备'])
    expect(found('D04', d => all(d, '对“图书借阅管理系统”进行维护，保障读者借还。'))).toEqual(['warning overview 图书借阅管理系统'])
  })
  it('finds a goal about a thing that is nowhere else', () => expect(text('D04', 'overallGoal', '完成巡检，确保供配电系统的稳定运行。')).toEqual(['warning overallGoal 供配电系统']))
  it('finds another project\'s thing promised in a goal, and leaves what is only made use of', () => {
    const goal = (value: string) => found('D04', d => { d.overallGoal = value }, 2020, { otherProjectNames: ['智慧图书馆平台（运维）'] })
    expect(goal('保障智慧图书馆平台安全运行，公共文化云平台可用率不低于99.5%。')).toEqual(['warning overallGoal 智慧图书馆平台'])
    expect(goal('依托智慧图书馆平台共享数据，公共文化云平台可用率不低于99.5%。')).toEqual([])
  })
  it('leaves a text that names both, or only its own', () => {
    expect(found('D04', d => { d.overview = '公共文化云平台与图书馆自助借还设备共用机房。' }, 2020, { otherProjectNames: ['图书馆自助借还设备（运维）'] })).toEqual([])
    expect(text('D04', 'overallGoal', '确保公共文化云平台安全、稳定运行，保障自助终端设备正常运行。')).toEqual([])
    expect(found('D04', d => { d.projectName = '业务费' })).toEqual([])
  })
})

describe('D05 the name written differently', () => {
  const body = (projectName: string, overview: string) => found('D05', d => { d.projectName = projectName; d.overview = overview; d.basis = null; d.necessity = null; d.safeguards = null; d.plan = null; d.overallGoal = null })
  it('finds a letter changed, left out or added', () => {
    expect(body('城市网格化管理信息系统（运维）', '依据城市网络化管理信息系统方案维护。')).toEqual(['warning overview 城市网络化管理信息系统'])
    expect(body('外地投资企业注册采集与统计分析系统', '外地投资企业注册数据采集与分析系统的运行。')).toEqual([])
    expect(body('上海市外地投资企业工商注册采集与统计分析系统', '上海市外地投资企业工商注册数据采集与分析系统的运行。')).toHaveLength(1)
  })
  it('leaves the name of an activity told with other words, and the same joined otherwise', () => {
    expect(body('困难老年人养老服务补贴', '为困难老年人发放养老服务补贴，保障困难老年人的养老服务补贴按月到账。')).toEqual([])
    expect(body('馆藏纸质档案数字化加工', '完成馆藏档案数字化加工。')).toEqual([])
    expect(body('各地来沪投资数据采集与统计分析系统', '各地来沪投资数据采集和统计分析系统的运行。')).toEqual([])
  })
  it('leaves the name itself, short forms, and other systems', () => {
    expect(body('住房公积金管理信息系统(运维)', '住房公积金管理信息系统，公积金管理信息系统，管理信息系统。')).toEqual([])
    expect(body('云溪市文化云平台（运维）', '云溪市教育云平台与本平台共享数据；云溪市文化云平台于2017年建成。')).toEqual([])
    expect(body('拆违经费', '拆违工作费用。')).toEqual([])
  })
  it('measures distance up to a limit', () => expect([editDistance('网格化', '网络化', 2), editDistance('abc', 'abcd', 2), editDistance('abc', 'xyz', 2), editDistance('', 'ab', 2)]).toEqual([1, 1, null, 2]))
})

describe('D06 maintenance told as construction', () => {
  it('finds it', () => {
    expect(text('D06', 'overallGoal', '完成手机端前台、后台开发，保障运行。')).toHaveLength(1)
    expect(text('D06', 'overview', '建立统一的用户库，通过一个入口登录。')).toHaveLength(1)
  })
  it('leaves maintenance, and construction projects', () => {
    expect(text('D06', 'overallGoal', '完成建设单位移交资料的整理，保障平台运行。')).toEqual([])
    expect(found('D06', d => { d.projectName = '云平台升级改造'; d.overallGoal = '完成平台开发。' })).toEqual([])
    expect(text('D06', 'overview', '平台于2017年建成，建立在政务云上。')).toEqual([])
  })
})

describe('D07 typing mistakes', () => {
  it.each([
    ['保障系统个正常使用。', '系统个正常'], ['听取使用单位和使用单位的意见。', '使用单位和使用单位'], ['公积金管理中心上海市公积金管理中心负责。', '公积金管理中心上海市公积金管理中心'], ['按计划进行进行巡检。', '进行进行'], ['提供必要的的保障。', '的的'], ['保障运行。。', '。。'],
  ])('finds %s', (value, words) => expect(text('D07', 'overallGoal', value)).toEqual([`warning overallGoal ${words}`]))
  it('finds a sentence that was pasted twice', () => expect(text('D07', 'necessity', '实施惠民政策，能够减轻群众负担。做好宣传。实施惠民政策，能够减轻群众负担。')).toEqual(['warning necessity 实施惠民政策，能够减轻群众负担。']))
  it('finds half a word at the end of a clause, and letters that slipped apart', () => {
    expect(text('D07', 'overallGoal', '完成手机端前台、后台开发和日常维护；完成微信端后台开；完成数据备份，保障平台全年连续稳定运行。')).toEqual(['warning overallGoal 后台开'])
    expect(text('D07', 'overallGoal', '网格化管理平台、网格化管理队伍、网格化管理机制并进，网确保格化管理业务开展。')).toEqual(['warning overallGoal 网确保格化管'])
  })
  it.each([
    '以服务群众为目的的活动，为了了解需求。', '宣传和宣传品制作，研究与研究成果。', '信息公开；召开；接受监管；落实；新建；采购；提高绩效；总监。', '……——', '数据采集与数据分析、数据采集和上报。', '逐步推进，方方面面，清清楚楚。', '上海市外地投资企业、外地区投资企业。',
  ])('leaves %s', value => expect(text('D07', 'overallGoal', value)).toEqual([]))
})

describe('D08 brackets', () => {
  it.each([
    ['《办法》（云溪推【2015】246号）。', '《办法》（云溪推〔2015〕246号）。'], ['《办法》云府办[2011]74号，《意见》(云网[2012]2号)。', '《办法》云府办〔2011〕74号，《意见》(云网〔2012〕2号)。'], ['编办发［2014］4号', '编办发〔2014〕4号'], ['《办法》云财(2018)3号', '《办法》云财〔2018〕3号'],
    ['《关于印发<指南（试行）>的通知》', '《关于印发〈指南（试行）〉的通知》'], ['《关于方案的批复《（云建〔2008〕79号）', '《关于方案的批复》（云建〔2008〕79号）'],
  ])('repairs %s', (before, after) => expect(repaired('D08', 'basis', before)).toBe(after))
  it.each(['《办法》（云溪财〔2018〕26号）。', '《关于印发〈指南（试行）〉的通知》', '1）巡检；2）维护；（3）验收。', '一）概况\n（二）计划', '《计划（2018-2020）》', '数据[1]', '全年(2020)运行', 'a)甲；b)乙'])('leaves %s', value => expect(text('D08', 'basis', value)).toEqual([]))
  it('finds one without its other half', () => expect(text('D08', 'plan', '1月（采购；12月验收）完成）。')).toEqual(['warning plan ）。']))
})

describe('D09 half width', () => {
  it('repairs what stands between Chinese characters', () => {
    expect(repaired('D09', 'overallGoal', '确保工作顺利开展,能正常运行;注意:安全')).toBe('确保工作顺利开展，能正常运行；注意：安全')
    expect(repaired('D09', 'overallGoal', '平台(运维）与（终端)')).toBe('平台（运维）与（终端）')
  })
  it.each(['比例1:2，金额1,000元。', 'A,B两类', '7*24小时', '平台(运维)'])('leaves %s', value => expect(text('D09', 'overallGoal', value)).toEqual([]))
})

describe('D10 basis', () => {
  it('finds no document, and a number alone', () => {
    expect(text('D10', 'basis', '系统自2013年投入使用，由中心负责管理并委托第三方进行运维。')).toEqual(['warning basis'])
    expect(text('D10', 'basis', '编办发〔2014〕4号文、云编〔2014〕239号。')).toHaveLength(1)
  })
  it.each(['《档案法》', '《办法》（云财〔2018〕26号）', '《办法》云财〔2018〕26号', '云财〔2018〕26号《关于经费的通知》', '根据档案法和有关规定', '市政府常务会议纪要', '《批复《（云建〔2008〕79号）'])('leaves %s', value => expect(text('D10', 'basis', value)).toEqual([]))
})

describe('D11, D12 too little', () => {
  it('finds short texts', () => {
    expect(text('D11', 'overallGoal', '系统运行稳定')).toEqual(['warning overallGoal 系统运行稳定'])
    expect(text('D11', 'necessity', '系统运行维护需要。')).toHaveLength(1)
    expect(text('D11', 'safeguards', '部门制度')).toEqual([])
    expect(text('D11', 'plan', '三月完成采购，六月完成测评，十二月验收结算')).toEqual([])
  })
  it('D12 takes the whole year and its end for no dates', () => expect(text('D12', 'plan', '全年按合同维护，年底进行验收，做好各项记录。')).toEqual(['warning plan']))
  it.each(['按合同开展日常维护，确保系统正常运行，做好记录。', '1、制定需求；2、签订合同；3、验收。', '在2020年1月1日至2020年12月31日期间完成全部工作。', '按季度考核，每月巡检，按年度支付。'])('D12 finds %s', value => expect(text('D12', 'plan', value)).toHaveLength(1))
  it.each([
    '1月采购，12月验收。', '2020年1-2月明确需求，4~6月安装调试。', '一季度完成采购，四季度验收。', '上半年实施，下半年验收。', '年初制定方案，年中检查，年底总结。', '按月支付，6月底、12月底各复核一次。', '2020-01 采购；2020-11-30 验收', '2020年全年巡检，2020年11、12月考核。', '三月招标，十一月至十二月验收', '年初签约，年底考核',
  ])('D12 leaves %s', value => expect(text('D12', 'plan', value)).toEqual([]))
})

describe('D13 left-overs', () => {
  it.each([['<p>保障运行。</p><p>按月巡检。</p>', '保障运行。\n按月巡检。'], ['保障&nbsp;运行<br/>按月巡检', '保障 运行\n按月巡检'], ['"保障运行，按月巡检"', '保障运行，按月巡检'], ['一、采购\t二、验收', '一、采购 二、验收'], ['甲_x000D_\n乙', '甲\n乙']])('cleans %j', (before, after) => {
    expect(cleaned(before)).toBe(after)
    expect(repaired('D13', 'overallGoal', before)).toBe(after)
  })
  it('finds the errors of cells, for which it knows no repair', () => {
    expect(found('D13', d => withIndicators(d, '产出目标|数量|#REF!|#N/A'))).toEqual(['warning indicators[0].name #REF!', 'warning indicators[0].value #N/A'])
  })
  it.each(['响应时间<2小时，可用率>99%', '称为“当场办”', 'A&B公司', '故障次数 < 3 次'])('leaves %s', value => expect(text('D13', 'overallGoal', value)).toEqual([]))
})

describe('D15 secrets, D16 telephone', () => {
  it('finds secret words once, not harmless ones that hold them', () => {
    expect(text('D15', 'overview', '包含涉密信息系统运维、非涉密信息系统运维；涉密机房。')).toEqual(['hint overview 涉密'])
    expect(text('D15', 'overview', '非涉密信息系统运维，商用密码测评，公众号运营，内部网络。')).toEqual([])
  })
  it('looks at contacts before a public copy only', () => {
    expect(found('D15', () => undefined, 2020, { forPublic: true })).toEqual(['warning contactName 周小云', 'warning contactPhone 021-55501234'])
  })
  it.each(['02100000000', '1234', '021-0555012', '139001380', '电话'])('D16 finds %s', value => expect(found('D16', d => { d.contactPhone = value })).toHaveLength(1))
  it.each(['021-55501234', '(021)55501234', '02155501234', '55501234', '13900138000', '+86 139 0013 8000', '021-55501234转8001', '021-5550****', '400-820-8820', '12345', '021-55501234、13900138000', '0519-85551234'])('D16 leaves %s', value => expect(found('D16', d => { d.contactPhone = value })).toEqual([]))
})
