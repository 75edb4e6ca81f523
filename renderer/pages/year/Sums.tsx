import { useTranslation } from 'react-i18next'
import type { TypeSum } from '../../../shared/check/across'
import { Money } from '../../ui/bits'

/** Forms and money of the year by kind of project. */
export function Sums({ sums }: { sums: readonly TypeSum[] }) {
  const { t } = useTranslation('year')
  if (sums.length === 0) return null
  const count = sums.reduce((all, sum) => all + sum.count, 0)
  const total = sums.reduce((all, sum) => all + sum.total, 0)
  const blank = sums.reduce((all, sum) => all + sum.blank, 0)
  return (
    <div className="year-sums" data-testid="year-sums">
      <h3>{t('sums')}</h3>
      <table>
        <tbody>
          {sums.map(sum => (
            <tr key={sum.type}>
              <th scope="row">{sum.type || t('noType')} <span className="faint">{t('count', { count: sum.count })}</span></th>
              <td><Money cents={sum.total} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('all')} <span className="faint">{t('count', { count })}</span></th>
            <td><Money cents={total} /></td>
          </tr>
        </tfoot>
      </table>
      {blank > 0 && <p className="off">{t('blankBudget', { count: blank })}</p>}
    </div>
  )
}
