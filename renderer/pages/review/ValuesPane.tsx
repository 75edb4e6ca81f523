import { useEffect, useMemo, useRef, useState } from 'react'
import { App, Button, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { valueAt, type FieldPath } from '../../../shared/declaration/fieldPath'
import { FIELD_KEYS, type Declaration, type FieldKey } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import { isBlank } from '../../../shared/text/normalise'
import { useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { labelOf, placeLabel } from '../../ui/fieldLabel'
import { useKeys, useStable } from '../../ui/hooks'
import { controlOf } from './controls'
import { DoubtList } from './DoubtList'
import { accept, acceptAll, doubtful, edit, insertRow, isDoubtful, joinRow, keyAt, nextDoubt, pathOf, place, removeRow, rowKeyOf, splitRow, type PieceTarget, type ReviewForm } from './review'
import { RowsTable, type RowAct } from './RowsTable'
import { UnplacedList } from './UnplacedList'
import { ValueInput } from './ValueInput'

interface Props {
  form: ReviewForm
  edition: Edition | undefined
  /** A place of the source that the person points at: the value that was read there gets the focus. */
  picked: { lines: readonly string[]; line: number; at: number } | null
  /** Whether other forms have something doubtful. */
  more: boolean
  /** Begun beside a picture without text. */
  byHand: boolean
  /** Whether its project and year are in the library already. */
  known: boolean
  /** Pieces of the document that belong to no form. */
  outside: readonly string[]
  change(work: (form: ReviewForm) => ReviewForm | null): boolean
  onOutside(at: number): void
  /** Words to mark in the source. */
  onShow(words: readonly string[], line: number): void
  onEdition(edition: string): void
  /** To the next form with something doubtful; answers whether there is one. */
  onNextForm(step: 1 | -1): boolean
}

/** The values of one form: doubtful ones first, then the pieces without a place, then all by the sections of the edition. */
export function ValuesPane({ form, edition, picked, more, byHand, known, outside, change, onOutside, onShow, onEdition, onNextForm }: Props) {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const { info } = useDesk()
  const editionName = useEditionName()
  const doubts = useMemo(() => doubtful(form, edition), [form, edition])
  const [wanted, setWanted] = useState<string | null>(null)
  const current = wanted !== null && doubts.includes(wanted) ? wanted : doubts[0] ?? null
  const { declaration } = form

  const show = (key: string) => {
    const evidence = form.evidence[key]
    const path = pathOf(declaration, key)
    const value = path === null ? undefined : valueAt(declaration, path)
    onShow([evidence?.source ?? '', typeof value === 'string' ? value : ''].filter(Boolean), evidence?.line ?? -1)
  }
  const focus = (key: string) => {
    setWanted(key)
    show(key)
  }
  const step = (by: 1 | -1) => {
    // from elsewhere first back to the one that was looked at
    const away = document.activeElement?.closest('[data-doubt]') === null
    const next = away ? current : nextDoubt(form, edition, current, by)
    if (next === null) return void onNextForm(by)
    focus(next)
    // from wherever the focus is: a jump takes it along
    document.querySelector<HTMLElement>(`[data-doubt="${CSS.escape(next)}"]`)?.focus()
  }
  const onAccept = (key: string) => {
    const next = nextDoubt(form, edition, key)
    change(before => accept(before, key))
    if (next !== null && next !== key) focus(next)
  }
  const onEdit = useStable((path: FieldPath, value: unknown) => change(before => edit(before, path, value)))
  const onFocus = useStable((key: string) => show(key))
  const onRow = useStable((list: 'subProjects' | 'indicators', act: RowAct, at: number, cursor: number) => {
    if (act === 'split' && (cursor <= 0 || cursor >= (declaration[list][at]?.name.length ?? 0))) {
      void message.info(t('review:row.splitHow'))
      return
    }
    const acts: Record<RowAct, (before: ReviewForm) => ReviewForm> = {
      insert: before => insertRow(before, list, at),
      remove: before => removeRow(before, list, at),
      join: before => joinRow(before, list, at),
      split: before => splitRow(before, list, at, cursor),
    }
    const above = declaration[list][at - 1]?.name.length ?? 0
    if (!change(acts[act])) return
    if (act === 'join') toFocus.current = { list, at: at - 1, place: above }
    else if (act === 'split') toFocus.current = { list, at: at + 1, place: 0 }
    else if (act === 'insert') toFocus.current = { list, at, place: 0 }
  })
  /** The name of a row where the person goes on writing, once it is there. */
  const toFocus = useRef<{ list: string; at: number; place: number } | null>(null)
  useEffect(() => {
    const to = toFocus.current
    toFocus.current = null
    const name = to && document.querySelectorAll<HTMLTextAreaElement>(`.review-rows.${to.list} textarea[id$="-name"]`)[to.at]
    if (!name) return
    name.focus()
    name.setSelectionRange(to.place, to.place)
  }, [form])
  const onPlace = (piece: string, target: PieceTarget, done: (form: ReviewForm) => ReviewForm): boolean => {
    const ok = change(before => {
      const placed = place(before, edition, piece, target)
      return placed && done(placed)
    })
    if (!ok) void message.warning(t('review:place.refused'))
    return ok
  }
  const without = (at: number) => (before: ReviewForm): ReviewForm => ({ ...before, unplaced: before.unplaced.filter((_, index) => index !== at) })

  const body = useRef<HTMLDivElement>(null)
  // the first doubt is in sight at once, its words marked; without one, where the form begins
  useEffect(() => {
    const first = current ?? ['projectName', 'unitName', ...Object.keys(form.evidence)].find(key => form.evidence[key])
    if (first !== undefined) show(first)
    if (byHand && first === undefined) document.getElementById('value-projectName')?.focus()
    else if (current === null && document.activeElement === document.body) body.current?.focus()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [form.formId])

  useEffect(() => {
    const key = picked && keyAt(form, picked.lines, picked.line, picked.at)
    const element = key && (document.querySelector<HTMLElement>(`[data-doubt="${CSS.escape(key)}"]`) ?? document.getElementById(rowKeyOf(key) ? key.replaceAll('/', '-') : `value-${key}`) ?? document.getElementById(`${key.replaceAll('/', '-')}-name`))
    if (!element) return
    element.focus()
    element.scrollIntoView({ block: 'nearest' })
    // the form goes on changing: only a new place counts
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [picked])

  // the last doubt is done: the focus does not go to nowhere
  useEffect(() => {
    if (doubts.length === 0 && document.activeElement === document.body) body.current?.focus()
  }, [doubts.length])

  useKeys({
    'mod+enter': () => (current === null ? false : onAccept(current)),
    f8: () => step(1),
    'shift+f8': () => step(-1),
  })

  const sections = useMemo(() => sectionsOf(edition, declaration), [edition, declaration])
  const single = (key: FieldKey) => {
    const control = controlOf(edition, declaration, key)
    const unsure = isDoubtful(form, key)
    const required = edition?.fields.find(field => field.key === key)?.required ?? false
    return (
      <div key={key} className={`review-field ${control.kind}${unsure ? ' doubtful' : ''}`} data-field={key}>
        <label htmlFor={`value-${key}`}>
          {labelOf(t, edition, key)}
          {required && <span className="star" aria-hidden>{'\u2060*'}</span>}
        </label>
        <div className="review-value">
          <ValueInput id={`value-${key}`} kind={control.kind} options={control.options} label={labelOf(t, edition, key)} value={valueAt(declaration, key)} onCommit={value => onEdit(key, value)} onFocus={() => onFocus(key)} />
        </div>
      </div>
    )
  }

  return (
    <section className="pane values" aria-label={t('review:values')}>
      <header className="pane-head">
        <strong className="form-name" title={declaration.projectName ?? ''}>{declaration.projectName || t('library:unnamed')}</strong>
        {known && <Tag color="red" title={t('review:knownText')}>{t('review:known')}</Tag>}
        <div className="grow" />
        <Select size="small" className="edition-choice" aria-label={t(byHand ? 'review:scan.change' : 'review:edition')} value={declaration.edition} onChange={onEdition} data-testid="review-edition" popupMatchSelectWidth={false}
          labelRender={({ value }) => editionName(String(value), true)}
          options={info.editions.map(({ id }) => ({ value: id, label: editionName(id) }))}
        />
      </header>
      <div className="values-body" ref={body} tabIndex={-1} data-testid="values">
        {doubts.length > 0 && (
          <div className="review-block">
            <h3>
              {t('review:doubts', { count: doubts.length })}
              <Button size="small" type="link" onClick={() => change(before => acceptAll(before, edition))}>{t('review:acceptAll')}</Button>
            </h3>
            <DoubtList form={form} edition={edition} doubts={doubts} current={current} onCurrent={focus} onAccept={onAccept} onStep={step} onEdit={onEdit} />
          </div>
        )}
        {doubts.length === 0 && <p className="review-done" data-testid="no-doubts">{t(byHand ? 'review:scan.byHand' : 'review:noDoubts')}{more && t('review:nextForm')}</p>}
        {form.unplaced.length > 0 && (
          <div className="review-block">
            <h3>{t('review:unplaced', { count: form.unplaced.length })}</h3>
            <UnplacedList
              pieces={form.unplaced} edition={edition} onShow={piece => onShow([piece], -1)}
              onPlace={(at, target) => onPlace(form.unplaced[at] ?? '', target, without(at))}
              onDismiss={at => change(without(at))}
            />
          </div>
        )}
        <div className="review-block">
          <h3>{t('review:form')}</h3>
          <div className="review-field year">
            <label htmlFor="value-year">{t('common:field.year')}</label>
            <div className="review-value"><ValueInput id="value-year" kind="year" label={t('common:field.year')} value={declaration.year} onCommit={value => onEdit('year', value)} onFocus={() => onFocus('year')} /></div>
          </div>
        </div>
        {sections.map(section => (
          <div key={section.key} className="review-block">
            <h3>{section.title ? (i18n.language === 'en' && section.title.en) || section.title.zh : t('review:others')}</h3>
            {section.fields.length > 0 && <div className="review-fields">{section.fields.map(single)}</div>}
            {section.list && <RowsTable list={section.list} form={form} edition={edition} onEdit={onEdit} onFocus={onFocus} onRow={onRow} />}
          </div>
        ))}
        {outside.length > 0 && (
          <div className="review-block">
            <h3>{t('review:outside', { count: outside.length })}</h3>
            <UnplacedList
              pieces={outside} edition={edition} onShow={piece => onShow([piece], -1)}
              onPlace={(at, target) => onPlace(outside[at] ?? '', target, before => before) && onOutside(at)}
              onDismiss={onOutside}
            />
          </div>
        )}
        <p className="faint review-keys">{doubts[0] !== undefined && t('review:keys', { label: placeLabel(t, edition, declaration, pathOf(declaration, current ?? doubts[0]) ?? '') })}</p>
      </div>
    </section>
  )
}

interface Section {
  key: string
  title: { zh: string; en?: string } | null
  fields: readonly FieldKey[]
  list?: 'subProjects' | 'indicators'
}

/** The edition's sections, and one of what was read besides: an edition that is not installed has only that. */
function sectionsOf(edition: Edition | undefined, declaration: Declaration): Section[] {
  const sections: Section[] = edition?.sections.map(({ key, title, fields, list }) => ({ key, title, fields, list })) ?? []
  const shown = new Set<string>(sections.flatMap(section => section.fields))
  const filled = (key: FieldKey) => {
    const value = valueAt(declaration, key)
    return Array.isArray(value) ? value.length > 0 : typeof value === 'string' ? !isBlank(value) : value !== null && value !== undefined
  }
  const others = FIELD_KEYS.filter(key => !shown.has(key) && filled(key))
  if (others.length > 0) sections.push({ key: 'others', title: null, fields: others })
  for (const list of ['subProjects', 'indicators'] as const) {
    if (declaration[list].length > 0 && !sections.some(section => section.list === list)) sections.push({ key: list, title: null, fields: [], list })
  }
  return sections
}
