import edition2018 from '../../../resources/editions/shanghai-2018.json'
import edition2026 from '../../../resources/editions/shanghai-2026.json'
import { blankDeclaration, type Declaration } from '../../../shared/declaration/model'
import { editionSchema, type Edition } from '../../../shared/editions/schema'
import { DEFAULT_LIBRARY, type OwnIndicator } from '../../../shared/indicators'
import { levelChoices, offersFor, placeOfNumber, type OfferQuery } from './offers'

const new2026 = editionSchema.parse(edition2026)
const old2018 = editionSchema.parse(edition2018)
const form = (edition: Edition, names: [string, string, string | null][] = []): Declaration => ({
  ...blankDeclaration('d', edition.id, 2026), projectName: '信息系统运维', indicators: names.map(([name, level1, level2], i) => ({ id: `r${i}`, name, value: '=100%', level1, level2 })),
})
const own: OwnIndicator[] = [{ name: '馆藏目录检索响应时间', values: ['≤2秒', '≤3秒'], level1: '产出指标', level2: '时效指标', count: 4, elsewhere: 0, lastYear: 2025, projectTypes: ['itMaintenance'] }]
const ask = (query: Partial<OfferQuery>, declaration = form(new2026), edition = new2026) => offersFor({ edition, declaration, library: DEFAULT_LIBRARY, own, findings: [] }, { words: '', level: null, projectType: null, ...query })
const all = (query: Partial<OfferQuery>, declaration?: Declaration, edition?: Edition) => ask(query, declaration, edition).find(group => group.kind === 'all')?.offers ?? []

describe('what is offered', () => {
  it('begins with what the form lacks, until it lacks nothing', () => {
    const missing = ask({}).filter(group => group.kind === 'missing')
    expect(missing.map(group => group.missing?.level1)).toEqual(expect.arrayContaining(['成本指标', '产出指标', '满意度指标']))
    for (const group of missing) for (const offer of group.offers) expect(offer.place).toMatchObject({ level1: group.missing?.level1 })
    for (const offer of missing.flatMap(group => group.offers)) expect(offer.from).toBeNull()
    const filled = form(new2026, [['总成本', '成本指标', '经济成本指标'], ['数量', '产出指标', '数量指标'], ['质量', '产出指标', '质量指标'], ['时效', '产出指标', '时效指标'], ['受益', '效益指标', '社会效益指标'], ['满意', '满意度指标', '服务对象满意度指标']])
    expect(ask({}, filled).map(group => group.kind)).toEqual(['all'])
  })

  it('answers any two letters, with targets as the edition writes them', () => {
    const offers = all({ words: '满意' })
    expect(offers.length).toBeGreaterThan(2)
    expect(offers.every(offer => /满意/u.test(offer.name) || /满意/u.test(offer.note ?? ''))).toBe(true)
    expect(offers[0]?.place?.level1).toBe('满意度指标')
    expect(offers.flatMap(offer => offer.values).some(value => /^≥\d+(\.\d+)?\(%\)/u.test(value))).toBe(true)
    expect(all({ words: '满意' }, form(old2018), old2018).flatMap(offer => offer.values).some(value => value.includes('(%)'))).toBe(false)
  })

  it('marks what the unit used before, and what the form has already, which comes last', () => {
    expect(all({ words: '响应时间' })[0]).toMatchObject({ name: '馆藏目录检索响应时间', own: 4, there: false })
    const offers = all({ words: '响应时间' }, form(new2026, [['馆藏目录检索响应时间', '产出指标', '时效指标']]))
    expect(offers.at(-1)).toMatchObject({ name: '馆藏目录检索响应时间', there: true })
  })

  it('keeps to a level in every edition, second levels or none', () => {
    for (const edition of [new2026, old2018]) {
      const levels = levelChoices(edition, edition === new2026)
      expect(levels.length).toBeGreaterThan(2)
      const found = levels.map(level => all({ level }, form(edition), edition))
      found.forEach((offers, i) => expect(offers.every(offer => offer.place?.level1 === levels[i]?.level1)).toBe(true))
      expect(found.filter(offers => offers.length > 0).length).toBeGreaterThan(2)
    }
    expect(ask({ level: { level1: '产出指标', level2: '数量指标' } }).map(group => group.kind)).toEqual(['all'])
  })

  it('offers what a promised figure wants', () => {
    const declaration = { ...form(new2026), annualGoal: '读者满意度达到90%以上。' }
    const finding = { rule: 'C14', severity: 'warning' as const, field: 'annualGoal', words: '达到90%以上', messageKey: '', params: {} }
    const groups = offersFor({ edition: new2026, declaration, library: DEFAULT_LIBRARY, own, findings: [finding] }, { words: '', level: null, projectType: null })
    expect(groups.find(group => group.kind === 'figures')?.offers[0]).toMatchObject({ name: '读者满意度', from: '达到90%以上', place: { level1: '满意度指标' } })
  })
})

it.each([['≥N台', '≥[N]台'], ['=100%', null], ['≤标准', '≤[标准]'], ['健全', null], ['节约 ≥N万元', '节约 ≥[N]万元']])('the own number of %s: %s', (value, expected) => {
  const place = placeOfNumber(value)
  expect(place && `${value.slice(0, place.from)}[${value.slice(place.from, place.to)}]${value.slice(place.to)}`).toBe(expected)
})
