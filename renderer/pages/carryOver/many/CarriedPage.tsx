import { useMemo, useRef } from 'react'
import { Alert, Button } from 'antd'
import { CheckOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { CarryLook } from '../../../../shared/ipc/contract'
import { useStore } from '../../../state/store'
import { PageHead } from '../../../ui/bits'
import { useDesk, type Route } from '../../../ui/desk'
import { placeLabel } from '../../../ui/fieldLabel'
import { useKeys } from '../../../ui/hooks'
import { groupHeight, useLooks } from '../../../ui/looks'
import { changeView } from '../../library/view'
import { carried, carriedPlace, changeCarried, lookGroups, lookKey, type Carried } from './carried'
import '../../../ui/looks.css'

const NO_ROWS = { indicators: [], subProjects: [] }
/** Up to so many things all forms are open from the start. */
const OPEN_UP_TO = 80

/** What came of carrying many over: what was refused and why, and one list of what a person has to look at, with a way to each place. */
export function CarriedPage({ onAgain }: { onAgain(ids: readonly string[]): void }) {
  const state = useStore(carried, value => value)
  return state && <Report state={state} onAgain={onAgain} />
}

function Report({ state, onAgain }: { state: Carried; onAgain(ids: readonly string[]): void }) {
  const { t } = useTranslation(['carryMany', 'errors', 'library', 'carryReasons', 'common'])
  const desk = useDesk()
  const { report, year, seen, kind, folded, key } = state
  const { groups, kinds } = useMemo(() => lookGroups(report, kind), [report, kind])
  const severalUnits = useMemo(() => new Set(report.look.map(entry => entry.unitName)).size > 1, [report])
  const scroller = useRef<HTMLDivElement>(null)
  const looks = useLooks(scroller, carriedPlace, true)
  const back: Route = { page: 'carryOver', ids: key.split(',') }
  const left = report.look.filter(entry => !seen.has(lookKey(entry))).length
  const there = report.refused.filter(entry => entry.error.code === 'alreadyCarried')
  const edition = desk.info.editions.find(({ id }) => id === state.edition)

  const finish = () => {
    changeView({ year, query: '', unitName: null, activeId: report.made[0]?.id ?? null })
    desk.go({ page: 'library' })
  }
  useKeys({ 'mod+enter': finish, escape: finish, f8: () => looks.step(1), 'shift+f8': () => looks.step(-1) })

  const goTo = (entry: CarryLook) => {
    changeCarried({ seen: new Set(seen).add(lookKey(entry)) })
    desk.go({ page: 'editor', id: entry.id, focusField: entry.field, back })
  }
  return (
    <>
      <PageHead title={t('title')} note={t('made', { count: report.made.length, year })} />
      <div className="looking" data-testid="carried">
        <aside className="facet-pane">
          <p className="facet-sum">{t('lookAt', { count: report.look.length })}<br /><span className="soft">{left === 0 ? t('allSeen') : t('left', { count: left })}</span></p>
          <h3>{t('byKind')}</h3>
          <ul className="facet-list">
            {kinds.map(entry => (
              <li key={entry.kind}>
                <button type="button" aria-pressed={kind === entry.kind} data-testid={`kind-${entry.kind}`} onClick={() => changeCarried({ kind: kind === entry.kind ? null : entry.kind })}>
                  <span className="title">{t(`carryReasons:${entry.kind}`, { from: '', to: '' })}</span>
                  <span className="number">{entry.count}</span>
                </button>
              </li>
            ))}
          </ul>
        </aside>
        <div className="look-body" ref={scroller} {...looks.props}>
          {report.refused.length > 0 && (
            <Alert
              type="error" showIcon title={t('refused', { count: report.refused.length })} data-testid="carry-refused"
              description={(
                <>
                  <ul className="failures">
                    {report.refused.map(entry => (
                      <li key={entry.id}>
                        <strong>{entry.projectName ?? entry.id}</strong>{t(`errors:${entry.error.code}`, entry.error.params)}
                        {entry.error.code === 'alreadyCarried' && (
                          <button type="button" className="linklike" onClick={() => desk.go({ page: 'editor', id: String(entry.error.params['id'] ?? ''), back })}>{t('openThere')}</button>
                        )}
                      </li>
                    ))}
                  </ul>
                  {there.length > 0 && <Button size="small" onClick={() => onAgain(there.map(entry => entry.id))} data-testid="carry-again">{t('again', { count: there.length })}</Button>}
                </>
              )}
            />
          )}
          {report.made.length > 0 && report.look.length === 0 && <p className="all-well">{t('nothingToLookAt')}</p>}
          {groups.map(group => {
            const open = folded.get(group.id) ?? (report.look.length <= OPEN_UP_TO || kind !== null)
            const unseen = group.looks.filter(entry => !seen.has(lookKey(entry))).length
            return (
              <details
                key={group.id} className="look-group" open={open} style={{ containIntrinsicBlockSize: groupHeight(open, group.looks.length) }} data-testid="carried-form"
                onToggle={event => event.currentTarget.open !== open && changeCarried({ folded: new Map(folded).set(group.id, event.currentTarget.open) })}
              >
                <summary>
                  <span className="name">{group.projectName || t('library:unnamed')}</span>
                  {severalUnits && group.unitName && <span className="faint unit">{group.unitName}</span>}
                  <span className="grow" />
                  <span className="count">{unseen === 0 ? <CheckOutlined aria-label={t('allSeen')} /> : t('places', { count: unseen })}</span>
                </summary>
                {open && (
                  <ul className="looks">
                    {group.looks.map((entry, at) => (
                      <li key={at} className={seen.has(lookKey(entry)) ? 'look seen' : 'look'} data-testid="carry-look">
                        <span className="icon">{seen.has(lookKey(entry)) && <CheckOutlined aria-label={t('seen')} />}</span>
                        <button type="button" className="linklike place" data-way onClick={() => goTo(entry)}>{placeLabel(t, edition, NO_ROWS, entry.field, entry.rowName)}</button>
                        <span className="words">
                          {t(`carryReasons:${entry.why}`, entry.params ?? {})}
                          {entry.words && entry.words !== entry.rowName && <q className="soft">{entry.words}</q>}
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </details>
            )
          })}
        </div>
      </div>
      <footer className="page-foot">
        <span className="soft">{t('cameBack')}</span>
        <div className="grow" />
        <Button type="primary" onClick={finish} data-testid="carry-done">{t('done', { year })}</Button>
      </footer>
    </>
  )
}
