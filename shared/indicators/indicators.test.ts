import libraryJson from '../../resources/indicators/library.json'
import { applyPatches } from '../declaration/patch'
import { keepPatch } from '../check'
import { DEFAULT_PROFILE } from '../check/defaults'
import { EDITIONS, findingsOf, good, withIndicators } from '../check/testing'
import type { Edition } from '../editions/schema'
import {
  DEFAULT_LIBRARY, figureProposals, kindsSuggestedBy, learnIndicators, lessonOf, levelProposals, librarySchema, missingLevels, needsNumber, placeOfEntry, projectTypeOf, proposeLevel, searchIndicators, valueForEdition,
} from '.'

const edition = (year: number): Edition => EDITIONS.get(`shanghai-${year}`)!
const names = (query: string, options = {}) => searchIndicators(DEFAULT_LIBRARY, query, options).map(hit => hit.name)

describe('the level of an indicator by its name', () => {
  it.each([
    ['维护计划完成率', 'quantity'], ['培训人次', 'quantity'], ['网络覆盖率', 'quantity'], ['项目验收合格率', 'quality'], ['软件运行完好率', 'quality'], ['分会场丢包率', 'quality'], ['重大事故发生次数', 'quality'], ['故障处理及时率', 'timeliness'],
    ['故障响应时间', 'timeliness'], ['平均故障修复时间', 'timeliness'], ['系统无故障运行时间', 'quality'], ['人均培训成本', 'economicCost'], ['服务对象满意度（满意人数/全部人数）', 'satisfaction'], ['政策知晓率', 'social'], ['平台功能应用率', 'social'],
    ['能耗较改造前', 'ecological'], ['信息共享机制', 'sustainable'], ['长效管理制度健全性', 'longTerm'], ['预算执行率', 'investment'], ['资金使用合规性', 'finance'], ['政府采购规范性', 'implementation'], ['设备入账入库及时性', 'assets'], ['项目概述', null],
  ])('%s: %s', (name, kind) => expect(kindsSuggestedBy(name)[0] ?? null).toBe(kind))

  it('finds the place of each edition', () => {
    const places = (name: string) => [2018, 2020, 2026].map(year => { const place = proposeLevel(name, edition(year)); return place && [place.level1, place.level2].filter(Boolean).join('·') })
    expect(places('故障响应时间')).toEqual(['产出目标', '产出目标·时效', '产出指标·时效指标'])
    expect(places('用户满意度')).toEqual(['效果目标', '效果目标·满意度', '满意度指标·服务对象满意度指标'])
    expect(places('人均培训成本')).toEqual(['产出目标', '产出目标·成本', '成本指标·经济成本指标'])
    expect(places('信息共享机制')).toEqual(['影响力目标', '影响力目标·长效管理', '效益指标·可持续影响指标'])
    expect(places('预算执行率')).toEqual(['投入和管理目标', '投入与管理·投入管理', null])
    expect(places('项目概述')).toEqual([null, null, null])
  })
})

describe('the library', () => {
  it('is what it should be, with every name once and a place in each edition that has its level', () => {
    expect(librarySchema.safeParse(libraryJson).success).toBe(true)
    const all = DEFAULT_LIBRARY.indicators.map(entry => entry.name)
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(120)
    for (const entry of DEFAULT_LIBRARY.indicators) {
      if (entry.levels.b) for (const year of [2018, 2020]) expect([entry.name, placeOfEntry(edition(year), entry) !== null]).toEqual([entry.name, true])
      expect([entry.name, placeOfEntry(edition(2026), entry) !== null]).toEqual([entry.name, entry.levels.d !== null])
    }
  })
  it('refuses a file with a type or a level that is not there', () => {
    const entry = { name: '甲', levels: { b: null, d: null }, values: ['≥1'], projectTypes: ['none'], source: 'K', confirmed: false }
    expect(librarySchema.safeParse({ format: 1, projectTypes: [{ key: 'all', name: '通用', words: [] }], guidance: {}, indicators: [entry] }).error?.issues).toHaveLength(2)
  })
  it('holds no target that its own checks would send back', () => {
    const declaration = good[2026]()
    declaration.indicators = DEFAULT_LIBRARY.indicators.flatMap((entry, i) => {
      const place = placeOfEntry(edition(2026), entry)
      return place ? entry.values.slice(0, 1).map(value => ({ id: `r${i}`, level1: place.level1, level2: place.level2, name: entry.name, value: valueForEdition(value.replace('N', '10').replace(/标准|预算额|批复概算/u, '10万元'), edition(2026).formats.indicatorValue) })) : []
    })
    const said = findingsOf(declaration).filter(finding => finding.field.startsWith('indicators[') && finding.severity !== 'hint').map(finding => `${finding.rule} ${declaration.indicators[Number(finding.field.match(/\d+/u))]?.name} ${finding.words}`)
    expect(said).toEqual([])
  })
})

describe('search', () => {
  it('answers two letters, full width, letters in order, and several words', () => {
    expect(names('满意')[0]).toBe('服务对象满意度')
    expect(names('响应')).toEqual(expect.arrayContaining(['故障响应时间', '系统响应时间']))
    expect(names('ＰＵＥ')).toEqual(['机房能源使用效率（PUE）'])
    expect(names('满度')).toContain('服务对象满意度')
    expect(names('维护 完成')).toEqual(expect.arrayContaining(['软件维护计划完成率', '硬件维护计划完成率']))
    expect(names('无故障')).toContain('系统可用率')
    expect(names('zzz')).toEqual([])
  })
  it('keeps to the project\'s type and level where no word is given', () => {
    const training = searchIndicators(DEFAULT_LIBRARY, '', { projectType: 'training', edition: edition(2026), levelKind: 'quantity', limit: 100 })
    expect(training.map(hit => hit.name)).toEqual(expect.arrayContaining(['培训班次', '培训人次', '项目计划完成率']))
    expect(training.some(hit => hit.name === '道路建设长度')).toBe(false)
    expect(training[0]?.place).toEqual({ kind: 'quantity', level1: '产出指标', level2: '数量指标' })
    expect(names('道路', { projectType: 'training' })).toEqual(['道路建设长度'])
    expect(names('', { edition: edition(2026), projectType: 'training', limit: 200 })).not.toContain('预算执行率')
  })
  it('puts what the unit has used before first, with its latest targets', () => {
    const older = { ...good[2020](), id: 'a', year: 2019 }
    older.indicators = older.indicators.map(row => (row.name === '平台可用率' ? { ...row, value: '>=98%' } : row))
    const own = learnIndicators([older, good[2020]()], DEFAULT_LIBRARY)
    expect(own.find(entry => entry.name === '平台可用率')).toMatchObject({ count: 2, lastYear: 2020, values: ['>=99.5%', '>=98%'], projectTypes: ['itMaintenance'] })
    const [first] = searchIndicators(DEFAULT_LIBRARY, '可用', { own, edition: edition(2020) })
    expect(first).toMatchObject({ name: '平台可用率', from: 'own', place: { level1: '产出目标', level2: '质量' } })
  })

  it('stands where the unit had it, in editions that have that level', () => {
    const own = [{ name: '平台可用率', values: ['>=98%'], level1: '影响力目标', level2: '长效管理', count: 3, elsewhere: 0, lastYear: 2020, projectTypes: [] }]
    const place = (year: 2018 | 2020 | 2026) => searchIndicators(DEFAULT_LIBRARY, '平台可用', { own, edition: edition(year) })[0]?.place
    expect(place(2020)).toMatchObject({ level1: '影响力目标', level2: '长效管理' })
    expect(place(2018)).toMatchObject({ level1: '影响力目标', level2: null })
    // no such level there: where the name says
    expect(place(2026)).toMatchObject({ level1: '产出指标', level2: '质量指标' })
  })
  it('keeps what one kind of project has used from the others, unless it is asked for by name', () => {
    const own = [{ name: '疏浚土方量', values: ['≥8万立方米'], level1: '产出指标', level2: '数量指标', count: 2, elsewhere: 0, lastYear: 2025, projectTypes: ['urban'] }]
    const found = (query: string, projectType: string | null) => searchIndicators(DEFAULT_LIBRARY, query, { own, edition: edition(2026), projectType, limit: 500 }).map(hit => hit.name)
    expect(found('', 'urban')[0]).toBe('疏浚土方量')
    expect(found('', 'itMaintenance')).not.toContain('疏浚土方量')
    expect(found('', null)[0]).toBe('疏浚土方量')
    expect(found('土方', 'itMaintenance')).toContain('疏浚土方量')
  })
  it('leaves out what the unit has used where the form has no place for it, unless it is asked for', () => {
    const own = [{ name: '预算执行率', values: ['≥95%'], level1: '投入与管理', level2: '投入管理', count: 9, elsewhere: 0, lastYear: 2025, projectTypes: [] }]
    const found = (query: string) => searchIndicators(DEFAULT_LIBRARY, query, { own, edition: edition(2026), limit: 500 }).map(hit => hit.name)
    expect(found('')).not.toContain('预算执行率')
    expect(found('执行率')).toContain('预算执行率')
  })
  it('adds to the unit’s own what the library says of it', () => {
    const library = DEFAULT_LIBRARY.indicators.find(entry => entry.note && entry.levels.d !== null)
    const own = [{ name: library?.name ?? '', values: ['=7个'], level1: null, level2: null, count: 1, elsewhere: 0, lastYear: 2025, projectTypes: [] }]
    const [hit, ...others] = searchIndicators(DEFAULT_LIBRARY, library?.name ?? '', { own, edition: edition(2026) }).filter(entry => entry.name === library?.name)
    expect(hit).toMatchObject({ from: 'own', note: library?.note, values: ['=7个', ...(library?.values ?? [])] })
    expect(others).toEqual([])
  })
  it('holds no indicator on which the checks find something, at its place in any form', () => {
    const typed = (value: string) => value.replace('N', '10').replace('预算额', '90万元').replace('批复概算', '90万元').replace('标准', '400元/人')
    for (const year of [2018, 2020, 2026] as const) {
      for (const entry of DEFAULT_LIBRARY.indicators) {
        const place = placeOfEntry(edition(year), entry)
        if (!place) continue
        const declaration = good[year]()
        for (const value of entry.values) {
          declaration.indicators = [{ id: 'r1', level1: place.level1, level2: place.level2, name: entry.name, value: valueForEdition(typed(value), edition(year).formats.indicatorValue) }]
          const said = findingsOf(declaration).filter(({ field, severity }) => field.startsWith('indicators[') && severity !== 'hint')
          expect([year, entry.name, value, ...said.map(({ rule }) => rule)]).toEqual([year, entry.name, value])
        }
      }
    }
  })
  it('learns nothing from blank rows', () => {
    const declaration = good[2020]()
    withIndicators(declaration, '产出目标|数量|甲|', '产出目标|数量||≥1个')
    expect(learnIndicators([declaration], DEFAULT_LIBRARY)).toEqual([])
  })
  it('learns no indicator on which there is something to find, a repaired one as it ought to be', () => {
    const declaration = good[2020]()
    withIndicators(declaration,
      '产出目标|数量|数量目标|巡检次数', '产出目标|质量|系统完好率|良好', '效果目标|社会效益|工作效率|提高', '产出目标|质量|验收合格率|1', '产出目标|时效|故障处理及时率|不低于95%', '效果目标|经济效益|故障响应时间|<=10分钟',
      '效果目标|满意度|用户满意度|<=90%', '产出目标|质量|不发生重大差错|不发生', '产出目标|质量|服务质量|良好', '投入与管理|财务管理|财务管理制度健全性|健全', '产出目标|数量|巡检次数|2018年12次', '产出目标|数量|例会次数|>=12次')
    const { indicators } = lessonOf(declaration, edition(2020), DEFAULT_PROFILE)
    expect(indicators.map(({ name, value, level2 }) => [name, value, level2])).toEqual([
      ['验收合格率', '=100%', '质量'], ['故障处理及时率', '>=95%', '时效'], ['故障响应时间', '<=10分钟', null], ['财务管理制度健全性', '健全', '财务管理'], ['例会次数', '>=12次', '数量'],
    ])
    const finding = findingsOf(declaration).find(({ rule, words }) => rule === 'C05' && words === '提高')
    const kept = applyPatches(declaration, finding ? [keepPatch(declaration, finding, '上级文件的原话', '2020-01-01T00:00:00Z')] : []).declaration
    expect(lessonOf(kept, edition(2020), DEFAULT_PROFILE).indicators.map(({ name }) => name)).toContain('工作效率')
  })
  it('learns all of a good form', () => {
    for (const year of [2018, 2020, 2026] as const) expect(lessonOf(good[year](), edition(year), DEFAULT_PROFILE).indicators).toEqual(good[year]().indicators)
  })
  it('tells where a number is still wanted', () => expect(['≥N台', '≤标准', '≥95%', '健全', '=N元/人·月', '≤批复概算'].map(needsNumber)).toEqual([true, true, false, false, true, true]))
})

describe('proposals', () => {
  it.each([['公共文化云平台（运维）', 'itMaintenance'], ['市民学校教师培训', 'training'], ['街镇河道轮疏', 'urban'], ['信息化平台建设', 'itConstruction'], ['某某专项', null]])('type of %s: %s', (projectName, type) => {
    expect(projectTypeOf(DEFAULT_LIBRARY, { projectName, fundUses: [], performanceType: null })).toBe(type)
  })
  it('offers indicators for each level that is missing, none that is there', () => {
    const declaration = good[2020]()
    declaration.indicators = declaration.indicators.filter(row => row.level2 !== '满意度' && row.level2 !== '时效')
    expect(missingLevels(edition(2020), declaration).map(entry => entry.level2)).toEqual(['时效', '满意度'])
    const [timeliness, satisfaction] = levelProposals(edition(2020), declaration, DEFAULT_LIBRARY)
    expect(timeliness?.indicators.map(hit => hit.name)).toEqual(expect.arrayContaining(['故障响应时间']))
    expect(satisfaction?.indicators.map(hit => hit.name)).toEqual(expect.arrayContaining(['系统用户满意度', '服务对象满意度']))
    expect(levelProposals(edition(2020), good[2020](), DEFAULT_LIBRARY)).toEqual([])
  })
  it('names what a figure is about, and offers nothing where the form has it with another figure', () => {
    const declaration = good[2020]()
    declaration.overallGoal = '完成全区8条河道整治，2020年培训管理员40人；配送演出220场、讲座150场；网格数据有效率达到95%；巡检次数不少于8次。'
    withIndicators(declaration, '产出目标|数量|巡检次数|>=5次')
    expect(figureProposals(edition(2020), declaration, findingsOf(declaration)).map(({ name, value, place }) => [name, value, place?.level2])).toEqual([
      ['河道整治数量', '8条', '数量'], ['培训管理员人数', '40人', '数量'], ['配送演出场次', '220场', '数量'], ['讲座场次', '150场', '数量'], ['网格数据有效率', '>=95%', '质量'],
    ])
  })
  it('offers what fits every project where nothing tells its kind', () => {
    const declaration = good[2020]()
    declaration.projectName = '某某专项'
    declaration.fundUses = []
    declaration.performanceType = null
    declaration.indicators = declaration.indicators.filter(row => row.level2 !== '时效')
    expect(levelProposals(edition(2020), declaration, DEFAULT_LIBRARY)[0]?.indicators.map(hit => hit.name)).toEqual(['项目完成及时率'])
  })
  it('offers an indicator for a figure that the goals promise', () => {
    const declaration = good[2020]()
    declaration.overallGoal = '提升服务对象满意度，读者满意度争取达到85%以上；故障修复时间不超过3小时；全年举办线上展览12场。'
    withIndicators(declaration, '产出目标|数量|巡检次数|>=5次')
    expect(figureProposals(edition(2020), declaration, findingsOf(declaration))).toEqual([
      { name: '读者满意度', value: '>=85%', place: { kind: 'satisfaction', level1: '效果目标', level2: '满意度' }, from: '争取达到85%以上' },
      { name: '故障修复时间', value: '<=3小时', place: { kind: 'timeliness', level1: '产出目标', level2: '时效' }, from: '不超过3小时' },
      { name: '线上展览场次', value: '12场', place: { kind: 'quantity', level1: '产出目标', level2: '数量' }, from: '12场' },
    ])
  })
})
