import type { CarryLook, CarryManyReport } from '../../../../shared/ipc/contract'
import { joined, lookGroups, lookKey } from './carried'

const look = (id: string, why: string, field = 'currentYearBudget'): CarryLook => ({ id, projectName: `项目${id}`, unitName: null, field, why })
const report = (part: Partial<CarryManyReport>): CarryManyReport => ({ made: [], look: [], refused: [], cancelled: false, ...part })
const there = (id: string) => ({ id, projectName: id, error: { code: 'alreadyCarried' as const, params: {} } })

it('things to look at come by form, in the order in which they were made, and by kind', () => {
  const all = report({ look: [look('b', 'typeBudget'), look('a', 'typeBudget'), look('b', 'choose', 'projectType')] })
  expect(lookGroups(all, null).groups.map(group => [group.id, group.looks.length])).toEqual([['b', 2], ['a', 1]])
  expect(lookGroups(all, null).kinds).toEqual([{ kind: 'typeBudget', count: 2 }, { kind: 'choose', count: 1 }])
  expect(lookGroups(all, 'choose').groups.map(group => group.id)).toEqual(['b'])
  expect(lookGroups(all, 'choose').kinds).toHaveLength(2)
  expect(new Set(all.look.map(lookKey)).size).toBe(3)
})

it('a second run is joined to the first: what it made is refused no more', () => {
  const first = report({ made: [{ from: 'a', id: 'a1', projectName: null }], look: [look('a1', 'choose')], refused: [there('b'), there('c')] })
  const second = report({ made: [{ from: 'b', id: 'b1', projectName: null }], look: [look('b1', 'choose')], refused: [there('c')] })
  const both = joined(first, second)
  expect(both.made.map(entry => entry.id)).toEqual(['a1', 'b1'])
  expect(both.look.map(entry => entry.id)).toEqual(['a1', 'b1'])
  expect(both.refused.map(entry => entry.id)).toEqual(['c'])
})
