import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { strict } from './strict'

const noDialog = (name: string) => (): Promise<never> =>
  Promise.reject(new Error(`stand-in: there is no system dialog here; replace electron.dialog.${name} in the test`))

type Dialogs = Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>
/** As in tests of a real Electron, a test replaces these before it needs them. */
export const dialog = strict('dialog', {
  showOpenDialog: noDialog('showOpenDialog'),
  showSaveDialog: noDialog('showSaveDialog'),
  showMessageBox: noDialog('showMessageBox'),
  showErrorBox: (title, content) => void process.stderr.write(`${title}\n${content}\n`),
} satisfies Dialogs)

function openWithSystem(target: string): string {
  if (process.env['JIXIAO_HEADLESS'] === '1' || (process.platform === 'linux' && !process.env['DISPLAY'])) return ''
  const [command, args] =
    process.platform === 'win32' ? ['explorer.exe', [target]] : process.platform === 'darwin' ? ['open', [target]] : ['xdg-open', [target]]
  spawn(command as string, args as string[], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
  return ''
}

type Shell = Pick<Electron.Shell, 'showItemInFolder' | 'openPath' | 'beep'>
export const shell = strict('shell', {
  showItemInFolder: (file) => void openWithSystem(path.dirname(file)),
  openPath: (file) => Promise.resolve(existsSync(file) ? openWithSystem(file) : 'Failed to open path'),
  beep: () => {},
} satisfies Shell)

type Theme = Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
export const nativeTheme = strict(
  'nativeTheme',
  Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' } satisfies Theme),
)

let clip = ''
type Clipboard = Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>
/** A clipboard of this process only. */
export const clipboard = strict('clipboard', {
  readText: () => Promise.resolve(clip),
  writeText: async (text) => {
    clip = text
  },
  clear: () => {
    clip = ''
  },
} satisfies Clipboard)

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
  scaleFactor: 1,
} as Electron.Display

type Screen = Pick<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching'>
/** One display of the usual size, whatever there is. */
export const screen = strict('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
} satisfies Screen)
