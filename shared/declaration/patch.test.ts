import { blankDeclaration, nextRowId, type Declaration } from './model'
import { originKey, parsePath, valueAt } from './fieldPath'
import { applyPatches, originPatch, PatchError, type Patch } from './patch'

function sample(): Declaration {
  const declaration = blankDeclaration('d1', 'shanghai-2020', 2020)
  declaration.overview = '概况'
  declaration.subProjects = [{ id: 'r1', name: '甲', amount: 100 }, { id: 'r2', name: '乙', amount: null }]
  declaration.indicators = [{ id: 'r1', level1: '产出目标', level2: '数量', name: '次数', value: '>=4次' }]
  return declaration
}

describe('applyPatches', () => {
  it.each<[string, Patch[], (declaration: Declaration) => unknown, unknown]>([
    ['a field', [{ op: 'set', path: 'overview', value: '新' }], d => d.overview, '新'],
    ['a part of funding', [{ op: 'set', path: 'funding.fiscal', value: 100 }], d => d.funding.fiscal, 100],
    ['a cell', [{ op: 'set', path: 'indicators[0].value', value: '>=5次' }], d => d.indicators[0]?.value, '>=5次'],
    ['a new row', [{ op: 'insert', list: 'subProjects', at: 1, row: { id: 'r3', name: '丙', amount: 5 } }], d => d.subProjects.map(row => row.id), ['r1', 'r3', 'r2']],
    ['a row less', [{ op: 'remove', list: 'subProjects', at: 0 }], d => d.subProjects.map(row => row.id), ['r2']],
    ['a row moved', [{ op: 'move', list: 'subProjects', from: 0, to: 1 }], d => d.subProjects.map(row => row.id), ['r2', 'r1']],
    ['several at once', [{ op: 'remove', list: 'subProjects', at: 1 }, { op: 'set', path: 'subProjects[0].name', value: '丁' }, { op: 'set', path: 'fundUses', value: ['信息化建设类'] }], d => [d.subProjects.length, d.subProjects[0]?.name, d.fundUses], [1, '丁', ['信息化建设类']]],
  ])('%s, and back again', (_what, patches, read, expected) => {
    const before = sample()
    const { declaration, inverse } = applyPatches(before, patches)
    expect(read(declaration)).toEqual(expected)
    expect(before).toEqual(sample())
    expect(applyPatches(declaration, inverse).declaration).toEqual(before)
  })

  it.each<[string, unknown]>([
    ['an amount as text', { op: 'set', path: 'totalBudget', value: '100' }],
    ['half a cent', { op: 'set', path: 'totalBudget', value: 0.5 }],
    ['a field that is none', { op: 'set', path: 'nothing', value: 1 }],
    ['the prototype', { op: 'set', path: 'constructor', value: 1 }],
    ['the id', { op: 'set', path: 'id', value: 'other' }],
    ['a row that is not there', { op: 'set', path: 'indicators[7].value', value: 'x' }],
    ['a move past the end', { op: 'move', list: 'indicators', from: 0, to: 3 }],
    ['a row of the wrong list', { op: 'insert', list: 'indicators', at: 0, row: { id: 'x', name: '甲', amount: 1 } }],
    ['a day that is none', { op: 'set', path: 'startDate', value: '2019-02-30' }],
  ])('refuses %s and changes nothing', (_what, patch) => {
    const before = sample()
    expect(() => applyPatches(before, [{ op: 'set', path: 'overview', value: '半途' }, patch as Patch])).toThrow(PatchError)
    expect(before).toEqual(sample())
  })
})

it('paths are read and refused', () => {
  expect(parsePath('indicators[12].value')).toEqual(['indicators', 12, 'value'])
  expect(parsePath('funding.fiscal')).toEqual(['funding', 'fiscal'])
  for (const bad of ['', '.a', 'a..b', 'a[x]', '[0]b', '__proto__', 'a b']) expect(() => parsePath(bad)).toThrow(RangeError)
  expect(valueAt(sample(), 'subProjects[1].name')).toBe('乙')
  expect(valueAt(sample(), 'toString')).toBeUndefined()
})

it('an origin stays with its row when rows move', () => {
  const before = sample()
  const patch = originPatch({ ...before, origins: { 'subProjects/r1/name': { kind: 'carried' } } }, 'subProjects[0].name', 'typed')
  expect(patch).toEqual({ op: 'set', path: 'origins', value: { 'subProjects/r1/name': { kind: 'typed' } } })
  const moved = applyPatches(before, [{ op: 'move', list: 'subProjects', from: 0, to: 1 }]).declaration
  expect(originKey(moved, 'subProjects[1].name')).toBe('subProjects/r1/name')
})

it('new row ids are unlike all others', () => {
  expect(nextRowId([])).toBe('r1')
  expect(nextRowId([{ id: 'r9' }, { id: 'r2' }, { id: 'x' }])).toBe('r10')
})
