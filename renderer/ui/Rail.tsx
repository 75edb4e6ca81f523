import { AuditOutlined, FolderOpenOutlined, ImportOutlined, QuestionCircleOutlined, SettingOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { unfinishedImport } from '../state/unfinished'
import { useStore } from '../state/store'
import { useDesk, type Route } from './desk'

const PLACES = [
  { page: 'library', icon: <FolderOpenOutlined /> },
  { page: 'import', icon: <ImportOutlined /> },
  { page: 'year', icon: <AuditOutlined /> },
  null,
  { page: 'settings', icon: <SettingOutlined /> },
  { page: 'help', icon: <QuestionCircleOutlined /> },
] as const

/** The narrow bar at the left: where one can go. */
export function Rail() {
  const { t } = useTranslation()
  const { route, go } = useDesk()
  const unfinished = useStore(unfinishedImport, value => value)
  const current: Route['page'] = route.page === 'carryOver' ? 'library' : route.page
  return (
    <nav className="rail" aria-label={t('common:nav.label')}>
      <div className="rail-mark" aria-hidden>{t('common:appMark1')}<br />{t('common:appMark2')}</div>
      {PLACES.map(place => place === null
        ? <div key="gap" className="rail-gap" />
        : (
          <button key={place.page} type="button" aria-current={current === place.page ? 'page' : undefined} data-testid={`nav-${place.page}`} onClick={() => route.page === 'import' && place.page === 'import' ? undefined : go({ page: place.page })}>
            {place.icon}
            {t(`common:nav.${place.page}`)}
            {place.page === 'import' && unfinished && route.page !== 'import' && <i className="rail-dot" role="img" aria-label={t('review:unfinished')} title={t('review:unfinished')} />}
          </button>
        ))}
    </nav>
  )
}
