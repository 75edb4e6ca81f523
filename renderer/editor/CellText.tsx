import type { ClipboardEvent } from 'react'
import { forStorage } from '../../shared/text/normalise'
import { useEditor } from './editor'
import { MarkedBox } from './MarkedBox'
import { useDraft } from './useDraft'

interface Props {
  /** Origin key: `indicators/r7/name`. */
  cellKey: string
  text: string
  label: string
  placeholder?: string
  describedBy?: string
  onPaste?: (event: ClipboardEvent<HTMLTextAreaElement>) => void
}

/** A text cell of a table: one line until its text needs more. Finds its row again by id when it is stored, for rows move. */
export function CellText({ cellKey, text, label, placeholder, describedBy, onPaste }: Props) {
  const { session } = useEditor()
  const draft = useDraft(text, typed => {
    const [list, id, part] = cellKey.split('/')
    if (list !== 'indicators' && list !== 'subProjects') return
    const at = session.declaration[list].findIndex(row => row.id === id)
    const value = forStorage(typed)
    if (at >= 0) session.setValue(`${list}[${at}].${part}`, part === 'value' ? value || null : value, true)
  })
  return (
    <span className="cell" data-field-key={cellKey}>
      <MarkedBox fieldKey={cellKey} text={draft.value}>
        <textarea {...draft} rows={1} className="cell-box" aria-label={label} aria-describedby={describedBy} placeholder={placeholder} maxLength={20_000} spellCheck={false} onPaste={onPaste} data-main-control />
      </MarkedBox>
    </span>
  )
}
