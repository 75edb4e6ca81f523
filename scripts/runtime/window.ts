import { app, allWindowsClosed } from './app'
import { chromium, currentChromium } from './launch'
import { onWindowOf } from './menu'
import { notImplemented, preventable, strict, StrictEmitter } from './strict'
import { faceOf, onCloseTarget, WebContents } from './webContents'

const EVENTS = [
  'ready-to-show',
  'show',
  'hide',
  'close',
  'closed',
  'focus',
  'blur',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  'responsive',
  'unresponsive',
  'session-end',
  'query-session-end',
] as const

/** Options that mean something here, or that a window without a frame of its own may ignore. */
const OPTIONS = new Set([
  'width', 'height', 'x', 'y', 'minWidth', 'minHeight', 'maxWidth', 'maxHeight', 'show', 'title', 'webPreferences', 'center', 'useContentSize',
  'backgroundColor', 'icon', 'autoHideMenuBar', 'paintWhenInitiallyHidden', 'skipTaskbar', 'resizable', 'focusable', 'maximizable', 'minimizable', 'fullscreenable',
])
const PREFERENCES = new Set([
  'preload', 'contextIsolation', 'sandbox', 'nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webSecurity', 'webviewTag',
  'spellcheck', 'devTools', 'allowRunningInsecureContent', 'experimentalFeatures', 'navigateOnDragDrop', 'javascript', 'backgroundThrottling', 'disableDialogs', 'enableWebSQL', 'safeDialogs',
])

type Implemented =
  | 'id' | 'webContents' | 'loadURL' | 'reload' | 'close' | 'destroy' | 'isDestroyed' | 'show' | 'showInactive' | 'hide' | 'isVisible' | 'focus' | 'blur' | 'isFocused'
  | 'getTitle' | 'setTitle' | 'getBounds' | 'setBounds' | 'getNormalBounds' | 'getContentBounds' | 'getSize' | 'setSize' | 'getPosition' | 'setPosition' | 'center'
  | 'maximize' | 'unmaximize' | 'isMaximized' | 'minimize' | 'restore' | 'isMinimized' | 'isFullScreen' | 'setFullScreen' | 'setMinimumSize' | 'getMinimumSize'
  | 'setMenu' | 'removeMenu' | 'setMenuBarVisibility' | 'setAutoHideMenuBar' | 'setProgressBar' | 'flashFrame'

const windows = new Map<number, BrowserWindow>()
let lastId = 0
let focused: BrowserWindow | null = null
const setFocused = (window: BrowserWindow): void => void (focused = window)

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

/** Getters answer what was last asked for or reported; everything below is asynchronous. */
class BrowserWindow extends StrictEmitter implements Pick<Electron.BrowserWindow, Implemented> {
  readonly id = ++lastId
  readonly webContents: Electron.WebContents
  private readonly contents: WebContents
  private bounds: Electron.Rectangle
  private normal: Electron.Rectangle
  private minimum: [number, number]
  private title: string
  private visible: boolean
  private state: State = 'normal'
  private destroyed = false
  private face: BrowserWindow

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS)
    for (const name of Object.keys(options)) if (!OPTIONS.has(name)) throw notImplemented(`BrowserWindow option ${name}`)
    const preferences = options.webPreferences ?? {}
    for (const name of Object.keys(preferences)) if (!PREFERENCES.has(name)) throw notImplemented(`webPreferences.${name}`)
    if (preferences.contextIsolation === false || preferences.nodeIntegration || preferences.sandbox === false || preferences.webviewTag) {
      throw notImplemented('webPreferences other than contextIsolation and sandbox')
    }
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')

    const { width = 800, height = 600, x, y, show = true, title = app.getName(), minWidth = 0, minHeight = 0 } = options
    this.bounds = { x: x ?? 0, y: y ?? 0, width, height }
    this.normal = this.bounds
    this.minimum = [minWidth, minHeight]
    this.title = title
    this.visible = show
    this.contents = new WebContents(chromium(), { width, height, x, y, visible: show }, preferences, {
      mayClose: () => this.mayClose(),
      boundsChanged: (bounds) => this.boundsChanged(bounds),
      gone: () => this.gone(),
    })
    this.webContents = faceOf(this.contents) as unknown as Electron.WebContents
    this.contents.once('did-finish-load', () => this.emit('ready-to-show', {}))
    this.contents.on('page-title-updated', (event: ReturnType<typeof preventable>, text: string) => {
      this.emit('page-title-updated', event, text, true)
      if (!event.defaultPrevented) this.title = text
    })
    windows.set(this.id, this)
    if (show) setFocused(this)
    this.face = strict('BrowserWindow', this)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this.face)
    return this.face
  }

  static getAllWindows(): Electron.BrowserWindow[] {
    return [...windows.values()].map((window) => window.face as unknown as Electron.BrowserWindow)
  }
  static fromId(id: number): Electron.BrowserWindow | null {
    return (windows.get(id)?.face as unknown as Electron.BrowserWindow | undefined) ?? null
  }
  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null
  }
  static getFocusedWindow(): Electron.BrowserWindow | null {
    return (focused?.face as unknown as Electron.BrowserWindow | undefined) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url)
  }
  reload(): void {
    this.contents.reload()
  }

  private mayClose(): boolean {
    const event = preventable({})
    this.emit('close', event)
    return !event.defaultPrevented
  }

  close(): void {
    if (!this.destroyed) this.contents.close()
  }

  destroy(): void {
    this.contents.destroy()
  }

  private gone(): void {
    if (this.destroyed) return
    this.destroyed = true
    windows.delete(this.id)
    if (focused === this) focused = null
    this.emit('closed')
    if (windows.size === 0) allWindowsClosed()
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  private boundsChanged(bounds: Electron.Rectangle): void {
    if (this.state === 'normal') this.normal = bounds
    this.bounds = bounds
    this.emit('resize')
    this.emit('resized')
  }

  private tell(bounds: Partial<Electron.Rectangle>): void {
    void this.contents.whenOpened().then((targetId) => currentChromium()?.setBounds(targetId, bounds)).catch(() => {})
  }

  private become(state: State, event: string): void {
    this.state = state
    this.emit(event)
    void this.contents.whenOpened().then((targetId) => currentChromium()?.setState(targetId, state)).catch(() => {})
  }

  show(): void {
    this.showInactive()
    this.focus()
  }
  showInactive(): void {
    if (this.visible) return
    this.visible = true
    this.tell({ x: this.bounds.x, y: this.bounds.y })
    this.emit('show')
  }
  hide(): void {
    this.visible = false
    this.tell({ x: -32000, y: -32000 })
    this.emit('hide')
  }
  isVisible(): boolean {
    return this.visible && !this.destroyed
  }
  focus(): void {
    setFocused(this)
    this.contents.focus()
    this.emit('focus')
    app.emit('browser-window-focus', {}, this.face)
  }
  blur(): void {
    if (focused === this) focused = null
    this.emit('blur')
  }
  isFocused(): boolean {
    return focused === this
  }

  getTitle(): string {
    return this.title
  }
  setTitle(title: string): void {
    this.title = title
  }

  getBounds(): Electron.Rectangle {
    return { ...this.bounds }
  }
  getContentBounds(): Electron.Rectangle {
    return { ...this.bounds }
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.normal }
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds }
    this.normal = this.bounds
    this.tell(this.bounds)
    this.emit('resize')
  }
  getSize(): number[] {
    return [this.bounds.width, this.bounds.height]
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }
  getPosition(): number[] {
    return [this.bounds.x, this.bounds.y]
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }
  center(): void {}
  setMinimumSize(width: number, height: number): void {
    this.minimum = [width, height]
  }
  getMinimumSize(): number[] {
    return [...this.minimum]
  }

  maximize(): void {
    this.become('maximized', 'maximize')
  }
  unmaximize(): void {
    this.become('normal', 'unmaximize')
  }
  isMaximized(): boolean {
    return this.state === 'maximized'
  }
  minimize(): void {
    this.become('minimized', 'minimize')
  }
  restore(): void {
    this.become('normal', 'restore')
  }
  isMinimized(): boolean {
    return this.state === 'minimized'
  }
  setFullScreen(on: boolean): void {
    this.become(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen')
  }
  isFullScreen(): boolean {
    return this.state === 'fullscreen'
  }

  // what a system's window frame and task bar would show
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setProgressBar(): void {}
  flashFrame(): void {}
}

onCloseTarget((targetId) => currentChromium()?.connection.browser.tell('Target.closeTarget', { targetId }))
onWindowOf((contents) => [...windows.values()].find((window) => window.webContents === contents))

const electronBrowserWindow = strict('BrowserWindow', BrowserWindow)
export { electronBrowserWindow as BrowserWindow }
