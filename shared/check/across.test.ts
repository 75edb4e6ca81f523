import { blankDeclaration, type Declaration } from '../declaration/model'
import { describeFinding } from './describe'
import { checkYear } from './across'
import { DEFAULT_PROFILE, FINDING_TEXTS } from './defaults'
import { EDITIONS, good } from './testing'

const year = (...declarations: Declaration[]) => checkYear(declarations, EDITIONS, DEFAULT_PROFILE)
const form = (id: string, change: (declaration: Declaration) => void) => {
  const declaration = { ...good[2020](), id }
  change(declaration)
  return declaration
}
const seen = (...declarations: Declaration[]) => year(...declarations).across.map(({ rule, declarationId, field }) => `${rule} ${declarationId} ${field}`)

/** A form with texts of its own, as different as numbers can make them. */
function other(n: number): Declaration {
  const declaration = blankDeclaration(`f${n}`, 'shanghai-2020', 2020)
  const pick = (salt: number) => String.fromCodePoint(0x4e00 + ((n * 7919 + salt * 104729) % 20000))
  const sentence = (salt: number, length: number) => `${Array.from({ length }, (_, i) => pick(salt * 100 + i)).join('')}。`
  declaration.unitName = '云溪市示范区某馆'
  declaration.projectName = `${pick(1)}${pick(2)}${pick(3)}${pick(4)}项目`
  for (const [i, field] of (['overview', 'necessity', 'plan', 'overallGoal'] as const).entries()) declaration[field] = Array.from({ length: 5 }, (_, k) => sentence(i * 10 + k + 5, 40)).join('')
  declaration.projectType = '经常性专项业务费'
  declaration.currentYearBudget = 100_00
  declaration.indicators = Array.from({ length: 30 }, (_, i) => ({ id: `r${i}`, level1: '产出目标', level2: '数量', name: `${pick(i)}${pick(i + 50)}数量`, value: `>=${i}个` }))
  return declaration
}

describe('the forms of a year together', () => {
  it('finds the text of one project in another, both places named', () => {
    const copied = form('b', d => { d.projectName = '图书借阅设备（运维）'; d.indicators = []; d.contactName = null })
    const result = year(good[2020](), copied)
    const shared = result.across.filter(finding => finding.rule === 'D04')
    expect(shared.map(finding => finding.field)).toEqual(['overview', 'necessity', 'plan', 'overallGoal'])
    expect(shared[0]).toMatchObject({ declarationId: 'b', also: [{ declarationId: 'd1', field: 'overview' }], params: { other: '公共文化云平台（运维）' } })
    expect(result.single.get('b')?.some(finding => finding.rule === 'D04' && finding.words === '公共文化云平台')).toBe(true)
    for (const finding of result.across) expect(describeFinding(finding, FINDING_TEXTS.zh).message).not.toMatch(/\{\{|^finding/u)
  })

  it('knows a copy again in which names were changed', () => {
    const rent = (name: string, use: string) => `本中心租用滨河路88号商务楼1至3层作为${use}，建筑面积5600平方米，租期自2018年7月1日至2023年6月30日，用于28个部门、126个窗口集中办公，由${name}项目列支租金和物业管理费。`
    const hall = { ...other(21), id: 'a', projectName: '服务大厅租赁', overview: rent('服务大厅租赁', '服务大厅') }
    const store = { ...other(22), id: 'b', projectName: '档案库房租赁', overview: rent('档案库房租赁', '档案库房') }
    expect(seen(hall, store)).toEqual(['D04 b overview'])
  })

  it('finds a name that is mistyped beside the same telephone, and leaves colleagues who share one', () => {
    const contact = (id: string, n: number, contactName: string): Declaration => ({ ...other(n), id, contactName, contactPhone: '021-55501234' })
    expect(seen(contact('a', 31, '陈嘉木'), contact('b', 32, '陈家木'))).toEqual(['U02 b contactName'])
    expect(seen(contact('a', 31, '陈嘉木'), contact('b', 32, '孙若溪'))).toEqual([])
  })

  it('leaves numbers of things that differ from project to project', () => {
    const rows = (value: string) => [{ id: 'r1', level1: '产出目标', level2: '数量', name: '课题完成数量', value }]
    expect(seen({ ...other(1), indicators: rows('=23项') }, { ...other(2), indicators: rows('=10项') })).toEqual([])
  })

  it('leaves basis and safeguards, which a unit shares, and a single sentence', () => {
    const apart = other(3)
    apart.basis = good[2020]().basis
    apart.safeguards = good[2020]().safeguards
    apart.overview = `${apart.overview ?? ''}平台和终端的质保期已满，需要由专业单位提供巡检、故障处置和安全加固服务，才能保证全年连续运行和用户信息安全。`
    expect(year(good[2020](), apart).across.filter(finding => finding.rule === 'D04')).toEqual([])
  })

  it('finds contacts, targets and projects that do not agree', () => {
    const second = form('b', d => {
      d.projectName = '分馆终端更新'
      for (const field of ['overview', 'necessity', 'plan', 'overallGoal'] as const) d[field] = null
      d.contactPhone = '021-55509999'
      d.indicators = [{ id: 'r1', level1: '效果目标', level2: '满意度', name: '注册用户满意度（满意人数/全部人数）', value: '>=85%' }]
    })
    expect(seen(good[2020](), second)).toEqual(['U02 b contactPhone', 'U03 b indicators[0].value'])
    expect(seen(good[2020](), form('c', d => { for (const field of ['overview', 'necessity', 'plan', 'overallGoal'] as const) d[field] = null }))).toEqual(['U05 c projectName'])
  })

  it('takes targets for the same however they are written', () => {
    const rows = (value: string) => [{ id: 'r1', level1: '产出目标', level2: '时效', name: '故障响应时间', value }]
    const pair = (a: string, b: string) => year({ ...other(1), indicators: rows(a) }, { ...other(2), indicators: rows(b) }).across.filter(finding => finding.rule === 'U03').length
    expect([pair('不超过10分钟', '<=10.0 分钟'), pair('每月一次', '=每月一次'), pair('<=10分钟', '<=15分钟'), pair('及时', '快速')]).toEqual([0, 0, 1, 0])
  })

  it('finds the few that write operators differently', () => {
    const symbols = { ...other(9), indicators: [{ id: 'r1', level1: '产出目标', level2: '数量', name: '巡检次数', value: '≥3次' }] }
    expect(seen(other(1), other(2), symbols)).toEqual(['U04 f9 indicators[0].value'])
  })

  it('sums by kind', () => {
    const blank = { ...other(2), currentYearBudget: null }
    expect(year(other(1), blank, good[2026]()).sums).toEqual([{ type: '阶段性项目', count: 1, total: 3_260_000_00, blank: 0 }, { type: '经常性专项业务费', count: 2, total: 100_00, blank: 1 }])
  })

  it('knows a thing of another project among the indicators, where the form speaks of it nowhere else', () => {
    const apart = (id: string, name: string, row: string) => ({ ...other(id === 'a' ? 11 : 12), id, projectName: name, overview: `${name}的日常巡检、故障处置和安全加固。`, indicators: [{ id: 'r1', level1: '效果目标', level2: '满意度', name: row, value: '>=95%' }] })
    const single = year(apart('a', '江畔大厦信息系统（运维）', '江畔大厦工作人员满意度'), apart('b', '河西三百号办公点信息系统（运维）', '江畔大厦工作人员满意度')).single
    const strange = (id: string) => (single.get(id) ?? []).filter(finding => finding.rule === 'D04').map(({ field, words }) => `${field} ${words}`)
    expect([strange('a'), strange('b')]).toEqual([[], ['indicators[0].name 江畔大厦']])
  })
})
