import { useEffect, useRef, useState } from 'react'
import { Button, InputNumber, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { printsSecondLevel } from '../../../shared/editions/lookup'
import { useEdition } from '../editor'
import { PasteArea } from '../PasteArea'
import { INDICATOR_ROLES, placeIndicators, type Grid, type IndicatorRole, type PastedIndicator } from '../pasteTable'
import { useFocusBack } from '../../ui/hooks'

interface Props {
  grid: Grid
  /** Where rows without a level of their own go, in words. */
  target: string
  /** Offered when it was pasted into a cell: the text as it is, into that cell. */
  onAsText?: () => void
  onInsert: (rows: PastedIndicator[]) => void
  onCancel: () => void
}

/** Shows how a pasted block would stand as indicators; a person can say which column is what. */
export function IndicatorPaste({ grid: pasted, target, onAsText, onInsert, onCancel }: Props) {
  const { t } = useTranslation('editor')
  useFocusBack()
  const edition = useEdition()
  const [grid, setGrid] = useState(pasted)
  const [roles, setRoles] = useState<IndicatorRole[] | undefined>(undefined)
  const [headings, setHeadings] = useState<number | undefined>(undefined)
  const placed = grid.length === 0 ? null : placeIndicators(grid, edition, { ...(roles && { roles }), ...(headings !== undefined && { headings }) })
  const rows = placed?.rows ?? []
  const ok = useRef<HTMLButtonElement>(null)
  const pastedHere = placed !== null
  // the box that had the focus is gone once something is pasted
  useEffect(() => {
    if (pastedHere) ok.current?.focus()
  }, [pastedHere])
  const second = printsSecondLevel(edition)
  const offered = INDICATOR_ROLES.filter(role => second || role !== 'level2' || placed?.roles.includes('level2'))
  return (
    <Modal
      open
      title={placed === null ? t('paste.open') : t('paste.title')}
      width={880}
      onCancel={onCancel}
      data-testid="paste-dialog"
      footer={[
        onAsText && <Button key="text" onClick={onAsText}>{t('paste.asText')}</Button>,
        <Button key="cancel" onClick={onCancel}>{t('cancel')}</Button>,
        <Button key="ok" ref={ok} type="primary" disabled={rows.length === 0} onClick={() => onInsert(rows)} data-testid="paste-insert">{t('paste.insert', { count: rows.length })}</Button>,
      ]}
    >
      {placed === null ? <PasteArea onGrid={setGrid} /> : (
        <>
          <p className="soft">{t('paste.look')}{rows.some(row => row.level1 === null && row.level2 === null) && t('paste.withoutLevel', { target })}</p>
          <div className="paste-roles">
            {placed.roles.map((role, column) => (
              <label key={column}>
                <span className="faint">{t('paste.column', { number: column + 1, sample: (grid[placed.headings]?.[column] ?? '').slice(0, 8) })}</span>
                <select value={role} onChange={event => setRoles(placed.roles.map((other, c) => (c === column ? (event.currentTarget.value as IndicatorRole) : other)))}>
                  {offered.map(option => <option key={option} value={option}>{t(`paste.role.${option}`)}</option>)}
                </select>
              </label>
            ))}
            <label>
              <span className="faint">{t('paste.headings')}</span>
              <InputNumber size="small" controls={false} min={0} max={Math.max(0, grid.length - 1)} value={placed.headings} onChange={value => setHeadings(value ?? 0)} />
            </label>
          </div>
          <div className="paste-preview">
            <table>
              <thead>
                <tr>
                  <th>{t('level1')}</th>
                  {second && <th>{t('level2')}</th>}
                  <th>{t('indicatorName')}</th>
                  <th>{t('indicatorValue')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row, i) => (
                  <tr key={i}>
                    <td>{row.level1 ?? <span className="faint">—</span>}{row.unknownLevel && <em className="off">{t('paste.unknownLevel')}</em>}</td>
                    {second && <td>{row.level2 ?? <span className="faint">—</span>}</td>}
                    <td className="pre">{row.name || <em className="off">{t('paste.noName')}</em>}</td>
                    <td className="pre">{row.value ?? <em className="off">{t('paste.noValue')}</em>}</td>
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
