/** What `require('electron')` answers in the main process. Everything that is not here throws. */
import { app, onOpenWindows } from './app'
import { ipcMain } from './ipc'
import { chromium } from './launch'
import { Menu, MenuItem } from './menu'
import { protocol, session } from './session'
import { strict } from './strict'
import { clipboard, dialog, nativeTheme, screen, shell } from './system'
import { webContents } from './webContents'
import { BrowserWindow } from './window'

onOpenWindows(() => BrowserWindow.getAllWindows())

const electron = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  webContents,
}

/** Every name here is one of Electron's main process; the classes behind are checked against its declarations one by one. */
type Names = keyof typeof electron extends keyof typeof Electron.CrossProcessExports ? true : never
export const namesAreElectrons: Names = true

/** For the starter only; the app never sees these. */
export const starter = { app, chromium }

export default strict('', electron)
