import { useMemo } from 'react'
import { Alert, Spin, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HistoryYear } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { ErrorNote, Money, StatusTag, useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useLoad } from '../../ui/hooks'
import { useEditor } from '../editor'
import { BudgetChart } from './BudgetChart'
import { LastYearChoice } from './LastYearChoice'
import { changeFrom, indicatorsThroughYears, percentOf } from './years'

/** The project over the years: money as bars and in a table, its indicators side by side, and which form is last year's. */
export function Years({ onLinked }: { onLinked: () => void }) {
  const { session } = useEditor()
  const { t } = useTranslation('lookBack')
  const { value, error, reload } = useLoad(session.id, async () => {
    await session.flush()
    return call('declaration.history', { id: session.id })
  })
  if (error) return <ErrorNote error={error} onRetry={reload} />
  if (!value) return <div className="look-wait"><Spin /></div>
  return (
    <div className="years" data-testid="years">
      <LastYearChoice onLinked={onLinked} />
      {value.length === 1 && <Alert type="info" showIcon title={t('onlyThis')} />}
      <BudgetChart history={value} />
      <MoneyTable history={value} />
      <IndicatorTable history={value} />
    </div>
  )
}

const signed = (percent: number): string => `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent).toFixed(1)}%`

function MoneyTable({ history }: { history: readonly HistoryYear[] }) {
  const { t } = useTranslation('lookBack')
  const editionName = useEditionName()
  const { go } = useDesk()
  const newest = history.toReversed()
  return (
    <table className="look-table" data-testid="years-table">
      <caption>{t('moneyTable')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('year')}</th>
          <th scope="col">{t('form')}</th>
          <th scope="col" className="right">{t('budgetYuan')}</th>
          <th scope="col" className="right">{t('change')}</th>
          <th scope="col" className="right">{t('executedYuan')}</th>
          <th scope="col" className="right">{t('rate')}</th>
        </tr>
      </thead>
      <tbody>
        {newest.map(year => {
          const before = history.find(other => other.year === year.year - 1)
          const change = changeFrom(before?.currentYearBudget, year.currentYearBudget)
          const rate = percentOf(year.executed, year.currentYearBudget)
          return (
            <tr key={year.id}>
              <th scope="row">{year.year}</th>
              <td>
                {year.by === 'self'
                  ? <strong>{t('thisForm')}</strong>
                  : <button type="button" className="linklike" onClick={() => go({ page: 'editor', id: year.id })}>{year.projectName || t('unnamed')}</button>}
                <span className="faint"> {editionName(year.edition, true)}</span> <StatusTag status={year.status} />
                {year.by === 'name' && <Tag title={t('byNameNote')}>{t('byName')}</Tag>}
              </td>
              <td className="right"><Money cents={year.currentYearBudget} /></td>
              <td className="right number">{change === null ? <span className="faint">—</span> : <span className={Math.abs(change) >= 20 ? 'much' : undefined}>{signed(change)}</span>}</td>
              <td className="right"><Money cents={year.executed} /></td>
              <td className="right number">{rate === null ? <span className="faint">—</span> : <span className={rate < 85 ? 'much' : undefined}>{rate.toFixed(1)}%</span>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function IndicatorTable({ history }: { history: readonly HistoryYear[] }) {
  const { t } = useTranslation('lookBack')
  const rows = useMemo(() => indicatorsThroughYears(history), [history])
  if (rows.length === 0) return null
  return (
    <div className="look-scroll" tabIndex={0} role="region" aria-label={t('indicatorTable')}>
      <table className="look-table indicators-years" data-testid="years-indicators">
        <caption>{t('indicatorTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('indicator')}</th>
            {history.map(({ year, id }) => <th key={id} scope="col">{year}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <th scope="row">{row.name}<span className="faint">{[row.level1, row.level2].filter(Boolean).join(' · ')}</span></th>
              {row.values.map((value, i) => {
                const before = i === 0 ? null : row.values[i - 1]
                const changed = value !== null && before !== null && before !== undefined && value !== before
                return <td key={history[i]?.id} className={changed ? 'changed' : undefined}>{value === null ? <span className="faint">—</span> : value === '' ? <span className="faint">{t('blank')}</span> : value}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
