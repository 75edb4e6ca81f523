import { useEffect, useRef, useState } from 'react'
import { Button, Checkbox, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from '../../ui/hooks'
import { useAmountWords } from '../amounts'
import { PasteArea } from '../PasteArea'
import { placeSubProjects, type Grid, type PastedSubProject } from '../pasteTable'

/** Shows how a pasted block would stand as sub-projects, before it is put in. */
export function SubProjectPaste({ grid: pasted, onInsert, onCancel }: { grid: Grid; onInsert: (rows: PastedSubProject[]) => void; onCancel: () => void }) {
  const { t } = useTranslation('editor')
  useFocusBack()
  const [grid, setGrid] = useState(pasted)
  const { unit, words } = useAmountWords()
  const [inWan, setInWan] = useState<boolean | undefined>(unit === '万元' ? true : undefined)
  const placed = grid.length === 0 ? null : placeSubProjects(grid, inWan === undefined ? {} : { inWan })
  const rows = placed?.rows ?? []
  const ok = useRef<HTMLButtonElement>(null)
  const pastedHere = placed !== null
  // the box that had the focus is gone once something is pasted
  useEffect(() => {
    if (pastedHere) ok.current?.focus()
  }, [pastedHere])
  return (
    <Modal
      open
      title={placed === null ? t('paste.open') : t('paste.title')}
      width={640}
      onCancel={onCancel}
      footer={[
        <Button key="cancel" onClick={onCancel}>{t('cancel')}</Button>,
        <Button key="ok" ref={ok} type="primary" disabled={rows.length === 0} onClick={() => onInsert(rows)} data-testid="paste-insert">{t('paste.insert', { count: rows.length })}</Button>,
      ]}
      data-testid="paste-dialog"
    >
      {placed === null ? <PasteArea onGrid={setGrid} /> : (
        <>
          <p className="soft">
            {t('paste.look')}
            {placed.totals > 0 && t('paste.totals', { count: placed.totals })}
          </p>
          <Checkbox checked={placed.inWan} onChange={event => setInWan(event.target.checked)}>{t('paste.inWan')}</Checkbox>
          <div className="paste-preview">
            <table>
              <thead><tr><th>{t('subProjectName')}</th><th>{t('amount')}</th></tr></thead>
              <tbody>
                {rows.map((row, i) => (
                  <tr key={i}>
                    <td className="pre">{row.name || <em className="off">{t('paste.noName')}</em>}</td>
                    <td className="number right">{row.amount === null ? row.unread !== null && <em className="off">{t('paste.unread', { text: row.unread })}</em> : words(row.amount)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Modal>
  )
}
