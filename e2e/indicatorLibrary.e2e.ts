import type { Locator } from 'playwright-core'
import type { Declaration } from '../shared/declaration/model'
import { launchApp, type Launched } from './app'
import { ask, pressKeys, still, until } from './steps'

let desk: Launched
let id = ''

const at = (testId: string): Locator => desk.page.getByTestId(testId)
const press = (keys: string): Promise<void> => pressKeys(desk, keys)
const stored = async (): Promise<Declaration> => (await ask(desk, 'declaration.open', { id })).declaration
const saved = (): Promise<void> => at('save-state').and(desk.page.locator('[data-state=saved]')).waitFor()
const focusedKey = (): Promise<string | null> => desk.page.evaluate(() => document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null)
const active = (): Locator => at('indicator-library').locator('[aria-selected=true]')
const inSearch = (): Promise<boolean> => desk.page.evaluate(() => document.activeElement?.hasAttribute('data-library-search') ?? false)

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await ask(desk, 'library.loadSamples', {})
  id = (await ask(desk, 'library.create', { edition: 'shanghai-2026', year: 2026 })).id
  const { revision } = await ask(desk, 'declaration.open', { id })
  await ask(desk, 'declaration.patch', { id, revision, patches: [{ op: 'set', path: 'projectName', value: '档案信息系统运维' }, { op: 'set', path: 'annualGoal', value: '全年完成档案数字化12万页，读者满意度达到90%以上。' }] })
  await at('library-row').first().waitFor()
  await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: '2026' }).click()
  await at('library-row').filter({ hasText: '档案信息系统运维' }).dblclick()
  await at('editor').waitFor()
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
})

describe('the indicator library', () => {
  it('opens by a key, at the indicators, with what the form lacks first', async () => {
    await press('Control+l')
    await at('indicator-library').waitFor()
    await until(inSearch, true)
    await at('section-page-indicators').waitFor()
    const missing = at('offers-missing')
    expect(await missing.count()).toBeGreaterThanOrEqual(4)
    expect(await missing.first().textContent()).toContain('还缺：')
    await still(desk)
    await desk.screenshot('library-panel')
  })

  it('puts one in at its level with one key, and then no longer proposes that level', async () => {
    const before = await at('offers-missing').count()
    const name = await active().locator('strong').textContent()
    await press('Enter')
    await until(async () => (await at('indicator-row').count()), 1)
    await saved()
    const [row] = (await stored()).indicators
    expect(row).toMatchObject({ name, level1: '成本指标', level2: '经济成本指标' })
    await until(() => at('offers-missing').count(), before - 1)
    // what the goals promise and no indicator carries
    await at('offers-figures').getByText('目标原文：').first().waitFor()
    expect(await at('offers-figures').textContent()).toContain('读者满意度')
    await desk.screenshot('library-figures')
  })

  it('answers any two letters, and puts the target in as this form writes it', async () => {
    await press('Control+l')
    await until(inSearch, true)
    await desk.page.keyboard.type('满意')
    await until(() => at('offers-all').count(), 1)
    for (const text of await at('offer').allTextContents()) expect(text).toMatch(/满|意/u)
    const name = await active().locator('strong').textContent()
    const value = await active().locator('.offer-value').first().textContent()
    await press('Enter')
    await saved()
    const row = (await stored()).indicators.find(entry => entry.name === name)
    expect(row).toMatchObject({ value, level1: '满意度指标' })
    expect(value).toMatch(/^≥\d+(?:\.\d+)?\(%\)$/u)
    await until(async () => (await at('offer').filter({ hasText: name ?? '' }).last().textContent())?.includes('本表已有') ?? false, true)
    expect(await inSearch()).toBe(true)
    await still(desk)
    await desk.screenshot('library-search')
  })

  it('lets another typical target be chosen by key', async () => {
    await desk.page.keyboard.press('Control+a')
    await desk.page.keyboard.type('系统响应时间')
    const values = await active().locator('.offer-value').allTextContents()
    expect(values.length).toBeGreaterThan(1)
    await press('Alt+ArrowRight')
    await until(() => active().locator('.offer-value.chosen').textContent(), values[1] ?? '')
    const name = await active().locator('strong').textContent()
    await press('Enter')
    await saved()
    expect((await stored()).indicators.filter(entry => entry.name === name).at(-1)?.value).toBe(values[1])
  })

  it('asks for the unit’s own number right away', async () => {
    await press('Control+a')
    await desk.page.keyboard.type('设备数量')
    await until(async () => (await active().locator('.offer-value').first().textContent())?.includes('N') ?? false, true)
    const name = await active().locator('strong').textContent()
    await press('Enter')
    await until(async () => (await focusedKey())?.endsWith('/value') ?? false, true)
    await until(() => desk.page.evaluate(() => {
      const box = document.activeElement as HTMLTextAreaElement
      return box.value.slice(box.selectionStart, box.selectionEnd)
    }), 'N')
    await desk.page.keyboard.type('36')
    await saved()
    const row = (await stored()).indicators.find(entry => entry.name === name)
    expect(row?.value).toMatch(/^≥36/u)
    expect(row?.level2).toBe('数量指标')
    await press('Control+z')
    await press('Control+z')
    await saved()
    expect((await stored()).indicators.some(entry => entry.name === name)).toBe(false)
  })

  it('marks what the unit has used before', async () => {
    const [own] = await ask(desk, 'indicators.learned', {})
    const past = (await ask(desk, 'library.list', {})).find(row => row.edition === 'shanghai-2026' && row.id !== id)
    const name = (await ask(desk, 'declaration.open', { id: past?.id ?? '' })).declaration.indicators.find(row => row.name !== own?.name)?.name ?? ''
    await press('Control+l')
    await until(inSearch, true)
    await press('Control+a')
    await desk.page.keyboard.type(name)
    await at('offer').filter({ hasText: name }).first().getByText(/本单位 \d+ 份用过/u).waitFor()
    await desk.screenshot('library-own')
  })

  it('keeps to a level and to a type of project', async () => {
    await press('Escape')
    await at('library-level').click()
    await desk.page.locator('.ant-select-item-option', { hasText: '时效指标' }).click()
    await until(() => at('offers-missing').count(), 0)
    for (const text of await at('offer').locator('.offer-values').allTextContents()) expect(text).toContain('时效指标')
    const some = await at('offer').count()
    expect(some).toBeGreaterThan(3)
    await at('library-type').click()
    await desk.page.locator('.ant-select-item-option', { hasText: '全部类型' }).click()
    await until(async () => (await at('offer').count()) > some, true)
    await desk.screenshot('library-level')
  })

  it('goes away by Escape, back to where the person was', async () => {
    await desk.page.locator('[data-library-search]').focus()
    await press('Escape')
    await until(() => at('indicator-library').count(), 0)
    expect((await focusedKey())?.startsWith('indicators/')).toBe(true)
  })
})

describe('in an edition without second levels', () => {
  it('offers and places by first level', async () => {
    const { id: made } = await ask(desk, 'library.create', { edition: 'shanghai-2018', year: 2018 })
    id = made
    const { revision } = await ask(desk, 'declaration.open', { id })
    await ask(desk, 'declaration.patch', { id, revision, patches: [{ op: 'set', path: 'projectName', value: '教师培训' }] })
    await press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
    await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: '2018' }).click()
    await at('library-row').filter({ hasText: '教师培训' }).dblclick()
    await at('editor').waitFor()
    await press('Control+l')
    await until(inSearch, true)
    await desk.page.keyboard.type('出勤')
    await press('Enter')
    await until(() => at('indicator-row').count(), 1)
    await saved()
    expect((await stored()).indicators[0]?.level2).toBeNull()
    expect((await stored()).indicators[0]?.level1).toBe('产出目标')
  })
})
