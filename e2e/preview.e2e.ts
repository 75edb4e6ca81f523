import type { Locator } from 'playwright-core'
import { DEFAULT_PRINT } from '../shared/ipc/contract'
import { launchApp, type Launched } from './app'
import { ask, until } from './steps'

/*
 * The pages beside the editor and the settings they print with: what is chosen is seen at once, and the same in both places.
 */

const LONG = '按照年度工作安排，逐项落实责任人和完成时限，形成台账并按月通报。'
const PX_PER_MM = 96 / 25.4

let desk: Launched
let id = ''
const at = (testId: string): Locator => desk.page.getByTestId(testId)
const print = async (edition = 'shanghai-2018') => (await ask(desk, 'app.info', {})).settings.print[edition] ?? DEFAULT_PRINT
const pages = (): Locator => at('preview').getByTestId('preview-page')
const thumbnails = (): Locator => at('thumbnails')
const current = (): Promise<string | null> => thumbnails().locator('[aria-selected=true]').first().textContent()
/** Where the table begins on the first page, in whole millimetres of the paper, and how wide the paper is. */
const place = (): Promise<{ left: number; top: number; paper: number }> => pages().first().locator('[data-page-host]').evaluate((host, perMm) => {
  const page = host.shadowRoot?.querySelector<HTMLElement>('.jx-page')
  const body = host.shadowRoot?.querySelector<HTMLElement>('.jx-body')
  return { left: Math.round((body?.offsetLeft ?? 0) / perMm), top: Math.round((body?.offsetTop ?? 0) / perMm), paper: Math.round((page?.offsetWidth ?? 0) / perMm) }
}, PX_PER_MM)
const shownText = (): Promise<string> => pages().locator('[data-page-host]').evaluateAll(hosts => hosts.map(host => host.shadowRoot?.textContent ?? '').join('\n'))
/** Whether the top of a page stands at the top of what is seen. */
const atTop = (number: number): Promise<boolean> => pages().nth(number - 1).evaluate(box => Math.abs(box.getBoundingClientRect().top - (box.closest('.preview-scroll')?.getBoundingClientRect().top ?? 0)) < 20)

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1600, height: 900 })
  id = (await ask(desk, 'library.create', { edition: 'shanghai-2018', year: 2018, unitName: '东澜市档案事务中心' })).id
  await ask(desk, 'declaration.patch', { id, revision: 1, patches: [
    { op: 'set', path: 'projectName', value: '长文本项目' },
    // some thirty pages
    ...(['overview', 'basis', 'necessity', 'safeguards', 'plan'] as const).map(path => ({ op: 'set' as const, path, value: Array.from({ length: 60 }, (_, i) => `${i + 1}、${LONG.repeat(5)}`).join('\n') })),
  ] })
  await at('library-row').filter({ hasText: '长文本项目' }).dblclick()
  await at('editor').waitFor()
  if ((await at('preview').count()) === 0) await desk.page.keyboard.press('F9')
  await pages().first().waitFor()
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  expect(desk.foreignRequests).toEqual([])
  await desk.kill()
})

describe('thirty pages', () => {
  it('in small: few of them drawn, the one in sight marked', async () => {
    const count = await pages().count()
    expect(count).toBeGreaterThanOrEqual(28)
    const drawn = await at('thumbnail').count()
    expect(drawn).toBeGreaterThan(4)
    expect(drawn).toBeLessThan(16)
    expect(await current()).toBe('1')
    const small = await at('thumbnail').nth(1).locator('div[aria-hidden]').evaluate(host => host.shadowRoot?.textContent?.slice(-40))
    expect(await shownText()).toContain(small)
  })

  it('are gone through by click and by key', async () => {
    const last = String(await pages().count())
    await at('thumbnail').nth(3).click()
    expect([await current(), await atTop(4)]).toEqual(['4', true])
    await thumbnails().focus()
    await desk.page.keyboard.press('ArrowDown')
    await until(current, '5')
    expect(await atTop(5)).toBe(true)
    await desk.page.keyboard.press('End')
    await until(current, last)
    await thumbnails().locator('[aria-selected=true]').and(desk.page.locator(':visible')).waitFor()
    await desk.page.keyboard.press('ArrowUp')
    await until(current, String(Number(last) - 1))
    await desk.page.keyboard.press('Home')
    await until(current, '1')
    expect(await atTop(1)).toBe(true)
    // and the pages lead the small ones
    await at('preview').locator('.preview-scroll').evaluate(box => box.scrollTo(0, box.scrollHeight / 2))
    await until(async () => Number(await current()) > 10, true)
  })

  it('follow what is typed', async () => {
    const box = at('field-projectName').locator('[data-main-control]').first()
    const sections = desk.page.getByTestId(/^section-/u)
    for (let i = 0; (await box.count()) === 0 && i < (await sections.count()); i++) await sections.nth(i).click()
    await box.click()
    await desk.page.keyboard.press('End')
    const took: number[] = []
    for (const letter of '甲乙丙丁') {
      const began = Date.now()
      await desk.page.keyboard.insertText(letter)
      await until(async () => (await pages().first().locator('[data-page-host]').evaluate(host => host.shadowRoot?.textContent ?? '')).includes(letter), true)
      took.push(Date.now() - began)
    }
    process.stderr.write(`thirty pages follow a keystroke after ${took.join(', ')} ms, 120 of them waiting for the next\n`)
  })
})

describe('what the pages are printed with', () => {
  it('is chosen beside them, kept, and seen at once', async () => {
    expect(await place()).toMatchObject({ top: 20, paper: 210 })
    await at('print-settings').click()
    const fields = at('print-popover')
    await fields.getByTestId('no-printers').waitFor()
    for (const name of ['signature', 'seal', 'pageNumbers', 'officialFonts']) await fields.getByTestId(`${name}-shanghai-2018`).check()
    await until(async () => /填报人：[^]*（单位盖章）/u.test(await shownText()), true)
    await until(async () => /第 2 页 共 \d+ 页/u.test(await shownText()), true)
    await fields.getByTestId('margin-top').fill('35')
    await fields.getByTestId('margin-left').fill('39.5')
    await until(async () => (await place()).top, 35)
    expect((await place()).left).toBeGreaterThanOrEqual(39)
    expect(await print()).toEqual({ ...DEFAULT_PRINT, signature: true, seal: true, pageNumbers: true, officialFonts: true, marginsMm: [35, 19.5, 20, 39.5] })
    await desk.screenshot('preview-print-settings')
  })

  it('takes no margin that a printer cannot print', async () => {
    const top = at('margin-top')
    await top.fill('1')
    await top.blur()
    await until(async () => (await print()).marginsMm?.[0], 5)
    expect(Number(await top.inputValue())).toBe(5)
    await at('own-margins').click()
    await until(async () => (await print()).marginsMm, null)
    await until(async () => (await place()).top, 20)
    expect(Number(await top.inputValue())).toBe(20)
  })

  it('is the same in the settings, and the other way round', async () => {
    await at('print-popover').getByTestId('paper').click()
    await desk.page.locator('.ant-select-item-option').filter({ hasText: 'B5' }).click()
    await until(async () => (await place()).paper, 182)
    await desk.page.keyboard.press('Escape')
    await desk.page.keyboard.press('Alt+ArrowLeft')
    await at('nav-settings').click()
    await at('paper-shanghai-2018').filter({ hasText: 'B5' }).waitFor()
    expect(await at('seal-shanghai-2018').isChecked()).toBe(true)
    await at('seal-shanghai-2018').uncheck()
    await at('paper-shanghai-2018').click()
    await at('margin-right').fill('30')
    await until(async () => (await print()).marginsMm?.join(), '20,30,20,19.5')
    expect(await print('shanghai-2026')).toEqual(DEFAULT_PRINT)
    await desk.screenshot('settings-print')
    await desk.page.keyboard.press('Escape')
  })
})

it('shows on request what a draft looks like', async () => {
  await at('nav-library').click()
  await at('library-row').filter({ hasText: '长文本项目' }).dblclick()
  await pages().first().waitFor()
  const marks = (): Promise<number> => pages().first().locator('[data-page-host]').evaluate(host => host.shadowRoot?.querySelectorAll('.jx-draft').length ?? -1)
  expect(await marks()).toBe(0)
  await at('preview-draft').click()
  await until(marks, 1)
  await desk.screenshot('preview-draft')
  await at('preview-draft').click()
  await until(marks, 0)
})
