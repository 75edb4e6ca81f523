import { app, BrowserWindow, dialog, screen } from 'electron'
import path from 'node:path'
import type { EventName, Events } from '../../shared/ipc/contract'
import { readPlace, writePlace } from './bounds'
import type { Words } from '../i18n'
import { MAIN_PAGE } from './scheme'

export interface MainWindow {
  /** Tells the window something; nobody hears it while there is none. */
  emit<E extends EventName>(event: E, payload: Events[E]): void
  /** The window has stored everything: it may go, and the program with it. */
  readyToQuit(): void
  /** In front of other windows, as when the program is started a second time. */
  raise(): void
  readonly window: BrowserWindow
}

interface Options {
  dataFolder: string
  /** The preload script. */
  preload: string
  words(): Words
}

/** How long the page may take to store and answer before a second try to close asks the person instead. */
const PATIENCE_MS = 3_000

/** Opens the one window. It closes only when its page has said that nothing is unsaved, or can no longer say anything. */
export function openMainWindow({ dataFolder, preload, words }: Options): MainWindow {
  const placeFile = path.join(dataFolder, 'window.json')
  const { maximized, ...place } = readPlace(placeFile, screen.getAllDisplays().map(display => display.workArea))
  const window = new BrowserWindow({
    ...place,
    minWidth: 1024,
    minHeight: 700,
    title: words().say('menu:title'),
    backgroundColor: '#f6f7f9',
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, spellcheck: false },
  })
  if (maximized) window.maximize()

  let mayGo = false
  let canAnswer = false
  let askedAt = 0
  window.webContents.on('did-finish-load', () => (canAnswer = true))
  window.webContents.on('did-start-loading', () => (canAnswer = false))
  window.webContents.on('render-process-gone', () => (canAnswer = false))
  window.on('page-title-updated', event => event.preventDefault())
  window.on('close', event => {
    writePlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    if (mayGo || !canAnswer) return
    event.preventDefault()
    if (askedAt && Date.now() - askedAt > PATIENCE_MS) void letThePersonDecide()
    else {
      askedAt ||= Date.now()
      emit('app.beforeQuit', {})
    }
  })
  // the hidden pages that print must not keep the program alive
  window.on('closed', () => app.quit())
  void window.loadURL(MAIN_PAGE).catch(() => {})

  function emit<E extends EventName>(event: E, payload: Events[E]): void {
    if (!window.isDestroyed()) window.webContents.send('jixiao:event', event, payload)
  }

  /** The page asks the person itself when saving fails; this is for a page that no longer says anything. */
  async function letThePersonDecide(): Promise<void> {
    askedAt = 0
    const { say } = words()
    const buttons = [say('menu:wait'), say('menu:quitAnyway')]
    const { response } = await dialog.showMessageBox(window, { type: 'warning', message: say('menu:notAnswering'), buttons, defaultId: 0, cancelId: 0 })
    if (response === 1) readyToQuit()
    else emit('app.beforeQuit', {})
  }

  function readyToQuit(): void {
    mayGo = true
    app.quit()
  }

  return {
    window,
    emit,
    readyToQuit,
    raise() {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}
