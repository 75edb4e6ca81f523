import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, ROOT, type Launched } from './app'
import { ask, until } from './steps'

let desk: Launched
let folder: string

const FIXTURES = path.join(ROOT, 'e2e', 'fixtures')
const text2018 = () => readFileSync(path.join(FIXTURES, 'last-year-2018.txt'), 'utf8')
const at = (testId: string) => desk.page.getByTestId(testId)
const doubts = () => desk.page.locator('[data-doubt]')
const goToImport = async () => {
  await at('nav-import').click()
  await at('paste-box').waitFor()
}
const paste = async (text: string) => {
  await at('paste-box').fill(text)
  await at('read-text').click()
}
/** The words that are marked in the source, white space aside. */
const marked = async () => (await desk.page.locator('.source-text mark').allTextContents()).join('').replace(/\s+/gu, '')
const storeAll = async () => {
  await at('store-import').click()
  const confirm = desk.page.locator('.ant-modal-confirm-btns .ant-btn-primary')
  await Promise.race([confirm.waitFor(), desk.page.locator('[data-page=library]').waitFor()])
  if (await confirm.isVisible()) await confirm.click()
  await desk.page.locator('[data-page=library]').waitFor()
}
/** What the system's dialog answers. */
const choose = (files: string[]) => desk.app.evaluate(({ dialog }, filePaths) => {
  dialog.showOpenDialog = (() => Promise.resolve({ canceled: filePaths.length === 0, filePaths })) as typeof dialog.showOpenDialog
}, files)

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-import-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  await desk.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('the review of an import', () => {
  it('shows what was read beside its source, the words of the value marked', async () => {
    await goToImport()
    await desk.screenshot('import')
    await paste(text2018())
    await at('review').waitFor()
    // one form alone needs no list
    expect(await at('review-form').count()).toBe(0)
    expect(await desk.page.locator('#value-currentYearBudget').inputValue()).toBe('1,860,000')
    await desk.page.locator('#value-projectName').focus()
    await until(marked, '泵闸设施日常养护')
    // over hard-wrapped lines
    await desk.page.locator('#value-overview').focus()
    await until(async () => (await marked()).endsWith('由养护单位按年度计划实施。'), true)
    await desk.screenshot('review-2018')
  })

  it('keeps what was read and changed while another page is looked at, and asks before it is thrown away', async () => {
    await desk.page.locator('#value-projectName').fill('改过的名称')
    await desk.page.locator('#value-projectName').press('Enter')
    await at('nav-help').click()
    await desk.page.locator('[data-page=help]').waitFor()
    await desk.page.locator('.rail-dot').waitFor()
    // the window does not close over it unasked either
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await at('confirm-drop').waitFor()
    await desk.page.locator('.ant-modal-confirm-btns .ant-btn').first().click()
    await at('confirm-drop').waitFor({ state: 'detached' })
    await at('nav-import').click()
    await at('review').waitFor()
    expect(await desk.page.locator('#value-projectName').inputValue()).toBe('改过的名称')
    await desk.page.keyboard.press('Control+z')
    await until(() => desk.page.locator('#value-projectName').inputValue(), '泵闸设施日常养护')
    // another source does not take its place unasked
    await at('nav-library').click()
    await desk.page.locator('[data-page=library]').waitFor()
    await desk.page.evaluate(text => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }))
    }, text2018().replaceAll('泵闸设施日常养护', '防汛物资储备'))
    await at('confirm-drop').waitFor()
    await desk.page.locator('.ant-modal-confirm-btns .ant-btn').first().click()
    await at('review').waitFor()
    expect(await desk.page.locator('#value-projectName').inputValue()).toBe('泵闸设施日常养护')
    await at('drop-import').click()
    await at('confirm-drop').click()
    await at('paste-box').waitFor()
    expect((await ask(desk, 'library.facets', {})).total).toBe(0)
  })

  it('goes through the doubtful values by one key', async () => {
    await choose([path.join(FIXTURES, 'last-year-2020.tsv')])
    await goToImport()
    await at('choose-files').click()
    await at('review').waitFor()
    const all = await doubts().count()
    expect(all).toBeGreaterThanOrEqual(2)
    await desk.screenshot('review-doubts')
    const first = await doubts().first().getAttribute('data-doubt')
    await doubts().first().focus()
    await desk.page.keyboard.press('a')
    await until(() => doubts().count(), all - 1)
    // the focus has gone on to the next one
    const focused = () => desk.page.evaluate(() => document.activeElement?.getAttribute('data-doubt') ?? null)
    await until(async () => (await focused()) !== null && (await focused()) !== first, true)
    await desk.page.keyboard.press('Enter')
    await until(() => doubts().count(), all - 2)
    // and each step can be taken back
    await desk.page.getByRole('button', { name: '撤销' }).click()
    await until(() => doubts().count(), all - 1)
    await desk.page.keyboard.press('F8')
    await until(async () => (await focused()) !== null, true)
    for (let left = await doubts().count(); left > 0; left--) await desk.page.keyboard.press('Enter')
    await at('no-doubts').waitFor()
  })

  it('takes a correction, moves a piece without a place into a field, and parts and joins rows', async () => {
    const plan = desk.page.locator('#value-plan')
    await plan.fill('2020年每月举办一次活动。')
    const piece = at('unplaced').locator('li').filter({ hasText: 'YX-2020-017' })
    await piece.locator('.unplaced-words').focus()
    await desk.page.keyboard.press('m')
    await desk.page.keyboard.type('项目概况')
    await desk.page.keyboard.press('Enter')
    await until(() => piece.count(), 0)
    await until(async () => (await desk.page.locator('#value-overview').inputValue()).includes('YX-2020-017'), true)

    const indicators = desk.page.locator('.review-rows.indicators')
    const names = () => indicators.locator('textarea[id$=-name]')
    const count = await names().count()
    await indicators.getByTestId('review-row').nth(1).locator('.rows-acts button').click()
    await desk.page.getByRole('menuitem', { name: '并入上一行' }).click()
    await until(() => names().count(), count - 1)
    const joined = await names().first().inputValue()
    const cut = '预算执行率'.length
    await names().first().evaluate((element, place) => {
      (element as HTMLTextAreaElement).focus();
      (element as HTMLTextAreaElement).setSelectionRange(place, place)
    }, cut)
    await indicators.getByTestId('review-row').first().locator('.rows-acts button').click()
    await desk.page.getByRole('menuitem', { name: '从光标处拆成两行' }).click()
    await until(() => names().count(), count)
    expect([await names().nth(0).inputValue(), await names().nth(1).inputValue()]).toEqual([joined.slice(0, cut), joined.slice(cut)])
    await desk.screenshot('review-rows')
    // the same by keys, the cursor staying where the work is
    const focused = () => desk.page.evaluate(() => {
      const element = document.activeElement as HTMLTextAreaElement
      return [element.value, element.selectionStart]
    })
    await names().nth(1).focus()
    await desk.page.keyboard.press('Control+j')
    await until(() => names().count(), count - 1)
    await until(async () => JSON.stringify(await focused()), JSON.stringify([joined, cut]))
    await desk.page.keyboard.press('Control+k')
    await until(() => names().count(), count)
    await until(async () => JSON.stringify(await focused()), JSON.stringify([joined.slice(cut), 0]))
    await desk.page.keyboard.press('Control+z')
    await until(() => names().count(), count - 1)
    await desk.page.keyboard.press('Control+z')
    await until(() => names().count(), count)
  })

  it('stores the form as the person left it, with what still has no place', async () => {
    await storeAll()
    const [stored] = await ask(desk, 'library.list', { year: 2020 })
    const { declaration } = await ask(desk, 'declaration.open', { id: stored?.id ?? '' })
    expect(declaration).toMatchObject({ edition: 'shanghai-2020', projectName: '群众文化活动', plan: '2020年每月举办一次活动。', currentYearBudget: 800_000_00 })
    expect(declaration.overview).toContain('YX-2020-017')
    // a value without an origin is one that was typed
    expect(declaration.origins['plan']?.kind ?? 'typed').toBe('typed')
    expect(declaration.origins['performanceType']?.kind).toBe('confirmed')
  })

  it('finds several forms, stores those that are ticked, and goes straight on to the next year', async () => {
    await goToImport()
    await paste(`${text2018()}\n${text2018().replaceAll('泵闸设施日常养护', '防汛物资储备')}`)
    await at('review').waitFor()
    await until(() => at('review-form').count(), 2)
    await at('review-form').filter({ hasText: '防汛物资储备' }).getByRole('checkbox').uncheck()
    await desk.screenshot('review-two-forms')
    await at('store-and-carry').click()
    await desk.page.locator('.ant-modal-confirm-btns .ant-btn-primary').click()
    await at('carry-changes').waitFor()
    expect((await ask(desk, 'library.list', { year: 2018 })).map(row => row.projectName)).toEqual(['泵闸设施日常养护'])
    await desk.page.getByText('2018年', { exact: true }).first().waitFor()
    await at('create-carry').click()
    await desk.page.locator('[data-page=editor]').waitFor()
    const [made] = await ask(desk, 'library.list', { year: 2019 })
    const { declaration } = await ask(desk, 'declaration.open', { id: made?.id ?? '' })
    expect(declaration.overallGoal).toContain('确保2019年度')
    expect(declaration.lastYearBudget).toBe(1_860_000_00)
  })

  it('says in words what cannot be read, file by file, and warns of what is there already', async () => {
    await desk.page.keyboard.press('Control+i')
    if (!(await at('paste-box').isVisible())) await desk.page.keyboard.press('Alt+ArrowLeft').then(() => goToImport())
    const empty = path.join(folder, '空的.txt')
    const noForm = path.join(folder, '会议通知.txt')
    writeFileSync(empty, '')
    writeFileSync(noForm, '关于召开例会的通知\n\n请各科室准时参加。\n')
    await choose([empty, noForm])
    await at('choose-files').click()
    await at('import-nothing').waitFor()
    expect((await at('import-failure').allTextContents()).map(words => words.match(/“([^”]+)”/u)?.[1])).toEqual(['空的.txt', '会议通知.txt'])
    await desk.screenshot('import-nothing')
    await desk.page.getByRole('button', { name: '换一个文件或文字' }).click()
    await choose([empty, path.join(FIXTURES, 'last-year-2018.txt')])
    await at('choose-files').click()
    await at('review').waitFor()
    expect(await at('import-failure').count()).toBe(1)
    await desk.page.getByText('库中已有').first().waitFor()
    await desk.screenshot('review-known')
  })

  it('recognises one form again by another edition, and undoes it', async () => {
    const of = (name: string) => desk.page.locator('[data-testid=review-form]', { hasText: name })
    await of('上海2018版').waitFor()
    await at('review-edition').click()
    await desk.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: '上海2020版' }).click()
    await of('上海2020版').waitFor()
    await desk.page.getByRole('button', { name: '撤销' }).click()
    await of('上海2018版').waitFor()
    await at('drop-import').click()
    await at('confirm-drop').click()
    await at('paste-box').waitFor()
  })

  it('takes a file that is dropped on the window', async () => {
    const bytes = [...readFileSync(path.join(FIXTURES, 'last-year-2020.tsv'))]
    await desk.page.locator('.import-start').evaluate((element, content) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(content)], '去年的表.tsv'))
      for (const type of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
    }, bytes)
    await at('review').waitFor()
    expect(await desk.page.locator('.source .note').textContent()).toBe('去年的表.tsv')
  })

  it('takes text that is pasted anywhere in the library', async () => {
    await at('drop-import').click()
    await at('confirm-drop').click()
    await at('nav-library').click()
    await at('library-table').waitFor()
    await desk.page.evaluate(text => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }))
    }, text2018())
    await at('review').waitFor()
    expect(await desk.page.locator('#value-projectName').inputValue()).toBe('泵闸设施日常养护')
  })
})
