import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { Alert, Button, Select, Spin } from 'antd'
import { AuditOutlined, TableOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { call } from '../../state/client'
import { useStore } from '../../state/store'
import { EmptyState, ErrorNote, PageHead } from '../../ui/bits'
import { useDesk, type Route } from '../../ui/desk'
import { useKeys, useLibraryChanged, useLoad, useMenu } from '../../ui/hooks'
import { useLooks } from '../../ui/looks'
import { libraryView } from '../library/view'
import { Across, FormFindings } from './FormFindings'
import { YearFilters } from './YearFilters'
import { changeYearView, yearPlace, yearView, type YearAnswer } from './view'
import { yearList } from './yearList'
import '../../ui/looks.css'

const ALL = ':all'
/** Up to so many findings all forms are open from the start. */
const OPEN_UP_TO = 80

/** All forms of a year together: what is wrong in each and between them, by gravity and rule, with a way to each place. */
export function YearPage({ year: wantedYear, unitName: wantedUnit }: { year?: number; unitName?: string | null }) {
  const { t } = useTranslation(['year', 'common', 'errors', 'library'])
  const desk = useDesk()
  const view = useStore(yearView, value => value)
  const scroller = useRef<HTMLDivElement>(null)
  const looks = useLooks(scroller, yearPlace, view.last !== null)
  const facets = useLoad('facets', () => call('library.facets', {}))
  const years = facets.value?.years ?? []
  const newest = years.length > 0 ? Math.max(...years) : null
  const year = view.year !== null && (facets.value === undefined || years.includes(view.year)) ? view.year : newest
  const { unitName } = view
  const key = JSON.stringify([year, unitName])

  // asked for a year or a unit, the page shows it; else what was looked at last, or what the library shows
  useLayoutEffect(() => {
    const library = libraryView.get()
    const next = { year: wantedYear ?? view.year ?? library.year ?? null, unitName: wantedUnit === undefined ? (view.year === null ? library.unitName : view.unitName) : wantedUnit }
    if (next.year !== view.year || next.unitName !== view.unitName) changeYearView(next)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const answer = useLoad<YearAnswer | null>(key, async () => {
    if (year === null) return null
    const unit = unitName === null ? {} : { unitName }
    const [found, forms] = await Promise.all([call('check.year', { year, unitName }), call('library.list', { year, ...unit })])
    return { key, found, forms }
  })
  useEffect(() => {
    if (answer.value) changeYearView({ last: answer.value })
  }, [answer.value])
  useLibraryChanged(() => {
    facets.reload()
    answer.reload()
  }, 400)
  const { ready } = desk
  useEffect(() => {
    if (answer.value !== undefined || answer.error || facets.error) ready()
  }, [ready, answer.value, answer.error, facets.error])

  const shown = view.last?.key === key ? view.last : null
  const { marks, rule } = view
  const list = useMemo(() => (shown ? yearList(shown.found, { marks, rule }) : null), [shown, marks, rule])
  const total = list ? list.counts.error + list.counts.warning + list.counts.hint : 0
  const editionOf = useMemo(() => new Map(shown?.forms.map(form => [form.id, form.edition])), [shown])
  const back: Route = { page: 'year' }

  const ids = shown?.forms.map(form => form.id) ?? []
  const exportIt = (document: 'report' | 'summary') => {
    if (ids.length > 0) desk.exportDeclarations(ids, document)
  }
  useKeys({
    'mod+e': () => exportIt('report'),
    escape: () => desk.go({ page: 'library' }),
    f8: () => looks.step(1),
    'shift+f8': () => looks.step(-1),
  })
  useMenu(command => void (command === 'export' && exportIt('report')))

  const fold = (open: boolean) => changeYearView({ folded: new Map(list?.forms.map(({ form }) => [form.id, open])) })

  const units = facets.value?.units ?? []
  return (
    <>
      <PageHead title={t('title')} note={shown && t('forms', { count: shown.found.forms.length })}>
        {year !== null && (
          <>
            <Select
              value={year} aria-label={t('common:field.year')} data-testid="year-choice" popupMatchSelectWidth={false}
              options={[...years].sort((a, b) => b - a).map(value => ({ value, label: t('yearOf', { year: value }) }))}
              onChange={next => changeYearView({ year: next, rule: null, folded: new Map() })}
            />
            <Select
              className="year-unit" value={unitName ?? ALL} aria-label={t('unit')} data-testid="unit-choice" showSearch={{ optionFilterProp: 'label' }}
              options={[{ value: ALL, label: t('allUnits') }, ...units.map(unit => ({ value: unit, label: unit })), { value: '', label: t('noUnit') }]}
              onChange={next => changeYearView({ unitName: next === ALL ? null : next, rule: null, folded: new Map() })}
            />
            <Button icon={<AuditOutlined />} disabled={ids.length === 0} onClick={() => exportIt('report')} data-testid="year-report">{t('report')}</Button>
            <Button icon={<TableOutlined />} disabled={ids.length === 0} onClick={() => exportIt('summary')} data-testid="year-summary">{t('summary')}</Button>
          </>
        )}
      </PageHead>
      {facets.error ?? answer.error
        ? <div className="page-body"><ErrorNote error={(facets.error ?? answer.error)!} onRetry={() => { facets.reload(); answer.reload() }} /></div>
        : year === null
          ? facets.value && (
            <EmptyState
              title={t('nothing')}
              actions={(
                <>
                  <Button type="primary" onClick={() => desk.go({ page: 'import' })}>{t('library:import')}</Button>
                  <Button onClick={() => desk.go({ page: 'library', making: true })}>{t('library:welcome.emptyDo')}</Button>
                </>
              )}
            >
              {t('nothingText')}
            </EmptyState>
            )
          : !list || !shown
              ? <div className="empty-state"><Spin size="large" aria-label={t('checking')} /></div>
              : (
                <div className="looking" data-testid="year-check" aria-busy={answer.loading}>
                  <aside className="facet-pane">
                    <YearFilters list={list} filter={view} sums={shown.found.sums} />
                  </aside>
                  <div className="look-body" ref={scroller} {...looks.props}>
                    {shown.found.failed.length > 0 && (
                      <Alert
                        type="error" showIcon title={t('failed', { count: shown.found.failed.length })}
                        description={<ul className="failures">{shown.found.failed.map(({ id, projectName, error }) => <li key={id}><strong>{projectName ?? id}</strong>{t(`errors:${error.code}`, error.params)}</li>)}</ul>}
                      />
                    )}
                    {total === 0 && shown.found.forms.length > 0 && <p className="all-well">{t('allWell', { count: shown.found.forms.length })}</p>}
                    {shown.found.forms.length === 0 && shown.found.failed.length === 0 && <div className="empty-state"><h2>{t('noForms')}</h2></div>}
                    {total > 0 && list.across.length === 0 && list.forms.length === 0 && (
                      <div className="empty-state">
                        <h2>{t('noneOfThese')}</h2>
                        <Button onClick={() => changeYearView({ marks: [], rule: null })}>{t('showAll')}</Button>
                      </div>
                    )}
                    <Across findings={list.across} forms={shown.forms} checked={shown.found.forms} back={back} />
                    {list.forms.length > 1 && (
                      <div className="look-fold">
                        <h2>{t('byForm')}</h2>
                        {list.clean > 0 && <span className="faint">{t('clean', { count: list.clean })}</span>}
                        <span className="grow" />
                        <Button type="link" size="small" onClick={() => fold(true)}>{t('unfold')}</Button>
                        <Button type="link" size="small" onClick={() => fold(false)}>{t('fold')}</Button>
                      </div>
                    )}
                    {list.forms.map(listed => (
                      <FormFindings
                        key={listed.form.id} listed={listed} edition={editionOf.get(listed.form.id)} withUnit={unitName === null && units.length > 1} back={back}
                        open={view.folded.get(listed.form.id) ?? (total <= OPEN_UP_TO || rule !== null || list.forms.length === 1)}
                        onOpen={open => changeYearView({ folded: new Map(yearView.get().folded).set(listed.form.id, open) })}
                      />
                    ))}
                  </div>
                </div>
                )}
    </>
  )
}
