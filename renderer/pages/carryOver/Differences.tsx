import { memo, useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Declaration } from '../../../shared/declaration/model'
import { formatMoney, parseMoney } from '../../../shared/declaration/money'
import type { Edition } from '../../../shared/editions/schema'
import type { CarryChange, CarryOverResult, CarryQuestion } from '../../../shared/carryOver/types'
import { placeLabel } from '../../ui/fieldLabel'
import { isMoney } from '../review/review'

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
          <strong>{placeLabel(t, edition, declaration, question.field)}</strong>
          <span>{t(`carryReasons:${question.why}`, question.params ?? {})}</span>
          {question.words && <q className="soft">{question.words}</q>}
        </li>
      ))}
    </ul>
  )
})

interface ChangesProps extends Common {
  changes: readonly CarryChange[]
  takenBack: ReadonlySet<string>
  /** Left out where the changes are only shown. */
  onTakeBack?(field: string, back: boolean): void
}

/** Every value that is not as it was: before, after and why, and a way back for each. */
export const Changes = memo(function Changes({ changes, declaration, edition, takenBack, onTakeBack }: ChangesProps) {
  const { t } = useTranslation()
  return (
    <table className="changes" data-testid="carry-changes">
      <thead>
        <tr>
          <th className="where">{t('carryOver:column.field')}</th>
          <th>{t('carryOver:column.change')}</th>
          <th className="why">{t('carryOver:column.why')}</th>
          {onTakeBack && <th className="back" />}
        </tr>
      </thead>
      <tbody>
        {changes.flatMap((change, at) => {
          const label = placeLabel(t, edition, declaration, change.field)
          if (!change.rewrites?.length) {
            return [<Row key={at} field={change.field} label={label} why={t(`carryReasons:${change.why}`, change.params ?? {})} back={takenBack.has(change.field)} onTakeBack={onTakeBack}><Difference before={written(change.field, change.before)} after={written(change.field, change.after)} /></Row>]
          }
          const text = change.before ?? ''
          return change.rewrites.map((rewrite, number) => {
            const field = `${change.field}#${number}`
            return (
              <Row key={`${at}#${number}`} field={field} label={number === 0 ? label : ''} why={t(`carryReasons:${rewrite.why}`)} back={takenBack.has(field)} onTakeBack={onTakeBack}>
                <span className="pre">
                  {cut(text, rewrite.start - AROUND, rewrite.start, 'start')}
                  <del>{rewrite.before}</del>
                  <ins>{rewrite.after}</ins>
                  {cut(text, rewrite.end, rewrite.end + AROUND, 'end')}
                </span>
              </Row>
            )
          })
        })}
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
  field: string
  label: string
  why: string
  back: boolean
  onTakeBack?: ChangesProps['onTakeBack']
  children: ReactNode
}

function Row({ field, label, why, back, onTakeBack, children }: RowProps) {
  const { t } = useTranslation()
  return (
    <tr className={back ? 'taken-back' : ''} data-testid="carry-change">
      <td className="where">{label}</td>
      <td className="what">{children}</td>
      <td className="why soft">{back ? t('carryOver:takenBack') : why}</td>
      {onTakeBack && <td className="back"><Button size="small" type="link" onClick={() => onTakeBack(field, !back)}>{back ? t('carryOver:putBack') : t('carryOver:takeBack')}</Button></td>}
    </tr>
  )
}

const LONG = 120

function Difference({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const long = (before?.length ?? 0) + (after?.length ?? 0) > LONG
  return (
    <div className={long && !whole ? 'difference clamped' : 'difference'}>
      {before !== null && before !== '' && <del className="pre">{before}</del>}
      {before && after ? <span className="arrow" aria-hidden> → </span> : null}
      {after === null || after === '' ? before !== null && <span className="faint"> {t('carryOver:emptied')}</span> : <ins className="pre">{after}</ins>}
      {long && <button type="button" className="linklike more" onClick={() => setWhole(!whole)}>{whole ? t('carryOver:less') : t('carryOver:more')}</button>}
    </div>
  )
}
