import type { CarryChange } from '../../../shared/carryOver/types'
import { acceptRest, decidable, decide, decisionOn, UNDECIDED } from './decisions'

const change = (field: string, more: Partial<CarryChange> = {}): CarryChange => ({ field, before: 'a', after: 'b', why: 'dateMoved', ...more })
const move = { start: 0, end: 1, before: '2019年', after: '2020年', why: 'yearShifted' as const }
const changes = [change('startDate'), change('plan', { rewrites: [move, move] }), change('overallGoal', { key: 'join' }), change('annualGoal', { key: 'join' })]

it('each move of a text is decided by itself, changes that belong together once', () => {
  expect(decidable(changes)).toEqual(['startDate', 'plan#0', 'plan#1', 'join'])
})

it('one decision takes the place of the other, and the rest can be accepted in one go', () => {
  const back = decide(decide(UNDECIDED, 'plan#1', 'accepted'), 'plan#1', 'takenBack')
  expect(back).toEqual({ takenBack: new Set(['plan#1']), accepted: new Set() })
  const all = acceptRest(back, changes)
  expect(decidable(changes).map(key => decisionOn(all, key))).toEqual(['accepted', 'accepted', 'takenBack', 'accepted'])
  expect(decisionOn(decide(all, 'join', null), 'join')).toBeNull()
})
