import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import type { PageEngine, PageOptions } from '../../electron/documents/pageEngine'
import type { PrintPage } from '../../shared/ipc/contract'
import type { Sheet } from '../../shared/sheet/sheet'

const ORIGIN = 'https://print.page.invalid'
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.woff2': 'font/woff2' }

export interface ChromiumEngine extends PageEngine {
  /** The laid out pages of some sheets as one complete page of HTML. */
  html(sheets: readonly Sheet[], options: PageOptions): Promise<string>
  /** Sets and prints such a page, the way a program without ours would. */
  printHtml(html: string): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * The built print page in the machine's own Chromium, without Electron and without the development runtime: for measuring, and for
 * tests of what the pages become. As many pages side by side as the program uses.
 */
export async function openChromium(root: string, executablePath: string, mostPages = 2): Promise<ChromiumEngine> {
  const pages = path.join(root, 'dist', 'renderer')
  if (!existsSync(path.join(pages, 'print.html'))) throw new Error(`the print page is not built: ${pages}`)
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] })
  const context: BrowserContext = await browser.newContext()
  await context.route('**/*', async route => {
    const { origin, pathname } = new URL(route.request().url())
    const inside = decodeURIComponent(pathname).replace(/^\/+/u, '')
    const file = inside.startsWith('fonts/') ? path.join(root, 'resources', inside) : path.join(pages, inside)
    if (origin !== ORIGIN || !existsSync(file)) return route.abort()
    return route.fulfill({ body: await readFile(file), contentType: TYPES[path.extname(file)] ?? 'application/octet-stream' })
  })
  const free: Page[] = []
  const waiting: ((page: Page) => void)[] = []
  let opened = 0
  let bare: Page | null = null
  const take = async (): Promise<Page> => {
    const ready = free.pop()
    if (ready) return ready
    if (opened >= mostPages) return new Promise(resolve => waiting.push(resolve))
    opened += 1
    const page = await context.newPage()
    await page.goto(`${ORIGIN}/print.html`)
    await page.waitForSelector('[data-testid=ready]', { state: 'attached' })
    return page
  }
  const withPage = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
    const page = await take()
    try {
      return await work(page)
    } finally {
      const next = waiting.shift()
      if (next) next(page)
      else free.push(page)
    }
  }
  // as the program does: the browser's own calls, values as JSON
  const sessions = new Map<Page, CDPSession>()
  const sessionOf = async (page: Page): Promise<CDPSession> => {
    const session = sessions.get(page) ?? await context.newCDPSession(page)
    sessions.set(page, session)
    return session
  }
  const print = async (page: Page): Promise<Uint8Array> => {
    const { data } = await (await sessionOf(page)).send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: false })
    return new Uint8Array(Buffer.from(data, 'base64'))
  }
  const call = async <T>(page: Page, what: keyof PrintPage, ...values: unknown[]): Promise<T> => {
    const { result, exceptionDetails } = await (await sessionOf(page)).send('Runtime.evaluate', { expression: `window.${what}(...${JSON.stringify(values)})`, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as T
  }

  return {
    pdf: (sheets, options) => withPage(async page => {
      const { pages: counts } = await call<{ pages: number[] }>(page, 'jixiaoPrint', sheets, options)
      return { bytes: await print(page), pages: counts }
    }),
    flow: content => withPage(async page => {
      await call(page, 'jixiaoFlow', content)
      return print(page)
    }),
    print: () => Promise.reject(new Error('there is no printer here')),
    html: (sheets, options) => withPage(async page => {
      await call(page, 'jixiaoPrint', sheets, options)
      return page.evaluate(() => {
        for (const script of document.querySelectorAll('script,link[rel=modulepreload]')) script.remove()
        return `<!doctype html>${document.documentElement.outerHTML}`
      })
    }),
    printHtml: async html => {
      bare ??= await context.newPage()
      if (!bare.url().startsWith(ORIGIN)) await bare.goto(`${ORIGIN}/print.html`)
      await bare.setContent(html)
      await bare.evaluate(() => document.fonts.ready.then(() => undefined))
      return print(bare)
    },
    close: () => browser.close(),
  }
}
