import { useTranslation } from 'react-i18next'
import { valueAt } from '../../shared/declaration/fieldPath'
import type { Cents } from '../../shared/declaration/money'
import { useAmountWords } from './amounts'
import { useSessionState } from './editor'

/** Fields whose amount of last year says something about this year's. */
const COMPARED = new Set(['totalBudget', 'currentYearBudget', 'funding.fiscal', 'funding.other', 'funding.annualFiscal', 'funding.carriedOver', 'funding.annualOther'])

/** Last year's amount of the same field, and by how much this one differs. */
export function LastYearAmount({ field, amount }: { field: string; amount: Cents | null }) {
  const before = useSessionState(state => {
    const value = state.previous && COMPARED.has(field) ? valueAt(state.previous, field) : null
    return typeof value === 'number' ? value : null
  })
  if (before === null) return null
  return <LastYearNote before={before} amount={amount} />
}

/** Last year's amount, in cents, and how much more or less the new one is. */
export function LastYearNote({ before, amount }: { before: Cents; amount: Cents | null }) {
  const { t } = useTranslation('editor')
  const { words } = useAmountWords()
  const change = amount === null || before === 0 ? null : ((amount - before) / before) * 100
  return (
    <div className="last-year">
      {t('lastYearAmount', { amount: words(before) })}
      {change !== null && <span className={Math.abs(change) >= 20 ? 'change much' : 'change'}>{change === 0 ? t('unchanged') : `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}%`}</span>}
    </div>
  )
}
