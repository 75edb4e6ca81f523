import { useMemo, useState } from 'react'
import { CheckOutlined } from '@ant-design/icons'
import { Checkbox, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../ui/desk'
import { placeLabel } from '../../ui/fieldLabel'
import { useDeclaration, useSessionState } from '../editor'
import { askedOf } from './asked'
import { KeptPieces } from './KeptPieces'

/** What the carry-over asked, with a way to each place and what is settled ticked; and what the record keeps without a place on the form. */
export function AskedAndKept({ onGoTo }: { onGoTo: (key: string) => void }) {
  const { t } = useTranslation(['lookBack', 'carryReasons', 'editor'])
  const { info } = useDesk()
  const { declaration, previous, edition } = useSessionState(state => state)
  const kept = useDeclaration(({ setAside, unplaced }) => setAside.length + unplaced.length)
  const [all, setAll] = useState(false)
  const asked = useMemo(() => {
    const previousEdition = previous && info.editions.find(({ id }) => id === previous.edition)
    return previous && previousEdition ? askedOf(previous, previousEdition, declaration, edition) : []
  }, [previous, info.editions, declaration, edition])
  const open = asked.filter(entry => !entry.settled).length
  return (
    <div className="asked-and-kept" data-testid="asked">
      <section>
        <div className="compare-bar">
          <h3>{t('asked', { count: open, total: asked.length })}</h3>
          {asked.length > open && <Checkbox checked={all} onChange={event => setAll(event.target.checked)}>{t('askedAll')}</Checkbox>}
        </div>
        {asked.length === 0 && <p className="soft">{t(previous ? 'nothingAsked' : 'noLastYearNote')}</p>}
        {asked.length > 0 && open === 0 && <p className="all-well">{t('allSettled')}</p>}
        <ul className="asked-list">
          {asked.filter(entry => all || !entry.settled).map((entry, at) => (
            <li key={at} className={entry.settled ? 'settled' : ''} data-testid="asked-entry">
              <span className="icon">{entry.settled && <CheckOutlined aria-label={t('settled')} />}</span>
              <button type="button" className="linklike" onClick={() => onGoTo(entry.key)}>{placeLabel(t, edition, declaration, entry.key, entry.rowName)}</button>
              <span>{t(`carryReasons:${entry.why}`, entry.params ?? {})}{entry.words && entry.words !== entry.rowName && <q className="soft">{entry.words}</q>}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('kept', { count: kept })}</h3>
        {kept === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingKept')} /> : <KeptPieces />}
      </section>
    </div>
  )
}
