import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/declaration/money'
import type { HistoryYear } from '../../../shared/ipc/contract'
import { axisSteps } from './years'

const HEIGHT = 190
const TOP = 22
const LEFT = 66
const BOTTOM = 24
const GROUP = 118
const BAR = 34
const CENTS_PER_WAN = 1_000_000

const wan = (cents: number): string => (cents / CENTS_PER_WAN).toLocaleString('en', { maximumFractionDigits: cents < 10 * CENTS_PER_WAN ? 2 : 1 })

/** Budget and execution year by year as bars, in 万元. The same figures stand in the table below it. */
export function BudgetChart({ history }: { history: readonly HistoryYear[] }) {
  const { t } = useTranslation('lookBack')
  const id = useId()
  const amounts = history.flatMap(({ currentYearBudget, executed }) => [currentYearBudget, executed]).filter(amount => amount !== null)
  if (amounts.length === 0) return null
  const steps = axisSteps(Math.max(...amounts) / CENTS_PER_WAN)
  const most = (steps.at(-1) ?? 1) * CENTS_PER_WAN || 1
  const floor = HEIGHT - BOTTOM
  const y = (cents: number): number => floor - (Math.max(0, cents) / most) * (floor - TOP)
  const width = LEFT + history.length * GROUP + 10
  const yuan = (cents: number): string => formatMoney(cents, { separators: true, decimals: 'two' })
  const says = history.map(year => t('chartYear', { year: year.year, budget: year.currentYearBudget === null ? t('blank') : yuan(year.currentYearBudget), executed: year.executed === null ? t('blank') : yuan(year.executed) })).join(' ')
  return (
    <figure className="budget-chart" data-testid="budget-chart">
      <figcaption>
        <span className="key budget">{t('budget')}</span>
        <span className="key executed">{t('executed')}</span>
        <span className="faint">{t('inWan')}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-labelledby={`${id}t ${id}d`}>
        <title id={`${id}t`}>{t('chartTitle')}</title>
        <desc id={`${id}d`}>{says}</desc>
        {steps.map(step => (
          <g key={step} aria-hidden>
            <line className="grid" x1={LEFT - 6} x2={width} y1={y(step * CENTS_PER_WAN)} y2={y(step * CENTS_PER_WAN)} />
            <text className="axis" x={LEFT - 12} y={y(step * CENTS_PER_WAN) + 4} textAnchor="end">{wan(step * CENTS_PER_WAN)}</text>
          </g>
        ))}
        {history.map((year, at) => {
          const middle = LEFT + at * GROUP + GROUP / 2
          return (
            <g key={year.year} aria-hidden>
              {bar(year.currentYearBudget, middle - BAR - 2, 'budget')}
              {bar(year.executed, middle + 2, 'executed')}
              <text className={year.by === 'self' ? 'year self' : 'year'} x={middle} y={HEIGHT - 6} textAnchor="middle">{year.year}</text>
            </g>
          )
        })}
      </svg>
    </figure>
  )

  function bar(cents: number | null, x: number, kind: 'budget' | 'executed') {
    if (cents === null) return <text className="none" x={x + BAR / 2} y={floor - 5} textAnchor="middle">—</text>
    return (
      <>
        <rect className={kind} x={x} width={BAR} y={y(cents)} height={Math.max(1, floor - y(cents))} data-testid={`bar-${kind}`} />
        <text className="amount" x={x + BAR / 2} y={y(cents) - 5} textAnchor="middle">{wan(cents)}</text>
      </>
    )
  }
}
