import { useState } from 'react'
import { Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Origin } from '../../shared/declaration/model'
import { useEditor, useDeclaration, useSessionState } from './editor'
import { OriginDetails } from './OriginMark'
import { isUnconfirmed } from '../state/formSession'
import { lastYearValue } from './lastYearText'

interface Props {
  /** `indicators/r7` */
  rowKey: string
  /** Ends of the keys of its parts; '' for the row itself. */
  parts: readonly string[]
  label: string
  number: number
}

/** The number of a row, coloured by where its values come from; behind it last year's values and the way to confirm them. */
export function RowOrigin({ rowKey, parts, label, number }: Props) {
  const editor = useEditor()
  const { t } = useTranslation('editor')
  const [open, setOpen] = useState(false)
  const [byKey, setByKey] = useState(false)
  const kind = useDeclaration<Origin['kind'] | 'none'>(declaration => {
    const kinds = parts.map(part => declaration.origins[rowKey + part])
    const waiting = parts.findIndex(part => isUnconfirmed(declaration, rowKey + part))
    // the part that changed says more than the ones that were carried over as they were
    const telling = kinds.find(origin => origin && origin.kind !== 'carried' && origin.kind !== 'typed' && origin.kind !== 'confirmed')
    return (telling ?? kinds[waiting] ?? kinds.find(Boolean))?.kind ?? 'none'
  })
  const hasLastYear = useSessionState(state => parts.some(part => part !== '' && lastYearValue(state.previous, state.declaration, state.edition, rowKey + part) !== null))
  if (kind === 'none' && !hasLastYear) return <span className="origin-number">{number}</span>
  const keys = parts.filter(part => part !== '').map(part => rowKey + part)
  const { origins } = editor.session.declaration
  const button = (
    <button
      type="button"
      tabIndex={-1}
      className={`origin-number ${kind}`}
      data-origin-button
      data-origin={kind}
      aria-label={t('originOf', { label, kind: t(`origin.${kind}`) })}
      onClick={event => {
        setByKey(event.detail === 0)
        setOpen(true)
      }}
    >
      {number}
    </button>
  )
  // forty-five rows of floating panels would be slow to draw: one is made when it is asked for
  if (!open) return button
  const origin = parts.map(part => origins[rowKey + part]).find(entry => entry?.kind === kind)
  return (
    <Popover open onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={<OriginDetails origin={origin} keys={keys} byKey={byKey} onDone={() => setOpen(false)} />}>
      {button}
    </Popover>
  )
}
