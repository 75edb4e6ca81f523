import { useEffect, useRef, useState } from 'react'
import { CheckOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Origin } from '../../shared/declaration/model'
import { elementOf, useEditor, useEdition, useSessionState } from './editor'
import { lastYearValue, valueText } from './lastYearText'
import { pathOfKey, shownOrigin, type ShownKind } from './shownOrigin'
import { partsGone } from './textDifference'
import { valueAt } from '../../shared/declaration/fieldPath'

type Kind = Origin['kind']
const WAITING = new Set<Kind>(['carried', 'shifted', 'computed', 'proposed', 'recognised'])

/**
 * Where a field's value comes from, as a small mark with last year's value behind it; what waits for a look can be
 * confirmed right here. Nothing for a value that was typed into an empty form.
 */
export function OriginMark({ field, label }: { field: string; label: string }) {
  const editor = useEditor()
  const { t } = useTranslation('editor')
  const origin = useSessionState(state => state.declaration.origins[field])
  const shown = useSessionState(state => shownOrigin(state.declaration, field))
  const hasLastYear = useSessionState(state => lastYearValue(state.previous, state.declaration, state.edition, field) !== null)
  const [open, setOpen] = useState(false)
  const [byKey, setByKey] = useState(false)
  if (!origin && !hasLastYear) return null
  const waiting = origin !== undefined && WAITING.has(origin.kind)
  const tag = (
    <button type="button" tabIndex={-1} className={`origin ${shown}`} data-origin-button aria-expanded={open} onClick={event => setByKey(event.detail === 0)} onMouseEnter={() => setByKey(false)} aria-label={t('originOf', { label, kind: t(`origin.${shown}`) })}>
      {origin?.kind === 'confirmed' && <CheckOutlined aria-hidden />}
      {t(`origin.${shown}`)}
    </button>
  )
  return (
    <span className="origin-mark" data-testid={`origin-${field}`} data-origin={shown}>
      <Popover open={open} onOpenChange={setOpen} trigger={['hover', 'click']} mouseEnterDelay={0.35} placement="topRight" content={() => <OriginDetails origin={origin} shown={shown} keys={[field]} byKey={byKey} onDone={() => setOpen(false)} />} destroyOnHidden>
        {tag}
      </Popover>
      {waiting && (
        <Button type="link" size="small" className="quiet" tabIndex={-1} aria-label={t('confirmOf', { label })} onClick={() => editor.confirm([field])} data-testid={`confirm-${field}`}>
          {t('confirm')}
        </Button>
      )}
    </span>
  )
}

/** Why a value is what it is, and last year's. For a row, of each of its parts that has something to say. */
export function OriginDetails({ origin, shown, keys, byKey, onDone }: { origin: Origin | undefined; shown: ShownKind; keys: readonly string[]; byKey: boolean; onDone: () => void }) {
  const editor = useEditor()
  const { t } = useTranslation(['editor', 'carryReasons'])
  const edition = useEdition()
  const box = useRef<HTMLDivElement>(null)
  // asked for by a key, it is worked by keys: the focus goes in, and back to the field
  useEffect(() => {
    if (!byKey) return
    const frame = requestAnimationFrame(() => (box.current?.querySelector('button') ?? box.current)?.focus())
    return () => cancelAnimationFrame(frame)
  }, [byKey])
  const close = (): void => {
    onDone()
    if (byKey) elementOf(keys[0] ?? '')?.focus()
  }
  const { declaration, previous } = editor.session.store.get()
  const before = keys.map(key => ({ key, text: lastYearValue(previous, declaration, edition, key) ?? declaration.origins[key]?.before ?? null })).filter(entry => entry.text !== null)
  const why = origin?.why === undefined ? null : t(`carryReasons:${origin.why}`, { defaultValue: origin.why })
  const waiting = keys.some(key => WAITING.has(declaration.origins[key]?.kind ?? 'typed'))
  return (
    <div
      ref={box}
      className="origin-details"
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== 'Escape' && event.key !== 'F2') return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      {origin && <p>{t(`originLong.${shown}`)}{why && <span className="soft">{t('because', { why })}</span>}</p>}
      {before.map(({ key, text }) => (
        <div key={key} className="before">
          <div className="faint">{t('lastYear')}</div>
          <div className="pre">{text !== null && <Compared text={text} now={nowText(key)} />}</div>
          {canTakeBack(key) && text !== null && differs(key, text) && (
            <Button
              size="small"
              onClick={() => {
                takeBack(key, text)
                close()
              }}
            >
              {t('takeLastYears')}
            </Button>
          )}
        </div>
      ))}
      {before.length === 0 && <p className="faint">{t('noLastYear')}</p>}
      {waiting && (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            editor.confirm(keys)
            close()
          }}
        >
          {t('confirm')}
        </Button>
      )}
    </div>
  )

  /** Texts only: amounts and days of last year would be wrong this year. */
  function canTakeBack(key: string): boolean {
    if (key.includes('/')) return key.endsWith('/name') || key.endsWith('/value')
    return edition.fields.some(field => field.key === key && (field.kind === 'long' || field.kind === 'short'))
  }

  function nowText(key: string): string {
    const path = pathOfKey(declaration, key)
    return path === null ? '' : (valueText(edition, key, valueAt(declaration, path)) ?? '')
  }

  function differs(key: string, text: string): boolean {
    const path = pathOfKey(declaration, key)
    return path !== null && valueAt(declaration, path) !== text
  }

  function takeBack(key: string, text: string): void {
    const path = pathOfKey(declaration, key)
    if (path !== null) editor.session.setValue(path, text)
  }
}

/** Last year's words, with those marked that are not there any more. */
function Compared({ text, now }: { text: string; now: string }) {
  return <>{partsGone(text, now).map((part, i) => (part.gone ? <mark key={i}>{part.text}</mark> : part.text))}</>
}
