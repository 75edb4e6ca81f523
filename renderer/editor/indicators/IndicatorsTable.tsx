import { memo, useCallback, useMemo, useState, type ClipboardEvent } from 'react'
import { BookOutlined, PlusOutlined, SnippetsOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { printsSecondLevel } from '../../../shared/editions/lookup'
import { columnHeads } from '../columnHeads'
import { useDeclaration, useEdition, useEditor } from '../editor'
import { useOpenLibrary } from '../indicatorLibrary/openLibrary'
import { addRow, arranged, groupIndicators, insertBlock, isArranged, relevel, step, type IndicatorGroup, type Levels } from '../indicatorEdits'
import { isBlock, isTargets, oneColumn, placeIndicators, type Grid, type PastedIndicator } from '../pasteTable'
import { focusCell, focusedCell, type RowActions as Actions } from '../rowKeys'
import { gridFromClipboard } from '../tableFromClipboard'
import { useRowRemoval } from '../useRowRemoval'
import { IndicatorPaste } from './IndicatorPaste'
import { IndicatorRow } from './IndicatorRow'

const LIST = 'indicators'

interface Paste {
  grid: Grid
  /** The row that the block was pasted into. */
  row: string | null
  /** The cell, and what text would go into it as it is. */
  cell: string | null
  text: string
}

/** The indicators, grouped by level, made for the keyboard and for blocks out of Excel and Word. */
export function IndicatorsTable() {
  const { session } = useEditor()
  const { t } = useTranslation(['editor', 'indicatorLibrary'])
  const openLibrary = useOpenLibrary()
  const { message } = App.useApp()
  const edition = useEdition()
  const rows = useDeclaration(declaration => declaration.indicators)
  const groups = useMemo(() => groupIndicators(edition, rows), [edition, rows])
  const [paste, setPaste] = useState<Paste | null>(null)
  const remove = useRowRemoval()
  const second = printsSecondLevel(edition)
  const heads = columnHeads(edition, LIST)

  const shownRows = useCallback(() => groupIndicators(edition, session.declaration.indicators).flatMap(group => group.rows), [edition, session])

  const add = useCallback((levels: Levels, content?: { name: string; value: string | null }, after?: string) => {
    const { patches, id } = addRow(edition, session.declaration, levels, content, after)
    session.edit(patches, { where: `${LIST}/${id}/name` })
    focusCell(`${LIST}/${id}/name`)
  }, [edition, session])

  const onLevels = useCallback((id: string, levels: Levels) => {
    session.edit(relevel(edition, session.declaration.indicators, id, levels), { where: `${LIST}/${id}/level1` })
    focusCell(`${LIST}/${id}/level1`)
  }, [edition, session])

  const actionsOf = useCallback((id: string): Actions => ({
    move(by) {
      const cell = focusedCell()
      session.edit(step(edition, session.declaration.indicators, id, by), { where: `${LIST}/${id}/name` })
      focusCell(cell?.startsWith(`${LIST}/${id}/`) ? cell : `${LIST}/${id}/name`)
    },
    duplicate() {
      const row = session.declaration.indicators.find(other => other.id === id)
      if (row) add(row, { name: row.name, value: row.value }, id)
    },
    remove: () => remove(LIST, id),
    next() {
      if (focusedCell()?.endsWith('/name')) {
        focusCell(`${LIST}/${id}/value`)
        return
      }
      const shown = shownRows()
      const at = shown.findIndex(row => row.id === id)
      const row = shown[at]
      const below = shown[at + 1]
      if (!row) return
      const endsLevel = !below || below.level1 !== row.level1 || below.level2 !== row.level2
      const blank = row.name.trim() === '' && (row.value ?? '').trim() === ''
      if (endsLevel && !blank) add(row, undefined, id)
      else if (below) focusCell(`${LIST}/${below.id}/name`)
    },
    beside(by) {
      const shown = shownRows()
      const row = shown[shown.findIndex(other => other.id === id) + by]
      const part = focusedCell()?.split('/')[2]
      if (row && part) focusCell(`${LIST}/${row.id}/${part}`)
    },
  }), [add, edition, remove, session, shownRows])

  const insert = (block: readonly PastedIndicator[], into: string | null): void => {
    const { declaration } = session
    const target = declaration.indicators.find(row => row.id === into)
    const levels: Levels = target ? { level1: target.level1, level2: target.level2 } : firstLevels()
    let result = insertBlock(edition, declaration, block, { after: target?.id ?? null, levels })
    // the empty row that the block was pasted into gives way
    if (target && target.name.trim() === '' && (target.value ?? '').trim() === '') result = result.filter(row => row.id !== target.id)
    const known = new Set(declaration.indicators.map(row => row.id))
    session.edit([{ op: 'set', path: LIST, value: result }], { where: LIST })
    void message.success(t('paste.inserted', { count: block.length }))
    const first = result.find(row => !known.has(row.id))
    if (first) focusCell(`${LIST}/${first.id}/name`)
  }

  const onPaste = (event: ClipboardEvent<HTMLElement>): void => {
    // what is pasted into the dialog comes by here too, for React knows it as a child of the table
    if (!event.currentTarget.contains(event.target as Node)) return
    const grid = gridFromClipboard(event.clipboardData)
    if (!isBlock(grid)) return
    event.preventDefault()
    event.stopPropagation()
    const row = (event.target as HTMLElement).closest('[data-row]')?.getAttribute('data-row') ?? null
    const column = oneColumn(grid)
    if (row !== null && column && focusedCell()?.endsWith('/value') && isTargets(column)) {
      fillDown(column, row)
      return
    }
    const placed = placeIndicators(grid, edition)
    if (placed.certain) insert(placed.rows, row)
    else setPaste({ grid, row, cell: focusedCell(), text: event.clipboardData.getData('text/plain') })
  }

  /** A column of targets goes down the rows as they are shown, from where it was pasted. */
  const fillDown = (values: readonly string[], from: string): void => {
    const shown = shownRows()
    const first = shown.findIndex(row => row.id === from)
    const filled = new Map(shown.slice(first, first + values.length).map((row, i) => [row.id, values[i]]))
    const result = session.declaration.indicators.map(row => (filled.has(row.id) ? { ...row, value: filled.get(row.id) ?? null } : row))
    session.edit([{ op: 'set', path: LIST, value: result }], { where: `${LIST}/${from}/value` })
    void message.success(t('paste.filled', { count: filled.size }))
  }

  const putText = (cell: string, text: string): void => {
    const box = document.querySelector<HTMLTextAreaElement>(`[data-field-key="${CSS.escape(cell)}"] textarea`)
    if (box) {
      box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
    focusCell(cell)
  }

  let number = 0
  return (
    <div className="table indicators" data-field-key={LIST} data-testid={`field-${LIST}`} onPaste={onPaste}>
      {!isArranged(edition, rows) && (
        <Alert
          type="info"
          showIcon
          title={t('notArranged')}
          action={<Button size="small" onClick={() => session.edit([{ op: 'set', path: LIST, value: arranged(edition, session.declaration.indicators) }], { where: LIST })}>{t('arrange')}</Button>}
        />
      )}
      <div className="table-row table-head" aria-hidden>
        <span />
        <span>{second ? (heads['level2'] ?? t('level2')) : (heads['level1'] ?? t('level1'))}</span>
        <span>{heads['name'] ?? t('indicatorName')}</span>
        <span>{heads['value'] ?? t('indicatorValue')}</span>
        <span />
      </div>
      {groups.map(group => (
        <div key={group.level1 ?? ''} className={group.rows.length === 0 ? 'group empty' : 'group'} role="group" aria-label={group.level1 ?? t('noLevel')} data-testid="indicator-group">
          <GroupHead group={group} second={second} onAdd={add} />
          {group.rows.map(row => <IndicatorRow key={row.id} row={row} number={++number} edition={edition} actionsOf={actionsOf} onLevels={onLevels} />)}
        </div>
      ))}
      <div className="table-foot">
        <Button size="small" icon={<SnippetsOutlined />} onClick={() => setPaste({ grid: [], row: rows.at(-1)?.id ?? null, cell: null, text: '' })} data-testid="paste-open">{t('paste.open')}</Button>
        <Button size="small" icon={<BookOutlined />} onClick={openLibrary} data-testid="library-open">{t('indicatorLibrary:open')}</Button>
        <span className="keys-note">{t('indicatorKeys')}</span>
      </div>
      {paste && (
        <IndicatorPaste
          grid={paste.grid}
          target={targetWords(paste.row)}
          onAsText={paste.cell?.startsWith(`${LIST}/`) ? () => {
            setPaste(null)
            putText(paste.cell ?? '', paste.text)
          } : undefined}
          onInsert={block => {
            insert(block, paste.row)
            setPaste(null)
          }}
          onCancel={() => setPaste(null)}
        />
      )}
    </div>
  )

  function firstLevels(): Levels {
    const level = edition.levels.find(other => other.kind === 'output') ?? edition.levels[0]
    return { level1: level?.name ?? null, level2: level?.children[0]?.name ?? null }
  }

  function targetWords(id: string | null): string {
    const levels = session.declaration.indicators.find(row => row.id === id) ?? firstLevels()
    return [levels.level1, levels.level2].filter(Boolean).join(' · ') || t('noLevel')
  }
}

const GroupHead = memo(function GroupHead({ group, second, onAdd }: { group: IndicatorGroup; second: boolean; onAdd: (levels: Levels) => void }) {
  const { t } = useTranslation('editor')
  const names = second && group.children.length > 0 ? group.children : [null]
  return (
    <div className="group-head">
      <h3>{group.level1 ?? t('noLevel')}</h3>
      {!group.known && group.level1 !== null && <em className="off">{t('strangeLevel')}</em>}
      <span className="faint">{t('rowsShort', { count: group.rows.length })}</span>
      <span className="grow" />
      {names.map(name => (
        <Button key={name ?? ''} type="text" size="small" icon={<PlusOutlined />} onClick={() => onAdd({ level1: group.level1, level2: name })} aria-label={t('addTo', { level: [group.level1, name].filter(Boolean).join(' · ') })} data-testid="add-indicator">
          {name === null ? t('addIndicator') : shortLevel(name)}
        </Button>
      ))}
    </div>
  )
}, (a, b) => a.group.level1 === b.group.level1 && a.group.rows.length === b.group.rows.length && a.second === b.second && a.onAdd === b.onAdd)

/** 数量指标 → 数量: the group says already what it is. */
const shortLevel = (name: string): string => (name.length > 3 ? name.replace(/(指标|目标)$/u, '') : name)
