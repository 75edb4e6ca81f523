import { memo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from 'antd'
import { CheckOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Declaration } from '../../../shared/declaration/model'
import { formatMoney, parseMoney } from '../../../shared/declaration/money'
import type { Edition } from '../../../shared/editions/schema'
import { changeKey, type CarryChange, type CarryOverResult, type CarryQuestion } from '../../../shared/carryOver/types'
import { placeLabel } from '../../ui/fieldLabel'
import { isMoney } from '../review/review'
import { decisionOn, UNDECIDED, type Decision, type Decisions } from './decisions'

/** A text with several moved years counts once for each. */
export const countChanges = ({ changes }: Pick<CarryOverResult, 'changes'>): number => changes.reduce((sum, change) => sum + Math.max(1, change.rewrites?.length ?? 0), 0)

interface Common {
  declaration: Declaration
  edition: Edition | undefined
}

/** What a person has to look at or answer; it is looked at again in the editor. */
export const Questions = memo(function Questions({ ask, declaration, edition }: Common & { ask: readonly CarryQuestion[] }) {
  const { t } = useTranslation()
  return (
    <ul className="questions" data-testid="carry-questions">
      {ask.map((question, at) => (
        <li key={at}>
          <strong>{placeLabel(t, edition, declaration, question.field, question.rowName)}</strong>
          <span>{t(`carryReasons:${question.why}`, question.params ?? {})}</span>
          {question.words && question.words !== question.rowName && <q className="soft">{question.words}</q>}
        </li>
      ))}
    </ul>
  )
})

interface ChangesProps extends Common {
  changes: readonly CarryChange[]
  decisions?: Decisions
  /** Left out where the changes are only shown. */
  onDecide?(key: string, decision: Decision): void
}

/**
 * Every value that is not as it was: before, after and why, and for each a tick or a way back. By keys: arrows from one to the next,
 * Enter finds it right and goes on, Delete takes it back.
 */
export const Changes = memo(function Changes({ changes, declaration, edition, decisions = UNDECIDED, onDecide }: ChangesProps) {
  const { t } = useTranslation()
  const body = useRef<HTMLTableSectionElement>(null)
  const [at, setAt] = useState(0)
  const rows = changes.flatMap((change, number): RowProps[] => {
    const key = changeKey(change)
    const label = change.rowName === undefined ? placeLabel(t, edition, declaration, change.field.replace(/\.level1$/u, '.level')) : placeLabel(t, edition, { indicators: [], subProjects: [] }, change.field, change.rowName)
    const money = (value: string | null) => written(change.field, value)
    if (!change.rewrites?.length) return [{ id: key, label, why: t(`carryReasons:${change.why}`, change.params ?? {}), fixed: change.fixed === true, children: <Difference before={money(change.before)} after={money(change.after)} emptied={t(change.why === 'levelGone' ? 'carryOver:kept' : change.why === 'annualGoalAppended' ? 'carryOver:moved' : 'carryOver:emptied')} /> }]
    const text = change.before ?? ''
    return change.rewrites.map((rewrite, move): RowProps => ({
      id: `${key}#${move}`, label: move === 0 || changes[number - 1]?.field === change.field ? label : '', why: t(`carryReasons:${rewrite.why}`), fixed: false,
      children: (
        <span className="pre">
          {cut(text, rewrite.start - AROUND, rewrite.start, 'start')}
          <del>{rewrite.before}</del>
          <ins>{rewrite.after}</ins>
          {cut(text, rewrite.end, rewrite.end + AROUND, 'end')}
        </span>
      ),
    }))
  })
  const focus = (next: number) => {
    const row = body.current?.rows[Math.min(Math.max(next, 0), rows.length - 1)]
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const keys = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = rows[at]
    if (!onDecide || !row || event.target !== body.current?.rows[at] || event.ctrlKey || event.metaKey || event.altKey) return
    const decision = decisionOn(decisions, row.id)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') focus(at + (event.key === 'ArrowDown' ? 1 : -1))
    else if (event.key === 'Home' || event.key === 'End') focus(event.key === 'Home' ? 0 : rows.length - 1)
    else if (event.key === 'Enter') {
      onDecide(row.id, 'accepted')
      focus(at + 1)
    } else if (event.key === ' ') onDecide(row.id, decision === 'accepted' ? null : 'accepted')
    else if ((event.key === 'Delete' || event.key === 'Backspace') && !row.fixed) onDecide(row.id, decision === 'takenBack' ? null : 'takenBack')
    else return
    event.preventDefault()
  }
  return (
    <table className="changes" data-testid="carry-changes">
      <thead>
        <tr>
          <th className="where">{t('carryOver:column.field')}</th>
          <th>{t('carryOver:column.change')}</th>
          <th className="why">{t('carryOver:column.why')}</th>
          {onDecide && <th className="back">{t('carryOver:column.decide')}</th>}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={keys}>
        {rows.map((row, index) => (
          <Row key={`${row.id} ${index}`} {...row} decision={decisionOn(decisions, row.id)} tabIndex={onDecide ? (index === at ? 0 : -1) : undefined} onFocus={() => setAt(index)} onDecide={onDecide} />
        ))}
      </tbody>
    </table>
  )
})

/** Amounts come as plain yuan; they are read more easily with separators. */
function written(field: string, value: string | null): string | null {
  const money = value !== null && (isMoney(field) || /^subProjects.*\.amount$/u.test(field)) ? parseMoney(value) : null
  return money ? formatMoney(money.cents, { separators: true, decimals: 'two' }) : value
}

const AROUND = 22

function cut(text: string, from: number, to: number, side: 'start' | 'end'): string {
  const words = text.slice(Math.max(0, from), to).replaceAll('\n', ' ')
  return side === 'start' ? (from > 0 ? '…' : '') + words : words + (to < text.length ? '…' : '')
}

interface RowProps {
  /** Its key among the decisions. */
  id: string
  label: string
  why: string
  fixed: boolean
  children: ReactNode
}

interface DecidedProps extends RowProps {
  decision: Decision
  tabIndex: number | undefined
  onFocus(): void
  onDecide: ChangesProps['onDecide']
}

function Row({ id, label, why, fixed, children, decision, tabIndex, onFocus, onDecide }: DecidedProps) {
  const { t } = useTranslation()
  const back = decision === 'takenBack'
  return (
    <tr className={decision === 'takenBack' ? 'taken-back' : decision ?? ''} tabIndex={tabIndex} onFocus={onFocus} data-testid="carry-change" data-decision={decision ?? ''}>
      <td className="where">{label}</td>
      <td className="what">{children}</td>
      <td className="why soft">{back ? t('carryOver:takenBack') : why}</td>
      {onDecide && (
        <td className="back">
          <Button
            size="small" type="text" tabIndex={-1} className="accept" icon={<CheckOutlined />} aria-pressed={decision === 'accepted'} aria-label={t('carryOver:accept')} title={t('carryOver:accept')}
            onClick={() => onDecide(id, decision === 'accepted' ? null : 'accepted')}
          />
          {!fixed && <Button size="small" type="link" tabIndex={-1} onClick={() => onDecide(id, back ? null : 'takenBack')}>{back ? t('carryOver:putBack') : t('carryOver:takeBack')}</Button>}
        </td>
      )}
    </tr>
  )
}

const LONG = 120

/** `emptied`: what is said where nothing stands any more. */
function Difference({ before, after, emptied }: { before: string | null; after: string | null; emptied: string }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  // a text that goes on, or breaks off, after the same long beginning: only the end has changed
  const [shorter = '', longer = ''] = [before ?? '', after ?? ''].toSorted((a, b) => a.length - b.length)
  if (shorter.length > AROUND && longer.startsWith(shorter)) {
    const rest = longer.slice(shorter.length)
    return <div className="pre">{cut(shorter, shorter.length - AROUND, shorter.length, 'start')}{longer === after ? <ins>{rest}</ins> : <del>{rest}</del>}</div>
  }
  const long = (before?.length ?? 0) + (after?.length ?? 0) > LONG
  return (
    <div className={long && !whole ? 'difference clamped' : 'difference'}>
      {before !== null && before !== '' && <del className="pre">{before}</del>}
      {before && after ? <span className="arrow" aria-hidden> → </span> : null}
      {after === null || after === '' ? before !== null && <span className="faint"> {emptied}</span> : <ins className="pre">{after}</ins>}
      {long && <button type="button" className="linklike more" onClick={() => setWhole(!whole)}>{whole ? t('carryOver:less') : t('carryOver:more')}</button>}
    </div>
  )
}
