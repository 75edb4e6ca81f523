import { blankDeclaration, type Declaration } from '../declaration/model'
import { inWan } from './amounts'
import { statementOf, TO_BE_FILLED } from './statement'
import { summaryOf } from './summary'

const made = (change: Partial<Declaration>): Declaration => ({ ...blankDeclaration('d', 'shanghai-2026', 2026), ...change })
/** The words under a heading, up to the next. */
function under(declaration: Declaration, heading: string): string {
  const { parts } = statementOf(declaration)
  const at = parts.findIndex(part => part.kind === 'heading' && part.text === heading)
  const next = parts[at + 1]
  if (at < 0 || next?.kind !== 'paragraph') throw new Error(`no ${heading}`)
  return next.text
}

describe('经费情况说明', () => {
  it('has the seven chapters in their order, after the title', () => {
    const { parts, title } = statementOf(made({ projectName: '河道轮疏' }))
    expect(title).toBe('河道轮疏经费情况说明')
    expect(parts[0]).toEqual({ kind: 'title', text: title })
    expect(parts.flatMap(part => (part.kind === 'heading' ? [part.text] : []))).toEqual(['一、项目概述', '二、立项依据', '三、实施主体', '四、实施方案', '五、实施周期', '六、年度预算安排', '七、绩效目标'])
  })
  it('says what there is to fill in', () => {
    const blank = made({})
    for (const heading of ['一、项目概述', '二、立项依据', '三、实施主体', '四、实施方案', '五、实施周期', '六、年度预算安排']) expect(under(blank, heading)).toBe(TO_BE_FILLED)
    expect(under(blank, '七、绩效目标')).toBe('详见单位的项目绩效目标表。')
  })
  it('takes in the texts that the newer form does not print', () => {
    const declaration = made({ basis: '依据', necessity: '必要性', plan: '计划', safeguards: '措施' })
    expect(under(declaration, '二、立项依据')).toBe('依据\n必要性')
    expect(under(declaration, '四、实施方案')).toBe('计划\n措施')
  })
  it('names who, when and how much', () => {
    const declaration = made({ unitName: '河湖管理所', supervisingDepartment: '水务局', startDate: '2025-01-01', endDate: '2027-12-31', currentYearBudget: 22_614_510_000 })
    expect(under(declaration, '三、实施主体')).toBe('本项目由河湖管理所组织实施，主管部门为水务局。')
    expect(under(made({ unitName: '水务局', supervisingDepartment: '水务局' }), '三、实施主体')).toBe('本项目由水务局组织实施。')
    expect(under(declaration, '五、实施周期')).toBe('2025年1月1日至2027年12月31日。')
    expect(under(declaration, '六、年度预算安排')).toBe('2026年度预算安排22,614.51万元。')
  })
  it('tells the parts of the money only where there are several, and lists sub-projects only where there are', () => {
    const funding = { fiscal: null, other: null, annualFiscal: 100_0000_00, carriedOver: 20_0000_00, annualOther: 0 }
    expect(under(made({ currentYearBudget: 120_0000_00, funding }), '六、年度预算安排')).toBe('2026年度预算安排120.00万元。其中：当年财政拨款100.00万元，上年结转资金20.00万元。')
    expect(under(made({ currentYearBudget: 100_0000_00, funding: { ...funding, carriedOver: null } }), '六、年度预算安排')).toBe('2026年度预算安排100.00万元。')
    const table = statementOf(made({ subProjects: [{ id: 'a', name: '甲', amount: 1_234_50 }, { id: 'b', name: '乙', amount: null }] })).parts.find(part => part.kind === 'table')
    expect(table).toMatchObject({ rows: [['1', '甲', '1,234.50'], ['2', '乙', '']] })
    expect(statementOf(made({ subProjects: [{ id: 'a', name: '甲', amount: 1 }] })).parts.some(part => part.kind === 'table')).toBe(false)
  })
})

describe('汇总表', () => {
  const forms = [
    made({ id: 'a', unitName: '甲所', projectName: '一', projectNature: '经常性项目', currentYearBudget: 100_0000_00, indicators: [{ id: 'i', level1: null, level2: null, name: 'x', value: null }] }),
    made({ id: 'b', unitName: '乙 所', projectName: '二', projectType: '其他一次性项目', currentYearBudget: null, annualGoal: '目标' }),
    made({ id: 'c', unitName: '乙所', projectName: '三', projectNature: '经常性项目', currentYearBudget: 23_705_736 }),
  ]
  it('sums by type and unit and writes the sentence of publication', () => {
    const summary = summaryOf(forms, 2026)
    expect(summary.byType).toEqual([{ name: '经常性项目', count: 2, thisYear: 123_705_736, blank: 0 }, { name: '其他一次性项目', count: 1, thisYear: 0, blank: 1 }])
    expect(summary.byUnit.map(group => [group.name, group.count])).toEqual([['甲所', 1], ['乙 所', 2]])
    expect(summary.sentence).toBe('按照本区预算绩效管理工作的总体要求，本部门2个预算单位开展了2026年项目预算绩效目标编报工作，编报绩效目标的项目3个，涉及项目预算资金123.705736万元。')
    expect(summary.rows.map(row => [row.indicators, row.goal])).toEqual([[1, ''], [0, '目标'], [0, '']])
  })
  it('names the unit in its title where there is but one', () => {
    expect(summaryOf(forms.slice(0, 1), 2026)).toMatchObject({ title: '甲所2026年项目绩效目标汇总表', byUnit: [] })
    expect(summaryOf(forms, 2026).title).toBe('2026年项目绩效目标汇总表')
    expect(summaryOf([], 2026)).toMatchObject({ rows: [], thisYear: 0, byType: [] })
  })
})

it.each([[0, '0.00'], [1, '0.000001'], [1_000_000, '1.00'], [-23_705_736, '-23.705736'], [2_261_451_000_000, '2,261,451.00']])('%i cents are %s 万元', (cents, text) => {
  expect(inWan(cents)).toBe(text)
})
