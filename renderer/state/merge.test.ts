import { blankDeclaration, type Declaration } from '../../shared/declaration/model'
import { applyPatches } from '../../shared/declaration/patch'
import { mergeDeclarations, patchesBetween } from './merge'

function base(): Declaration {
  const declaration = blankDeclaration('d1', 'test', 2026)
  declaration.subProjects = ['甲', '乙', '丙'].map((name, i) => ({ id: `r${i + 1}`, name, amount: 100 * i }))
  return declaration
}
const changed = (work: (declaration: Declaration) => void): Declaration => {
  const next = base()
  work(next)
  return next
}
const names = (declaration: Declaration): string[] => declaration.subProjects.map(row => row.name)

describe('rows of both sides', () => {
  it.each<[string, (d: Declaration) => void, (d: Declaration) => void, string[]]>([
    ['added on both', d => void d.subProjects.push({ id: 'r4', name: '屏', amount: null }), d => void d.subProjects.unshift({ id: 'r9', name: '库', amount: null }), ['库', '甲', '乙', '丙', '屏']],
    ['moved on the screen, changed in the store', d => void d.subProjects.reverse(), d => void (d.subProjects[0]!.name = '甲甲'), ['丙', '乙', '甲甲']],
    ['removed on the screen', d => void d.subProjects.splice(1, 1), d => void (d.remarks = '库'), ['甲', '丙']],
    ['removed on the screen, changed in the store: kept', d => void d.subProjects.splice(1, 1), d => void (d.subProjects[1]!.amount = 7), ['甲', '乙', '丙']],
    ['removed in the store, changed on the screen: kept', d => void (d.subProjects[2]!.name = '丙丙'), d => void d.subProjects.splice(1, 2), ['甲', '丙丙']],
  ])('%s', (_, screen, stored, expected) => {
    const there = changed(stored)
    const { merged, elsewhere } = mergeDeclarations(base(), changed(screen), there)
    expect(names(merged)).toEqual(expected)
    expect(elsewhere).toEqual([])
    expect(applyPatches(there, patchesBetween(there, merged)).declaration).toEqual(merged)
  })
})

it('reports the cell that both changed', () => {
  const { merged, elsewhere } = mergeDeclarations(base(), changed(d => void (d.subProjects[1]!.amount = 5)), changed(d => void (d.subProjects[1]!.amount = 6)))
  expect(merged.subProjects[1]!.amount).toBe(5)
  expect(elsewhere).toEqual([{ path: 'subProjects[1].amount', value: 6 }])
})

it('has no patches between equals, and single cells where rows are the same', () => {
  expect(patchesBetween(base(), base())).toEqual([])
  expect(patchesBetween(base(), changed(d => void (d.subProjects[2]!.amount = 1)))).toEqual([{ op: 'set', path: 'subProjects[2].amount', value: 1 }])
})
