import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { App as AntApp, Button, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useTranslation } from 'react-i18next'
import type { ErrorValue } from '../shared/errors'
import type { DocumentKind, Settings } from '../shared/ipc/contract'
import { EditorPage } from './editor/EditorPage'
import { CarryManyPage } from './pages/carryOver/many/CarryManyPage'
import { CarryOverPage } from './pages/carryOver/CarryOverPage'
import { ExportDialog } from './pages/exporting/ExportDialog'
import { HelpPage } from './pages/help/HelpPage'
import { LibraryPage } from './pages/library/LibraryPage'
import { ImportPage } from './pages/review/ImportPage'
import { RestoreOffer } from './pages/settings/RestoreOffer'
import { SettingsPage } from './pages/settings/SettingsPage'
import { YearPage } from './pages/year/YearPage'
import { call, errorOf, subscribe } from './state/client'
import { DeskContext, type AppInfo, type Desk, type Route } from './ui/desk'
import { useKeys, useMenu } from './ui/hooks'
import { Rail } from './ui/Rail'
import { themeFor } from './ui/theme'

/** The window: the theme, the language, and the page that is open. `first` is what the main process said at the start. */
export function App({ first }: { first: AppInfo | ErrorValue }) {
  const { i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh'
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  }, [language])
  return (
    <ConfigProvider locale={language === 'en' ? en : zh} theme={themeFor(language)} componentSize="medium" button={{ autoInsertSpace: false }}>
      <AntApp className="shell" message={{ maxCount: 2, duration: 2 }} notification={{ placement: 'topRight' }}>
        {'settings' in first ? <Shell first={first} /> : <NoStore error={first} />}
      </AntApp>
    </ConfigProvider>
  )
}

/** Nothing can be done without the store: says why, and lets the person try again. */
function NoStore({ error }: { error: ErrorValue }) {
  const { t } = useTranslation()
  return (
    <div className="empty-state no-store" data-testid="ready" role="alert">
      <h2>{t('common:cannotStart')}</h2>
      <p>{t(`errors:${error.code}`, error.params)}</p>
      <Button type="primary" autoFocus onClick={() => window.location.reload()}>{t('common:retry')}</Button>
      {error.code === 'storeDamaged' && <RestoreOffer />}
    </div>
  )
}

function Shell({ first }: { first: AppInfo }) {
  const { t, i18n } = useTranslation()
  const { notification } = AntApp.useApp()
  const [info, setInfo] = useState(first)
  const [route, setRoute] = useState<Route>({ page: 'library' })
  const [exporting, setExporting] = useState<{ ids: string[]; document?: DocumentKind } | null>(null)
  const [isReady, setReady] = useState(false)
  const latest = useRef(first.settings)
  const asked = useRef<(() => Promise<boolean>) | null>(null)

  const go = useCallback((next: Route) => {
    void (async () => {
      const ask = asked.current
      if (ask && !(await ask())) return
      asked.current = null
      setRoute(next)
    })()
  }, [])

  // the same for as long as the window is open: a page that waits for them must not begin anew because a setting changed
  const guard = useCallback((ask: () => Promise<boolean>) => {
    asked.current = ask
    return () => {
      if (asked.current === ask) asked.current = null
    }
  }, [])
  const ready = useCallback(() => setReady(true), [])

  const desk = useMemo<Desk>(() => ({
    info, route, go, guard, ready,
    exportDeclarations: (ids, document) => setExporting({ ids, document }),
    async saveSettings(change) {
      const before = latest.current
      const next = change(before)
      const show = async (settings: Settings) => {
        latest.current = settings
        setInfo(shown => ({ ...shown, settings }))
        if (settings.language !== i18n.language) await i18n.changeLanguage(settings.language)
      }
      await show(next)
      try {
        await call('app.setSettings', next)
      } catch (caught) {
        if (latest.current === next) await show(before)
        throw caught
      }
    },
    fail(caught) {
      const error = errorOf(caught)
      if (error.code === 'cancelled') return
      notification.error({ key: error.code, title: t(`errors:${error.code}`, error.params), role: 'alert', duration: 8, props: { 'data-testid': 'error-toast' } })
    },
  }), [info, route, go, guard, ready, i18n, notification, t])

  const { fail } = desk
  useEffect(() => subscribe('editions.changed', () => {
    call('app.info', {}).then(({ editions }) => setInfo(shown => ({ ...shown, editions })), fail)
  }), [fail])
  useEffect(() => subscribe('checks.changed', () => {
    call('app.info', {}).then(({ checks }) => setInfo(shown => ({ ...shown, checks })), fail)
  }), [fail])
  /** From help or settings the way leads back to the page before, in the editor to the field. */
  const comeBack = (): Route | undefined => {
    if (route.page === 'settings' || route.page === 'help') return route.back
    if (route.page !== 'editor') return route
    return { ...route, focusField: document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? route.focusField }
  }
  useMenu(command => {
    if (command === 'settings') go({ page: 'settings', back: comeBack() })
    else if (command === 'import' && route.page !== 'import') go({ page: 'import' })
    else if (command === 'new' && route.page !== 'library') go({ page: 'library', making: true })
  })
  useKeys({
    'mod+i': () => route.page !== 'import' && route.page !== 'editor' && go({ page: 'import' }),
    'mod+n': () => route.page !== 'library' && go({ page: 'library', making: true }),
    'mod+,': () => route.page !== 'settings' && go({ page: 'settings', back: comeBack() }),
    f1: () => route.page !== 'help' && go({ page: 'help', back: comeBack() }),
  })

  return (
    <DeskContext.Provider value={desk}>
      <div className="shell-frame" data-testid={isReady ? 'ready' : 'starting'} data-page={route.page}>
        {route.page !== 'editor' && <Rail />}
        <main className="shell-page">
          {page(route)}
        </main>
      </div>
      {exporting && <ExportDialog ids={exporting.ids} document={exporting.document} onClose={() => setExporting(null)} />}
    </DeskContext.Provider>
  )

  function page(at: Route) {
    switch (at.page) {
      case 'library': return <LibraryPage key={at.trash ? 'trash' : 'library'} trash={at.trash ?? false} making={at.making} />
      case 'editor': return <EditorPage key={at.id} id={at.id} focusField={at.focusField} onClose={() => go(at.back ?? { page: 'library' })} />
      case 'import': return <ImportPage start={at.start ?? { kind: 'ask' }} />
      case 'carryOver': return at.ids.length > 1 ? <CarryManyPage key={at.ids.join()} ids={at.ids} year={at.year} /> : <CarryOverPage key={at.ids[0]} id={at.ids[0] ?? ''} year={at.year} />
      case 'year': return <YearPage year={at.year} unitName={at.unitName} />
      case 'settings': return <SettingsPage back={at.back} />
      case 'help': return <HelpPage back={at.back} />
    }
  }
}
