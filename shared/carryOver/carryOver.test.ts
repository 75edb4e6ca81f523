import shanghai2018 from '../../resources/editions/shanghai-2018.json'
import shanghai2020 from '../../resources/editions/shanghai-2020.json'
import shanghai2026 from '../../resources/editions/shanghai-2026.json'
import { fromInterchange, interchangeSchema, type Interchange } from '../declaration/interchange'
import { editionSchema, type Edition } from '../editions/schema'
import { carryOver, changeKey, CARRY_PARTS, type CarryOverRequest, type CarryPart } from './index'

const editions = Object.fromEntries([shanghai2018, shanghai2020, shanghai2026].map(pack => [pack.id, editionSchema.parse(pack)])) as Record<string, Edition>
const edition = (id: string) => editions[id] as Edition

const lastYear: Interchange = {
  id: 'last', edition: 'shanghai-2018', year: 2019,
  unitName: '云溪市示范区档案馆', projectName: '档案管理系统（运维）', projectType: '经常性专项业务费', fundUses: ['信息化建设类'],
  startDate: '2019-01-01', endDate: '2019-12-31', overview: '系统于2016年建成。', plan: '2019年3月前签订合同。', overallGoal: '保证系统稳定。', annualGoal: '2019年系统可用率不低于98%。', remarks: '无',
  totalBudget: 120000, currentYearBudget: 120000.5, lastYearBudget: 100000, lastYearExecuted: 99000,
  subProjects: [{ name: '软件维护', amount: 120000.5 }],
  indicators: [
    { level1: '投入和管理目标', name: '预算执行率', value: '≥95%' },
    { level1: '产出目标', name: '巡检计划完成率', value: '=100%' },
    { level1: '效果目标', name: '用户满意度', value: '' },
    { level1: '影响力目标', name: '长效管理制度', value: '健全' },
  ],
}

function run(change: Interchange, more: Partial<CarryOverRequest> & { to?: string; year?: number } = {}) {
  const source = fromInterchange(interchangeSchema.parse(change), 'last')
  const { to = source.edition, year = source.year + 1, ...rest } = more
  return carryOver({ source, sourceEdition: edition(source.edition), edition: edition(to), year, parts: CARRY_PARTS, newId: 'new', ...rest })
}

describe('within an edition', () => {
  const { declaration, changes, ask } = run(lastYear)

  it('moves dates and years, empties this year\'s money and takes last year\'s from the budget', () => {
    expect(declaration).toMatchObject({
      id: 'new', year: 2020, previousId: 'last', status: 'draft', startDate: '2020-01-01', endDate: '2020-12-31',
      currentYearBudget: null, totalBudget: null, lastYearBudget: 12000050, lastYearExecuted: null,
      overview: '系统于2016年建成。', plan: '2020年3月前签订合同。', annualGoal: '2020年系统可用率不低于98%。',
    })
    expect(declaration.subProjects).toEqual([expect.objectContaining({ name: '软件维护', amount: null })])
    expect(declaration.indicators.map(({ level1, name, value }) => [level1, name, value])).toEqual([
      ['投入和管理目标', '预算执行率', '≥95%'], ['产出目标', '巡检计划完成率', '=100%'], ['效果目标', '用户满意度', null], ['影响力目标', '长效管理制度', '健全'],
    ])
  })

  it('lists every value that is not as it was', () => {
    const listed = new Set(changes.map(({ field }) => field))
    for (const field of ['startDate', 'endDate', 'plan', 'annualGoal', 'totalBudget', 'currentYearBudget', 'lastYearBudget', 'lastYearExecuted', 'subProjects[0].amount']) expect(listed).toContain(field)
    expect(listed).not.toContain('overview')
    expect(ask.map(({ field, why }) => `${field} ${why}`)).toEqual(expect.arrayContaining(['currentYearBudget typeBudget', 'indicators[2].value valueMissing']))
  })

  it('notes where each value came from', () => {
    expect(declaration.origins).toMatchObject({ unitName: { kind: 'carried' }, startDate: { kind: 'shifted', before: '2019-01-01' }, plan: { kind: 'shifted' }, lastYearBudget: { kind: 'computed' } })
  })

  it('leaves out what the tick list leaves out', () => {
    const bare = run(lastYear, { parts: ['basics', 'dates'] }).declaration
    expect(bare).toMatchObject({ projectName: '档案管理系统（运维）', startDate: '2020-01-01', overview: null, plan: null, indicators: [], subProjects: [], lastYearBudget: null })
  })

  it('keeps the names of sub-projects as they are, and asks about a year in them', () => {
    const names = ['2019年系统巡检', '机房租用（2019年、2019年度补差）', '按沪府办〔2019〕7号改造', '软件维护']
    const { declaration, changes, ask } = run({ ...lastYear, subProjects: names.map(name => ({ name, amount: 1 })) })
    expect(declaration.subProjects.map(({ name }) => name)).toEqual(names)
    expect(declaration.origins['subProjects/r1/name']).toEqual({ kind: 'carried' })
    expect(changes.filter(({ field }) => /^subProjects.*name$/u.test(field))).toEqual([])
    expect(ask.filter(({ why }) => why === 'yearInSubProject').map(({ field, words }) => `${field} ${words ?? ''}`)).toEqual([
      'subProjects[0].name 2019年', 'subProjects[1].name 2019年', 'subProjects[1].name 2019年度',
    ])
  })

  it('takes single changes back', () => {
    const kept = run(lastYear, { takenBack: ['startDate', 'plan#0', 'lastYearBudget'] }).declaration
    expect(kept).toMatchObject({ startDate: '2019-01-01', endDate: '2020-12-31', plan: '2019年3月前签订合同。', lastYearBudget: 10000000 })
  })

  it('takes back the level, the value or the place of one row, whichever row it has become', () => {
    const rows = { ...lastYear, indicators: [{ level1: '投入和管理目标', name: '预算执行率', value: '≥95%' }, { level1: '产出目标', name: '2019年巡检次数', value: '2019年12次' }] }
    const taken = run(rows, { to: 'shanghai-2026', year: 2020, takenBack: ['indicators/r1', 'indicators/r2/value#0', 'indicators/r2/level'] })
    expect(taken.declaration.indicators).toEqual([
      expect.objectContaining({ level1: '产出目标', level2: null, name: '2020年巡检次数', value: '2019年12次' }), expect.objectContaining({ level1: '投入和管理目标', name: '预算执行率' }),
    ])
    expect(taken.declaration.setAside.filter(entry => entry.field === 'indicators')).toEqual([])
    expect(taken.declaration.origins).toMatchObject({ 'indicators/r2/name': { kind: 'shifted', before: '2019年巡检次数' }, 'indicators/r2/value': { kind: 'carried' } })
    expect(taken.ask.filter(({ why }) => why === 'chooseLevel').map(({ rowName }) => rowName)).toEqual(['2019年巡检次数', '预算执行率'])
  })

  it('what a person found right is confirmed, a text only when each of its moves is', () => {
    const source = { ...lastYear, plan: '2019年3月签订；2019年12月验收。' }
    const origins = (accepted: string[], takenBack: string[] = []) => run(source, { accepted, takenBack }).declaration.origins
    expect(origins(['startDate', 'plan#0'])).toMatchObject({ startDate: { kind: 'confirmed', before: '2019-01-01' }, endDate: { kind: 'shifted' }, plan: { kind: 'shifted' } })
    expect(origins(['plan#0', 'plan#1'])['plan']).toMatchObject({ kind: 'confirmed', before: source.plan })
    expect(origins(['plan#0'], ['plan#1'])['plan']).toMatchObject({ kind: 'confirmed' })
    const levels = run(source, { to: 'shanghai-2020', accepted: ['indicators/r2/level'] }).declaration
    expect(levels.origins['indicators/r2/level2']).toMatchObject({ kind: 'confirmed' })
    expect(levels.origins['indicators/r3/level2']).toMatchObject({ kind: 'proposed' })
  })

  it('every change has a key of its own but for those that belong together, and nothing is listed that is as it was', () => {
    for (const to of Object.keys(editions)) {
      const { changes } = run({ ...lastYear, lastYearBudget: 120000.5, annualGoal: '2019年达标。', overallGoal: '2019年起长期稳定。' }, { to })
      const moves = changes.flatMap(change => change.rewrites?.map((_, i) => `${changeKey(change)}#${i}`) ?? changeKey(change)).filter(key => key !== 'overallGoal:join')
      expect(new Set(moves).size).toBe(moves.length)
      for (const { before, after } of changes) expect(before).not.toBe(after)
    }
  })

  it('asks about a budget that is not last year’s', () => {
    const { declaration, ask } = run(lastYear, { year: 2022 })
    expect(declaration).toMatchObject({ lastYearBudget: 12000050, origins: { lastYearBudget: { kind: 'proposed' } } })
    expect(ask).toContainEqual(expect.objectContaining({ field: 'lastYearBudget', why: 'notLastYears' }))
  })

  it.each([
    ['档案库房建设', '其他一次性项目', true], ['档案库房建设', '经常性专项业务费', false], ['人才队伍建设', '其他一次性项目', false], ['档案数字化', '其他一次性项目', false],
  ])('a finished project of building: %s, %s', (projectName, projectType, asked) => {
    expect(run({ ...lastYear, projectName, projectType }).ask.some(({ why }) => why === 'finishedProject')).toBe(asked)
  })

  it('keeps the dates and the total of a project that runs on, and says when it is over', () => {
    const running = { ...lastYear, startDate: '2018-01-01', endDate: '2020-06-30', totalBudget: 500000 }
    expect(run(running).declaration).toMatchObject({ startDate: '2018-01-01', endDate: '2020-06-30', totalBudget: 50000000, currentYearBudget: null })
    expect(run(running, { year: 2021 }).ask).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'endDate', why: 'projectOver' })]))
  })

  it('29 February becomes the 28th', () => {
    expect(run({ ...lastYear, year: 2020, startDate: '2020-02-29', endDate: '2020-12-31' }).declaration.startDate).toBe('2021-02-28')
  })

  it.each([
    ['其他一次性项目', 'oneOffAgain'], ['市委市政府已确定的新增项目', 'noLongerNew'], ['结转项目', 'stillContinued'],
  ])('asks about %s', (projectType, why) => {
    expect(run({ ...lastYear, projectType }).ask).toContainEqual(expect.objectContaining({ field: 'projectType', why }))
  })
})

describe('between editions', () => {
  it('2018 → 2020: uses and levels by meaning, the annual goal appended, levels that were not there proposed', () => {
    const { declaration, changes } = run(lastYear, { to: 'shanghai-2020' })
    expect(declaration).toMatchObject({ edition: 'shanghai-2020', projectType: '经常性专项业务费', performanceType: '信息化建设工程类', annualGoal: null })
    expect(declaration.overallGoal).toBe('保证系统稳定。\n阶段性目标：\n2020年系统可用率不低于98%。')
    expect(declaration.indicators.find(({ name }) => name === '巡检计划完成率')).toMatchObject({ level1: '产出目标', level2: '数量' })
    expect(declaration.indicators.find(({ name }) => name === '用户满意度')).toMatchObject({ level1: '效果目标', level2: '满意度' })
    expect(changes).toContainEqual(expect.objectContaining({ field: 'indicators[1].level1', why: 'levelProposed' }))
  })

  it('the join of the goals is one thing to take back, and leaves the years in them to themselves', () => {
    const source = { ...lastYear, overallGoal: '2019年起稳定。' }
    const { ask, declaration } = run(source, { to: 'shanghai-2020' })
    expect(declaration.overallGoal).toBe('2020年起稳定。\n阶段性目标：\n2020年系统可用率不低于98%。')
    expect(ask.filter(({ field }) => field === 'annualGoal')).toEqual([])
    const apart = run(source, { to: 'shanghai-2020', takenBack: ['overallGoal:join', 'annualGoal#0'] }).declaration
    expect(apart).toMatchObject({ overallGoal: '2020年起稳定。', annualGoal: '2019年系统可用率不低于98%。' })
    expect(apart.setAside).toContainEqual(expect.objectContaining({ field: 'annualGoal' }))
  })

  it('a question about the kind of project stands at the field that the new form has for it', () => {
    expect(run({ ...lastYear, projectType: '其他一次性项目' }, { to: 'shanghai-2026' }).ask).toContainEqual(expect.objectContaining({ field: 'projectNature', why: 'oneOffAgain' }))
  })

  it('what is asked for and only not printed is not set aside', () => {
    const { declaration } = run(lastYear, { to: 'shanghai-2026' })
    expect(declaration).toMatchObject({ overview: '系统于2016年建成。', plan: '2020年3月前签订合同。' })
    expect(declaration.setAside.map(({ field }) => field)).toEqual(['indicators', 'fundUses'])
  })

  it('what was set aside stays kept from year to year, and goes back into a table that has its level', () => {
    const { declaration } = run(lastYear, { to: 'shanghai-2026' })
    const next = (to: string, parts: readonly CarryPart[] = CARRY_PARTS) => carryOver({ source: declaration, sourceEdition: edition('shanghai-2026'), edition: edition(to), year: 2021, parts, newId: 'next' }).declaration
    expect(next('shanghai-2026').setAside).toEqual(declaration.setAside)
    expect(next('shanghai-2026', CARRY_PARTS.filter(part => part !== 'indicators')).setAside.map(({ field }) => field)).toEqual(['fundUses'])
    const back = next('shanghai-2018')
    expect(back.setAside.filter(({ field }) => field === 'indicators' || field === 'fundUses')).toEqual([])
    expect(back.indicators[0]).toMatchObject({ level1: '投入和管理目标', name: '预算执行率', value: '≥95%' })
    expect(new Set(back.indicators.map(({ id }) => id)).size).toBe(back.indicators.length)
  })

  it('2020 → 2026: the management level is set aside, nothing is thrown away', () => {
    const source: Interchange = {
      ...lastYear, edition: 'shanghai-2020', year: 2025, performanceType: '信息化建设工程类', includesGovernmentPurchase: '否', annualGoal: null,
      overallGoal: '保证系统稳定。\n阶段性目标：\n2025年可用率不低于98%。',
      indicators: [
        { level1: '投入与管理', level2: '投入管理', name: '预算执行率', value: '>=95%' }, { level1: '产出目标', level2: '成本', name: '成本控制率', value: '<=100%' },
        { level1: '效果目标', level2: '环境效益', name: '能源消耗', value: '节能' }, { level1: '效果目标', level2: '满意度', name: '用户满意度', value: '>=90%' }, { level1: '影响力目标', level2: '长效管理', name: '制度', value: '健全' },
      ],
    }
    const { declaration } = run(source, { to: 'shanghai-2026', year: 2026 })
    expect(declaration).toMatchObject({ projectNature: '经常性项目', projectType: '特定目标类', overallGoal: '保证系统稳定。', annualGoal: '2026年可用率不低于98%。' })
    expect(declaration.indicators.map(({ level1, level2 }) => [level1, level2])).toEqual([
      ['成本指标', '经济成本指标'], ['效益指标', '生态效益指标'], ['效益指标', '可持续影响指标'], ['满意度指标', '服务对象满意度指标'],
    ])
    expect(declaration.setAside).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'indicators', value: '预算执行率：>=95%' }), expect.objectContaining({ field: 'performanceType', value: '信息化建设工程类' })]))
    expect(declaration.performanceType).toBe('信息化建设工程类')
  })
})
