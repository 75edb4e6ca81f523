import edition2018 from '../../../resources/editions/shanghai-2018.json'
import edition2026 from '../../../resources/editions/shanghai-2026.json'
import { blankDeclaration, type Declaration } from '../../../shared/declaration/model'
import { editionSchema } from '../../../shared/editions/schema'
import { compareForms, isSame } from './compare'

const now2026 = editionSchema.parse(edition2026)
const form = (year: number, edition: string, part: Partial<Declaration>): Declaration => ({ ...blankDeclaration(`d${year}`, edition, year), ...part })
const indicator = (id: string, name: string, value: string | null) => ({ id, name, value, level1: '产出指标', level2: '数量指标' })
const own = (key: string): string => `<${key}>`

const before = form(2025, 'shanghai-2018', {
  projectName: '河道轮疏', overview: '2025年完成12条河道。', currentYearBudget: 12_000_00, remarks: '去年的备注', contactName: '沈岚',
  subProjects: [{ id: 's1', name: '轮疏', amount: 100 }, { id: 's2', name: '监测', amount: 200 }],
  indicators: [indicator('a', '轮疏河道数量', '≥12条'), indicator('b', '水质监测次数', '≥4次'), indicator('c', '水质监测次数', '≥8次')],
})
const now = form(2026, now2026.id, {
  projectName: '河道轮疏', overview: '2026年完成12条河道。', currentYearBudget: null,
  subProjects: [{ id: 's1', name: '轮疏', amount: 300 }],
  indicators: [indicator('x', '水质监测次数', '≥4次'), indicator('y', '水质监测次数', '≥9次'), indicator('z', '宣传场次', '≥2场')],
})
const sections = compareForms(now2026, before, now, own)
const all = sections.flatMap(section => section.values)
const at = (key: string) => all.find(value => value.key === key)

describe('last year beside this year', () => {
  it('has every field that this edition asks for, in its order, with its own label', () => {
    const asked = now2026.sections.flatMap(section => [...section.fields])
    expect(all.filter(value => value.key !== null && !value.key.includes('/')).map(value => value.key)).toEqual(asked)
    expect(at('projectName')).toMatchObject({ label: '项目名称', before: '河道轮疏', now: '河道轮疏' })
    expect(isSame(at('projectName')!)).toBe(true)
    expect(at('currentYearBudget')).toMatchObject({ before: '12,000.00', now: null })
  })

  it('puts each row beside the one that it continues, one after the other where a name is there twice', () => {
    const rows = all.filter(value => value.key?.startsWith('indicators/'))
    expect(rows.map(({ key, before: old, now: own_ }) => [key, old?.split('\n').at(-1) ?? null, own_?.split('\n').at(-1)])).toEqual([
      ['indicators/x/value', '≥4次', '≥4次'], ['indicators/y/value', '≥8次', '≥9次'], ['indicators/z/value', null, '≥2场'],
    ])
    expect(all.filter(value => value.only === 'before').map(value => value.label).sort()).toEqual(['监测', '轮疏河道数量'])
    expect(at('indicators/z/value')?.only).toBe('now')
  })

  it('loses nothing of last year: what this form has no place for stands at the end', () => {
    const asked = new Set(now2026.sections.flatMap(section => section.fields as string[]))
    const elsewhere = sections.find(section => section.key === 'elsewhere')?.values ?? []
    const expected = ['contactName', 'remarks'].filter(key => !asked.has(key)).map(own)
    expect(elsewhere.map(value => value.label)).toEqual(expected)
    for (const text of ['2025年完成12条河道。', '去年的备注', '沈岚', '12,000.00']) expect(all.some(value => value.before === text)).toBe(true)
  })

  it('says nothing of elsewhere where both editions ask for the same', () => {
    const edition = editionSchema.parse(edition2018)
    expect(compareForms(edition, before, { ...before, id: 'n' }, own).flatMap(section => section.values).every(isSame)).toBe(true)
  })
})
