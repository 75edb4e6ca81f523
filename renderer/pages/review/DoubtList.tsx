import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Button } from 'antd'
import { CheckOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Edition } from '../../../shared/editions/schema'
import { valueAt, type FieldPath } from '../../../shared/declaration/fieldPath'
import { placeLabel } from '../../ui/fieldLabel'
import { controlOf, partsOf } from './controls'
import { reasonOf } from './reasonOf'
import { pathOf, rowKeyOf, type ReviewForm } from './review'
import { ValueInput } from './ValueInput'

interface Props {
  form: ReviewForm
  edition: Edition | undefined
  doubts: readonly string[]
  current: string | null
  onCurrent(key: string): void
  onAccept(key: string): void
  onEdit(path: FieldPath, value: unknown): boolean
  onStep(step: 1 | -1): void
}

/** What is doubtful, first of all. One is the current one: Enter or A takes it and goes on, E writes in it, arrows move. */
export function DoubtList({ form, edition, doubts, current, onCurrent, onAccept, onEdit, onStep }: Props) {
  const { t, i18n } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // taking one takes the focus along to the next, as long as it was among the doubts
    if (current === null || !list.current) return
    const lost = document.activeElement === document.body || list.current.contains(document.activeElement)
    const item = list.current.querySelector<HTMLElement>(`[data-doubt="${CSS.escape(current)}"]`)
    if (lost && item && !item.contains(document.activeElement)) item.focus()
  }, [current, doubts])

  const onKeyDown = (event: KeyboardEvent, key: string) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Record<string, () => void> = {
      enter: () => onAccept(key),
      a: () => onAccept(key),
      arrowdown: () => onStep(1),
      j: () => onStep(1),
      arrowup: () => onStep(-1),
      k: () => onStep(-1),
      e: () => event.currentTarget.querySelector<HTMLElement>('input, textarea, select')?.focus(),
      f2: () => event.currentTarget.querySelector<HTMLElement>('input, textarea, select')?.focus(),
    }
    const act = acts[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  }

  return (
    <div className="doubts" ref={list} data-testid="doubts">
      {doubts.map(key => {
        const path = pathOf(form.declaration, key)
        const evidence = form.evidence[key]
        if (path === null || !evidence) return null
        const label = placeLabel(t, edition, form.declaration, path)
        const parts = rowKeyOf(key) === key ? partsOf(edition, path.startsWith('indicators') ? 'indicators' : 'subProjects') : ['']
        return (
          <div
            key={key} className={key === current ? 'doubt current' : 'doubt'} data-doubt={key} tabIndex={key === current ? 0 : -1}
            role="group" aria-label={label} onKeyDown={event => onKeyDown(event, key)} onFocus={() => key !== current && onCurrent(key)}
          >
            <div className="doubt-head">
              <strong>{label}</strong>
              <span className="doubt-why" title={reasonOf(evidence.why, i18n.language) ?? undefined}>{reasonOf(evidence.why, i18n.language) ?? t('review:why.unsure')}</span>
              <span className="faint number">{t('review:sure', { percent: Math.round(evidence.confidence * 100) })}</span>
            </div>
            <div className={parts.length > 1 ? 'doubt-value of-row' : 'doubt-value'}>
              {parts.map(part => {
                const place = part ? `${path}.${part}` : path
                const control = controlOf(edition, form.declaration, place)
                return (
                  <ValueInput
                    key={part} kind={control.kind} options={control.options} value={valueAt(form.declaration, place)} label={part ? `${label} ${t(`common:rowPart.${part}`)}` : label}
                    onCommit={value => onEdit(place, control.nullable ? value : value ?? '')} onDone={() => onAccept(key)}
                  />
                )
              })}
              <Button size="small" type={key === current ? 'primary' : 'default'} tabIndex={-1} icon={<CheckOutlined />} data-testid="accept-doubt" onClick={() => onAccept(key)}>{t('review:accept')}</Button>
            </div>
          </div>
        )
      })}
    </div>
  )
}
