import { app, session } from 'electron'
import { ORIGIN } from './scheme'

/** Whether an address is one of the app's own pages. */
export const isOwnPage = (url: string): boolean => url.startsWith(`${ORIGIN}/`)

/** What a page of ours may load at all. Everything else would be the network, or another program's files. */
const LOCAL = /^(?:app:\/\/main\/|data:|blob:|devtools:)/u

/** Writing what the person copied is the one thing that a page may do without being asked. */
const allowed = (permission: string, url: string): boolean => permission === 'clipboard-sanitized-write' && isOwnPage(url)

/** Closes what the program never needs: other pages, new windows, permissions, and every request that is not its own. Once, when the app is ready. */
export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !LOCAL.test(details.url) }))
  defaultSession.setPermissionRequestHandler((contents, permission, answer) => answer(allowed(permission, contents.getURL())))
  defaultSession.setPermissionCheckHandler((_, permission, origin) => allowed(permission, `${origin}/`))
  // the dictionaries of the spelling checker are downloads
  defaultSession.setSpellCheckerEnabled(false)
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', event => {
      // loading itself again is the page's own way out of a failed start
      if (event.url !== contents.getURL()) event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
  })
}
