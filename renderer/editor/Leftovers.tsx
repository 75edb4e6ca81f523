import { useTranslation } from 'react-i18next'
import { KeptPieces } from './lookBack/KeptPieces'

/** What the record keeps although this edition has no place for it, as a section of its own. */
export function Leftovers() {
  const { t } = useTranslation('editor')
  return (
    <section className="section" data-testid="section-page-leftovers" aria-label={t('leftovers')}>
      <div className="section-head"><h2>{t('leftovers')}</h2></div>
      <KeptPieces />
    </section>
  )
}
