import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blankDeclaration, declarationSchema, type Declaration } from '../declaration/model'
import { editionSchema, type Edition } from '../editions/schema'
import { changeEdition } from './changeEdition'

const packs = join(__dirname, '../../resources/editions')
const editions = new Map(readdirSync(packs).filter(file => file.endsWith('.json')).map((file): [string, Edition] => {
  const edition = editionSchema.parse(JSON.parse(readFileSync(join(packs, file), 'utf8')))
  return [edition.id, edition]
}))
const edition = (id: string) => editions.get(id) as Edition

const typed: Declaration = {
  ...blankDeclaration('d', 'shanghai-2018', 2018), unitName: '云溪市档案馆', projectName: '档案系统运维', projectType: '经常性专项业务费', fundUses: ['信息化建设类'], startDate: '2018-01-01', endDate: '2018-12-31',
  plan: '2018年3月签订合同。', overallGoal: '保证2018年运行。', annualGoal: '2018年可用率不低于98%。', remarks: '看图填写', currentYearBudget: 100, totalBudget: 100, lastYearBudget: 90, lastYearExecuted: 80,
  subProjects: [{ id: 'r1', name: '2018年巡检', amount: 100 }],
  indicators: [{ id: 'r1', level1: '投入和管理目标', level2: null, name: '预算执行率', value: '=100%' }, { id: 'r2', level1: '产出目标', level2: null, name: '2018年巡检次数', value: '≥12次' }],
  origins: { projectName: { kind: 'typed' } }, unplaced: ['剩下的一句'],
}

it('keeps years, amounts, rows and what stood without a place, and converts options and levels', () => {
  const made = changeEdition(typed, edition('shanghai-2018'), edition('shanghai-2020'))
  expect(declarationSchema.parse(made)).toMatchObject({
    id: 'd', edition: 'shanghai-2020', editionRevision: edition('shanghai-2020').revision, year: 2018, previousId: null, startDate: '2018-01-01', plan: '2018年3月签订合同。', remarks: '看图填写',
    currentYearBudget: 100, totalBudget: 100, lastYearBudget: 90, lastYearExecuted: 80, performanceType: '信息化建设工程类', subProjects: typed.subProjects, unplaced: typed.unplaced,
    overallGoal: '保证2018年运行。\n阶段性目标：\n2018年可用率不低于98%。', origins: { projectName: { kind: 'typed' }, 'indicators/r2/level2': { kind: 'proposed' } },
  })
  expect(made.indicators[1]).toMatchObject({ id: 'r2', level1: '产出目标', level2: '数量', name: '2018年巡检次数' })
})

it.each([...editions.keys()].filter(id => id !== 'shanghai-2018'))('to %s and back nothing is lost', id => {
  const there = changeEdition(typed, edition('shanghai-2018'), edition(id))
  const back = changeEdition(there, edition(id), edition('shanghai-2018'))
  for (const key of ['unitName', 'projectName', 'fundUses', 'startDate', 'endDate', 'plan', 'overallGoal', 'annualGoal', 'remarks', 'currentYearBudget', 'totalBudget', 'lastYearBudget', 'subProjects', 'unplaced'] as const) expect({ key, value: back[key] }).toEqual({ key, value: typed[key] })
  const rows = (declaration: Declaration) => declaration.indicators.map(({ level1, name, value }) => `${level1} ${name} ${value}`).sort()
  expect(rows(back)).toEqual(rows(typed))
  expect(back.setAside.filter(({ field }) => field === 'indicators' || field === 'subProjects' || field === 'fundUses')).toEqual([])
})
