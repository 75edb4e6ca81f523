import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

/** The repository's folder, from the source and from a bundle of it alike. */
function rootAbove(folder: string): string {
  return existsSync(path.join(folder, 'package-lock.json')) ? folder : rootAbove(path.dirname(folder))
}

export const ROOT = rootAbove(__dirname)
export const OUT = path.join(ROOT, 'out')
export const SCREENSHOTS = path.join(OUT, 'screenshots')

export interface LaunchOptions {
  /** Where the store is; a new empty folder, removed at the end, when left out. */
  dataDir?: string
  /** True unless said otherwise: no window is seen even where there is a display (development runtime only). */
  headless?: boolean
  /** Another app folder than this repository. */
  appPath?: string
  env?: Record<string, string>
}

export interface Launched {
  app: ElectronApplication
  page: Page
  dataDir: string
  /** Process id of the main process. */
  pid: number
  /** Addresses that the window asked for which are not the app's own. */
  foreignRequests: string[]
  /** Errors that reached the page's top. */
  pageErrors: string[]
  /** Writes out/screenshots/NAME.png and answers its path. */
  screenshot(name: string): Promise<string>
  /** Closes the app as a person does: waits until it has stored everything. */
  close(): Promise<void>
  /** Ends the main process at once, as a power cut does. */
  kill(): Promise<void>
}

/** The addresses of the app's own pages: in Electron, and as Chromium sees them on the development runtime. */
const OWN = /^(?:app:\/\/main\/|https:\/\/main\.app\.standin\.invalid\/|data:|blob:|about:blank|devtools:)/u

/** Real Electron where its binary has been downloaded; otherwise Playwright is led to the development runtime. */
function chooseElectron(): void {
  const folder = path.dirname(require.resolve('electron/package.json'))
  const pathFile = path.join(folder, 'path.txt')
  const hasBinary = existsSync(pathFile) && existsSync(path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()))
  if (!hasBinary) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = path.join(ROOT, 'dist', 'runtime')
}

/** Starts the built app and waits until its page is there (`data-testid=ready`). */
export async function launchApp({ dataDir, headless = true, appPath = ROOT, env = {} }: LaunchOptions = {}): Promise<Launched> {
  const folder = dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'jixiao-e2e-'))
  chooseElectron()
  const app = await _electron.launch({
    args: [appPath, '--data', folder],
    cwd: ROOT,
    env: { ...(process.env as Record<string, string>), ...(headless ? { JIXIAO_HEADLESS: '1' } : {}), LANG: 'zh_CN.UTF-8', ...env },
    timeout: 60_000,
  })
  const child = app.process()
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(String(chunk)))
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const clean = (): void => {
    if (!dataDir) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  const foreignRequests: string[] = []
  const pageErrors: string[] = []
  app.context().on('request', request => {
    if (!OWN.test(request.url())) foreignRequests.push(request.url())
  })
  try {
    const page = await app.firstWindow({ timeout: 30_000 })
    page.on('pageerror', error => pageErrors.push(error.message))
    page.setDefaultTimeout(45_000)
    await page.getByTestId('ready').first().waitFor({ timeout: 30_000 })
    return {
      app, page, dataDir: folder, pid: child.pid as number, foreignRequests, pageErrors,
      async screenshot(name) {
        mkdirSync(SCREENSHOTS, { recursive: true })
        const file = path.join(SCREENSHOTS, `${name}.png`)
        await page.screenshot({ path: file, animations: 'disabled' })
        return file
      },
      async close() {
        await app.close()
        await gone
        clean()
      },
      async kill() {
        child.kill('SIGKILL')
        await gone
        clean()
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    await gone
    clean()
    throw new Error(`The app did not show its first page: ${(error as Error).message}\n${[...pageErrors, ...said].join('\n')}`, { cause: error })
  }
}
