import { fromInterchange, interchangeSchema, toInterchange } from './interchange'

const read = (value: unknown) => fromInterchange(interchangeSchema.parse(value), 'new')

it('amounts come and go in yuan, are cents inside', () => {
  const declaration = read({ edition: 'shanghai-2020', year: 2020, totalBudget: 237057.36, subProjects: [{ name: '甲', amount: 0.1 }] })
  expect(declaration.totalBudget).toBe(23_705_736)
  expect(declaration.subProjects).toEqual([{ id: 'r1', name: '甲', amount: 10 }])
  expect(toInterchange(declaration)).toMatchObject({ totalBudget: 237057.36, subProjects: [{ name: '甲', amount: 0.1 }] })
})

it('the 2026 totals are the budgets of every other edition', () => {
  const declaration = read({ edition: 'shanghai-2026', year: 2026, funding: { total: 500, annualTotal: 200, fiscal: 500, annualFiscal: 200, carriedOver: 0, annualOther: 0, other: 0 } })
  expect(declaration).toMatchObject({ totalBudget: 50_000, currentYearBudget: 20_000, funding: { fiscal: 50_000, carriedOver: 0 } })
  expect(toInterchange(declaration).funding).toEqual({ total: 500, annualTotal: 200, fiscal: 500, annualFiscal: 200, carriedOver: 0, annualOther: 0, other: 0 })
})

it('reads back what it wrote', () => {
  const source = { id: 'x', edition: 'shanghai-2018', year: 2018, unitName: '单位', fundUses: ['信息化建设类'], startDate: '2018年1月1日', overview: '一\r\n二', indicators: [{ level1: '产出目标', name: '次数', value: null }] }
  const once = read(source)
  expect(once).toMatchObject({ id: 'x', startDate: '2018-01-01', overview: '一\n二' })
  expect(read(toInterchange(once))).toEqual(once)
})

it('keeps row ids that are given and numbers the others past them', () => {
  const { indicators } = read({ edition: 'e', year: 2020, indicators: [{ name: 'a' }, { id: 'r1', name: 'b' }, { id: 'r1', name: 'c' }] })
  expect(new Set(indicators.map(row => row.id)).size).toBe(3)
  expect(indicators[1]?.id).toBe('r1')
})

it.each<[string, object]>([
  ['no year', { edition: 'e' }], ['a year as text', { edition: 'e', year: '2018' }], ['an amount as text', { edition: 'e', year: 2018, totalBudget: '58000' }],
  ['a thousandth of a yuan', { edition: 'e', year: 2018, totalBudget: 1.234 }], ['no day', { edition: 'e', year: 2018, startDate: '2018-02-30' }],
  ['two totals that differ', { edition: 'e', year: 2018, totalBudget: 1, funding: { total: 2 } }], ['a list that is none', { edition: 'e', year: 2018, indicators: {} }],
])('refuses %s', (_what, value) => {
  expect(interchangeSchema.safeParse(value).success).toBe(false)
})
