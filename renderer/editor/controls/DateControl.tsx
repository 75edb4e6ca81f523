import { useRef, useState } from 'react'
import { CalendarOutlined } from '@ant-design/icons'
import { Button, DatePicker, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { formatDate, isoDate, type IsoDate } from '../../../shared/declaration/dates'
import { useDeclaration, useEditor, useEdition, useSessionState } from '../editor'
import { readDate } from '../typedText'
import { useReadText } from './useReadText'
import type { ControlProps } from './controlProps'

const STEPS: Partial<Record<string, [number, 'day' | 'week' | 'month']>> = {
  ArrowLeft: [-1, 'day'], ArrowRight: [1, 'day'], ArrowUp: [-1, 'week'], ArrowDown: [1, 'week'], PageUp: [-1, 'month'], PageDown: [1, 'month'],
}

/** A day: typed in any style, or picked from the calendar; the usual one is a click away. */
export function DateControl({ field, stored, labels }: ControlProps<IsoDate | null>) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const edition = useEdition()
  const year = useDeclaration(declaration => declaration.year)
  const unread = useSessionState(state => state.unread[field.key])
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const box = useReadText({
    stored, unread, read: text => readDate(text, year),
    show: day => formatDate(day, edition.formats.date),
    onValue: day => session.setValue(field.key, day, true),
    onUnread: text => session.setUnread(field.key, text),
  })
  const usual = isoDate(year, field.key === 'endDate' ? 12 : 1, field.key === 'endDate' ? 31 : 1)
  const faultId = `${labels.id}-fault`
  /** While the calendar is open the keyboard walks through its days; false for other keys. */
  const calendarKey = (key: string): boolean => {
    const step = STEPS[key]
    if (step) session.setValue(field.key, dayjs(stored ?? usual).add(stored === null ? 0 : step[0], step[1]).format('YYYY-MM-DD'), true)
    else if (key === 'Enter' || key === 'Escape') setOpen(false)
    else return false
    return true
  }
  return (
    <div className="day">
      <span className={unread === undefined ? 'day-box' : 'day-box unread'}>
        <input
          {...labels}
          ref={input}
          className="box"
          type="text"
          autoComplete="off"
          value={box.text}
          placeholder={usual ? t('dayLike', { day: formatDate(usual, edition.formats.date) }) : undefined}
          onChange={event => box.change(event.currentTarget.value)}
          onFocus={box.focus}
          onBlur={box.blur}
          onKeyDown={event => {
            if (event.altKey && event.key === 'ArrowDown') setOpen(true)
            else if (!open || !calendarKey(event.key)) return
            event.preventDefault()
            event.stopPropagation()
          }}
          aria-invalid={unread !== undefined || undefined}
          aria-describedby={[labels['aria-describedby'], unread === undefined ? undefined : faultId].filter(Boolean).join(' ') || undefined}
          data-main-control
        />
        <Tooltip title={t('openCalendar')}>
          <Button type="text" size="small" icon={<CalendarOutlined />} aria-label={t('openCalendar')} tabIndex={-1} onClick={() => setOpen(!open)} />
        </Tooltip>
        {open && (
          <DatePicker
            open
            onOpenChange={next => setOpen(next)}
            value={stored === null ? null : dayjs(stored)}
            defaultPickerValue={dayjs(stored ?? usual)}
            onChange={day => {
              if (day) session.setValue(field.key, day.format('YYYY-MM-DD'))
              setOpen(false)
              input.current?.focus()
            }}
            className="hidden-picker"
            tabIndex={-1}
          />
        )}
      </span>
      {usual !== null && stored !== usual && (
        <Button type="link" size="small" className="quiet" tabIndex={-1} onClick={() => session.setValue(field.key, usual)}>{t('useUsualDay', { day: formatDate(usual, edition.formats.date) })}</Button>
      )}
      {box.fault && <span className="fault" id={faultId} role="alert">{t(`dateFault.${box.fault}`)}</span>}
    </div>
  )
}
