import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { yearOf } from '../../../shared/declaration/dates'
import { useAmountWords } from '../amounts'
import { useDeclaration, useEditor } from '../editor'

/** The total of a project of one year is this year's budget: with that typed and the total still blank, one key fills it in. */
export function TotalFollows() {
  const { session } = useEditor()
  const { t } = useTranslation('lookBack')
  const { words } = useAmountWords()
  const budget = useDeclaration(({ totalBudget, currentYearBudget, startDate, endDate }) =>
    (totalBudget === null && startDate !== null && endDate !== null && yearOf(startDate) === yearOf(endDate) ? currentYearBudget : null))
  if (budget === null) return null
  return (
    <div className="last-year" role="status" data-testid="total-follows">
      {t('totalFollows')}
      <Button type="link" size="small" className="quiet" onClick={() => session.setValue('totalBudget', budget)}>{t('takeBudget', { amount: words(budget) })}</Button>
    </div>
  )
}
