import type { HistoryYear } from '../../../shared/ipc/contract'
import { axisSteps, changeFrom, indicatorsThroughYears, percentOf } from './years'

const year = (at: number, ...indicators: [string, string | null][]): HistoryYear => ({
  id: `d${at}`, year: at, edition: 'shanghai-2020', unitName: null, projectName: null, status: 'draft', by: 'link', currentYearBudget: null, executed: null,
  indicators: indicators.map(([name, value]) => ({ level1: '产出目标', level2: null, name, value })),
})

describe('indicators through the years', () => {
  it('stand by name, the newest form’s first and in its order, then those that are gone', () => {
    const rows = indicatorsThroughYears([year(2024, ['满意度', '≥85%'], ['旧指标', '1次']), year(2025, ['完成率', '=100%'], ['满意度', '≥90%']), year(2026, ['满意度', '≥90%'], ['完成率', null])])
    expect(rows.map(row => [row.name, ...row.values])).toEqual([['满意度', '≥85%', '≥90%', '≥90%'], ['完成率', null, '=100%', ''], ['旧指标', '1次', null, null]])
  })

  it('are the same in other widths and spaces, and twice where a form has them twice', () => {
    const rows = indicatorsThroughYears([year(2025, ['Ｐｕｅ 值', '1.5']), year(2026, ['Pue值', '1.4'], ['Pue值', '1.3'])])
    expect(rows.map(row => row.values)).toEqual([['1.5', '1.4'], [null, '1.3']])
  })

  it('leave out rows without a name', () => expect(indicatorsThroughYears([year(2026, ['', '≥1'])])).toEqual([]))
})

it.each([[7_000, 10_000, 70], [1, 3, 33.3], [null, 5, null], [5, 0, null], [0, 5, 0]])('%s of %s is %s%%', (part, whole, expected) => expect(percentOf(part, whole)).toBe(expected))
it.each([[100, 120, 20], [120, 100, -16.7], [null, 1, null], [0, 1, null], [undefined, 1, null]])('from %s to %s is %s%%', (before, now, expected) => expect(changeFrom(before, now)).toBe(expected))

it.each([0.05, 0.9, 1, 4.86, 9.99, 42, 86.4, 100, 486, 999, 12_345])('an axis up to %s has round steps that reach it', most => {
  const steps = axisSteps(most)
  expect(steps[0]).toBe(0)
  expect(steps.at(-1)).toBeGreaterThanOrEqual(most - 1e-9)
  expect(steps.length).toBeGreaterThanOrEqual(3)
  expect(steps.length).toBeLessThanOrEqual(6)
})
