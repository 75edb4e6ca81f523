import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Button, Select, Tag } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { printsSecondLevel } from '../../../shared/editions/lookup'
import { DEFAULT_LIBRARY, projectTypeOf, type LevelPlace, type MissingLevel } from '../../../shared/indicators'
import { call } from '../../state/client'
import { shallowSame } from '../../state/store'
import { useLoad, useStable } from '../../ui/hooks'
import { elementOf, useDeclaration, useEdition, useEditor, useFindings } from '../editor'
import { addRow, type Levels } from '../indicatorEdits'
import { focusCell } from '../rowKeys'
import { levelChoices, offersFor, placeOfNumber, type Offer, type OfferGroup } from './offers'
import './library.css'

const ANY = ':any'
const levelWords = (place: Pick<LevelPlace, 'level1' | 'level2'> | Levels): string => [place.level1, place.level2].filter(Boolean).join(' · ')

/** The indicator library beside the table: searched by any letters, by level and kind of project; Enter puts one in at its level. */
export function LibraryPanel() {
  const editor = useEditor()
  const { session } = editor
  const { t } = useTranslation('indicatorLibrary')
  const edition = useEdition()
  const parts = useDeclaration(declaration => ({ indicators: declaration.indicators, overallGoal: declaration.overallGoal, annualGoal: declaration.annualGoal, projectName: declaration.projectName, fundUses: declaration.fundUses, performanceType: declaration.performanceType }), shallowSame)
  const promised = useFindings(state => state.all.filter(shown => shown.kept === null && shown.finding.rule === 'C14').map(shown => shown.finding), shallowSame)
  const learned = useLoad(session.id, () => call('indicators.learned', { unitName: session.declaration.unitName }))
  const second = printsSecondLevel(edition)
  const levels = useMemo(() => levelChoices(edition, second), [edition, second])
  const [words, setWords] = useState('')
  const [level, setLevel] = useState<Levels | null>(null)
  const ownType = useMemo(() => projectTypeOf(DEFAULT_LIBRARY, parts), [parts])
  const [chosenType, setChosenType] = useState<string | undefined>(undefined)
  const type = chosenType === undefined ? ownType : chosenType === ANY ? null : chosenType
  const [active, setActive] = useState(0)
  const [values, setValues] = useState<ReadonlyMap<string, number>>(new Map())
  const [said, setSaid] = useState('')
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => search.current?.focus(), [])

  const groups = useMemo(
    () => offersFor({ edition, declaration: session.declaration, library: DEFAULT_LIBRARY, own: learned.value ?? [], findings: promised }, { words, level, projectType: type }),
    // what of the declaration the offers depend on
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [edition, session, learned.value, promised, parts, words, level, type],
  )
  const offers = useMemo(() => groups.flatMap(group => group.offers.map(offer => ({ offer, key: keyOf(group, offer) }))), [groups])
  const at = Math.min(active, offers.length - 1)
  const current = offers[at]

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, groups])

  const put = useStable((offer: Offer, value: string) => {
    const levelsOf: Levels = offer.place ? { level1: offer.place.level1, level2: offer.place.level2 } : (level ?? { level1: null, level2: null })
    const { patches, id: row } = addRow(edition, session.declaration, levelsOf, { name: offer.name, value })
    if (!session.edit(patches, { where: `indicators/${row}/name` })) return
    setSaid(t('put', { name: offer.name, level: levelWords(levelsOf) || t('noLevel') }))
    openTable()
    const cell = `indicators/${row}/value`
    const number = placeOfNumber(value)
    if (number) {
      // the unit's own number is typed at once
      if (editor.ui.get().floating) editor.update({ dock: null })
      whenDrawn(cell, box => {
        focusCell(cell)
        box.setSelectionRange(number.from, number.to)
      })
    } else {
      whenDrawn(cell, box => {
        const element = box.closest('[data-row]')
        element?.scrollIntoView({ block: 'nearest' })
        element?.classList.add('flash')
      })
    }
  })
  const openTable = (): void => {
    const section = editor.sections.find(entry => entry.list === 'indicators')
    if (section) editor.openSection(section.key)
  }
  const leave = (): void => {
    editor.update({ dock: null })
    const back = elementOf(editor.ui.get().focused ?? '') ?? document.querySelector<HTMLElement>('.indicators [data-main-control]')
    back?.focus()
  }
  const valueOf = (key: string, offer: Offer): string => offer.values[values.get(key) ?? 0] ?? offer.values[0] ?? ''
  const turnValue = (by: -1 | 1): void => {
    if (!current) return
    const count = current.offer.values.length
    setValues(before => new Map(before).set(current.key, ((before.get(current.key) ?? 0) + by + count) % count))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    const does: Record<string, () => void> = {
      ArrowDown: () => setActive(Math.min(at + 1, offers.length - 1)),
      ArrowUp: () => setActive(Math.max(at - 1, 0)),
      PageDown: () => setActive(Math.min(at + 8, offers.length - 1)),
      PageUp: () => setActive(Math.max(at - 8, 0)),
      Enter: () => current && put(current.offer, valueOf(current.key, current.offer)),
      Escape: () => (words === '' ? leave() : setWords('')),
    }
    const act = event.altKey ? (event.key === 'ArrowRight' ? () => turnValue(1) : event.key === 'ArrowLeft' ? () => turnValue(-1) : undefined) : does[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const change = (work: () => void): void => {
    work()
    setActive(0)
  }

  return (
    <div className="library-panel" data-testid="indicator-library">
      <div className="library-search">
        <label className="library-words">
          <SearchOutlined aria-hidden />
          <input
            ref={search} className="box" type="text" role="combobox" aria-expanded aria-controls={`${id}list`} aria-activedescendant={current && `${id}o${at}`} autoComplete="off" spellCheck={false}
            value={words} placeholder={t('search')} aria-label={t('search')} data-testid="library-search" data-library-search data-own-undo
            onChange={event => {
              const next = event.currentTarget.value
              change(() => setWords(next))
            }}
            onKeyDown={onKeyDown}
          />
        </label>
        <Select
          size="small" value={level ? levels.findIndex(entry => shallowSame(entry, level)) : -1} aria-label={t('level')} data-testid="library-level" popupMatchSelectWidth={false}
          options={[{ value: -1, label: t('anyLevel') }, ...levels.map((entry, i) => ({ value: i, label: levelWords(entry) }))]}
          onChange={i => change(() => setLevel(levels[i] ?? null))}
        />
        <Select
          size="small" value={type ?? ANY} aria-label={t('type')} data-testid="library-type" popupMatchSelectWidth={false}
          options={[{ value: ANY, label: t('anyType') }, ...DEFAULT_LIBRARY.projectTypes.filter(({ key }) => key !== 'all').map(({ key, name }) => ({ value: key, label: key === ownType ? t('ownType', { name }) : name }))]}
          onChange={key => change(() => setChosenType(key))}
        />
      </div>
      <div className="library-list" id={`${id}list`} role="listbox" aria-label={t('list')} ref={list}>
        {offers.length === 0 && <p className="library-none">{t('none')}</p>}
        {groups.map(group => group.offers.length > 0 && (
          <section key={group.kind + (group.missing?.kind ?? '')} role="group" aria-label={headOf(group)} data-testid={`offers-${group.kind}`}>
            <h4>
              {headOf(group)}
              {group.missing && <span className="faint">{guidanceFor(group.missing)}</span>}
            </h4>
            {group.offers.map(offer => {
              const key = keyOf(group, offer)
              const i = offers.findIndex(entry => entry.key === key)
              return <OfferRow key={key} id={`${id}o${i}`} offer={offer} active={i === at} chosen={values.get(key) ?? 0} withLevel={group.kind !== 'missing'} onPut={value => put(offer, value)} onActive={() => setActive(i)} />
            })}
          </section>
        ))}
      </div>
      <p className="library-keys" aria-live="polite">{said || t('keys')}</p>
    </div>
  )

  function headOf(group: OfferGroup): string {
    if (group.kind === 'missing' && group.missing) return t('missing', { level: levelWords(group.missing) })
    if (group.kind === 'figures') return t('figures')
    return words.trim() === '' ? t('all') : t('found', { count: group.offers.length })
  }
}

/** What belongs to the level, and what a good target of it is. */
const guidanceFor = ({ kind, anyOf }: MissingLevel): string => [kind, ...anyOf].map(wanted => DEFAULT_LIBRARY.guidance[wanted]).find(Boolean) ?? ''

const keyOf = (group: OfferGroup, { name, from }: Offer): string => [group.kind, group.missing?.kind ?? '', name, from ?? ''].join('\n')

/** Does it once the box of a new row is drawn. */
function whenDrawn(cell: string, act: (box: HTMLTextAreaElement) => void, patience = 20): void {
  requestAnimationFrame(() => {
    const box = document.querySelector<HTMLTextAreaElement>(`[data-field-key="${CSS.escape(cell)}"] textarea`)
    if (box) act(box)
    else if (patience > 0) whenDrawn(cell, act, patience - 1)
  })
}

interface RowProps {
  id: string
  offer: Offer
  active: boolean
  chosen: number
  withLevel: boolean
  onPut: (value: string) => void
  onActive: () => void
}

/** One indicator: name, level, typical targets to choose from, what makes a good one. */
const OfferRow = memo(function OfferRow({ id, offer, active, chosen, withLevel, onPut, onActive }: RowProps) {
  const { t } = useTranslation('indicatorLibrary')
  return (
    <div id={id} className={offer.there ? 'offer there' : 'offer'} role="option" aria-selected={active} data-testid="offer" onMouseDown={onActive}>
      <div className="offer-name">
        <strong>{offer.name}</strong>
        {offer.own > 0 ? <Tag color="blue">{t('own', { count: offer.own })}</Tag> : offer.elsewhere > 0 && <Tag>{t('elsewhere', { count: offer.elsewhere })}</Tag>}
        {offer.there && <Tag>{t('there')}</Tag>}
        {!offer.confirmed && <Tag title={t('unconfirmedNote')}>{t('unconfirmed')}</Tag>}
        <span className="grow" />
        <Button size="small" tabIndex={-1} onClick={() => onPut(offer.values[chosen] ?? '')} data-testid="put-offer">{t('putIn')}</Button>
      </div>
      <div className="offer-values">
        {withLevel && <span className="faint">{offer.place ? levelWords(offer.place) : t('noPlace')}</span>}
        {offer.values.map((value, i) => (
          <button key={value} type="button" tabIndex={-1} className={i === chosen && active ? 'offer-value chosen' : 'offer-value'} title={t('putValue', { value })} onClick={() => onPut(value)}>{value}</button>
        ))}
      </div>
      {offer.from !== null && <p className="faint">{t('from', { words: offer.from })}</p>}
      {offer.note !== null && <p className="faint">{offer.note}</p>}
    </div>
  )
}, (a, b) => a.id === b.id && a.offer === b.offer && a.active === b.active && a.chosen === b.chosen && a.withLevel === b.withLevel)
