import { existsSync, readFileSync } from 'node:fs'
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
