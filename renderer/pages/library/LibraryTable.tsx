import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { Button, Table, Tooltip, type MenuProps, type TableColumnsType } from 'antd'
import type { SorterResult } from 'antd/es/table/interface'
import { EllipsisOutlined } from '@ant-design/icons'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { SORT_COLUMNS, type DeclarationSummary, type SortColumn } from '../../../shared/ipc/contract'
import { useStore } from '../../state/store'
import { Completeness, MenuAt, Money, StatusTag, useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { keyOf, useSize, useStable } from '../../ui/hooks'
import { inOrder, type LibrarySort } from './order'
import { changeView, libraryView } from './view'

interface Props {
  rows: DeclarationSummary[]
  trash: boolean
  selected: string[]
  onSelect(ids: string[]): void
  onTrash(ids: string[]): void
  onRestore(ids: string[]): void
  onDuplicate(id: string): void
  /** For good, out of the trash. */
  onRemove(ids: string[]): void
}

/** How the row looks that the keyboard is at. */
function activeStyle(id: string): string {
  const cells = `.library-table [data-row-key="${CSS.escape(id)}"] > .ant-table-cell`
  const lines = 'inset 0 1px 0 #c3d7e6, inset 0 -1px 0 #c3d7e6'
  return `${cells} { background: #eef4f8; box-shadow: ${lines}; } ${cells}:first-child { box-shadow: inset 3px 0 0 var(--blue), ${lines}; }`
}

/** Heights of the table's head and of a row, in pixels. */
const HEAD = 34
const ROW = 36

/** Widths of the columns beside the project's name, in pixels; the tick and the menu of a row are always there. */
const WIDTHS = { unitName: 190, year: 62, edition: 104, budget: 138, status: 66, completeness: 118, updatedAt: 116 }
const ALWAYS = 44 + 48
/** What the project's name takes at least. */
const NAME = 180
/** Columns that give way where the table is narrow, the first one first. */
const GIVE_WAY = ['updatedAt', 'edition', 'status', 'completeness'] as const

/** The columns for which there is room beside the project's name, and how wide that is. */
export function roomFor(width: number): { shown: ReadonlySet<string>; name: number } {
  const shown = new Map<string, number>(Object.entries(WIDTHS))
  const rest = (): number => width - ALWAYS - [...shown.values()].reduce((sum, own) => sum + own, 0)
  for (const key of GIVE_WAY) if (rest() < NAME) shown.delete(key)
  return { shown: new Set(shown.keys()), name: Math.max(NAME, rest()) }
}

const isSortColumn = (key: unknown): key is SortColumn => SORT_COLUMNS.some(column => column === key)

/** What a click on a head asks for; the third one on the same head, the order from the beginning. */
function sortOf(sorter: SorterResult<DeclarationSummary> | SorterResult<DeclarationSummary>[]): LibrarySort {
  const [one] = Array.isArray(sorter) ? sorter : [sorter]
  return one?.order && isSortColumn(one.columnKey) ? { column: one.columnKey, descending: one.order === 'descend' } : null
}

/** The list, drawn only as far as it is seen. One row is the active one: arrows move it, Enter opens, Space ticks, Delete throws away. The heads of the columns put it in order, by Enter or Space too. */
export function LibraryTable({ rows: given, trash, selected, onSelect, onTrash, onRestore, onDuplicate, onRemove }: Props) {
  const { t, i18n } = useTranslation()
  const desk = useDesk()
  const editionName = useEditionName()
  const [attach, size] = useSize<HTMLDivElement>()
  const [frame, setFrame] = useState<HTMLDivElement | null>(null)
  const activeId = useStore(libraryView, view => view.activeId)
  const sort = desk.info.settings.librarySort
  const rows = useMemo(() => inOrder(given, sort, i18n.language), [given, sort, i18n.language])
  const setSort = useStable((librarySort: LibrarySort) => void desk.saveSettings(before => ({ ...before, librarySort })).catch(desk.fail))
  const active = rows.findIndex(row => row.id === activeId)

  const attachBoth = useCallback((element: HTMLDivElement | null) => {
    attach(element)
    setFrame(element)
  }, [attach])
  /** The table's own way of scrolling measures and draws in turns, and falls over itself while an arrow is held down. */
  const showRow = (at: number): void => {
    const body = frame?.querySelector('.ant-table-tbody-virtual-holder')
    if (!body || rows.length === 0) return
    const height = body.scrollHeight / rows.length
    const top = at * height
    if (top < body.scrollTop) body.scrollTop = top
    else if (top + height > body.scrollTop + body.clientHeight) body.scrollTop = top + height - body.clientHeight
  }

  const open = useStable((id: string) => {
    changeView({ activeId: id })
    if (!trash) desk.go({ page: 'editor', id })
  })
  const select = useStable(onSelect)
  const menuOf = useStable((row: DeclarationSummary): MenuProps => ({
    items: trash
      ? [{ key: 'restore', label: t('library:trash.restore'), onClick: () => onRestore([row.id]) }, { type: 'divider' }, { key: 'remove', label: t('library:trash.remove'), danger: true, onClick: () => onRemove([row.id]) }]
      : [
          { key: 'open', label: t('library:open'), onClick: () => open(row.id) },
          { key: 'carry', label: t('library:carryOne', { year: row.year + 1 }), onClick: () => desk.go({ page: 'carryOver', ids: [row.id] }) },
          { key: 'duplicate', label: t('library:duplicate'), onClick: () => onDuplicate(row.id) },
          { key: 'export', label: t('library:export'), onClick: () => desk.exportDeclarations([row.id]) },
          { type: 'divider' },
          { key: 'delete', label: t('library:delete'), danger: true, onClick: () => onTrash([row.id]) },
        ],
  }))

  useEffect(() => {
    // coming back from another page: the row that was worked on is in sight, and the keyboard goes on from there
    if (size.height === 0) return
    if (active >= 0) showRow(active)
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-testid=library-table]')?.focus({ preventScroll: true })
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [size.height > 0])

  const move = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (!row) return
    changeView({ activeId: row.id })
    showRow(rows.indexOf(row))
  }
  const page = Math.max(1, Math.floor((size.height - HEAD) / ROW) - 1)
  const keys: Record<string, () => void> = {
    arrowdown: () => move(active + 1),
    arrowup: () => move(active < 0 ? 0 : active - 1),
    pagedown: () => move(active + page),
    pageup: () => move(active - page),
    home: () => move(0),
    end: () => move(rows.length - 1),
    enter: () => rows[active] && open(rows[active].id),
    ' ': () => {
      const row = rows[active]
      if (row) onSelect(selected.includes(row.id) ? selected.filter(id => id !== row.id) : [...selected, row.id])
    },
    'mod+a': () => onSelect(rows.map(row => row.id)),
    escape: () => onSelect([]),
    delete: () => {
      const ids = selected.length > 0 ? selected : rows[active] ? [rows[active].id] : []
      if (ids.length > 0) (trash ? onRemove : onTrash)(ids)
    },
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('button, input, a, .ant-dropdown')) return
    const head = (event.target as HTMLElement).closest('th')
    // the head takes Enter by itself
    if (head) {
      if (event.key !== ' ') return
      event.preventDefault()
      head.click()
      return
    }
    const act = keys[keyOf(event.nativeEvent)]
    if (!act) return
    event.preventDefault()
    act()
  }

  const columns = useMemo<TableColumnsType<DeclarationSummary>>(() => {
    const { shown, name } = roomFor(size.width)
    const all: TableColumnsType<DeclarationSummary> = [
      {
        key: 'projectName', title: t('library:column.project'), width: name, ellipsis: true,
        render: (_, row) => trash
          ? <span>{row.projectName || <span className="faint">{t('library:unnamed')}</span>}</span>
          : <button type="button" tabIndex={-1} className="linklike" data-testid="open-declaration" onClick={() => open(row.id)}>{row.projectName || <span className="faint">{t('library:unnamed')}</span>}</button>,
      },
      { key: 'unitName', dataIndex: 'unitName', title: t('library:column.unit'), width: WIDTHS.unitName, ellipsis: true, render: (unit: string | null) => unit || <span className="faint">—</span> },
      { key: 'year', dataIndex: 'year', title: t('library:column.year'), width: WIDTHS.year },
      { key: 'edition', dataIndex: 'edition', title: t('library:column.edition'), width: WIDTHS.edition, ellipsis: { showTitle: false }, render: (id: string) => <Tooltip title={editionName(id)} placement="topLeft">{editionName(id, true)}</Tooltip> },
      { key: 'budget', title: t('library:column.budget'), width: WIDTHS.budget, align: 'right', render: (_, row) => <Money cents={row.currentYearBudget} /> },
      { key: 'status', dataIndex: 'status', title: t('library:column.status'), width: WIDTHS.status, render: (_, row) => <StatusTag status={row.status} /> },
      { key: 'completeness', title: t('library:column.completeness'), width: WIDTHS.completeness, render: (_, row) => <Completeness share={row.completeness} /> },
      {
        key: 'updatedAt', title: trash ? t('library:column.trashed') : t('library:column.updated'), width: WIDTHS.updatedAt,
        render: (_, row) => {
          const at = dayjs(trash ? row.trashedAt ?? row.updatedAt : row.updatedAt)
          return <span className="number soft" title={at.format('YYYY-MM-DD HH:mm:ss')}>{at.isSame(dayjs(), 'day') ? at.format('HH:mm') : at.format('YYYY-MM-DD')}</span>
        },
      },
      {
        key: 'more', width: 48, align: 'center',
        render: (_, row) => (
          <MenuAt menu={menuOf(row)} placement="bottomRight">
            <Button type="text" size="small" tabIndex={-1} icon={<EllipsisOutlined />} aria-label={t('library:more')} data-testid="row-menu" />
          </MenuAt>
        ),
      },
    ]
    return all.filter(({ key }) => key === 'projectName' || key === 'more' || shown.has(String(key))).map(column => (isSortColumn(column.key)
      ? { ...column, sorter: true, sortOrder: sort?.column === column.key ? (sort.descending ? 'descend' : 'ascend') : null }
      : column))
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [size.width, trash, t, i18n.language, sort])

  const ticks = selected.join()
  const drawn = useMemo(() => {
    const ticked = ticks === '' ? [] : ticks.split(',')
    return (
      <Table<DeclarationSummary>
        virtual size="small" rowKey="id" pagination={false} showSorterTooltip={false}
        onChange={(_page, _filters, sorter) => setSort(sortOf(sorter))}
        columns={columns} dataSource={rows}
        scroll={{ x: size.width, y: size.height - HEAD }}
        rowSelection={{ columnWidth: 44, selectedRowKeys: ticked, onChange: ids => select(ids.map(String)), getCheckboxProps: row => ({ tabIndex: -1, 'aria-label': row.projectName ?? t('library:unnamed') }), getTitleCheckboxProps: () => ({ 'aria-label': t('library:selectAll') }) }}
        onRow={row => ({
          onClick: () => changeView({ activeId: row.id }),
          onDoubleClick: () => open(row.id),
          ...{ 'data-testid': 'library-row' },
        })}
      />
    )
  }, [columns, rows, size.width, size.height, ticks, open, select, setSort, t])

  return (
    <div
      className="library-table" data-active={activeId ?? undefined} ref={attachBoth} tabIndex={0} data-testid="library-table" role="group" aria-label={t('library:title')}
      onKeyDown={onKeyDown} onFocus={event => event.target === event.currentTarget && active < 0 && move(0)}
    >
      {/* the rows themselves are not drawn again for it: holding an arrow down goes through hundreds of them */}
      {activeId !== null && <style>{activeStyle(activeId)}</style>}
      {size.height > 0 && drawn}
    </div>
  )
}
