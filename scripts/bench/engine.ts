import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { PageEngine } from '../../electron/documents/pageEngine'
import type { PrintPage } from '../../shared/ipc/contract'

const ORIGIN = 'https://print.page.invalid'
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.woff2': 'font/woff2' }

export interface ChromiumEngine extends PageEngine {
  /** Prints any complete page, the way a program without our pages would. */
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
  const print = async (page: Page): Promise<Uint8Array> => new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }))

  return {
    pdf: (sheets, options) => withPage(async page => {
      const { pages: counts } = await page.evaluate(([all, how]) => (window as unknown as PrintPage).jixiaoPrint(all, how), [sheets, options] as const)
      return { bytes: await print(page), pages: counts }
    }),
    flow: content => withPage(async page => {
      await page.evaluate(one => (window as unknown as PrintPage).jixiaoFlow(one), content)
      return print(page)
    }),
    print: () => Promise.reject(new Error('there is no printer here')),
    printHtml: async html => {
      const page = await context.newPage()
      await page.setContent(html)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      const bytes = await print(page)
      await page.close()
      return bytes
    },
    close: () => browser.close(),
  }
}
