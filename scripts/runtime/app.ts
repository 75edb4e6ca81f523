import { accessSync, constants, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { preventable, strict, StrictEmitter } from './strict'

const EVENTS = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'second-instance',
  'web-contents-created',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'render-process-gone',
  'child-process-gone',
  'certificate-error',
  'select-client-certificate',
  'login',
  'open-file',
  'open-url',
] as const

class CommandLine implements Pick<Electron.CommandLine, 'appendSwitch' | 'appendArgument' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'> {
  private readonly switches = new Map<string, string>()

  appendSwitch(name: string, value = ''): void {
    this.switches.set(name, value)
  }
  appendArgument(): void {}
  hasSwitch(name: string): boolean {
    return this.switches.has(name)
  }
  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? ''
  }
  removeSwitch(name: string): void {
    this.switches.delete(name)
  }
  /** Not Electron's: as arguments for Chromium. */
  allSwitches(): string[] {
    return [...this.switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  }
}

function folders(name: string): Record<string, string> {
  const home = os.homedir()
  const appData =
    process.platform === 'win32'
      ? (process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support')
        : (process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'))
  const userData = path.join(appData, name)
  return {
    home,
    appData,
    userData,
    sessionData: userData,
    temp: os.tmpdir(),
    exe: process.execPath,
    logs: path.join(userData, 'logs'),
    crashDumps: path.join(userData, 'Crashpad'),
    desktop: path.join(home, 'Desktop'),
    documents: path.join(home, 'Documents'),
    downloads: path.join(home, 'Downloads'),
  }
}

type Implemented =
  | 'whenReady' | 'isReady' | 'quit' | 'exit' | 'getPath' | 'setPath' | 'getAppPath' | 'getVersion' | 'getName' | 'setName' | 'getLocale' | 'getSystemLocale'
  | 'getPreferredSystemLanguages' | 'isPackaged' | 'name' | 'requestSingleInstanceLock' | 'hasSingleInstanceLock' | 'releaseSingleInstanceLock'
  | 'enableSandbox' | 'disableHardwareAcceleration' | 'setAppUserModelId' | 'focus'

class App extends StrictEmitter implements Pick<Electron.App, Implemented> {
  readonly commandLine = strict('app.commandLine', new CommandLine())
  readonly isPackaged = false
  name = 'Electron'
  private version = '0.0.0'
  private appPath = process.cwd()
  private paths: Record<string, string> = folders('Electron')
  private ready = false
  private markReady: (value: void) => void = () => {}
  private readonly readiness = new Promise<void>((resolve) => (this.markReady = resolve))
  private quitting = false
  private lockFile: string | null = null

  constructor() {
    super('app', EVENTS)
  }

  /** Not Electron's: the folder that was named on the command line, and its package.json. */
  setUp(appPath: string, manifest: { name?: string; productName?: string; version?: string }): void {
    this.appPath = appPath
    this.name = manifest.productName ?? manifest.name ?? 'Electron'
    this.version = manifest.version ?? '0.0.0'
    this.paths = folders(this.name)
  }

  /** Not Electron's: the main script has been loaded. */
  becomeReady(): void {
    this.ready = true
    app.emit('ready', {}, {})
    this.markReady()
  }

  whenReady(): Promise<void> {
    return this.readiness
  }
  isReady(): boolean {
    return this.ready
  }

  getPath(name: string): string {
    const found = this.paths[name]
    if (found === undefined) throw new Error(`Failed to get '${name}' path`)
    return found
  }
  setPath(name: string, where: string): void {
    if (!path.isAbsolute(where)) throw new Error('Path must be absolute')
    if (!(name in this.paths)) throw new Error(`Failed to set path '${name}'`)
    if (name === 'userData' && this.paths['sessionData'] === this.paths['userData']) this.paths['sessionData'] = where
    this.paths[name] = where
  }
  getAppPath(): string {
    return this.appPath
  }
  getVersion(): string {
    return this.version
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }
  getSystemLocale(): string {
    return this.getLocale()
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()]
  }
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(): void {}
  focus(): void {}

  /** A file with this process's number in the data folder; the second instance leaves its arguments beside it. */
  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    if (this.lockFile) return true
    const folder = this.getPath('userData')
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
    } catch {
      // nothing can be written there, no lock either; the app's own store says so better
      return true
    }
    const lock = path.join(folder, 'stand-in.lock')
    const message = path.join(folder, 'stand-in.second')
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(lock, String(process.pid), { flag: 'wx' })
        this.lockFile = lock
        watch(folder, (_event, file) => {
          if (file !== path.basename(message)) return
          try {
            const { argv, cwd, data } = JSON.parse(readFileSync(message, 'utf8')) as { argv: string[]; cwd: string; data: unknown }
            rmSync(message, { force: true })
            app.emit('second-instance', {}, argv, cwd, data)
          } catch {
            // half written, or taken already: the next notice has it
          }
        }).unref()
        process.on('exit', () => this.releaseSingleInstanceLock())
        return true
      } catch {
        if (isAlive(lock)) break
        rmSync(lock, { force: true })
      }
    }
    writeFileSync(message, JSON.stringify({ argv: process.argv, cwd: process.cwd(), data: additionalData }))
    return false
  }
  hasSingleInstanceLock(): boolean {
    return this.lockFile !== null
  }
  releaseSingleInstanceLock(): void {
    if (this.lockFile) rmSync(this.lockFile, { force: true })
    this.lockFile = null
  }

  quit(): void {
    if (this.quitting) return
    const event = preventable({})
    app.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.quitting = true
    for (const window of openWindows()) {
      window.close()
      if (!window.isDestroyed()) {
        this.quitting = false
        return
      }
    }
    this.windowsHaveGone()
  }

  /** Not Electron's: the last window has closed. */
  windowsHaveGone(): void {
    if (!this.quitting) {
      if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
      else this.quit()
      return
    }
    if (openWindows().length > 0) return
    const event = preventable({})
    app.emit('will-quit', event)
    if (event.defaultPrevented) this.quitting = false
    else this.leave(0)
  }

  exit(status = 0): void {
    this.quitting = true
    for (const window of openWindows()) window.destroy()
    this.leave(status)
  }

  private left = false
  private leave(status: number): void {
    if (this.left) return
    this.left = true
    app.emit('quit', {}, status)
    process.exit(status)
  }
}

function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

interface Closable {
  close(): void
  destroy(): void
  isDestroyed(): boolean
}
let openWindows: () => readonly Closable[] = () => []
/** How the app sees its windows; set by the entry, because the window module needs the app itself. */
export function onOpenWindows(list: typeof openWindows): void {
  openWindows = list
}

export const app = strict('app', new App())
export const allWindowsClosed = (): void => app.windowsHaveGone()
