import { useEffect, useRef, useState } from 'react'
import { App, Button, Input, Select, Tabs, type InputRef } from 'antd'
import { CopyOutlined, DeleteOutlined, ExportOutlined, ForwardOutlined, ImportOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { call } from '../../state/client'
import { useStore } from '../../state/store'
import { ErrorNote } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { useDropZone } from '../../ui/dropZone'
import { useKeys, useLibraryChanged, useLoad, useMenu } from '../../ui/hooks'
import { LibraryTable } from './LibraryTable'
import { NewDialog } from './NewDialog'
import { TrashBar } from './TrashBar'
import { NothingFound, NothingInTrash, Welcome } from './Welcome'
import { changeView, libraryView } from './view'

const ALL = 'all'

/** Every declaration by year and unit; with `trash`, those thrown away; with `making`, the dialog for a new one stands open. */
export function LibraryPage({ trash, making: wanted = false }: { trash: boolean; making?: boolean }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const desk = useDesk()
  const view = useStore(libraryView, value => value)
  const [making, setMaking] = useState(wanted)
  const [selected, setSelected] = useState<string[]>([])
  const search = useRef<InputRef>(null)
  const [typed, setTyped] = useState(view.query)
  const yearBefore = useRef<number | null | undefined>(undefined)

  const facets = useLoad('facets', () => call('library.facets', {}))
  const years = facets.value?.years ?? []
  const year = view.year === undefined ? (years[0] === undefined ? null : Math.max(...years)) : view.year
  const filters = trash
    ? { trash: true, ...(view.query && { query: view.query }) }
    : { trash: false, ...(year !== null && { year }), ...(view.unitName !== null && { unitName: view.unitName }), ...(view.query && { query: view.query }) }
  const list = useLoad(JSON.stringify([filters, facets.value === undefined]), async () => (facets.value ? await call('library.list', filters) : undefined))
  useLibraryChanged(() => {
    facets.reload()
    list.reload()
  })
  useEffect(() => {
    if (list.value !== undefined || list.error || facets.error) desk.ready()
  }, [desk, list.value, list.error, facets.error])
  useEffect(() => {
    if (view.year != null && facets.value && !facets.value.years.includes(view.year)) changeView({ year: undefined })
    if (view.unitName !== null && facets.value && !facets.value.units.includes(view.unitName)) changeView({ unitName: null })
  }, [facets.value, view.year, view.unitName])

  // a search looks everywhere: the year steps back to all, and comes again when the search ends
  useEffect(() => {
    const query = typed.trim()
    if (query === libraryView.get().query) return
    const timer = setTimeout(() => {
      const before = libraryView.get()
      if (query && !before.query) yearBefore.current = before.year
      changeView({ query, ...(query && !before.query && { year: null }), ...(!query && { year: yearBefore.current }) })
    }, 120)
    return () => clearTimeout(timer)
  }, [typed])

  const rows = list.value ?? []
  const ticked = selected.filter(id => rows.some(row => row.id === id))
  // without ticks the row that was clicked is meant
  const chosen = ticked.length > 0 ? ticked : rows.filter(row => row.id === view.activeId).map(row => row.id)
  const act = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work()
      if (done) void message.success(done)
    } catch (caught) {
      desk.fail(caught)
    }
    facets.reload()
    list.reload()
  }
  const toTrash = (ids: string[]) => act(async () => {
    await call('library.trash', { ids })
    setSelected([])
    void message.open({
      type: 'success', key: 'trashed', duration: 6,
      content: (
        <span>
          {t('library:trashed', { count: ids.length })}
          <Button type="link" size="small" data-testid="undo-trash" onClick={() => { message.destroy('trashed'); void act(() => call('library.restore', { ids })) }}>{t('library:undoTrash')}</Button>
        </span>
      ),
    })
  })
  const remove = (ids: string[]) => void modal.confirm({
    title: ids.length === 1 ? t('library:trash.removeOne', { name: rows.find(row => row.id === ids[0])?.projectName || t('library:unnamed') }) : t('library:trash.emptyTitle', { count: ids.length }),
    content: t('library:trash.emptyText'),
    okText: t('library:trash.emptyOk', { count: ids.length }),
    okButtonProps: { danger: true, ...{ 'data-testid': 'confirm-remove' } },
    autoFocusButton: 'cancel',
    onOk: () => act(async () => {
      await call('library.remove', { ids })
      setSelected([])
    }, t('library:trash.emptied', { count: ids.length })),
  })
  const duplicate = (id: string) => act(async () => {
    const copy = await call('library.duplicate', { id })
    changeView({ activeId: copy.id })
  }, t('library:duplicated'))
  const startNew = () => setMaking(true)
  const showAll = () => {
    yearBefore.current = null
    setTyped('')
    changeView({ unitName: null, year: null })
  }

  const drop = useDropZone(start => desk.go({ page: 'import', start }))
  useKeys({
    'mod+f': () => search.current?.focus({ cursor: 'all' }),
    'mod+n': () => (trash ? false : startNew()),
    'mod+e': () => (trash || chosen.length === 0 ? false : desk.exportDeclarations(chosen)),
  })
  useMenu(command => {
    if (command === 'new' && !trash) startNew()
    else if (command === 'find') search.current?.focus({ cursor: 'all' })
    else if (command === 'export' && !trash && chosen.length > 0) desk.exportDeclarations(chosen)
  })

  const nothingYet = !trash && facets.value?.total === 0 && facets.value.trashed === 0
  return (
    <div className={`library shell-page${drop.className}`} {...drop.props}>
      <header className="page-head">
        <h1>{trash ? t('library:trash.title') : t('library:title')}</h1>
        {trash && <Button size="small" onClick={() => desk.go({ page: 'library' })}>{t('library:trash.back')}</Button>}
        {!trash && !nothingYet && (
          <Tabs
            className="year-tabs grow"
            size="small"
            activeKey={year === null ? ALL : String(year)}
            onChange={key => changeView({ year: key === ALL ? null : Number(key) })}
            items={[{ key: ALL, label: t('library:allYears') }, ...[...years].sort((a, b) => b - a).map(value => ({ key: String(value), label: String(value) }))]}
            aria-label={t('library:years')}
          />
        )}
        {(trash || nothingYet) && <div className="grow" />}
        {!nothingYet && <Input
          ref={search} className="search" data-testid="search" allowClear
          prefix={<SearchOutlined className="faint" />} placeholder={t('library:search')} aria-label={t('library:search')}
          value={typed} onChange={event => setTyped(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') setTyped('')
            if (event.key === 'ArrowDown' || event.key === 'Enter') document.querySelector<HTMLElement>('[data-testid=library-table]')?.focus()
          }}
        />}
      </header>
      {trash
        ? <TrashBar total={facets.value?.trashed ?? 0} chosen={chosen} act={act} clear={() => setSelected([])} onRemove={remove} />
        : !nothingYet && (
          <div className="bar">
            <Button type="primary" icon={<PlusOutlined />} data-testid="new-declaration" onClick={startNew}>{t('library:new')}</Button>
            <Button icon={<ImportOutlined />} data-testid="import" onClick={() => desk.go({ page: 'import' })}>{t('library:import')}</Button>
            <span className="bar-line" />
            <Button type="text" icon={<ForwardOutlined />} disabled={chosen.length === 0} data-testid="carry-selected" onClick={() => desk.go({ page: 'carryOver', ids: chosen })}>{t('library:carryOver')}</Button>
            <Button type="text" icon={<ExportOutlined />} disabled={chosen.length === 0} data-testid="export-selected" onClick={() => desk.exportDeclarations(chosen)}>{t('library:export')}</Button>
            <Button type="text" icon={<CopyOutlined />} disabled={chosen.length !== 1} onClick={() => chosen[0] && void duplicate(chosen[0])}>{t('library:duplicate')}</Button>
            <Button type="text" icon={<DeleteOutlined />} disabled={chosen.length === 0} data-testid="trash-selected" onClick={() => void toTrash(chosen)}>{t('library:delete')}</Button>
            <span className="soft" aria-live="polite">{ticked.length > 0 ? t('library:selected', { count: ticked.length }) : rows.length > 0 && t('library:countAll', { count: rows.length })}</span>
            <div className="grow" />
            {(facets.value?.units.length ?? 0) > 1 && (
              <Select
                className="unit-filter" allowClear showSearch placeholder={t('library:allUnits')} aria-label={t('library:unit')}
                value={view.unitName} onChange={unit => changeView({ unitName: unit ?? null })}
                options={facets.value?.units.map(unit => ({ value: unit, label: unit }))}
              />
            )}
            <Button type="text" icon={<DeleteOutlined />} data-testid="open-trash" onClick={() => desk.go({ page: 'library', trash: true })}>
              {t('library:trash.open', { count: facets.value?.trashed ?? 0 })}
            </Button>
          </div>
        )}
      {facets.error ?? list.error
        ? <div className="page-body"><ErrorNote error={(facets.error ?? list.error)!} onRetry={() => { facets.reload(); list.reload() }} /></div>
        : !trash && facets.value?.total === 0
          ? <Welcome onNew={startNew} act={act} />
          : list.value === undefined
            ? <div className="library-table" />
            : rows.length === 0
              ? trash && !view.query ? <NothingInTrash /> : <NothingFound query={view.query} onClear={showAll} />
              : (
                <LibraryTable
                  key={JSON.stringify(filters)} rows={rows} trash={trash} selected={ticked} onSelect={setSelected}
                  onTrash={ids => void toTrash(ids)} onRemove={remove} onDuplicate={id => void duplicate(id)}
                  onRestore={ids => void act(() => call('library.restore', { ids }), t('library:trash.restored', { count: ids.length }))}
                />
                )}
      {making && <NewDialog years={years} onClose={() => setMaking(false)} />}
    </div>
  )
}
