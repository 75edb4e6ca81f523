import { useTranslation } from 'react-i18next'
import type { Cents } from '../../../shared/declaration/money'
import type { FieldPath } from '../../../shared/declaration/fieldPath'
import { amountBeside, amountIn, readAmountIn, useAmountWords } from '../amounts'
import { useEditor, useSessionState } from '../editor'
import { LastYearAmount } from '../LastYear'
import { useReadText } from './useReadText'
import type { ControlLabels, ControlProps } from './controlProps'

/** An amount in the unit of the form, in the other unit beside it, last year's below, and words for what cannot be read. */
export function MoneyControl({ field, stored, labels }: ControlProps<Cents | null>) {
  return (
    <div className="money">
      <MoneyBox path={field.key} originKey={field.key} stored={stored} labels={labels} />
      <LastYearAmount field={field.key} amount={stored} />
    </div>
  )
}

/** The bare box, for the table of sub-projects too. */
export function MoneyBox({ path, originKey, stored, labels }: { path: FieldPath; originKey: string; stored: Cents | null; labels: ControlLabels }) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const { unit, unitName } = useAmountWords()
  const unread = useSessionState(state => state.unread[originKey])
  const box = useReadText({
    stored, unread, read: text => readAmountIn(unit, text),
    show: cents => amountIn(unit, cents),
    onValue: cents => session.setValue(path, cents, true),
    onUnread: text => session.setUnread(path, text),
  })
  const faultId = `${labels.id}-fault`
  return (
    <div className="money-box">
      <span className={['amount', unit === '万元' && 'wide-unit', unread !== undefined && 'unread'].filter(Boolean).join(' ')}>
        <input
          {...labels}
          className="box"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={box.text}
          onChange={event => box.change(event.currentTarget.value)}
          onFocus={event => {
            box.focus()
            event.currentTarget.select()
          }}
          onBlur={box.blur}
          aria-invalid={unread !== undefined || undefined}
          aria-describedby={[labels['aria-describedby'], unread === undefined ? undefined : faultId].filter(Boolean).join(' ') || undefined}
          data-main-control
        />
        <span className="unit" aria-hidden>{unitName}</span>
      </span>
      <span className="wan">{unread === undefined && stored !== null && stored !== 0 ? amountBeside(unit, stored, t('yuan')) : ''}</span>
      {box.fault && <span className="fault" id={faultId} role="alert">{t(`moneyFault.${box.fault}`)}</span>}
    </div>
  )
}
