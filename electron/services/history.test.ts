import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import type { HistoryYear } from '../../shared/ipc/contract'
import { codeOf, FORM, withServices, type TestDesk } from './testing'

const form = (id: string, year: number, change: Partial<Declaration> = {}): Declaration => ({ ...blankDeclaration(id, 'shanghai-2020', year), unitName: '青禾市园林所', projectName: '街面巡查', ...change })
const keep = ({ services }: TestDesk, ...declarations: Declaration[]) => declarations.forEach(declaration => services.declarations.save(declaration))
const brief = (years: readonly HistoryYear[]) => years.map(({ id, year, by }) => `${id} ${year} ${by}`)

it('follows the links both ways, and the name where there is no link', () => withServices(desk => {
  const { services } = desk
  keep(desk,
    form('y18', 2018, { edition: 'shanghai-2018', currentYearBudget: 100_00, indicators: [{ id: 'r1', level1: '产出目标', level2: null, name: '巡查次数', value: '≥50次' }] }),
    form('y19', 2019, { previousId: 'y18', projectName: '街面巡查（改名）', lastYearExecuted: 90_00, currentYearBudget: 200_00 }),
    form('y20', 2020, { previousId: 'y19', projectName: '街面巡查', lastYearExecuted: 150_00 }),
    form('y22', 2022, { projectName: ' 街面 巡查' }),
    form('other', 2017, { unitName: '别的单位' }), form('noName', 2021, { projectName: null }))
  const years = services.history.of('y19')
  expect(brief(years)).toEqual(['y18 2018 link', 'y19 2019 self', 'y20 2020 link'])
  expect(brief(services.history.of('y20'))).toEqual(['y18 2018 link', 'y19 2019 link', 'y20 2020 self', 'y22 2022 name'])
  expect(years.map(({ currentYearBudget, executed }) => [currentYearBudget, executed])).toEqual([[100_00, 90_00], [200_00, 150_00], [null, null]])
  expect(years[0]).toMatchObject({ edition: 'shanghai-2018', status: 'draft', unitName: '青禾市园林所', projectName: '街面巡查', indicators: [{ level1: '产出目标', level2: null, name: '巡查次数', value: '≥50次' }] })
  expect(brief(services.history.of('noName'))).toEqual(['noName 2021 self'])
  expect(() => services.history.of('nobody')).toThrow(expect.objectContaining({ code: 'notFound' }))
}))

it('has one form a year: itself, then the final one, then the one changed last; none from the trash, through which links go on', () => withServices(desk => {
  const { services, clock } = desk
  keep(desk, form('y18', 2018), form('y19', 2019, { previousId: 'y18' }), form('a', 2020, { previousId: 'y19', status: 'final' }))
  clock.now = new Date('2026-04-01T08:00:00.000Z')
  keep(desk, form('b', 2020, { previousId: 'y19' }), form('c', 2021), form('d', 2021))
  expect(brief(services.history.of('y19'))).toEqual(['y18 2018 link', 'y19 2019 self', 'a 2020 link', 'c 2021 name'])
  expect(brief(services.history.of('b'))).toEqual(['y18 2018 link', 'y19 2019 link', 'b 2020 self', 'c 2021 name'])
  services.library.trash(['y19'])
  expect(brief(services.history.of('a'))).toEqual(['y18 2018 link', 'a 2020 self', 'c 2021 name'])
  expect(brief(services.history.of('y19')).at(1)).toBe('y19 2019 self')
}))

it('ends where links lead in a circle or nowhere', () => withServices(desk => {
  keep(desk, form('a', 2020, { previousId: 'b', projectName: '甲' }), form('b', 2019, { previousId: 'a', projectName: '乙' }), form('self', 2020, { previousId: 'self', projectName: '丙' }), form('lost', 2020, { previousId: 'gone', projectName: '丁' }))
  const { services } = desk
  expect(['a', 'b', 'self', 'lost'].map(id => brief(services.history.of(id)))).toEqual([['b 2019 link', 'a 2020 self'], ['b 2019 self', 'a 2020 link'], ['self 2020 self'], ['lost 2020 self']])
  expect(services.declarations.open('self').previous).toBeNull()
}))

it('finds last year’s by the link, else by unit and name', () => withServices(desk => {
  const { services } = desk
  keep(desk, form('last', 2024), form('elsewhere', 2024, { unitName: '别的单位' }), form('now', 2025), form('older', 2023, { projectName: '另一个' }))
  const previous = () => {
    const { previous: found, previousBy } = services.declarations.open('now')
    return [found?.id ?? null, previousBy]
  }
  expect(previous()).toEqual(['last', 'name'])
  expect(services.history.link('now', 'older')).toEqual({ revision: 2, updatedAt: expect.stringMatching(/Z$/u) })
  expect(previous()).toEqual(['older', 'link'])
  expect(services.library.list({ year: 2025 })[0]?.previousId).toBe('older')
  services.history.link('now', null)
  expect(previous()).toEqual(['last', 'name'])
  services.library.trash(['last'])
  expect(previous()).toEqual([null, null])
}))

it('links to an earlier year only', () => withServices(async desk => {
  const { services } = desk
  keep(desk, form('a', 2025), form('b', 2026), form('same', 2025))
  for (const [id, previousId] of [['a', 'b'], ['a', 'a'], ['a', 'same']] as const) {
    await expect(async () => services.history.link(id, previousId)).rejects.toMatchObject({ code: 'linkNotEarlier', params: { name: '街面巡查' } })
  }
  expect(await codeOf(() => services.history.link('a', 'nobody'))).toBe('notFound')
  expect(await codeOf(() => services.history.link('nobody', null))).toBe('notFound')
  expect(services.declarations.open('a')).toMatchObject({ revision: 1, declaration: { previousId: null } })
}))

it('shows what a declaration was read from', () => withServices(async desk => {
  const { services } = desk
  const [stored] = await services.imports.store({ name: '去年.txt', bytes: new TextEncoder().encode(`预算公开\n${FORM}`) })
  const id = stored?.declaration.id ?? ''
  expect(services.history.source(id)).toEqual({ name: '去年.txt', readAt: '2026-03-01T08:00:00.000Z', lines: expect.arrayContaining(['项目名称：\t街面绿化巡查']), unplaced: expect.any(Array), bytesAvailable: true })
  const [pasted] = await services.imports.store({ name: '粘贴', text: FORM })
  expect(services.history.source(pasted?.declaration.id ?? '')).toMatchObject({ name: '粘贴', bytesAvailable: false })
  keep(desk, form('typed', 2020))
  expect(services.history.source('typed')).toBeNull()
  expect(await codeOf(() => services.history.source('nobody'))).toBe('notFound')
}))
