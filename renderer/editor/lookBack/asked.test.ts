import shanghai2018 from '../../../resources/editions/shanghai-2018.json'
import shanghai2020 from '../../../resources/editions/shanghai-2020.json'
import { carryOver, CARRY_PARTS } from '../../../shared/carryOver'
import { blankDeclaration, type Declaration } from '../../../shared/declaration/model'
import { applyPatches } from '../../../shared/declaration/patch'
import { editionSchema } from '../../../shared/editions/schema'
import { askedOf } from './asked'

const from = editionSchema.parse(shanghai2018)
const to = editionSchema.parse(shanghai2020)
const previous: Declaration = {
  ...blankDeclaration('last', from.id, 2019), projectName: '甲', projectType: '经常性专项业务费', startDate: '2019-01-01', endDate: '2019-12-31', currentYearBudget: 100, basis: '依据《2019年工作要点》。',
  subProjects: [{ id: 'r1', name: '乙', amount: 100 }], indicators: [{ id: 'r1', level1: '产出目标', level2: null, name: '某某情况', value: '' }, { id: 'r2', level1: '产出目标', level2: null, name: '巡检次数', value: '12次' }],
}
const now = carryOver({ source: previous, sourceEdition: from, edition: to, year: 2020, parts: CARRY_PARTS, newId: 'now' }).declaration
const open = (declaration: Declaration) => askedOf(previous, from, declaration, to).filter(entry => !entry.settled).map(({ key, why }) => `${key} ${why}`)

it('what the carry-over asked is told again at any time, at the place where the row stands now', () => {
  expect(open(now)).toEqual(expect.arrayContaining(['basis yearInTitle', 'currentYearBudget typeBudget', 'subProjects typeAmounts', 'indicators/r1/level2 chooseLevel', 'indicators/r1/value valueMissing']))
})

it('and is settled by typing, confirming, filling in, and by words that are gone; a row that is gone is not asked about', () => {
  const done = applyPatches(now, [
    { op: 'set', path: 'basis', value: '依据《2020年工作要点》。' }, { op: 'set', path: 'subProjects[0].amount', value: 100 },
    { op: 'set', path: 'currentYearBudget', value: 100 }, { op: 'set', path: 'indicators', value: now.indicators.map(row => (row.id === 'r1' ? { ...row, value: '健全' } : row)) },
    { op: 'set', path: 'origins', value: { ...now.origins, lastYearExecuted: { kind: 'confirmed' } } },
  ]).declaration
  const left = open(done)
  for (const key of ['basis yearInTitle', 'currentYearBudget typeBudget', 'subProjects typeAmounts', 'indicators/r1/value valueMissing']) expect(left).not.toContain(key)
  expect(left).toContain('indicators/r1/level2 chooseLevel')
  // looked at, and still blank
  expect(left).toContain('lastYearExecuted typeExecuted')
  expect(open({ ...now, indicators: now.indicators.filter(row => row.id !== 'r1') }).filter(key => key.startsWith('indicators'))).toEqual([])
})

it('nothing is asked of a form that is not later', () => expect(askedOf({ ...previous, year: 2020 }, from, now, to)).toEqual([]))
