import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { blankDeclaration, type Declaration } from '../shared/declaration/model'
import { loadEditionText } from '../shared/editions'
import type { Edition } from '../shared/editions/schema'
import { buildSheet, PLAIN_SHEET, type Sheet, type SheetOptions } from '../shared/sheet'
import { findChromium } from '../scripts/lib/chromium.mjs'
import { ROOT } from './app'
import { until } from './steps'

/*
 * The pages that preview and PDF share, measured in a real browser with the bundled fonts: rows as high as computed,
 * nothing clipped, as many pages in the PDF as were laid out.
 */

const PLACE = 'https://pages.invalid'
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const IDS = ['shanghai-2018', 'shanghai-2020', 'shanghai-2026', 'national-2015', 'national-2021']
/** As far as the settings let margins and paper go: table as narrow as can be, as wide, and off the middle. */
const SETTINGS: Partial<SheetOptions>[] = [{ marginsMm: [40, 40, 40, 40] }, { marginsMm: [5, 5, 5, 5], seal: true }, { marginsMm: [12.5, 40, 30, 5], signature: true, seal: true }, { paper: 'B5', marginsMm: [20, 25, 20, 25] }, { paper: 'A3', signature: true }]

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

  const CASES = [
    ...IDS.flatMap(id => [1, 2, 3, 4].map(seed => ({ id, seed, how: '', options: { signature: seed % 2 === 0, seal: seed % 2 === 0 } as Partial<SheetOptions> }))),
    ...IDS.flatMap(id => SETTINGS.map((options, i) => ({ id, seed: 5 + i, how: JSON.stringify(options), options }))),
  ]
  it.each(CASES)('$id, form $seed $how: rows as computed, nothing outside its cell, the table between the margins', async ({ id, seed, options }) => {
    const edition = editionOf(id)
    const sheet = buildSheet(edition, invented(edition, seed * 7_919), { ...PLAIN_SHEET, pageNumbers: true, ...options })
    await print([sheet])
    const faults = await page.evaluate(({ marginsMm, strip }) => {
      const found: string[] = []
      const [top = 0, right = 0, bottom = 0, left = 0] = marginsMm.map(mm => mm * 96 / 25.4)
      for (const row of document.querySelectorAll<HTMLElement>('.jx-table tr')) {
        const wanted = parseFloat(row.style.height) / 0.75
        const there = row.getBoundingClientRect().height
        if (Math.abs(wanted - there) > 0.6) found.push(`row ${there} instead of ${wanted}: ${row.textContent?.slice(0, 30)}`)
      }
      const range = document.createRange()
      for (const text of document.querySelectorAll<HTMLElement>('.jx-text')) {
        const cell = (text.parentElement as HTMLElement).getBoundingClientRect()
        const node = text.lastChild
        const words = node?.textContent?.trimEnd() ?? ''
        if (!node || words === '') continue
        range.selectNodeContents(text)
        const all = range.getBoundingClientRect()
        // blanks at the end of a line hang over and are not seen
        range.setStart(node, Math.max(0, words.length - 1))
        range.setEnd(node, words.length)
        const last = range.getBoundingClientRect()
        if (all.bottom > cell.bottom + 0.5 || all.top < cell.top - 0.5 || text.scrollWidth > text.clientWidth + 1) found.push(`outside its cell: ${words.slice(0, 30)}`)
        if (last.bottom > cell.bottom + 0.5 || last.right > cell.right + 0.5 || last.left < cell.left - 0.5) found.push(`last character outside its cell: ${words.slice(-30)}`)
      }
      const sheets = [...document.querySelectorAll('.jx-page')]
      for (const [i, one] of sheets.entries()) {
        const paper = one.getBoundingClientRect()
        const body = (one.querySelector('.jx-body') as HTMLElement).getBoundingClientRect()
        if (body.top < paper.top + top - 1 || body.bottom > paper.bottom - bottom + 1) found.push(`page ${i + 1} runs into the margin above or below`)
        if (body.left < paper.left + left - 1 || body.right > paper.right - right + 1) found.push(`page ${i + 1} runs into the margin at a side`)
      }
      const signed = sheets.map(one => one.querySelectorAll('.jx-sign, .jx-seal').length)
      if (signed.reduce((sum, count) => sum + count, 0) !== strip || (signed.at(-1) ?? 0) !== strip) found.push(`strip and seal on ${signed.join()}`)
      return found
    }, { marginsMm: sheet.page.marginsMm, strip: (sheet.signature.length > 0 ? 1 : 0) + (sheet.seal === '' ? 0 : 1) })
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

  it('gives each form the paper it asks for, in one file', async () => {
    const sheets = ([['shanghai-2018', 'A4'], ['shanghai-2020', 'B5'], ['shanghai-2026', 'A3'], ['national-2015', 'A4']] as const).map(([id, paper], i) => buildSheet(editionOf(id), invented(editionOf(id), 51 + i), { ...PLAIN_SHEET, paper }))
    const pages = await print(sheets)
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    const sizes = { A4: [595, 842], B5: [516, 729], A3: [842, 1191] }
    const wanted = pages.flatMap((count, i) => Array.from({ length: count }, () => sizes[sheets[i]?.page.paper ?? 'A4']))
    expect([...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/gu)].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])).toEqual(wanted)
  })

  it('prints the same bytes from the same record, but for the two dates', async () => {
    const sheets = IDS.map((id, i) => buildSheet(editionOf(id), invented(editionOf(id), 71 + i), { ...PLAIN_SHEET, signature: true, seal: true, pageNumbers: true }))
    const make = async (): Promise<string> => {
      await print(sheets)
      return (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1').replace(/\/(?:CreationDate|ModDate) \(D:[^)]*\)/gu, '')
    }
    const first = await make()
    await print([sheets[2] as Sheet])
    // the dates in a file are whole seconds
    const second = Math.floor(Date.now() / 1000)
    await until(async () => Math.floor(Date.now() / 1000) > second, true)
    expect((await make()) === first).toBe(true)
  })

  it('uses the bundled faces', async () => {
    await print([buildSheet(editionOf('shanghai-2018'), invented(editionOf('shanghai-2018'), 5), PLAIN_SHEET)])
    const loaded = await page.evaluate(() => [...document.fonts].filter(face => face.status === 'loaded').map(face => `${face.family.replaceAll('"', '')} ${face.weight}`))
    expect(loaded).toEqual(expect.arrayContaining(['Jixiao Song 400', 'Jixiao Hei 700']))
  })
})
