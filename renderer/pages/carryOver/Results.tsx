import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CarryOverResult } from '../../../shared/carryOver/types'
import type { Edition } from '../../../shared/editions/schema'
import { Changes, Questions } from './Differences'

interface Props {
  results: readonly { id: string; result: CarryOverResult }[]
  edition: Edition | undefined
  takenBack: ReadonlyMap<string, ReadonlySet<string>>
  takeBack(id: string): (field: string, back: boolean) => void
}

/** What is to be looked at, in one list for all the forms, then the differences of each; those of many forms are opened one by one. */
export function Results({ results, edition, takenBack, takeBack }: Props) {
  const { t } = useTranslation()
  const many = results.length > 1
  const questions = results.reduce((sum, { result }) => sum + result.ask.length, 0)
  const changes = results.reduce((sum, { result }) => sum + countChanges(result), 0)
  return (
    <>
      <section className="sheet-card">
        <h2>{t('carryOver:questions', { count: questions })}</h2>
        {questions === 0 && <p className="soft">{t('carryOver:noQuestions')}</p>}
        {results.filter(({ result }) => result.ask.length > 0).map(({ id, result }) => (
          <div key={id} className="carry-questions-of">
            {many && <h3>{result.declaration.projectName ?? t('library:unnamed')}</h3>}
            <Questions ask={result.ask} declaration={result.declaration} edition={edition} />
          </div>
        ))}
      </section>
      <section className="sheet-card">
        <h2>{t('carryOver:changes', { count: changes })}</h2>
        {changes === 0 && <p className="soft">{t('carryOver:noChanges')}</p>}
        {results.filter(({ result }) => result.changes.length > 0).map(({ id, result }) => (
          <OfOne key={id} id={id} result={result} edition={edition} takenBack={takenBack} takeBack={takeBack} folded={many} />
        ))}
      </section>
    </>
  )
}

/** A text with several moved years counts once for each. */
export const countChanges = (result: CarryOverResult): number => result.changes.reduce((sum, change) => sum + Math.max(1, change.rewrites?.length ?? 0), 0)

const NOTHING: ReadonlySet<string> = new Set()

function OfOne({ id, result, edition, takenBack, takeBack, folded }: Omit<Props, 'results'> & { id: string; result: CarryOverResult; folded: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(!folded)
  // the same function for as long as the form is the same, so that its list is not drawn again for nothing
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const onTakeBack = useMemo(() => takeBack(id), [id])
  const list = <Changes changes={result.changes} declaration={result.declaration} edition={edition} takenBack={takenBack.get(id) ?? NOTHING} onTakeBack={onTakeBack} />
  if (!folded) return list
  return (
    <details className="carry-project-changes" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {result.declaration.projectName ?? t('library:unnamed')} <span className="faint">{t('carryOver:changeCount', { count: countChanges(result) })}</span>
      </summary>
      {open && list}
    </details>
  )
}
