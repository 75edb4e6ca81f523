import { memo, useMemo, useState, type MouseEvent } from 'react'
import { Button, Checkbox, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../../ui/fieldLabel'
import { useEditor, useSessionState } from '../editor'
import { partsGone } from '../textDifference'
import { compareForms, isSame, type ComparedValue } from './compare'
import { LastYearChoice } from './LastYearChoice'
import { rowBack } from './putBack'

/** Last year's form and this year's side by side, value by value, with the words marked that differ; both scroll as one. */
export function Compare({ onGoTo, onLinked }: { onGoTo: (key: string) => void; onLinked: () => void }) {
  const { t, i18n } = useTranslation(['lookBack', 'common'])
  const { declaration, previous, edition } = useSessionState(state => state)
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const sections = useMemo(() => (previous ? compareForms(edition, previous, declaration, key => labelOf(t, undefined, key)) : []), [edition, previous, declaration, t])
  if (!previous) {
    return (
      <div className="compare-none">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noLastYearNote')} />
        <LastYearChoice onLinked={onLinked} />
      </div>
    )
  }
  const all = sections.flatMap(section => section.values)
  const different = all.filter(value => !isSame(value)).length
  return (
    <div className="compare" data-testid="compare">
      <div className="compare-bar">
        <span>{t('differences', { count: different, total: all.length })}</span>
        <Checkbox checked={onlyDifferent} onChange={event => setOnlyDifferent(event.target.checked)} data-testid="only-different">{t('onlyDifferent')}</Checkbox>
      </div>
      <div className="compare-scroll" tabIndex={0} role="region" aria-label={t('tab.compare')} data-testid="compare-scroll">
        <div className="compare-row compare-head" aria-hidden>
          <span />
          <span>{t('lastYearOf', { year: previous.year })}</span>
          <span>{t('thisYearOf', { year: declaration.year })}</span>
        </div>
        {sections.map(section => {
          const values = onlyDifferent ? section.values.filter(value => !isSame(value)) : section.values
          const title = section.key === 'elsewhere' ? t('elsewhere') : (i18n.language === 'en' && section.title.en) || section.title.zh
          return values.length > 0 && (
            <section key={section.key} aria-label={title}>
              <h3>{title}</h3>
              {values.map((value, at) => <Value key={value.key ?? `${section.key} ${at}`} value={value} onGoTo={onGoTo} />)}
            </section>
          )
        })}
        {onlyDifferent && different === 0 && <p className="all-well">{t('allSame')}</p>}
      </div>
    </div>
  )
}

interface ValueProps {
  value: ComparedValue
  onGoTo: (key: string) => void
}

const Value = memo(function Value({ value, onGoTo }: ValueProps) {
  const { t } = useTranslation('lookBack')
  const { session } = useEditor()
  const { key, label, before, now, only, gone } = value
  const same = isSame(value)
  const putBack = ({ currentTarget }: MouseEvent<HTMLElement>): void => {
    // the button is gone with the row's state: the keys go on working from the list
    currentTarget.closest<HTMLElement>('[data-testid=compare-scroll]')?.focus({ preventScroll: true })
    if (gone) session.edit(rowBack(session.edition, session.declaration, gone).patches, { where: 'indicators' })
  }
  return (
    <div className={same ? 'compare-row same' : 'compare-row'} data-testid="compare-row" data-key={key ?? ''}>
      <div className="where">
        {key !== null ? <button type="button" className="linklike" onClick={() => onGoTo(key)}>{label || t('unnamedRow')}</button> : label || t('unnamedRow')}
        {only && <em>{t(`only.${only}`)}</em>}
        {gone && <Button size="small" onClick={putBack} data-testid="compare-put-back">{t('putBack')}</Button>}
      </div>
      <div className="pre">{before === null ? <Blank none={only === 'now'} /> : same ? before : <Parts text={before} other={now ?? ''} />}</div>
      <div className="pre">{now === null ? <Blank none={only === 'before'} /> : same ? now : <Parts text={now} other={before ?? ''} />}</div>
    </div>
  )
})

function Blank({ none }: { none: boolean }) {
  const { t } = useTranslation('lookBack')
  return <span className="faint">{none ? '—' : t('blank')}</span>
}

/** Words that the other side does not have are marked. */
function Parts({ text, other }: { text: string; other: string }) {
  return <>{partsGone(text, other).map((part, i) => (part.gone ? <mark key={i}>{part.text}</mark> : part.text))}</>
}
