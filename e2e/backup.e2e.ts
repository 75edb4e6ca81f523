import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from './app'
import { ask, still, until } from './steps'

let desk: Launched
let folder: string
let dataDir: string
let stick: string

const at = (testId: string) => desk.page.getByTestId(testId)
const rows = () => at('library-row')
const goTo = async (page: 'library' | 'settings') => {
  await at(`nav-${page}`).click()
  await desk.page.locator(`[data-page=${page}]`).waitFor()
}
const allYears = () => desk.page.locator('.year-tabs .ant-tabs-tab').first().click()
const columns = () => desk.page.locator('.library-table th')
const names = () => rows().evaluateAll(all => all.map(row => row.getAttribute('data-row-key') ?? ''))

/** Answers the next dialogs for a file or folder with this path. */
async function answer(chosen: string): Promise<void> {
  await desk.app.evaluate(({ dialog }, found) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [found] })) as typeof dialog.showOpenDialog
  }, chosen)
}
/** Closes the program, and opens it on the same data. */
async function startAgain(between: () => void = () => undefined): Promise<void> {
  await desk.close()
  between()
  desk = await launchApp({ dataDir })
  await desk.page.setViewportSize({ width: 1366, height: 768 })
}
const focused = (): Promise<string> => desk.page.evaluate(() => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? '')

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-backup-'))
  dataDir = path.join(folder, 'data')
  stick = path.join(folder, 'U盘')
  mkdirSync(stick)
  desk = await launchApp({ dataDir })
  await at('load-samples').click()
  await rows().first().waitFor()
  // the day's own copy is made of what is there, at the latest when the program is started again
  await startAgain()
  await until(async () => (await ask(desk, 'backup.list', {})).copies.map(copy => copy.kind).join(), 'daily')
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  await desk.kill()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

describe('backup and restore in the settings', () => {
  let samples: string[]

  it('writes all data as one file to the chosen place', async () => {
    samples = (await ask(desk, 'library.list', {})).map(row => row.id).toSorted()
    await goTo('settings')
    await answer(stick)
    await at('make-backup').focus()
    await desk.page.keyboard.press('Enter')
    await at('backup-made').waitFor()
    await still(desk)
    await desk.screenshot('backup-made')
    await until(focused, 'close-backup')
    await desk.page.keyboard.press('Enter')
    await until(() => at('backup-made').count(), 0)
    expect(readdirSync(stick)).toEqual([expect.stringMatching(/^绩效申报台备份_\d{4}-\d\d-\d\d_\d{4}\.jixiao$/u)])
  })

  it('says what is wrong with another file, and changes nothing', async () => {
    const other = path.join(folder, '别的文件.jixiao')
    writeFileSync(other, '这不是备份。'.repeat(100))
    await answer(other)
    await at('restore-file').click()
    await at('error-toast').getByText('“别的文件.jixiao”不是本程序的备份').waitFor()
    await desk.page.locator('.ant-notification-notice-close').first().click()
    expect((await ask(desk, 'library.list', {})).map(row => row.id).toSorted()).toEqual(samples)
  })

  it('brings everything back by the keyboard, after saying what will be lost', async () => {
    const [first, second] = await ask(desk, 'library.list', {})
    const { revision, declaration } = await ask(desk, 'declaration.open', { id: first?.id ?? '' })
    await ask(desk, 'declaration.patch', { id: first?.id ?? '', revision, patches: [{ op: 'set', path: 'projectName', value: '误改的名称' }] })
    await ask(desk, 'library.trash', { ids: [second?.id ?? ''] })
    await ask(desk, 'library.remove', { ids: [second?.id ?? ''] })
    const made = await ask(desk, 'library.create', { edition: 'shanghai-2026', year: 2026, unitName: '备份之后的单位' })

    await answer(path.join(stick, readdirSync(stick)[0] ?? ''))
    await at('restore-file').focus()
    await desk.page.keyboard.press('Enter')
    await at('restore-costs').waitFor()
    await desk.screenshot('backup-restore')
    const costs = await at('restore-costs').innerText()
    expect(costs).toContain('备份之后新建或读入的 1 份申报表')
    expect(costs).toContain('1 份申报表在备份之后的修改')
    expect(costs).toContain('误改的名称')
    // Enter alone does not do it: the focus is on the way out
    await until(() => desk.page.evaluate(() => document.activeElement?.textContent), '取消')
    await desk.page.keyboard.press('Tab')
    await until(focused, 'confirm-restore')
    await desk.page.keyboard.press('Enter')
    await at('show-restored').waitFor()
    await desk.screenshot('backup-restored')
    await until(focused, 'show-restored')
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('[data-page=library][data-testid=ready]').waitFor()
    await allYears()
    await until(() => rows().count(), samples.length)
    expect((await ask(desk, 'library.list', {})).map(row => row.id).toSorted()).toEqual(samples)
    expect((await ask(desk, 'declaration.open', { id: first?.id ?? '' })).declaration.projectName).toBe(declaration.projectName)

    // and what it took the place of is among the copies
    const { copies } = await ask(desk, 'backup.list', {})
    expect(copies.filter(copy => copy.kind === 'beforeRestore')).toMatchObject([{ declarations: samples.length }])
    expect(samples).not.toContain(made.id)
  })

  it('has the day’s own copy among those to choose from', async () => {
    await goTo('settings')
    await at('backups').locator('[data-kind=daily]').waitFor()
    await at('backups').scrollIntoViewIfNeeded()
    await desk.screenshot('settings-backups')
    await at('backups').locator('[data-kind=daily]').getByTestId('restore-copy').click()
    await at('restore-costs').getByText('备份之后没有改动').waitFor()
    await desk.page.keyboard.press('Escape')
    await until(() => at('restore-costs').count(), 0)
  })

  it('is offered where the store cannot be opened', async () => {
    await startAgain(() => writeFileSync(path.join(dataDir, 'jixiao.sqlite'), '坏了。'.repeat(2_000)))
    await at('restore-newest').waitFor()
    await desk.screenshot('no-store-restore')
    await at('restore-newest').click()
    await at('confirm-restore').click()
    await at('show-restored').click()
    await rows().first().waitFor()
    await allYears()
    await until(() => rows().count(), samples.length)
    expect((await ask(desk, 'library.list', {})).map(row => row.id).toSorted()).toEqual(samples)
  })
})

describe('the library', () => {
  it('is put in order by a column, by click and by keyboard, and keeps it', async () => {
    await goTo('library')
    await allYears()
    const summaries = await ask(desk, 'library.list', {})
    const byBudget = summaries.map(row => row.currentYearBudget).filter(cents => cents !== null).toSorted((a, b) => a - b)
    const shown = async () => {
      const budgets = new Map((await ask(desk, 'library.list', {})).map(row => [row.id, row.currentYearBudget]))
      return (await names()).map(id => budgets.get(id)).filter(cents => cents !== null).join()
    }
    const budget = columns().filter({ hasText: '当年预算' })
    await budget.click()
    await until(shown, byBudget.join())
    await budget.focus()
    await desk.page.keyboard.press('Enter')
    await until(shown, byBudget.toReversed().join())
    await desk.page.locator('[data-page=library]').waitFor()
    await still(desk)
    await desk.screenshot('library-sorted')
    await startAgain()
    await rows().first().waitFor()
    await allYears()
    await until(shown, byBudget.toReversed().join())
    expect(await columns().filter({ hasText: '当年预算' }).getAttribute('aria-sort')).toBe('descending')
    await columns().filter({ hasText: '当年预算' }).focus()
    await desk.page.keyboard.press(' ')
    await until(async () => (await names()).join(), summaries.map(row => row.id).join())
  })

  it('removes a single one for good from the trash, after asking', async () => {
    const [first, second] = await ask(desk, 'library.list', {})
    await ask(desk, 'library.trash', { ids: [first?.id ?? '', second?.id ?? ''] })
    await at('open-trash').click()
    await until(() => rows().count(), 2)
    await desk.page.locator(`[data-row-key="${first?.id ?? ''}"]`).getByTestId('row-menu').click()
    await desk.page.getByRole('menuitem', { name: '永久删除' }).click()
    await desk.page.locator('.ant-modal-confirm-title', { hasText: `永久删除“${first?.projectName ?? ''}”？` }).waitFor()
    await still(desk)
    await desk.screenshot('library-trash-remove')
    await at('confirm-remove').click()
    await until(() => rows().count(), 1)
    await until(() => at('confirm-remove').count(), 0)
    await at('library-table').focus()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.press('Delete')
    await at('confirm-remove').waitFor()
    await desk.page.keyboard.press('Escape')
    await until(() => at('confirm-remove').count(), 0)
    expect((await ask(desk, 'library.list', { trash: true })).map(row => row.id)).toEqual([second?.id])
  })
})
