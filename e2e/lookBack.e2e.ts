import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import type { Declaration } from '../shared/declaration/model'
import { launchApp, ROOT, type Launched } from './app'
import { ask, pressKeys, still, until } from './steps'

let desk: Launched
/** The same project in 2020 (read from a text), 2021 and 2022. */
const ids: string[] = []

const at = (testId: string): Locator => desk.page.getByTestId(testId)
const press = (keys: string): Promise<void> => pressKeys(desk, keys)
const stored = async (id: string): Promise<Declaration> => (await ask(desk, 'declaration.open', { id })).declaration
const focusedKey = (): Promise<string | null> => desk.page.evaluate(() => document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null)
const closed = (): Promise<void> => until(() => at('look-back').count(), 0)

async function patch(id: string, part: Partial<Declaration>): Promise<void> {
  const { revision } = await ask(desk, 'declaration.open', { id })
  await ask(desk, 'declaration.patch', { id, revision, patches: Object.entries(part).map(([field, value]) => ({ op: 'set' as const, path: field, value })) })
}

async function open(id: string): Promise<void> {
  if ((await desk.page.locator('[data-page=editor]').count()) > 0) {
    await press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
  }
  const name = (await stored(id)).projectName ?? ''
  await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: String((await stored(id)).year) }).click()
  await at('library-row').filter({ hasText: name }).first().dblclick()
  await at('editor').waitFor()
}

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  const text = readFileSync(path.join(ROOT, 'e2e', 'fixtures', 'last-year-2020.tsv'), 'utf8')
  const { importId, forms } = await ask(desk, 'import.text', { text, name: '去年的申报表.tsv', edition: null })
  ids.push(...(await ask(desk, 'import.accept', { importId, forms: forms.map(({ formId, declaration }) => ({ formId, declaration })) })).ids)
  const parts = ['basics', 'contacts', 'dates', 'texts', 'goals', 'budgets', 'subProjects', 'indicators'] as const
  await patch(ids[0] ?? '', { currentYearBudget: 48_600_000 })
  for (const year of [2021, 2022]) {
    const { id } = await ask(desk, 'carryOver.create', { id: ids.at(-1) ?? '', year, edition: null, parts: [...parts], takenBack: [] })
    ids.push(id)
    await patch(id, { currentYearBudget: year === 2021 ? 60_000_000 : 51_000_000, lastYearExecuted: year === 2021 ? 45_100_000 : 43_000_000 })
  }
  const [, second] = ids
  const indicators = (await stored(second ?? '')).indicators.map((row, i) => (i === 0 ? { ...row, value: '≥80%' } : row))
  await patch(second ?? '', { indicators })
  await at('library-row').first().waitFor()
  await open(ids[2] ?? '')
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
})

describe('last year beside this year', () => {
  it('shows every value of both, with what differs marked, and scrolls as one', async () => {
    await at('editor-more').click()
    await desk.page.getByRole('menuitem', { name: '与上年对照' }).click()
    await at('compare').waitFor()
    const now = await stored(ids[2] ?? '')
    const before = await stored(ids[1] ?? '')
    const budget = desk.page.locator('[data-testid=compare-row][data-key=currentYearBudget]')
    expect(await budget.locator('.pre').allTextContents()).toEqual(['600,000.00', '510,000.00'])
    expect(await budget.locator('mark').count()).toBeGreaterThan(0)
    const name = desk.page.locator('[data-testid=compare-row][data-key=projectName]')
    expect(await name.locator('.pre').allTextContents()).toEqual([before.projectName, now.projectName])
    expect(await name.locator('mark').count()).toBe(0)
    expect(await desk.page.locator('[data-testid=compare-row][data-key^="indicators/"]').count()).toBe(now.indicators.length)
    await still(desk)
    await desk.screenshot('look-compare')
    const parts = await at('compare-scroll').evaluate(element => ({ scrolls: element.scrollHeight > element.clientHeight, others: [...element.querySelectorAll('*')].filter(child => ['auto', 'scroll'].includes(getComputedStyle(child).overflowY)).length }))
    expect(parts).toEqual({ scrolls: true, others: 0 })
  })

  it('shows the differences alone', async () => {
    const all = await at('compare-row').count()
    await at('only-different').check()
    await until(async () => (await at('compare-row').count()) < all, true)
    expect(await desk.page.locator('.compare-row.same').count()).toBe(0)
    await desk.screenshot('look-differences')
  })

  it('leads to the field', async () => {
    await desk.page.locator('[data-testid=compare-row][data-key=currentYearBudget] button').click()
    await until(focusedKey, 'currentYearBudget')
    await closed()
    await press('F4')
    await at('compare').waitFor()
    await press('Escape')
    await closed()
  })
})

describe('the project over the years', () => {
  it('is drawn as bars and told in tables', async () => {
    await press('F6')
    await at('years').waitFor()
    await until(() => at('bar-budget').count(), 3)
    expect(await at('bar-executed').count()).toBe(2)
    const heights = await at('bar-budget').evaluateAll(bars => bars.map(bar => Number(bar.getAttribute('height'))))
    expect(heights[1]).toBeGreaterThan(heights[0] ?? 0)
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(60 / 48.6, 1)
    const drawn = desk.page.getByRole('img', { name: '历年预算和执行' })
    expect(await drawn.locator('desc').textContent()).toContain('2021 年：预算 600,000.00，执行 430,000.00。')
    const rows = await at('years-table').locator('tbody tr').allTextContents()
    expect(rows).toHaveLength(3)
    expect(rows[0]).toContain('本表')
    expect(rows[0]).toContain('−15.0%')
    expect(rows[1]).toContain('+23.5%')
    expect(rows[1]).toContain('71.7%')
    const first = (await stored(ids[1] ?? '')).indicators[0]
    const row = at('years-indicators').locator('tbody tr').filter({ hasText: first?.name ?? '' }).first()
    expect(await row.locator('td').nth(1).textContent()).toBe('≥80%')
    await still(desk)
    await desk.screenshot('look-years')
  })

  it('knows last year’s form by name when the link is taken away, and links another', async () => {
    await at('unlink').click()
    await at('last-year-form').waitFor()
    await desk.page.getByText('按单位和项目名称找到的，没有关联').waitFor()
    expect((await stored(ids[2] ?? '')).previousId).toBeNull()
    await until(() => at('bar-budget').count(), 3)
    await at('last-year-form').click()
    await desk.page.locator('.ant-select-item-option', { hasText: '2020 年' }).first().click()
    await desk.page.getByText('已关联', { exact: true }).waitFor()
    expect((await stored(ids[2] ?? '')).previousId).toBe(ids[0])
    await desk.page.getByRole('tab', { name: '与上年对照' }).click()
    await desk.page.getByText('上年（2020）').waitFor()
    await press('Escape')
    await closed()
  })
})

describe('the text that it was read from', () => {
  it('is that of the form it came from; words are found in it', async () => {
    await press('F7')
    await at('source-look').waitFor()
    await desk.page.getByText('这是 2020 年申报表读入时的原文').waitFor()
    await at('source-find').locator('input').fill('满意')
    await until(async () => (await at('source').locator('mark').first().textContent().catch(() => null)) ?? '', '满意')
    await still(desk)
    await desk.screenshot('look-source')
    await press('Escape')
    await closed()
  })

  it('says where a field of the form stood', async () => {
    await open(ids[0] ?? '')
    await desk.page.locator('[data-field-key=projectName] input').focus()
    await press('F7')
    await at('source-look').waitFor()
    const name = (await stored(ids[0] ?? '')).projectName ?? ''
    await until(async () => (await at('source').locator('mark').first().textContent().catch(() => null)) ?? '', name)
    await press('Escape')
    await closed()
  })

  it('is not there for a form that was typed', async () => {
    const { id } = await ask(desk, 'library.create', { edition: 'shanghai-2026', year: 2026 })
    await patch(id, { projectName: '新写的项目' })
    await open(id)
    await press('F7')
    await at('no-source').waitFor()
    await desk.page.getByRole('tab', { name: '历年情况' }).click()
    await desk.page.getByText('库里只有这一年的').waitFor()
    await desk.page.getByRole('tab', { name: '与上年对照' }).click()
    await desk.page.getByText('没有上年的申报表可对照').waitFor()
    await still(desk)
    await desk.screenshot('look-none')
    await press('Escape')
    await closed()
  })
})
