import path from 'node:path'
import Database from 'better-sqlite3'
import { launchApp, type Launched } from './app'
import { editing } from './editing'
import { ask, until } from './steps'

let desk: Launched
const { at, press, box, stored, saved, section, focusedKey, openProject } = editing(() => desk)

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await ask(desk, 'library.loadSamples', {})
  await at('library-row').first().waitFor()
  await desk.page.locator('.year-tabs .ant-tabs-tab').first().click()
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  await desk.kill()
})

const RIVERS = '街镇河道轮疏与水质监测'

describe('a store that is busy', () => {
  it('keeps what was typed, says in full why it is not stored, and stores it when it can', async () => {
    await openProject(RIVERS)
    const other = new Database(path.join(desk.dataDir, 'jixiao.sqlite'))
    try {
      other.exec('BEGIN IMMEDIATE')
      await section('goals')
      await box('annualGoal').focus()
      await press('Control+End')
      await desk.page.keyboard.type('这一句要等一等。')
      await at('save-failure').getByText('数据正被另一个程序占用').waitFor({ timeout: 30_000 })
      expect(await at('save-state').textContent()).toContain('没有保存')
      expect(await box('annualGoal').inputValue()).toMatch(/这一句要等一等。$/u)
      await desk.screenshot('editor-not-saved')
    } finally {
      other.exec('ROLLBACK')
      other.close()
    }
    await at('save-failure').getByRole('button', { name: '重试' }).click()
    await saved()
    await at('save-failure').waitFor({ state: 'detached' })
    expect((await stored()).annualGoal).toMatch(/这一句要等一等。$/u)
    await press('Control+z')
    await saved()
  })
})

describe('the keyboard', () => {
  const focused = (): Promise<string> => desk.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.id ?? '')

  beforeAll(() => openProject(RIVERS))

  it('goes into the section it turns to', async () => {
    await press('Control+PageDown')
    await until(focusedKey, 'totalBudget')
    await press('Alt+3')
    await until(focusedKey, 'overallGoal')
  })

  it('comes back to the field from what lies over it, and from the help', async () => {
    await press('F4')
    await desk.page.locator('.ant-drawer-open').waitFor()
    await press('Escape')
    await until(focusedKey, 'overallGoal')
    await press('Control+e')
    await until(focused, 'document-declaration')
    await press('Escape')
    await until(focusedKey, 'overallGoal')
    await press('F1')
    await at('help').waitFor()
    await press('Alt+ArrowLeft')
    await at('editor').waitFor()
    await until(focusedKey, 'overallGoal')
  })

  it('goes through a menu and back to its button', async () => {
    await at('status').focus()
    await press('Enter')
    await until(() => desk.page.evaluate(() => document.activeElement?.getAttribute('role') ?? ''), 'menuitem')
    await press('ArrowDown')
    await until(() => desk.page.evaluate(() => document.activeElement?.textContent ?? ''), '定稿')
    await press('Enter')
    await at('status').getByText('定稿').waitFor()
    await until(focused, 'status')
    await press('Control+z')
    await at('status').getByText('草稿').waitFor()
  })

  it('walks through the days of the calendar', async () => {
    await press('Alt+1')
    await box('startDate').focus()
    const before = await box('startDate').inputValue()
    await press('Alt+ArrowDown')
    await desk.page.locator('.ant-picker-dropdown').waitFor()
    for (const key of ['ArrowRight', 'ArrowDown', 'PageDown', 'ArrowUp', 'ArrowLeft', 'PageUp', 'ArrowRight']) await press(key)
    const [year, month, day] = before.split('-').map(Number) as [number, number, number]
    await until(() => box('startDate').inputValue(), new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10))
    await press('Escape')
    await desk.page.locator('.ant-picker-dropdown').waitFor({ state: 'detached' })
    await press('Control+z')
    await until(() => box('startDate').inputValue(), before)
  })
})

describe('a new form', () => {
  it('begins at its name, and what is not reached yet is no reproach', async () => {
    await press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
    await press('Control+n')
    await at('create-declaration').click()
    await at('editor').waitFor()
    await until(focusedKey, 'projectName')
    const red = (): Promise<number> => desk.page.locator('.field.has-error, .section-item .marks .error').count()
    expect(await red()).toBe(0)
    await press('Control+PageDown')
    await until(() => at('section-basics').locator('.marks .error').count(), 1)
    await at('section-basics').click()
    await until(async () => (await desk.page.locator('.field.has-error').count()) > 0, true)
  })
})
