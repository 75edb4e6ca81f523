import { launchApp, type Launched } from './app'
import { ask, pressKeys, pressThenAtOnce, still, until } from './steps'

let desk: Launched

const at = (testId: string) => desk.page.getByTestId(testId)
const press = (keys: string) => pressKeys(desk, keys)
const focusedKey = () => desk.page.evaluate(() => document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null)

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await at('load-samples').click()
  await at('library-row').first().waitFor()
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
})

async function chooseAll(): Promise<void> {
  await at('nav-library').click()
  await desk.page.locator('[data-page=library]').waitFor()
  await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: '2020' }).click()
  await until(() => at('library-row').count(), (await ask(desk, 'library.list', { year: 2020 })).length)
  await at('library-table').focus()
  await press('Control+a')
  await at('carry-selected').click()
  await at('carry-many').waitFor()
}

describe('many carried over in one go', () => {
  it('shows what each would become before anything is made', async () => {
    const before = (await ask(desk, 'library.facets', {})).total
    await chooseAll()
    const sources = await ask(desk, 'library.list', { year: 2020 })
    expect(await desk.page.locator('#carry-year').inputValue()).toBe('2021')
    await until(() => at('form-to-carry').count(), sources.length)
    await at('form-to-carry').first().locator('summary').click()
    await at('carry-changes').waitFor()
    await still(desk)
    await desk.screenshot('carry-many')
    expect((await ask(desk, 'library.facets', {})).total).toBe(before)
  })

  it('makes them all, and lists what to look at with a way to each place', async () => {
    const sources = await ask(desk, 'library.list', { year: 2020 })
    await press('Control+Enter')
    await at('carried').waitFor()
    const made = await ask(desk, 'library.list', { year: 2021 })
    expect(made.map(form => form.previousId).sort()).toEqual(sources.map(form => form.id).sort())
    await still(desk)
    await desk.screenshot('carried')
    const all = await at('carry-look').count()
    expect(all).toBeGreaterThan(sources.length)
    await at('kind-typeBudget').click()
    await until(() => at('carry-look').count(), sources.length)
    await at('carry-look').first().locator('[data-way]').click()
    await desk.page.locator('[data-page=editor]').waitFor()
    await until(focusedKey, 'currentYearBudget')
    await press('Alt+ArrowLeft')
    await at('carried').waitFor()
    expect(await desk.page.locator('.look.seen').count()).toBe(1)
    await at('kind-typeBudget').click()
    await until(() => at('carry-look').count(), all)
  })

  it('says which were refused and why, and makes them again when asked', async () => {
    await at('carry-done').click()
    await desk.page.locator('[data-page=library]').waitFor()
    const first = await ask(desk, 'library.list', { year: 2021 })
    await ask(desk, 'library.duplicate', { id: (await ask(desk, 'library.list', { year: 2020 }))[0]?.id ?? '' })
    await chooseAll()
    await until(() => desk.page.getByText('已有 2021 年的').count(), first.length)
    await at('carry-all').click()
    await at('carried').waitFor()
    expect(await at('carry-refused').locator('li').count()).toBe(first.length)
    expect(await at('carry-refused').textContent()).toContain('已经结转过 2021 年')
    expect((await ask(desk, 'library.list', { year: 2021 })).length).toBe(first.length + 1)
    await still(desk)
    await desk.screenshot('carried-refused')

    await at('carry-again').click()
    await until(() => at('form-to-carry').count(), first.length)
    await at('carry-all').click()
    await at('carried').waitFor()
    await until(() => at('carry-refused').count(), 0)
    expect((await ask(desk, 'library.list', { year: 2021 })).length).toBe(2 * first.length + 1)
    await at('carry-done').click()
    await desk.page.locator('[data-page=library]').waitFor()
    await until(() => at('library-row').count(), 2 * first.length + 1)
  })

  it('can be stopped on the way, and then has made none', async () => {
    const ids = (await ask(desk, 'library.list', { year: 2020 })).map(form => form.id)
    await at('nav-help').click()
    for (let made = ids.length; made < 247; made++) await ask(desk, 'library.duplicate', { id: ids[made % ids.length] ?? '' })
    const before = (await ask(desk, 'library.list', { year: 2021 })).length
    await chooseAllMany()
    await pressThenAtOnce(desk, 'carry-all', 'stop-carry')
    await desk.page.getByText('已停止，一份也没有建立。').waitFor()
    expect((await ask(desk, 'library.list', { year: 2021 })).length).toBe(before)
    await desk.screenshot('carry-stopped')

    await at('carry-all').click()
    await until(() => at('carried').count(), 1, 60_000)
    await desk.screenshot('carried-247')
    expect((await ask(desk, 'library.list', { year: 2021 })).length).toBeGreaterThan(200)
  })

  async function chooseAllMany(): Promise<void> {
    await at('nav-library').click()
    await desk.page.locator('[data-page=library]').waitFor()
    await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: '2020' }).click()
    await at('library-row').first().waitFor()
    await at('library-table').focus()
    await press('Control+a')
    await desk.page.getByText('已选 247 份').waitFor()
    await at('carry-selected').click()
    await at('form-to-carry').first().waitFor()
  }
})
