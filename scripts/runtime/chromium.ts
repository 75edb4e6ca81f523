import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { ensureChromium } from '../lib/chromium.mjs'
import { CdpConnection, type CdpSession } from './cdp'

export interface WindowShape {
  width: number
  height: number
  x?: number | undefined
  y?: number | undefined
  visible: boolean
}

/** True when windows are to be seen: there is a display and nobody asked for none. */
export const isHeaded =
  process.env['JIXIAO_HEADLESS'] !== '1' &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']))

const DISABLE = '--disable-features='
const isRoot = process.getuid?.() === 0
const ALWAYS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  // whatever slips past the app's own filter finds no host
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

/**
 * One Chromium with a profile of its own, spoken to over a pipe. It ends when the pipe closes, so it
 * cannot outlive this process however this process ends; a shell that waits for it then removes the
 * profile.
 */
export class Chromium {
  readonly connection: CdpConnection
  private readonly profile = mkdtempSync(path.join(os.tmpdir(), 'jixiao-runtime-'))
  private readonly process: ChildProcess
  private readonly binary = ensureChromium()
  private lastLines: string[] = []
  private opening: Promise<unknown> = Promise.resolve()

  private constructor(switches: readonly string[], showDebugPort: boolean) {
    const flags = [
      ...ALWAYS,
      ...(isHeaded ? [] : ['--headless', '--screen-info={1920x1080}', '--hide-scrollbars']),
      ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
      `--user-data-dir=${this.profile}`,
      '--remote-debugging-pipe',
      ...switches.filter((flag) => !flag.startsWith(DISABLE)),
      // given twice, the last one would win
      DISABLE + ['Translate', ...switches.filter((flag) => flag.startsWith(DISABLE)).map((flag) => flag.slice(DISABLE.length))].join(','),
    ]
    // no bar that offers to translate, no questions about passwords
    mkdirSync(path.join(this.profile, 'Default'), { recursive: true })
    const preferences = { translate: { enabled: false }, credentials_enable_service: false, autofill: { profile_enabled: false, credit_card_enabled: false } }
    writeFileSync(path.join(this.profile, 'Default', 'Preferences'), JSON.stringify(preferences))
    const hasShell = process.platform !== 'win32'
    const [command, args] = hasShell
      ? ['/bin/sh', ['-c', '"$@"; sleep 0.2; rm -rf "$STAND_IN_PROFILE"', 'sh', this.binary, ...flags]]
      : [this.binary, flags]
    this.process = spawn(command as string, args as string[], {
      // a group of its own: Ctrl-C in the terminal is for the app, which then quits in order
      detached: hasShell,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, STAND_IN_PROFILE: this.profile },
    })
    this.process.on('error', () => {})
    if (!hasShell) process.on('exit', () => rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 }))
    this.readStandardError(this.process.stderr as Readable, showDebugPort)
    const pipes = this.process.stdio as unknown as [unknown, unknown, unknown, Writable, Readable]
    this.connection = new CdpConnection(pipes[4], pipes[3])
  }

  /** @throws {Error} when Chromium is not found or does not start; the message has its last words */
  static async launch(switches: readonly string[], showDebugPort: boolean): Promise<Chromium> {
    const chromium = new Chromium(switches, showDebugPort)
    try {
      await chromium.connection.browser.send('Target.setDiscoverTargets', { discover: true })
    } catch {
      throw new Error(`Chromium 没有启动 / Chromium did not start (${chromium.binary}):\n${chromium.lastLines.join('\n')}`)
    }
    chromium.connection.browser.on('Target.targetCreated', ({ targetInfo }: { targetInfo: { targetId: string; openerId?: string } }) => {
      // window.open: denied, whatever the page did
      if (targetInfo.openerId) chromium.connection.browser.tell('Target.closeTarget', { targetId: targetInfo.targetId })
    })
    return chromium
  }

  private readStandardError(stream: Readable, showDebugPort: boolean): void {
    let rest = ''
    stream.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (showDebugPort && line.startsWith('DevTools listening on')) process.stderr.write(`${line}\n`)
        this.lastLines = [...this.lastLines, line].slice(-12)
      }
    })
  }

  /** Opens a page in a window of its own and attaches to it. Windows open one after the other. */
  openWindow(shape: WindowShape): Promise<{ targetId: string; session: CdpSession }> {
    const opened = this.opening.then(async () => {
      const targetId = isHeaded ? await this.openAppWindow(shape) : await this.createTarget(shape)
      const { sessionId } = await this.connection.browser.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
      return { targetId, session: this.connection.session(sessionId) }
    })
    this.opening = opened.catch(() => {})
    return opened
  }

  private async createTarget({ width, height }: WindowShape): Promise<string> {
    const { targetId } = await this.connection.browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
    await this.setBounds(targetId, { width, height })
    return targetId
  }

  /**
   * A window without tabs and address bar: a second Chromium started with --app hands over to the
   * running one. A hidden window must be a real one outside the screen, because a hidden target
   * cannot print.
   */
  private async openAppWindow(shape: WindowShape): Promise<string> {
    const marker = `data:text/html,stand-in-${process.pid}-${Date.now()}`
    const target = new Promise<string>((resolve, reject) => {
      const { browser } = this.connection
      const timer = setTimeout(() => reject(new Error('stand-in: the window did not open')), 60_000)
      const look = ({ targetInfo }: { targetInfo: { targetId: string; url: string; type: string } }): void => {
        if (targetInfo.type !== 'page' || targetInfo.url !== marker) return
        clearTimeout(timer)
        browser.off('Target.targetCreated', look).off('Target.targetInfoChanged', look)
        resolve(targetInfo.targetId)
      }
      browser.on('Target.targetCreated', look).on('Target.targetInfoChanged', look)
    })
    const flags = [`--user-data-dir=${this.profile}`, `--app=${marker}`, `--window-size=${shape.width},${shape.height}`]
    if (!shape.visible) flags.push('--window-position=-32000,-32000')
    else if (shape.x !== undefined && shape.y !== undefined) flags.push(`--window-position=${shape.x},${shape.y}`)
    spawn(this.binary, [...flags, ...(isRoot ? ['--no-sandbox', '--test-type'] : [])], { stdio: 'ignore' }).on('error', () => {})
    const targetId = await target
    const { visible, ...bounds } = shape
    await this.setBounds(targetId, visible ? bounds : { width: shape.width, height: shape.height })
    return targetId
  }

  /** Where a page's window is; sizes are of its content. */
  async setBounds(targetId: string, { x, y, width, height }: Partial<Electron.Rectangle>): Promise<void> {
    const { browser } = this.connection
    const { windowId } = await browser.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId })
    if (x !== undefined && y !== undefined) await browser.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y } })
    if (width !== undefined && height !== undefined) await browser.send('Browser.setContentsSize', { windowId, width, height })
  }

  async setState(targetId: string, windowState: 'normal' | 'minimized' | 'maximized' | 'fullscreen'): Promise<void> {
    const { browser } = this.connection
    const { windowId } = await browser.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId })
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  }
}
