import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { launchApp, type Launched } from './app'

describe('the program', () => {
  let desk: Launched
  beforeAll(async () => {
    desk = await launchApp()
  })
  afterAll(() => desk.kill())

  it('shows its first page, in Chinese, with no error', async () => {
    expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    const file = await desk.screenshot('start')
    // a PNG of a page with something on it: an empty one of this size is below ten kilobytes
    expect(readFileSync(file).length).toBeGreaterThan(10_000)
    expect(desk.pageErrors).toEqual([])
  })

  it('keeps its window apart from Node', async () => {
    const seen = await desk.page.evaluate(() => ({
      bridge: Object.keys((window as unknown as { jixiao: object }).jixiao).toSorted(),
      node: ['require', 'process', 'module', 'Buffer'].filter(name => name in window),
    }))
    expect(seen).toEqual({ bridge: ['invoke', 'on'], node: [] })
  })

  it('answers a wrong call with a value', async () => {
    const answers = await desk.page.evaluate(async () => {
      const { jixiao } = window as unknown as { jixiao: { invoke(method: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> } }
      return [await jixiao.invoke('no.such', {}), await jixiao.invoke('declaration.open', { id: 7 }), await jixiao.invoke('declaration.open', { id: 'none' })]
    })
    expect(answers.map(({ ok, error }) => [ok, error?.code])).toEqual([[false, 'badInput'], [false, 'badInput'], [false, 'notFound']])
  })

  it('cannot be led elsewhere, nor to the network', async () => {
    const before = desk.page.url()
    const fetched = await desk.page.evaluate(() => fetch('https://example.org/').then(() => 'came', () => 'refused'))
    await desk.page.evaluate(() => {
      window.location.href = 'https://example.org/elsewhere'
    })
    const opened = await desk.page.evaluate(() => window.open('https://example.org/window'))
    await desk.page.evaluate(() => new Promise(resolve => setTimeout(resolve, 200)))
    expect([fetched, opened, desk.page.url()]).toEqual(['refused', null, before])
    const kept = await desk.page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state))
    expect(kept).not.toBe('granted')
  })

  it('has a menu whose commands reach the window', async () => {
    const labels = await desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
    expect(labels).toEqual(['文件', '编辑', '视图'])
    await desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click())
    await desk.page.locator('[data-page=settings]').waitFor()
  })
})

describe('starting and leaving', () => {
  it('asks nothing of the network on the way, and stores where it was told', async () => {
    const desk = await launchApp()
    expect(desk.foreignRequests).toEqual([])
    expect(existsSync(`${desk.dataDir}/jixiao.sqlite`)).toBe(true)
    await desk.close()
    expect(existsSync(desk.dataDir)).toBe(false)
  })
})

describe('a store that cannot be opened', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-e2e-store-'))
  const file = path.join(folder, 'jixiao.sqlite')
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))

  it.each<[string, RegExp, () => void]>([
    ['is no store', /已损坏或不是本程序的数据/u, () => writeFileSync(file, 'no database at all, but long enough to be looked at '.repeat(20))],
    ['is of a newer program', /更新版本的程序/u, () => {
      const db = new Database(file)
      db.pragma(`application_id = ${0x4a585342}`)
      db.pragma('user_version = 99')
      db.close()
    }],
  ])('because it %s: says so, leaves it alone, and tries again when asked', async (_why, words, make) => {
    rmSync(file, { force: true })
    make()
    const before = readFileSync(file)
    const desk = await launchApp({ dataDir: folder })
    try {
      const { page } = desk
      await page.getByRole('heading', { name: '程序打不开数据' }).waitFor()
      expect(await page.getByRole('alert').innerText()).toMatch(words)
      await desk.screenshot('no-store')
      expect(readFileSync(file).equals(before)).toBe(true)
      rmSync(file)
      await page.keyboard.press('Enter')
      await page.getByTestId('welcome').waitFor()
      expect(desk.pageErrors).toEqual([])
    } finally {
      await desk.kill()
    }
  })
})
