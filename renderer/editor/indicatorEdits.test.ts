import edition2018 from '../../resources/editions/shanghai-2018.json'
import edition2026 from '../../resources/editions/shanghai-2026.json'
import { blankDeclaration, type Indicator } from '../../shared/declaration/model'
import { applyPatches, type Patch } from '../../shared/declaration/patch'
import { editionSchema } from '../../shared/editions/schema'
import { addRow, arranged, groupIndicators, insertBlock, isArranged, placeFor, relevel, step } from './indicatorEdits'

const edition = editionSchema.parse(edition2026)
const rows = (...list: [string, string | null, string | null][]): Indicator[] => list.map(([name, level1, level2], i) => ({ id: `r${i + 1}`, level1, level2, name, value: null }))
const names = (list: readonly Indicator[]): string => list.map(row => row.name).join('')
const form = (indicators: Indicator[]) => ({ ...blankDeclaration('d', edition.id, 2026), indicators })
const after = (list: Indicator[], patches: Patch[]): Indicator[] => applyPatches(form(list), patches).declaration.indicators

const three = rows(['甲', '产出指标', '数量指标'], ['乙', '产出指标', '数量指标'], ['丙', '产出指标', '质量指标'], ['丁', '满意度指标', '服务对象满意度指标'])

describe('groups', () => {
  it('shows every level of the edition, then words it does not know, then none', () => {
    const groups = groupIndicators(edition, rows(['无', null, null], ['丁', '满意度指标', null], ['怪', '其他目标', null], ['甲', '产出目标', '数量']))
    expect(groups.map(group => [group.level1, group.known, names(group.rows)])).toEqual([
      ['成本指标', true, ''], ['产出指标', true, '甲'], ['效益指标', true, ''], ['满意度指标', true, '丁'], ['其他目标', false, '怪'], [null, false, '无'],
    ])
  })

  it('works without second levels', () => {
    expect(groupIndicators(editionSchema.parse(edition2018), []).every(group => group.known && group.children.length === 0)).toBe(true)
  })
})

describe('order', () => {
  it('is noticed and mended without mixing rows of one level', () => {
    const mixed = rows(['丁', '满意度指标', null], ['甲', '产出指标', '数量指标'], ['怪', '其他', null], ['丙', '产出指标', '质量指标'], ['乙', '产出指标', '数量指标'])
    expect(isArranged(edition, mixed)).toBe(false)
    expect(names(arranged(edition, mixed))).toBe('甲乙丙丁怪')
    expect(isArranged(edition, arranged(edition, mixed))).toBe(true)
    expect(isArranged(edition, three)).toBe(true)
  })

  it.each<[string, string | null, string | null, number]>([
    ['behind its own level', '产出指标', '数量指标', 2],
    ['where a new second level begins', '产出指标', '时效指标', 3],
    ['before all when its first level comes first', '成本指标', '经济成本指标', 0],
    ['between first levels', '效益指标', '社会效益指标', 3],
    ['at the end when the edition does not know it', '其他', null, 4],
  ])('a new row stands %s', (_, level1, level2, at) => expect(placeFor(edition, three, { level1, level2 })).toBe(at))
})

describe('edits', () => {
  it('adds behind a row, and at the place of a level', () => {
    expect(names(after(three, addRow(edition, form(three), { level1: '产出指标', level2: '数量指标' }, { name: '新', value: null }, 'r1').patches))).toBe('甲新乙丙丁')
    const { patches, id } = addRow(edition, form(three), { level1: '效益指标', level2: '社会效益指标' }, { name: '新', value: null })
    expect([names(after(three, patches)), id]).toEqual(['甲乙丙新丁', 'r5'])
    const remembered = { ...form(three), origins: { 'indicators/r9/value': { kind: 'carried' as const } } }
    expect(addRow(edition, remembered, { level1: null, level2: null }).id).toBe('r10')
  })

  it('moves a row to the level it gets', () => {
    const moved = after(three, relevel(edition, three, 'r1', { level1: '满意度指标', level2: '服务对象满意度指标' }))
    expect(names(moved)).toBe('乙丙丁甲')
    expect(moved[3]).toMatchObject({ level1: '满意度指标', level2: '服务对象满意度指标' })
    expect(relevel(edition, three, 'r1', { level1: '产出指标', level2: '数量指标' })).toEqual([])
  })

  it('steps within a level, then over its edge', () => {
    const once = after(three, step(edition, three, 'r4', -1))
    expect(once.map(row => [row.name, row.level2])).toEqual([['甲', '数量指标'], ['乙', '数量指标'], ['丙', '质量指标'], ['丁', '质量指标']])
    const twice = after(once, step(edition, once, 'r4', -1))
    expect(names(twice)).toBe('甲乙丁丙')
    const thrice = after(twice, step(edition, twice, 'r4', -1))
    expect(thrice.map(row => [row.name, row.level2]).slice(1)).toEqual([['乙', '数量指标'], ['丁', '数量指标'], ['丙', '质量指标']])
    const down = after(three, step(edition, three, 'r2', 1))
    expect(down.map(row => [row.name, row.level2])).toEqual([['甲', '数量指标'], ['乙', '质量指标'], ['丙', '质量指标'], ['丁', '服务对象满意度指标']])
    expect(step(edition, three, 'r1', -1)).toEqual([])
    expect(step(edition, three, 'r4', 1)).toEqual([])
  })

  it('puts a block in: own levels at their place, the rest behind the row', () => {
    const block = [{ level1: null, level2: null, name: '一', value: '1' }, { level1: null, level2: null, name: '二', value: '2' }, { level1: '效益指标', level2: null, name: '三', value: '3' }]
    const result = insertBlock(edition, form(three), block, { after: 'r1', levels: { level1: '产出指标', level2: '数量指标' } })
    expect(names(result)).toBe('甲一二乙丙三丁')
    expect(result[1]).toMatchObject({ level1: '产出指标', level2: '数量指标', value: '1' })
    expect(new Set(result.map(row => row.id)).size).toBe(7)
  })
})
