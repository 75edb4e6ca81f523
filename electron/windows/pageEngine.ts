import { BrowserWindow } from 'electron'
import { paperMm } from '../../shared/editions/layout'
import type { Sheet } from '../../shared/sheet/sheet'
import { AppError } from '../../shared/errors'
import type { PageEngine, PageOptions } from '../documents/pageEngine'

const PRINT_PAGE = 'app://main/print.html'
/** Printing one form keeps about half of each core busy: a second page helps, a third does not. */
const MOST_WINDOWS = 2
/** A page that has not answered by then never will; each form more gives it more time. */
const LIMIT_MS = 60_000
const LIMIT_A_FORM_MS = 500

/** Lays sheets out and prints them in hidden windows, which are made when first needed and kept. */
export function createPageEngine(preferences: Electron.WebPreferences = {}): PageEngine {
  const windows = new Set<BrowserWindow>()
  const free: BrowserWindow[] = []
  const waiting: { take(window: BrowserWindow): void; fail(error: unknown): void }[] = []

  const open = async (): Promise<BrowserWindow> => {
    const window = new BrowserWindow({ show: false, width: 900, height: 1200, webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, ...preferences } })
    windows.add(window)
    try {
      await window.loadURL(PRINT_PAGE)
      return window
    } catch (error) {
      drop(window)
      throw error
    }
  }
  const drop = (window: BrowserWindow): void => {
    windows.delete(window)
    if (!window.isDestroyed()) window.destroy()
  }
  const take = async (): Promise<BrowserWindow> => {
    for (let ready = free.pop(); ready; ready = free.pop()) {
      if (!ready.isDestroyed()) return ready
      windows.delete(ready)
    }
    if (windows.size < MOST_WINDOWS) return open()
    return new Promise((resolve, reject) => waiting.push({ take: resolve, fail: reject }))
  }
  /** A window that failed is not used again: who waits for it gets a new one. */
  const giveBack = (window: BrowserWindow, works: boolean): void => {
    const usable = works && !window.isDestroyed()
    if (!usable) drop(window)
    const next = waiting.shift()
    if (next && usable) next.take(window)
    else if (next) void open().then(next.take, next.fail)
    else if (usable) free.push(window)
  }
  const call = (window: BrowserWindow, what: string, ...values: unknown[]): Promise<unknown> => {
    // The values are data, not code: JSON is safe inside a script but for the two separators that end a line there.
    const json = JSON.stringify(values).replace(/\u2028/gu, '\\u2028').replace(/\u2029/gu, '\\u2029')
    return window.webContents.executeJavaScript(`window.${what}(...${json})`)
  }
  const lay = async (window: BrowserWindow, sheets: readonly Sheet[], options: PageOptions): Promise<number[]> => {
    const answer = await call(window, 'jixiaoPrint', sheets, options) as { pages: number[] }
    return answer.pages
  }
  const withWindow = async <T>(work: (window: BrowserWindow) => Promise<T>): Promise<T> => {
    let window: BrowserWindow | null = null
    let works = false
    try {
      window = await take()
      const done = await work(window)
      works = true
      return done
    } catch (error) {
      if (error instanceof AppError) {
        works = true
        throw error
      }
      throw new AppError('printFailed', { why: error instanceof Error ? error.message.slice(0, 200) : '' }, { cause: error })
    } finally {
      if (window) giveBack(window, works)
    }
  }

  return {
    pdf: (sheets, options) => withWindow(window => within(LIMIT_MS + sheets.length * LIMIT_A_FORM_MS, async () => {
      const pages = await lay(window, sheets, options)
      const bytes = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
      return { bytes, pages }
    })),
    flow: page => withWindow(window => within(LIMIT_MS, async () => {
      await call(window, 'jixiaoFlow', page)
      return window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
    })),
    print: (sheets, options) => withWindow(async window => {
      await lay(window, sheets, options)
      const { paper = 'A4', orientation = 'portrait' } = sheets[0]?.page ?? {}
      const { width, height } = paperMm({ paper, orientation: 'portrait' })
      const pageSize = paper === 'B5' ? { width: width * 1_000, height: height * 1_000 } : paper
      // a printer that is no longer there would make the dialog fail: then the system's own stands in it
      const known = options.printer !== null && (await window.webContents.getPrintersAsync()).some(({ name }) => name === options.printer)
      return new Promise<boolean>((resolve, reject) => {
        window.webContents.print({ silent: false, printBackground: true, pageSize, landscape: orientation === 'landscape', margins: { marginType: 'none' }, ...(known && options.printer ? { deviceName: options.printer } : {}) }, (done, reason) => {
          if (done) resolve(true)
          else if (/cancel/iu.test(reason)) resolve(false)
          else reject(new AppError('printFailed', { why: reason }))
        })
      })
    }),
    close() {
      for (const window of windows) if (!window.isDestroyed()) window.destroy()
      windows.clear()
      free.length = 0
      for (const next of waiting.splice(0)) next.fail(new AppError('cancelled'))
    },
  }
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error(`no answer for ${Math.round(ms / 1000)} s`)), ms) })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
