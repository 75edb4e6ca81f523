import { useTranslation } from 'react-i18next'
import type { TypeSum } from '../../../shared/check/across'
import { FINDING_TEXTS } from '../../../shared/check/defaults'
import { SEVERITY_ICONS } from './icons'
import { changeYearView, toggleMark } from './view'
import { Sums } from './Sums'
import { MARKS, shows, type YearFilter, type YearList } from './yearList'

/** How many there are of each gravity and of each rule; a click shows these alone, another one all again. */
export function YearFilters({ list, filter, sums }: { list: YearList; filter: YearFilter; sums: readonly TypeSum[] }) {
  const { t, i18n } = useTranslation('year')
  const texts = FINDING_TEXTS[i18n.language === 'en' ? 'en' : 'zh']
  const chosen = (mark: (typeof MARKS)[number]) => filter.marks.length > 0 && shows(filter, mark)
  const rules = filter.rule !== null && !list.rules.some(entry => entry.rule === filter.rule) ? [{ rule: filter.rule, severity: 'hint' as const, count: 0 }, ...list.rules] : list.rules
  return (
    <>
      <div className="facet-marks" role="group" aria-label={t('bySeverity')}>
        {MARKS.map(mark => (
          <button
            key={mark} type="button" className={`facet-mark ${mark}`} aria-pressed={chosen(mark)} disabled={list.counts[mark] === 0 && !chosen(mark)} data-testid={`mark-${mark}`}
            onClick={() => changeYearView({ marks: toggleMark(filter.marks, mark) })}
          >
            <span className="icon">{SEVERITY_ICONS[mark]}</span>
            {t(`mark.${mark}`)}
            <b className="number">{list.counts[mark]}</b>
          </button>
        ))}
      </div>
      <Sums sums={sums} />
      {rules.length > 0 && <h3>{t('byRule')}</h3>}
      <ul className="facet-list">
        {rules.map(({ rule, severity, count }) => (
          <li key={rule}>
            <button
              type="button" className={severity} aria-pressed={filter.rule === rule} data-testid={`rule-${rule}`} title={rule}
              onClick={() => changeYearView({ rule: filter.rule === rule ? null : rule })}
            >
              <i className="dot" aria-label={t(`mark.${severity}`)} role="img" />
              <span className="title">{texts[`rule.${rule}`] ?? rule}</span>
              <span className="number">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
