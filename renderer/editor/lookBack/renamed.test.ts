import { blankDeclaration, type Declaration } from '../../../shared/declaration/model'
import { applyPatches } from '../../../shared/declaration/patch'
import { isRenamed, withoutLastYears } from './renamed'

const form = (part: Partial<Declaration>): Declaration => ({ ...blankDeclaration('a', 'shanghai-2020', 2020), ...part })

it.each([
  ['系统（运维）', '系统(运维)', false], ['系统 运维', '系统运维', false], ['系统运维', '系统运行维护', true], ['系统运维', null, false], [null, '系统运维', false],
])('%s, then %s', (before, now, renamed) => expect(isRenamed(form({ projectName: before }), form({ projectName: now }))).toBe(renamed))

it('of a form without a last year none is renamed', () => expect(isRenamed(null, form({ projectName: '甲' }))).toBe(false))

it('last year’s figures go, and come back by undo', () => {
  const before = form({ lastYearBudget: 100, lastYearExecuted: null, currentYearBudget: 200, origins: { lastYearBudget: { kind: 'computed' } } })
  const { declaration, inverse } = applyPatches(before, withoutLastYears(before))
  expect(declaration).toMatchObject({ lastYearBudget: null, lastYearExecuted: null, currentYearBudget: 200, origins: { lastYearBudget: { kind: 'typed' } } })
  expect(declaration.origins).not.toHaveProperty('lastYearExecuted')
  expect(applyPatches(declaration, inverse).declaration).toEqual(before)
})
