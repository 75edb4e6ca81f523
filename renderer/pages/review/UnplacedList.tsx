import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldKey } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import { labelOf } from '../../ui/fieldLabel'
import type { PieceTarget } from './review'

/** A long publication leaves thousands of pieces: they are shown by and by. */
const STEP = 60

interface Props {
  pieces: readonly string[]
  edition: Edition | undefined
  onShow(piece: string): void
  onPlace(at: number, target: PieceTarget): void
  onDismiss(at: number): void
}

/** Pieces of the source that found no field: each can be moved into one, or put aside. */
export function UnplacedList({ pieces, edition, onShow, onPlace, onDismiss }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(STEP)
  const [placing, setPlacing] = useState<number | null>(null)
  const options = useMemo(() => [
    { value: 'indicator', label: t('review:place.indicator') },
    { value: 'subProject', label: t('review:place.subProject') },
    ...(edition?.sections ?? []).flatMap(section => section.fields.map(key => ({ value: `field:${key}`, label: labelOf(t, edition, key) }))),
  ], [edition, t])
  const targetOf = (value: string): PieceTarget => (value === 'indicator' || value === 'subProject' ? { kind: value } : { kind: 'field', key: value.slice('field:'.length) as FieldKey })
  const list = useRef<HTMLUListElement>(null)
  /** Where the focus is to be when the pieces, or the choice of a place, are others. */
  const toFocus = useRef<number | null>(null)
  const focus = (at: number) => {
    const all = list.current?.querySelectorAll<HTMLElement>('.unplaced-words')
    all?.[Math.min(at, all.length - 1)]?.focus()
  }
  useEffect(() => {
    if (toFocus.current === null || placing !== null) return
    focus(toFocus.current)
    toFocus.current = null
  }, [pieces, placing])
  const begin = (at: number) => {
    onShow(pieces[at] ?? '')
    setPlacing(at)
  }
  const dismiss = (at: number) => {
    toFocus.current = at
    onDismiss(at)
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Record<string, () => void> = {
      m: () => begin(at), delete: () => dismiss(at), arrowdown: () => focus(at + 1), j: () => focus(at + 1), arrowup: () => focus(Math.max(0, at - 1)), k: () => focus(Math.max(0, at - 1)),
    }
    const act = acts[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <>
      <ul className="unplaced" data-testid="unplaced" ref={list}>
        {pieces.slice(0, shown).map((piece, at) => (
          <li key={`${at}-${piece.slice(0, 20)}`}>
            <button type="button" className="linklike pre unplaced-words" title={t('review:place.keys')} onClick={() => onShow(piece)} onFocus={() => onShow(piece)} onKeyDown={event => onKeyDown(event, at)}>{piece.replaceAll('\t', '  ')}</button>
            {placing === at
              ? (
                <Select
                  size="small" className="piece-target" placeholder={t('review:place.to')} aria-label={t('review:place.to')} value={null} autoFocus defaultOpen
                  showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={220} options={options} onBlur={() => setPlacing(null)}
                  onOpenChange={open => {
                    if (open) return
                    toFocus.current = at
                    setPlacing(null)
                  }}
                  onChange={(value: string | null) => {
                    toFocus.current = at
                    setPlacing(null)
                    if (value) onPlace(at, targetOf(value))
                  }}
                />
                )
              : <Button size="small" data-testid="place-piece" onClick={() => begin(at)}>{t('review:place.to')}</Button>}
            <Button size="small" type="text" onClick={() => dismiss(at)}>{t('review:place.dismiss')}</Button>
          </li>
        ))}
      </ul>
      {pieces.length > shown && <Button size="small" type="link" onClick={() => setShown(shown + STEP)}>{t('review:place.more', { count: pieces.length - shown })}</Button>}
    </>
  )
}
