import shanghai2026 from '../../../resources/editions/shanghai-2026.json'
import { setAsideRow } from '../../../shared/carryOver/setAside'
import { blankDeclaration, type Declaration } from '../../../shared/declaration/model'
import { applyPatches } from '../../../shared/declaration/patch'
import { editionSchema } from '../../../shared/editions/schema'
import { dropPiece, rowBack, textBack } from './putBack'

const edition = editionSchema.parse(shanghai2026)
const row = (name: string) => ({ level1: '投入与管理', level2: '实施管理', name, value: '=100%' })
const declaration: Declaration = {
  ...blankDeclaration('a', 'shanghai-2026', 2026), overview: '概况。', origins: { 'indicators/r9/name': { kind: 'typed' } },
  indicators: [{ id: 'r3', level1: '产出指标', level2: '质量指标', name: '合格率', value: '=100%' }, { id: 'r4', level1: '满意度指标', level2: '服务对象满意度指标', name: '满意度', value: '≥90%' }],
  setAside: [setAsideRow(row('资料规范情况')), setAsideRow(row('验收合格率')), { field: 'contactName', label: '联系人', value: '甲', why: 'notPrinted' }], unplaced: ['一段文字'],
}

it('a kept indicator goes into the table at the level that its name proposes, is kept no longer, and all of it is undone in one step', () => {
  const { patches, id, levels } = rowBack(edition, declaration, row('验收合格率'))
  const { declaration: after, inverse } = applyPatches(declaration, patches)
  expect(levels).toBe('产出指标 · 质量指标')
  expect(after.indicators.map(entry => entry.name)).toEqual(['合格率', '验收合格率', '满意度'])
  expect(after.setAside.map(entry => entry.value)).toEqual(['资料规范情况：=100%', '甲'])
  expect(after.origins[`indicators/${id}/level2`]).toMatchObject({ kind: 'proposed', before: '投入与管理 · 实施管理' })
  expect(id).toBe('r10')
  expect(applyPatches(after, inverse).declaration).toEqual(declaration)
})

it('one whose level nothing proposes stands at the end, without a level', () => {
  const { patches, levels } = rowBack(edition, declaration, row('资料规范情况'))
  expect(levels).toBe('')
  expect(applyPatches(declaration, patches).declaration.indicators.at(-1)).toMatchObject({ level1: null, level2: null, name: '资料规范情况', value: '=100%' })
})

it('a kept text is put behind what stands there, or is dropped', () => {
  const { declaration: after, inverse } = applyPatches(declaration, textBack(declaration, 'overview', '一段文字', { list: 'unplaced', at: 0 }))
  expect(after).toMatchObject({ overview: '概况。\n一段文字', unplaced: [] })
  expect(applyPatches(after, inverse).declaration).toEqual(declaration)
  expect(applyPatches(declaration, textBack(declaration, 'plan', '一段文字', { list: 'unplaced', at: 0 })).declaration.plan).toBe('一段文字')
  expect(applyPatches(declaration, [dropPiece(declaration, { list: 'setAside', at: 2 })]).declaration.setAside).toHaveLength(2)
})
