import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import { otherConnection } from '../store/testing'
import path from 'node:path'
import { STORE_FILE } from './context'
import { withServices } from './testing'

const form = (id: string, year: number, ...rows: [string, string | null][]): Declaration => ({
  ...blankDeclaration(id, 'shanghai-2020', year), indicators: rows.map(([name, value], index) => ({ id: `r${index}`, level1: '产出目标', level2: '数量', name, value })),
})

it('learns from what is stored, again after every change, and nothing from the trash', () => withServices(({ services }) => {
  expect(services.learned()).toEqual([])
  services.declarations.save(form('a', 2019, ['巡查次数', '>=50次'], ['没有目标值', null]))
  services.declarations.save(form('b', 2020, ['巡查次数', '>=52次'], ['养护面积', '=3平方米']))
  const learned = services.learned()
  expect(learned.map(({ name, values, count, lastYear }) => [name, values, count, lastYear])).toEqual([['巡查次数', ['>=52次', '>=50次'], 2, 2020], ['养护面积', ['=3平方米'], 1, 2020]])
  expect(services.learned()).toBe(learned)
  services.declarations.patch({ id: 'b', revision: 1, patches: [{ op: 'set', path: 'indicators[1].value', value: '=4平方米' }] })
  expect(services.learned().find(({ name }) => name === '养护面积')?.values).toEqual(['=4平方米'])
  services.library.trash(['b'])
  expect(services.learned().map(({ name, count }) => [name, count])).toEqual([['巡查次数', 1]])
}))

it('counts the forms of the unit apart from those of other units, whose indicators come after its own', () => withServices(({ services }) => {
  services.declarations.save({ ...form('a', 2020, ['巡查次数', '>=50次']), unitName: '云溪市河道所' })
  services.declarations.save({ ...form('b', 2021, ['巡查次数', '>=60次'], ['养护面积', '=3平方米']), unitName: '云溪市绿化所' })
  services.declarations.save({ ...form('c', 2022, ['养护面积', '=4平方米']), unitName: '云溪市绿化所' })
  const told = (unit: string | null) => services.learned(unit).map(({ name, values, count, elsewhere }) => [name, values, count, elsewhere])
  expect(told('云溪市河道所 ')).toEqual([['巡查次数', ['>=50次', '>=60次'], 1, 1], ['养护面积', ['=4平方米', '=3平方米'], 0, 2]])
  expect(told('云溪市绿化所')).toEqual([['养护面积', ['=4平方米', '=3平方米'], 2, 0], ['巡查次数', ['>=60次', '>=50次'], 1, 1]])
  expect(told('云溪市新设所').map(([, , count]) => count)).toEqual([0, 0])
  // a form whose unit is still blank: nobody's are another's
  expect(told(null).map(([, , count, elsewhere]) => [count, elsewhere])).toEqual([[2, 0], [2, 0]])
  expect(services.learned('云溪市绿化所')).toBe(services.learned('云溪市绿化所'))
}))

it('learns no level words, no empty praise, and what a repair makes of a target', () => withServices(({ services }) => {
  services.declarations.save(form('a', 2020, ['数量目标', '巡查次数'], ['完好率', '良好'], ['巡查计划完成率', '100%'], ['巡查次数', '>=50次']))
  expect(services.learned().map(({ name, values }) => [name, values])).toEqual([['巡查计划完成率', ['=100%']], ['巡查次数', ['>=50次']]])
}))

it('goes on past a damaged document', () => {
  const reported: unknown[] = []
  return withServices(({ services, folder }) => {
    services.declarations.save(form('a', 2019, ['甲', '=1次']))
    services.declarations.save(form('b', 2020, ['乙', '=1次']))
    const other = otherConnection(path.join(folder, 'data', STORE_FILE))
    other.prepare("UPDATE declaration_document SET body = '{' WHERE key = (SELECT key FROM declaration WHERE id = 'a')").run()
    other.close()
    expect(services.learned().map(({ name }) => name)).toEqual(['乙'])
    expect(reported).toEqual([expect.objectContaining({ code: 'storeDamaged' })])
    services.learned()
    expect(reported).toHaveLength(1)
  }, { report: error => reported.push(error) })
})
