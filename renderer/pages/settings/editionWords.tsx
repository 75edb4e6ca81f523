import { useTranslation } from 'react-i18next'
import type { EditionProblem } from '../../../shared/editions/load'
import type { Edition } from '../../../shared/editions/schema'

/** For which years an edition is in force, in words. */
export function useYearsWords(): (years: Edition['years']) => string {
  const { t } = useTranslation('editions')
  return ({ from, to }) => {
    if (to === null) return t('yearsFrom', { from })
    return from === to ? t('yearsOne', { from }) : t('yearsTo', { from, to })
  }
}

/** What is wrong with an edition file: each place, and what is wrong there. */
export function Problems({ problems }: { problems: readonly EditionProblem[] }) {
  const { i18n } = useTranslation()
  return (
    <ul className="edition-problems">
      {problems.map((problem, at) => (
        <li key={at} data-testid="edition-problem">
          {problem.path && <code>{problem.path}</code>}
          <span>{problem.message[i18n.language === 'en' ? 'en' : 'zh']}</span>
        </li>
      ))}
    </ul>
  )
}
