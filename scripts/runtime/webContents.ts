import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fromPage, toPage } from './address'
import type { CdpSession } from './cdp'
import type { Chromium, WindowShape } from './chromium'
import { isHeaded } from './chromium'
import { messageFor, receive } from './ipc'
import { pressed, type Key } from './menu'
import { printParameters } from './print'
import { answer, session } from './session'
import { preventable, strict, StrictEmitter } from './strict'

const WORLD = 'stand-in preload'
const BINDING = '__standInToMain'
const RECEIVER = '__standInFromMain'
const EVENTS = [
  'did-start-loading',
  'did-finish-load',
  'did-fail-load',
  'did-stop-loading',
  'dom-ready',
  'did-navigate',
  'page-title-updated',
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'render-process-gone',
  'preload-error',
  'console-message',
  'destroyed',
] as const

const all = new Map<number, WebContents>()
let lastId = 0
let pageSource: string | undefined

/** What the window that owns the contents wants to know. */
export interface Owner {
  /** A person closed the window; answers whether it may go. */
  mayClose(): boolean
  boundsChanged(bounds: Electron.Rectangle): void
  gone(): void
}

type Implemented =
  | 'id'
  | 'loadURL'
  | 'getURL'
  | 'getTitle'
  | 'isLoading'
  | 'isDestroyed'
  | 'isCrashed'
  | 'send'
  | 'executeJavaScript'
  | 'printToPDF'
  | 'print'
  | 'getPrintersAsync'
  | 'setWindowOpenHandler'
  | 'reload'
  | 'close'
  | 'focus'
  | 'session'
  | 'undo'
  | 'redo'

export class WebContents extends StrictEmitter implements Pick<Electron.WebContents, Implemented> {
  readonly id = ++lastId
  targetId: string | undefined
  private readonly opened: Promise<CdpSession>
  private readonly owner: Owner
  private readonly guarded: boolean
  private preloadContexts = new Map<number, string>()
  private url = ''
  private title = ''
  private loading = false
  private destroyed = false
  private crashed = false
  private ownNavigation = false
  private printing: Promise<unknown> = Promise.resolve()

  constructor(chromium: Promise<Chromium>, shape: WindowShape, preferences: Electron.WebPreferences, owner: Owner) {
    super('webContents', EVENTS)
    this.owner = owner
    this.guarded = isHeaded && shape.visible && !process.argv.includes('--remote-debugging-port=0')
    this.opened = chromium.then((it) => this.open(it, shape, preferences))
    this.opened.catch((error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`))
    all.set(this.id, this)
  }

  get session(): Electron.Session {
    return session.defaultSession as unknown as Electron.Session
  }

  private async open(chromium: Chromium, shape: WindowShape, preferences: Electron.WebPreferences): Promise<CdpSession> {
    const { targetId, session: cdp } = await chromium.openWindow(shape)
    this.targetId = targetId
    this.listen(cdp)
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      ...this.pageScripts(preferences).map((script) => cdp.send('Page.addScriptToEvaluateOnNewDocument', script)),
    ])
    return cdp
  }

  private pageScripts(preferences: Electron.WebPreferences): { source: string; worldName?: string }[] {
    pageSource ??= readFileSync(path.join(__dirname, 'page.js'), 'utf8')
    const eventName = `stand-in-${randomBytes(12).toString('hex')}`
    const setup = {
      eventName,
      binding: BINDING,
      receiver: RECEIVER,
      guarded: this.guarded,
      platform: process.platform,
      versions: { node: process.versions.node },
    }
    const preload = preferences.preload ? readFileSync(preferences.preload, 'utf8') : ''
    return [
      { source: `(() => { ${pageSource}\n standInPage.page(${JSON.stringify(eventName)}) })()` },
      {
        worldName: WORLD,
        source: `(() => { ${pageSource}\n standInPage.preload(${JSON.stringify(setup)}, (require, process, module, exports) => {\n${preload}\n}) })()`,
      },
    ]
  }

  private listen(cdp: CdpSession): void {
    cdp.on('Fetch.requestPaused', (paused: Parameters<typeof answer>[1] & { frameId: string }) => {
      if (paused.resourceType === 'Document' && paused.frameId === this.targetId && !this.mayNavigate(paused.request.url)) {
        cdp.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' })
        return
      }
      void answer(cdp, paused, this.id)
    })
    cdp.on('Runtime.executionContextCreated', ({ context }: { context: { id: number; name: string; auxData: { frameId: string } } }) => {
      if (context.name === WORLD && context.auxData.frameId === this.targetId) this.preloadContexts.set(context.id, context.auxData.frameId)
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }: { executionContextId: number }) => {
      this.preloadContexts.delete(executionContextId)
    })
    cdp.on('Runtime.executionContextsCleared', () => this.preloadContexts.clear())
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }: { name: string; payload: string; executionContextId: number }) => {
      if (name === BINDING) void this.fromPage(cdp, payload, executionContextId)
    })
    cdp.on('Page.frameNavigated', ({ frame }: { frame: { parentId?: string; url: string } }) => {
      if (frame.parentId) return
      this.url = fromPage(frame.url)
      this.emit('did-navigate', {}, this.url, 200, 'OK')
    })
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }: { frameId: string; url: string }) => {
      if (frameId === this.targetId) this.url = fromPage(url)
    })
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    cdp.on('Page.loadEventFired', () => void this.loaded(cdp))
    cdp.on('Page.javascriptDialogOpening', ({ type }: { type: string }) => {
      const accept = type === 'beforeunload' && (!this.guarded || this.owner.mayClose())
      cdp.tell('Page.handleJavaScriptDialog', { accept })
    })
    cdp.on('Inspector.targetCrashed', () => {
      this.crashed = true
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails }: { exceptionDetails: { text: string; exception?: { description?: string } } }) => {
      if (process.env['JIXIAO_PAGE_LOG']) process.stderr.write(`page: ${exceptionDetails.exception?.description ?? exceptionDetails.text}\n`)
    })
    cdp.on('Runtime.consoleAPICalled', ({ type, args }: { type: string; args: { value?: unknown; description?: string }[] }) => {
      if (process.env['JIXIAO_PAGE_LOG']) process.stderr.write(`page ${type}: ${args.map((arg) => arg.value ?? arg.description).join(' ')}\n`)
    })
    cdp.on('detached', () => this.wasDestroyed())
  }

  private async fromPage(cdp: CdpSession, payload: string, contextId: number): Promise<void> {
    const note = await receive(payload, faceOf(this), (text) => this.toPage(cdp, contextId, text))
    if (note?.kind === 'bounds') this.owner.boundsChanged((note as unknown as { bounds: Electron.Rectangle }).bounds)
    if (note?.kind === 'key') pressed(note as unknown as Key, faceOf(this) as unknown as Electron.WebContents)
  }

  private toPage(cdp: CdpSession, contextId: number, text: string): void {
    cdp.tell('Runtime.evaluate', { contextId, expression: `${RECEIVER}(${JSON.stringify(text)})` })
  }

  private mayNavigate(pageUrl: string): boolean {
    const url = fromPage(pageUrl)
    if (this.ownNavigation || url === this.url) {
      this.ownNavigation = false
      return true
    }
    const event = preventable({ url, isMainFrame: true, isSameDocument: false })
    this.emit('will-frame-navigate', event)
    this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  private async loaded(cdp: CdpSession): Promise<void> {
    const { result } = await cdp.send<{ result: { value: string } }>('Runtime.evaluate', { expression: 'document.title' }).catch(() => ({ result: { value: '' } }))
    if (result.value && result.value !== this.title) {
      this.title = result.value
      this.emit('page-title-updated', preventable({}), this.title, true)
    }
    this.loading = false
    this.emit('did-finish-load', {})
    this.emit('did-stop-loading', {})
  }

  async loadURL(url: string): Promise<void> {
    const cdp = await this.opened
    this.ownNavigation = true
    this.loading = true
    this.emit('did-start-loading', {})
    const finished = new Promise<void>((resolve, reject) => {
      const done = (): void => {
        this.off('did-finish-load', done)
        this.off('destroyed', lost)
        resolve()
      }
      const lost = (): void => reject(new Error(`ERR_ABORTED (-3) loading '${url}'`))
      this.once('did-finish-load', done)
      this.once('destroyed', lost)
    })
    finished.catch(() => {})
    const { errorText, loaderId } = await cdp.send<{ errorText?: string; loaderId?: string }>('Page.navigate', { url: toPage(url) })
    if (errorText) {
      this.loading = false
      this.emit('did-fail-load', {}, -2, errorText, url, true)
      throw new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`)
    }
    if (!loaderId) {
      this.loading = false
      return
    }
    await finished
  }

  getURL(): string {
    return this.url
  }
  getTitle(): string {
    return this.title
  }
  isLoading(): boolean {
    return this.loading
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  isCrashed(): boolean {
    return this.crashed
  }

  send(channel: string, ...args: unknown[]): void {
    const text = messageFor(channel, args)
    void this.opened.then((cdp) => {
      for (const contextId of this.preloadContexts.keys()) this.toPage(cdp, contextId, text)
    })
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const cdp = await this.opened
    type Evaluated = { result: { value?: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } }
    const { result, exceptionDetails } = await cdp.send<Evaluated>('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  /** One after the other, as Electron does for the frames of one window. */
  printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const parameters = (() => {
      try {
        return printParameters(options)
      } catch (error) {
        return error as Error
      }
    })()
    if (parameters instanceof Error) return Promise.reject(parameters)
    const printed = this.printing.then(async () => {
      const cdp = await this.opened
      const { data } = await cdp.send<{ data: string }>('Page.printToPDF', parameters)
      return Buffer.from(data, 'base64')
    })
    this.printing = printed.catch(() => {})
    return printed
  }

  /** In a visible window Chromium's own print dialog; otherwise there is nothing to print on, and the callback says so. */
  print(_options: Electron.WebContentsPrintOptions = {}, callback?: (success: boolean, failureReason: string) => void): void {
    if (!isHeaded) {
      callback?.(false, 'stand-in: no printer')
      return
    }
    this.executeJavaScript('window.print()', true).then(
      () => callback?.(true, ''),
      (error: unknown) => callback?.(false, String(error)),
    )
  }

  getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return Promise.resolve([])
  }

  /** Windows that a page opens are always denied here; a handler that allows one is refused. */
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    const answered = handler({ url: 'about:blank', frameName: '', features: '', disposition: 'default', referrer: { url: '', policy: 'default' } })
    if (answered.action !== 'deny') throw new Error('stand-in: a window open handler must deny')
  }

  reload(): void {
    this.ownNavigation = true
    void this.opened.then((cdp) => cdp.tell('Page.reload'))
  }
  focus(): void {
    void this.opened.then((cdp) => cdp.tell('Page.bringToFront'))
  }
  undo(): void {
    void this.executeJavaScript("document.execCommand('undo')")
  }
  redo(): void {
    void this.executeJavaScript("document.execCommand('redo')")
  }

  /** Asks the window, as a person's click on its cross does. */
  close(): void {
    if (this.owner.mayClose()) this.destroy()
  }

  /** Not Electron's: closes the page whatever it says. Asynchronous underneath. */
  destroy(): void {
    if (this.destroyed) return
    this.wasDestroyed()
    void this.opened.then(() => closeTarget?.(this.targetId as string), () => {})
  }

  /** Not Electron's: for what a window wants to tell Chromium. */
  async whenOpened(): Promise<string> {
    await this.opened
    return this.targetId as string
  }

  private wasDestroyed(): void {
    if (this.destroyed) return
    this.destroyed = true
    all.delete(this.id)
    this.emit('destroyed')
    this.owner.gone()
  }
}

let closeTarget: ((targetId: string) => void) | undefined
/** How a page is closed; set by the window module, which knows Chromium. */
export function onCloseTarget(close: (targetId: string) => void): void {
  closeTarget = close
}

const strictOf = new WeakMap<WebContents, WebContents>()
/** The one strict face of the contents that the app sees, so that comparing two of them works. */
export function faceOf(contents: WebContents): WebContents {
  let face = strictOf.get(contents)
  if (!face) strictOf.set(contents, (face = strict('webContents', contents)))
  return face
}

type Module = Pick<typeof Electron.WebContents, 'fromId' | 'fromDevToolsTargetId' | 'getAllWebContents'>
export const webContents = strict('webContents', {
  getAllWebContents: () => [...all.values()].map(faceOf) as unknown as Electron.WebContents[],
  fromId: (id) => all.get(id) && (faceOf(all.get(id) as WebContents) as unknown as Electron.WebContents),
  fromDevToolsTargetId: (targetId) => {
    const found = [...all.values()].find((contents) => contents.targetId === targetId)
    return found && (faceOf(found) as unknown as Electron.WebContents)
  },
} satisfies Module)
