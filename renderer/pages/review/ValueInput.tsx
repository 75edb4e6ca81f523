import { useRef, useState, type KeyboardEvent } from 'react'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDate, parseDate } from '../../../shared/declaration/dates'
import { formatMoney, formatWan, parseMoney } from '../../../shared/declaration/money'
import type { EditionField } from '../../../shared/editions/schema'

/** `line`: one line of words that may be long. */
export type Control = EditionField['kind'] | 'year' | 'line'

interface Props {
  id?: string
  kind: Control
  value: unknown
  options?: readonly string[]
  label: string
  /** Answers false where the value cannot be taken. */
  onCommit(value: unknown): boolean
  onFocus?(): void
  /** Enter in a line, Ctrl+Enter in a text: taken and done with. */
  onDone?(): void
}

/** One value, as lean as it can be: a review shows a hundred of them. What is typed is taken on leaving. */
export function ValueInput({ id, kind, value, options = [], label, onCommit, onFocus, onDone }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => writtenValue(kind, value))
  const [refused, setRefused] = useState(false)
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const before = writtenValue(kind, value)
  const [seen, setSeen] = useState(before)
  // at once, not after showing the old words: who sets the cursor needs the new ones
  if (seen !== before) {
    setSeen(before)
    setDraft(before)
    setRefused(false)
  }

  if (kind === 'choices') {
    return (
      <Select
        id={id} mode="tags" size="small" className="value-choices" aria-label={label} value={value as string[]} onFocus={onFocus}
        options={options.map(option => ({ value: option, label: option }))} onChange={(next: string[]) => onCommit(next)}
      />
    )
  }
  const take = (): boolean => {
    if (draft === before) return true
    const next = readValue(kind, draft)
    const ok = next !== undefined && onCommit(next)
    setRefused(!ok)
    if (ok) setDraft(writtenValue(kind, next))
    return ok
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const done = event.key === 'Enter' && (kind !== 'long' || event.ctrlKey || event.metaKey) && !event.shiftKey
    if (done) {
      event.preventDefault()
      event.stopPropagation()
      if (take()) onDone?.()
    } else if (event.key === 'Escape') {
      setDraft(before)
      setRefused(false)
      event.stopPropagation()
      element.current?.closest<HTMLElement>('[data-doubt]')?.focus()
    }
  }
  const common = {
    id, ref: element, value: draft, 'aria-label': label, 'aria-invalid': refused, className: `value-input ${kind}${refused ? ' refused' : ''}`,
    'data-clean': draft === before ? '' : undefined, onBlur: () => void take(), onFocus, onKeyDown,
  }
  if (kind === 'choice') {
    return (
      <select {...common} ref={null} value={before} onChange={event => onCommit(event.target.value === '' ? null : event.target.value)} onBlur={undefined}>
        <option value="" />
        {before !== '' && !options.includes(before) && <option value={before}>{t('review:notAnOption', { value: before })}</option>}
        {options.map(option => <option key={option} value={option}>{option}</option>)}
      </select>
    )
  }
  if (kind === 'long' || kind === 'line') return <textarea {...common} rows={1} spellCheck={false} onChange={event => setDraft(event.target.value)} />
  return (
    <>
      <input {...common} type="text" spellCheck={false} onChange={event => setDraft(event.target.value)} />
      {kind === 'money' && typeof value === 'number' && !refused && <span className="value-note faint">{formatWan(value)}</span>}
      {refused && <span className="value-note bad">{t(`review:refused.${kind === 'money' || kind === 'date' || kind === 'year' ? kind : 'other'}`)}</span>}
    </>
  )
}

function writtenValue(kind: Control, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (kind === 'money') return formatMoney(value as number, { separators: true, decimals: 'auto' })
  if (kind === 'date') return formatDate(value as string, 'iso')
  return String(value)
}

/** Undefined where the text is no such value. */
function readValue(kind: Control, text: string): unknown {
  const plain = text.trim()
  if (kind === 'year') return /^\d{4}$/u.test(plain.normalize('NFKC')) ? Number(plain.normalize('NFKC')) : undefined
  if (plain === '') return null
  if (kind === 'money') return parseMoney(plain)?.cents
  if (kind === 'date') return parseDate(plain) ?? undefined
  return kind === 'long' ? text : plain.replaceAll(/\s*\n\s*/gu, kind === 'line' ? '' : ' ')
}
