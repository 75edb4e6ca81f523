import type { DeclarationSummary } from '../../../shared/ipc/contract'
import { inOrder } from './order'

const row = (id: string, part: Partial<DeclarationSummary>): DeclarationSummary => ({
  id, year: 2026, edition: 'shanghai-2020', unitName: null, projectName: null, currentYearBudget: null, status: 'draft', updatedAt: '2026-01-01T00:00:00.000Z', trashedAt: null, completeness: 0, previousId: null, ...part,
})
const order = (rows: DeclarationSummary[], column: 'projectName' | 'budget' | 'status' | 'updatedAt', descending = false): string => inOrder(rows, { column, descending }, 'zh').map(({ id }) => id).join('')

it('puts names in the order of pinyin, their numbers by size, blanks last either way', () => {
  const rows = [row('a', { projectName: '园林养护' }), row('b', {}), row('c', { projectName: '档案 10' }), row('d', { projectName: '档案 9' }), row('e', { projectName: '' })]
  expect(order(rows, 'projectName')).toBe('dcabe')
  expect(order(rows, 'projectName', true)).toBe('acdbe')
})

it('puts amounts in order by size, nothing being less than zero, and leaves equal ones as they came', () => {
  const rows = [row('a', { currentYearBudget: 900 }), row('b', { currentYearBudget: 10_000 }), row('c', {}), row('d', { currentYearBudget: 0 }), row('e', { currentYearBudget: 900 })]
  expect(order(rows, 'budget')).toBe('daebc')
  expect(order(rows, 'budget', true)).toBe('baedc')
})

it('puts drafts before what is final, and the trash by when it came there', () => {
  expect(order([row('a', { status: 'final' }), row('b', {})], 'status')).toBe('ba')
  expect(order([row('a', { trashedAt: '2026-03-01T00:00:00.000Z' }), row('b', { trashedAt: '2026-02-01T00:00:00.000Z', updatedAt: '2026-09-01T00:00:00.000Z' })], 'updatedAt')).toBe('ba')
})

it('leaves everything as it came where no order is chosen', () => {
  expect(inOrder([row('b', {}), row('a', {})], null, 'zh').map(({ id }) => id)).toEqual(['b', 'a'])
})
