import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { optionOf } from '../../../shared/editions/lookup'
import { useEditor } from '../editor'
import type { ControlProps } from './controlProps'

/** Tick options of which one holds. A word that is no option of this edition stays visible as it is. */
export function ChoiceControl({ field, stored, labels }: ControlProps<string | null>) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const chosen = stored === null ? undefined : optionOf(field, stored)?.value
  const strange = stored !== null && stored !== '' && chosen === undefined ? stored : null
  const options = [...field.options.map(option => option.value), ...(strange === null ? [] : [strange])]
  return (
    <div role="radiogroup" aria-labelledby={labels['aria-labelledby']} aria-describedby={labels['aria-describedby']} aria-required={labels['aria-required']} className="ticks" onKeyDown={event => (event.key === 'Delete' || event.key === 'Backspace') && session.setValue(field.key, null)}>
      {options.map((value, i) => (
        <label key={value} className={value === strange ? 'tick strange' : 'tick'}>
          <input
            type="radio"
            name={labels.id}
            checked={value === (strange ?? chosen)}
            onChange={() => session.setValue(field.key, value)}
            data-main-control={chosen === undefined && i === 0 ? true : undefined}
          />
          <span>{value}</span>
          {value === strange && <em>{t('strangeOption')}</em>}
        </label>
      ))}
      {stored !== null && stored !== '' && (
        <Button type="link" size="small" className="quiet" tabIndex={-1} title="Delete" onClick={() => session.setValue(field.key, null)}>{t('clearChoice')}</Button>
      )}
    </div>
  )
}

/** Tick options of which several may hold. */
export function ChoicesControl({ field, stored, labels }: ControlProps<readonly string[]>) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const chosen = new Set(stored.map(word => optionOf(field, word)?.value ?? word))
  const strange = [...chosen].filter(value => !field.options.some(option => option.value === value))
  const options = [...field.options.map(option => option.value), ...strange]
  const toggle = (value: string): void => {
    const next = new Set(chosen)
    if (!next.delete(value)) next.add(value)
    session.setValue(field.key, options.filter(option => next.has(option)))
  }
  return (
    <div role="group" aria-labelledby={labels['aria-labelledby']} aria-describedby={labels['aria-describedby']} className="ticks">
      {options.map((value, i) => (
        <label key={value} className={strange.includes(value) ? 'tick strange' : 'tick'}>
          <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} data-main-control={i === 0 ? true : undefined} />
          <span>{value}</span>
          {strange.includes(value) && <em>{t('strangeOption')}</em>}
        </label>
      ))}
    </div>
  )
}
