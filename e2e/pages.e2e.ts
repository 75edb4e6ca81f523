import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { blankDeclaration, type Declaration } from '../shared/declaration/model'
import { loadEditionText } from '../shared/editions'
import type { Edition } from '../shared/editions/schema'
import { buildSheet, PLAIN_SHEET, type Sheet } from '../shared/sheet'
import { findChromium } from '../scripts/lib/chromium.mjs'
import { ROOT } from './app'

/*
 * The pages that preview and PDF share, measured in a real browser with the bundled fonts: rows as high as computed,
 * nothing clipped, as many pages in the PDF as were laid out.
 */

const PLACE = 'https://pages.invalid'
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const IDS = ['shanghai-2018', 'shanghai-2020', 'shanghai-2026']

/** Hard for line breaking: long words, rare characters, wide and narrow, tabs, blank lines. */
const HARD = [...'为保障项目顺利实施，按照《管理办法》（某〔2021〕5号）的规定，对12个系统进行巡检；故障响应时间<2小时。Network 与 firewall 的维护……“引号”——破折号；a/very/long/path?with=query&x=1 𬭚镕䶮①②℃ 😀\t=1+1 <b>']

function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return Math.floor(((state >>> 0) / 2 ** 32) * below)
  }
}

function editionOf(id: string): Edition {
  const loaded = loadEditionText(readFileSync(path.join(ROOT, 'resources', 'editions', `${id}.json`), 'utf8'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.edition
}

function invented(edition: Edition, seed: number): Declaration {
  const next = random(seed)
  const words = (length: number): string => {
    let text = ''
    while (text.length < length) {
      const at = next(HARD.length)
      text += next(14) === 0 ? '\n' : next(40) === 0 ? '\n\n' : HARD.slice(at, at + 1 + next(20)).join('')
    }
    return text.trim()
  }
  const declaration = { ...blankDeclaration(`d${seed}`, edition.id, 2020), unitName: '东澜市档案事务中心', projectName: words(12) }
  for (const key of ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal', 'remarks'] as const) declaration[key] = words([0, 10, 80, 200, 500, 900, 2_500][next(7)] ?? 0)
  declaration.totalBudget = 99_999_999_999_999
  declaration.subProjects = Array.from({ length: next(6) }, (_, i) => ({ id: `s${i}`, name: words(4 + next(60)), amount: next(1e9) }))
  declaration.indicators = Array.from({ length: next(45) }, (_, i) => {
    const level = edition.levels[Math.floor(i / 5) % edition.levels.length]
    return { id: `i${i}`, level1: level?.name ?? null, level2: level?.children[0]?.name ?? null, name: words(3 + next(30)), value: words(1 + next(20)) }
  })
  return declaration
}

describe('pages in a browser', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    const executablePath = findChromium()
    if (!executablePath) throw new Error('Chromium is needed for this test; npm test says how to install it')
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    page = await browser.newPage()
    await page.route(`${PLACE}/**`, route => {
      const { pathname } = new URL(route.request().url())
      const file = pathname.startsWith('/fonts/') ? path.join(ROOT, 'resources', pathname) : path.join(ROOT, 'dist', 'renderer', pathname)
      return existsSync(file) ? route.fulfill({ body: readFileSync(file), contentType: TYPES[path.extname(file)] ?? 'application/octet-stream' }) : route.abort()
    })
    await page.goto(`${PLACE}/print.html`)
  })
  afterAll(() => browser.close())

  const print = async (sheets: Sheet[]): Promise<number[]> => {
    const { pages } = await page.evaluate(given => window.jixiaoPrint(given, { draft: true }), sheets)
    return pages
  }

  it.each(IDS.flatMap(id => [1, 2, 3, 4].map(seed => ({ id, seed }))))('$id, form $seed: rows as computed, nothing outside its cell', async ({ id, seed }) => {
    const edition = editionOf(id)
    await print([buildSheet(edition, invented(edition, seed * 7_919), { ...PLAIN_SHEET, signature: seed % 2 === 0 })])
    const faults = await page.evaluate(() => {
      const found: string[] = []
      for (const row of document.querySelectorAll<HTMLElement>('.jx-table tr')) {
        const wanted = parseFloat(row.style.height) / 0.75
        const there = row.getBoundingClientRect().height
        if (Math.abs(wanted - there) > 0.6) found.push(`row ${there} instead of ${wanted}: ${row.textContent?.slice(0, 30)}`)
      }
      for (const text of document.querySelectorAll<HTMLElement>('.jx-text')) {
        const inner = text.getBoundingClientRect()
        const cell = (text.parentElement as HTMLElement).getBoundingClientRect()
        if (inner.bottom > cell.bottom + 0.5 || inner.top < cell.top - 0.5 || text.scrollWidth > text.clientWidth + 1) found.push(`outside its cell: ${text.textContent?.slice(0, 30)}`)
      }
      for (const one of document.querySelectorAll('.jx-page')) {
        const body = (one.querySelector('.jx-body') as HTMLElement).getBoundingClientRect()
        if (one.getBoundingClientRect().bottom - body.bottom < 60) found.push('the table runs into the margin')
      }
      return found
    })
    expect(faults).toEqual([])
  })

  it('prints as many pages of A4 as it laid out, several forms in one go', async () => {
    const sheets = IDS.map((id, i) => buildSheet(editionOf(id), invented(editionOf(id), 31 + i), PLAIN_SHEET))
    const pages = await print(sheets)
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/gu)]
    expect(boxes).toHaveLength(pages.reduce((sum, count) => sum + count, 0))
    for (const [, width, height] of boxes) expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
  })

  it('uses the bundled faces', async () => {
    await print([buildSheet(editionOf('shanghai-2018'), invented(editionOf('shanghai-2018'), 5), PLAIN_SHEET)])
    const loaded = await page.evaluate(() => [...document.fonts].filter(face => face.status === 'loaded').map(face => `${face.family.replaceAll('"', '')} ${face.weight}`))
    expect(loaded).toEqual(expect.arrayContaining(['Jixiao Song 400', 'Jixiao Hei 700']))
  })
})
