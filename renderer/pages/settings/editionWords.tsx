import { useTranslation } from 'react-i18next'
import type { ProfileProblem } from '../../../shared/check/profile'
import { describeProblem, type EditionProblem } from '../../../shared/editions/problems'
import type { Edition } from '../../../shared/editions/schema'

/** For which years an edition is in force, in words. */
export function useYearsWords(): (years: Edition['years']) => string {
  const { t } = useTranslation('editions')
  return ({ from, to }) => {
    if (to === null) return t('yearsFrom', { from })
    return from === to ? t('yearsOne', { from }) : t('yearsTo', { from, to })
  }
}

/** What is wrong with a file of an edition or of check standards: each place, and what is wrong there. */
export function Problems({ problems }: { problems: readonly (EditionProblem | ProfileProblem)[] }) {
  const { t, i18n } = useTranslation()
  const wordsOf = (problem: EditionProblem | ProfileProblem): { place: string; what: string } =>
    'fault' in problem ? describeProblem((key, params) => t(key, params ?? {}), problem) : { place: '', what: problem.message[i18n.language === 'en' ? 'en' : 'zh'] }
  return (
    <ul className="edition-problems">
      {problems.map((problem, at) => {
        const { place, what } = wordsOf(problem)
        return (
          <li key={at} data-testid="edition-problem">
            {place && <strong>{place}</strong>}
            {problem.path && <code>{problem.path}</code>}
            <span>{what}</span>
          </li>
        )
      })}
    </ul>
  )
}
