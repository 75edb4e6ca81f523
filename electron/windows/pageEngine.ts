import { BrowserWindow } from 'electron'
import type { Sheet } from '../../shared/sheet/sheet'
import { AppError } from '../../shared/errors'
import type { PageEngine, PageOptions } from '../documents/pageEngine'

const PRINT_PAGE = 'app://main/print.html'
/** Printing one form keeps about half of each core busy: a second page helps, a third does not. */
const MOST_WINDOWS = 2

/** Lays sheets out and prints them in hidden windows, which are made when first needed and kept. */
export function createPageEngine(preferences: Electron.WebPreferences = {}): PageEngine {
  const windows: BrowserWindow[] = []
  const free: BrowserWindow[] = []
  const waiting: ((window: BrowserWindow) => void)[] = []

  const open = async (): Promise<BrowserWindow> => {
    const window = new BrowserWindow({ show: false, width: 900, height: 1200, webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, ...preferences } })
    windows.push(window)
    await window.loadURL(PRINT_PAGE)
    return window
  }
  const take = async (): Promise<BrowserWindow> => {
    const ready = free.pop()
    if (ready) return ready
    if (windows.length < MOST_WINDOWS) return open()
    return new Promise(resolve => waiting.push(resolve))
  }
  const giveBack = (window: BrowserWindow): void => {
    if (window.isDestroyed()) return
    const next = waiting.shift()
    if (next) next(window)
    else free.push(window)
  }
  const lay = async (window: BrowserWindow, sheets: readonly Sheet[], options: PageOptions): Promise<number[]> => {
    // The sheets are data, not code: JSON is safe inside a script but for the two separators that end a line there.
    const json = JSON.stringify([sheets, options]).replace(/\u2028/gu, '\\u2028').replace(/\u2029/gu, '\\u2029')
    const answer = await window.webContents.executeJavaScript(`window.jixiaoPrint(...${json})`) as { pages: number[] }
    return answer.pages
  }
  const withWindow = async <T>(work: (window: BrowserWindow) => Promise<T>): Promise<T> => {
    const window = await take()
    try {
      return await work(window)
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new AppError('printFailed', { why: error instanceof Error ? error.message.slice(0, 200) : '' }, { cause: error })
    } finally {
      giveBack(window)
    }
  }

  return {
    pdf: (sheets, options) => withWindow(async window => {
      const pages = await lay(window, sheets, options)
      const bytes = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
      return { bytes, pages }
    }),
    print: (sheets, options) => withWindow(async window => {
      await lay(window, sheets, options)
      return new Promise<boolean>((resolve, reject) => {
        window.webContents.print({ silent: false, printBackground: true, pageSize: 'A4', margins: { marginType: 'none' }, ...(options.printer ? { deviceName: options.printer } : {}) }, (done, reason) => {
          if (done) resolve(true)
          else if (/cancel/iu.test(reason)) resolve(false)
          else reject(new AppError('printFailed', { why: reason }))
        })
      })
    }),
    close() {
      for (const window of windows) if (!window.isDestroyed()) window.destroy()
      windows.length = 0
      free.length = 0
    },
  }
}
