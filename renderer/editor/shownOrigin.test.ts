import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import { shownOrigin } from './shownOrigin'

const form = (more: Partial<Declaration>): Declaration => ({ ...blankDeclaration('d', 'shanghai-2020', 2026), ...more })

it('a blank that a rule left is to be filled in; a value tells where it comes from', () => {
  const declaration = form({
    lastYearBudget: 100, projectNature: null, fundUses: [],
    subProjects: [{ id: 'r1', name: '巡检', amount: 5 }, { id: 'r2', name: '租用', amount: null }],
    origins: {
      totalBudget: { kind: 'computed', before: '1.00' }, lastYearBudget: { kind: 'computed' }, projectNature: { kind: 'proposed' }, fundUses: { kind: 'proposed' }, lastYearExecuted: { kind: 'confirmed' },
      'subProjects/r2/amount': { kind: 'computed' }, 'subProjects/r1/amount': { kind: 'computed' }, 'subProjects/gone/amount': { kind: 'computed' },
    },
  })
  const shown = (key: string) => shownOrigin(declaration, key)
  expect(['totalBudget', 'projectNature', 'fundUses', 'subProjects/r2/amount'].map(shown)).toEqual(['emptied', 'emptied', 'emptied', 'emptied'])
  expect(['lastYearBudget', 'lastYearExecuted', 'subProjects/r1/amount', 'subProjects/gone/amount', 'overview'].map(shown)).toEqual(['computed', 'confirmed', 'computed', 'computed', 'none'])
})
