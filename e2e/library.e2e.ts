import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from './app'
import { ask, until } from './steps'

let desk: Launched
let folder: string

const at = (testId: string) => desk.page.getByTestId(testId)
const rows = () => at('library-row')
const goTo = async (page: 'library' | 'import' | 'settings' | 'help') => {
  await at(`nav-${page}`).click()
  await desk.page.locator(`[data-page=${page}]`).waitFor()
}
const allYears = () => desk.page.locator('.year-tabs .ant-tabs-tab').first().click()

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-exports-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  await desk.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('the library', () => {
  it('tells a newcomer what to do first, and loads samples', async () => {
    await at('welcome').waitFor()
    await desk.screenshot('library-welcome')
    await at('load-samples').click()
    await rows().first().waitFor()
    const { total, years } = await ask(desk, 'library.facets', {})
    await until(() => rows().count(), total)
    await until(() => desk.page.locator('.year-tabs .ant-tabs-tab').count(), years.length + 1)
    await desk.screenshot('library')
  })

  it('shows one year at a time, and finds words of any field in all of them', async () => {
    const summaries = await ask(desk, 'library.list', {})
    const year = summaries[0]?.year ?? 0
    await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: String(year) }).click()
    await until(() => rows().count(), summaries.filter(row => row.year === year).length)

    const other = summaries.find(row => row.year !== year)
    const { declaration } = await ask(desk, 'declaration.open', { id: other?.id ?? '' })
    const words = (declaration.overview ?? declaration.overallGoal ?? '').slice(2, 9)
    await desk.page.keyboard.press('Control+f')
    await at('search').fill(words)
    await until(() => rows().filter({ hasText: declaration.projectName ?? '' }).count(), 1)

    await at('search').fill('没有这样的词句')
    await at('nothing-found').waitFor()
    await desk.screenshot('library-nothing-found')
    await desk.page.getByRole('button', { name: '显示全部' }).click()
    await until(() => rows().count(), summaries.length)
  })

  it('makes an empty declaration of the edition in force for its year', async () => {
    await desk.page.keyboard.press('Control+n')
    await at('new-year').fill('2020')
    await desk.page.locator('#new-unit').fill('云溪市示范区档案馆')
    await desk.screenshot('library-new')
    await at('create-declaration').click()
    await desk.page.locator('[data-page=editor]').waitFor()
    const made = (await ask(desk, 'library.list', { year: 2020 })).find(row => row.unitName === '云溪市示范区档案馆')
    expect(made).toMatchObject({ edition: 'shanghai-2020', status: 'draft', projectName: null })
    await desk.page.keyboard.press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
    await rows().first().waitFor()
  })

  it('is worked by the keyboard: arrows, ticks, delete, and the way back', async () => {
    await allYears()
    const before = (await ask(desk, 'library.facets', {})).total
    await until(() => rows().count(), before)
    await at('library-table').focus()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.press('Space')
    await desk.page.keyboard.press('ArrowDown')
    await desk.page.keyboard.press('Space')
    await until(() => desk.page.getByText('已选 2 份').count(), 1)
    await desk.page.keyboard.press('Delete')
    await until(() => rows().count(), before - 2)
    await at('undo-trash').click()
    await until(() => rows().count(), before)

    await at('library-table').focus()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('[data-page=editor]').waitFor()
    await desk.page.keyboard.press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
  })

  it('restores from the trash, and empties it after saying how many', async () => {
    const [first, second] = await ask(desk, 'library.list', {})
    await ask(desk, 'library.trash', { ids: [first?.id ?? '', second?.id ?? ''] })
    await at('open-trash').click()
    await until(() => rows().count(), 2)
    await desk.screenshot('library-trash')
    await rows().first().getByRole('checkbox').check()
    await at('restore').click()
    await until(() => rows().count(), 1)
    await at('empty-trash').click()
    await desk.page.locator('.ant-modal-confirm-title', { hasText: '永久删除回收站里的 1 份申报表？' }).waitFor()
    await at('confirm-empty-trash').click()
    await at('trash-nothing').waitFor()
    expect(await ask(desk, 'library.list', { trash: true })).toEqual([])
    await goTo('library')
  })

  it('copies one, and takes one over to the next year with every change in sight', async () => {
    const source = (await ask(desk, 'library.list', { year: 2018 }))[0]
    expect(source).toBeDefined()
    await allYears()
    const row = rows().filter({ hasText: source?.projectName ?? '', hasNotText: '副本' })
    await row.getByTestId('row-menu').click()
    await desk.page.getByRole('menuitem', { name: '复制一份' }).click()
    await until(async () => (await ask(desk, 'library.list', { year: 2018 })).length, 2)

    await row.getByTestId('row-menu').click()
    await desk.page.getByRole('menuitem', { name: '结转到 2019 年' }).click()
    await at('carry-changes').waitFor()
    const start = at('carry-change').filter({ hasText: '开始' }).first()
    await start.getByRole('button', { name: '不改' }).click()
    await desk.screenshot('carry-over')
    await at('create-carry').click()
    await desk.page.locator('[data-page=editor]').waitFor()
    const made = (await ask(desk, 'library.list', { year: 2019 }))[0]
    const { declaration } = await ask(desk, 'declaration.open', { id: made?.id ?? '' })
    const last = await ask(desk, 'declaration.open', { id: source?.id ?? '' })
    expect(declaration).toMatchObject({ year: 2019, previousId: source?.id, currentYearBudget: null, lastYearBudget: last.declaration.currentYearBudget, startDate: last.declaration.startDate })
    expect(declaration.endDate).not.toBe(last.declaration.endDate)
    await desk.page.keyboard.press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
  })

  it('exports many: files made, what was refused and why, and the rest as drafts', async () => {
    await desk.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog
    }, folder)
    await allYears()
    await at('library-table').focus()
    await desk.page.keyboard.press('Control+a')
    await at('export-selected').click()
    await at('choose-folder').click()
    await desk.page.getByText('Excel').click()
    await desk.screenshot('export')
    await at('run-export').click()
    await at('export-result').waitFor()
    await desk.screenshot('export-result')
    const made = readdirSync(folder).filter(name => name.endsWith('.xlsx'))
    expect(made.length).toBeGreaterThan(0)
    expect(await at('made-file').count()).toBe(made.length)
    const refused = await at('refused-entry').count()
    expect(refused + made.length).toBe((await ask(desk, 'library.facets', {})).total)
    // the declaration that is still empty says what it lacks
    expect(await at('refused-entry').first().locator('li').count()).toBeGreaterThan(0)
    await at('export-as-draft').click()
    await until(() => at('made-file').count(), refused)
    await at('close-export').click()
    await until(() => at('export-result').count(), 0)
  })

  it('takes the 247 projects of a large department, drawing only those in sight', async () => {
    const ids = (await ask(desk, 'library.list', {})).map(row => row.id)
    await goTo('help')
    for (let made = ids.length; made < 247; made++) await ask(desk, 'library.duplicate', { id: ids[made % ids.length] ?? '' })
    await goTo('library')
    await allYears()
    await rows().first().waitFor()
    await at('library-table').focus()
    await desk.page.keyboard.press('Home')
    for (let step = 0; step < 20; step++) await desk.page.keyboard.press('PageDown')
    await desk.page.keyboard.press('End')
    await until(() => rows().last().evaluate(element => element.getAttribute('data-row-key') === element.closest('.library-table')?.getAttribute('data-active')), true)
    expect(await rows().count()).toBeLessThan(60)
    await desk.screenshot('library-247')
  })
})

describe('a narrow window', () => {
  it('shows every command and no column by half', async () => {
    await desk.page.setViewportSize({ width: 911, height: 700 })
    await goTo('library')
    await rows().first().waitFor()
    const out = await desk.page.evaluate(() => {
      const beyond = (element: Element): boolean => element.getBoundingClientRect().right > window.innerWidth
      const body = document.querySelector('.ant-table-tbody-virtual-holder')
      return { commands: [...document.querySelectorAll('.bar button, .page-head input')].filter(beyond).map(element => element.textContent), sideways: (body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0) }
    })
    expect(out).toEqual({ commands: [], sideways: 0 })
    await desk.screenshot('library-narrow')
    await desk.page.setViewportSize({ width: 1366, height: 768 })
  })
})

describe('settings and help', () => {
  it('leads the keyboard into the fields of a popover, and out of them back to its button', async () => {
    await goTo('settings')
    const focused = (): Promise<string> => desk.page.evaluate(() => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? '')
    await at('paper-shanghai-2026').focus()
    await desk.page.keyboard.press('Enter')
    await until(() => desk.page.evaluate(() => document.activeElement?.closest('.ant-popover') !== null), true)
    for (let step = 0; step < 6; step++) await desk.page.keyboard.press('Tab')
    await until(focused, 'paper-shanghai-2026')
    await desk.page.keyboard.press('Enter')
    await until(() => desk.page.evaluate(() => document.activeElement?.closest('.ant-popover') !== null), true)
    await desk.page.keyboard.press('Escape')
    await until(focused, 'paper-shanghai-2026')
  })

  it('changes the language at once and keeps it', async () => {
    await goTo('settings')
    await desk.screenshot('settings')
    await desk.page.getByText('English').click()
    await desk.page.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe('en')
    await desk.screenshot('settings-en')
    await goTo('library')
    await desk.screenshot('library-en')
    await goTo('settings')
    await desk.page.getByText('中文').click()
    await desk.page.getByRole('heading', { name: '设置' }).waitFor()
  })

  it('keeps the unit and the printing of each edition, and shows where the data lies', async () => {
    await at('settings-unit').fill('云溪市示范区水务局')
    await at('settings-unit').press('Enter')
    await at('signature-shanghai-2018').check()
    await until(async () => (await ask(desk, 'app.info', {})).settings.print['shanghai-2018']?.signature ?? false, true)
    expect((await ask(desk, 'app.info', {})).settings.unitName).toBe('云溪市示范区水务局')
    expect(await at('data-folder').textContent()).toBe(desk.dataDir)
    await goTo('help')
    await desk.page.getByText(desk.dataDir).waitFor()
    await desk.screenshot('help')
  })
})
