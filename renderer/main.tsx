import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/desk.css'
import './pages/carryOver/carryOver.css'
import './pages/library/library.css'
import './pages/pages.css'
import './pages/review/review.css'
import { DEFAULT_SETTINGS } from '../shared/ipc/contract'
import type { ErrorValue } from '../shared/errors'
import { App } from './App'
import { startI18n } from './i18n'
import { addRules } from './preview/fonts'
import { call, errorOf } from './state/client'
import { answerBeforeQuit } from './state/quit'
import type { AppInfo } from './ui/desk'
import { bundledTexts } from './ui/texts'

async function start(): Promise<void> {
  let first: AppInfo | ErrorValue
  try {
    first = await call('app.info', {})
  } catch (caught) {
    first = errorOf(caught)
  }
  startI18n('settings' in first ? first.settings.language : DEFAULT_SETTINGS.language, bundledTexts())
  answerBeforeQuit()
  // without them the system's own faces do, and the preview says what is wrong
  addRules(document).catch(() => undefined)
  const root = document.getElementById('root')
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <App first={first} />
      </StrictMode>,
    )
  }
}

void start()
