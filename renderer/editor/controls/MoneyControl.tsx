import { useTranslation } from 'react-i18next'
import { formatMoney, formatWan, type Cents } from '../../../shared/declaration/money'
import type { FieldPath } from '../../../shared/declaration/fieldPath'
import { useEditor, useSessionState } from '../editor'
import { readMoney } from '../typedText'
import { LastYearAmount } from '../LastYear'
import { useReadText } from './useReadText'
import type { ControlLabels, ControlProps } from './Control'

const SHOWN = { separators: true, decimals: 'two' } as const

/** An amount in yuan: 万元 beside it, last year's below, and words for what cannot be read. */
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
  const unread = useSessionState(state => state.unread[originKey])
  const box = useReadText({
    stored, unread, read: readMoney,
    show: cents => formatMoney(cents, SHOWN),
    onValue: cents => session.setValue(path, cents, true),
    onUnread: text => session.setUnread(path, text),
  })
  const faultId = `${labels.id}-fault`
  return (
    <div className="money-box">
      <span className={unread === undefined ? 'amount' : 'amount unread'}>
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
        <span className="unit" aria-hidden>{t('yuan')}</span>
      </span>
      <span className="wan">{unread === undefined && stored !== null && stored !== 0 ? formatWan(stored) : ''}</span>
      {box.fault && <span className="fault" id={faultId} role="alert">{t(`moneyFault.${box.fault}`)}</span>}
    </div>
  )
}
