import type { HistoryYear } from '../../../shared/ipc/contract'
import { forMatching } from '../../../shared/text/normalise'

/** One indicator through the years: its target in each, null where a year has no such indicator. */
export interface IndicatorThroughYears {
  name: string
  level1: string | null
  level2: string | null
  /** As many as there are years; '' where the indicator has no target. */
  values: (string | null)[]
}

/** Indicators by name, in the order of the last year that has them; those of the newest year first. */
export function indicatorsThroughYears(history: readonly HistoryYear[]): IndicatorThroughYears[] {
  const rows = new Map<string, IndicatorThroughYears>()
  history.forEach((year, at) => {
    const seen = new Map<string, number>()
    for (const { name, value, level1, level2 } of year.indicators) {
      const plain = forMatching(name)
      if (plain === '') continue
      // a name that a form has twice is two indicators
      const times = (seen.get(plain) ?? 0) + 1
      seen.set(plain, times)
      const key = `${plain}\n${times}`
      const row = rows.get(key) ?? { name, level1, level2, values: history.map(() => null) }
      rows.set(key, Object.assign(row, { name, level1, level2 }))
      row.values[at] = value ?? ''
    }
  })
  const order = new Map<IndicatorThroughYears, [number, number]>()
  for (const row of rows.values()) {
    const last = row.values.findLastIndex(value => value !== null)
    order.set(row, [last, history[last]?.indicators.findIndex(entry => forMatching(entry.name) === forMatching(row.name)) ?? 0])
  }
  return [...rows.values()].sort((a, b) => {
    const [yearA, placeA] = order.get(a) ?? [0, 0]
    const [yearB, placeB] = order.get(b) ?? [0, 0]
    return yearB - yearA || placeA - placeB
  })
}

/** Of a part to a whole, in per cent with one decimal; null where there is nothing to say. */
export const percentOf = (part: number | null, whole: number | null): number | null => (part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 1_000) / 10)

/** By how much an amount differs from the one before, in per cent; null where there is nothing to compare. */
export const changeFrom = (before: number | null | undefined, now: number | null): number | null => (before === null || before === undefined || before === 0 || now === null ? null : Math.round(((now - before) / before) * 1_000) / 10)

/** Round numbers from zero up for an axis that reaches to `most`: three to six of them. */
export function axisSteps(most: number): number[] {
  if (most <= 0) return [0]
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [0.2, 0.5, 1, 2].map(part => part * power).find(width => most / width <= 5) ?? 2 * power
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => i * step)
}
