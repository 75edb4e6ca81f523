import { useState } from 'react'
import { Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEditor, useDeclaration, useSessionState } from './editor'
import { OriginDetails } from './OriginMark'
import { isUnconfirmed } from '../state/formSession'
import { lastYearValue } from './lastYearText'
import { shownOrigin, type ShownKind } from './shownOrigin'

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
  const kind = useDeclaration<ShownKind>(declaration => {
    const kinds = parts.map(part => shownOrigin(declaration, rowKey + part))
    const waiting = parts.findIndex(part => isUnconfirmed(declaration, rowKey + part))
    // the part that changed says more than the ones that were carried over as they were
    const telling = kinds.find(shown => shown !== 'none' && shown !== 'carried' && shown !== 'typed' && shown !== 'confirmed')
    return telling ?? kinds[waiting] ?? kinds.find(shown => shown !== 'none') ?? 'none'
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
  const part = parts.find(each => shownOrigin(editor.session.declaration, rowKey + each) === kind)
  const origin = part === undefined ? undefined : origins[rowKey + part]
  return (
    <Popover open onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={<OriginDetails origin={origin} shown={kind} keys={keys} byKey={byKey} onDone={() => setOpen(false)} />}>
      {button}
    </Popover>
  )
}
