import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from './app'
import { ask, still, until } from './steps'

let desk: Launched
let folder: string
let form: { id: string; year: number }

const at = (testId: string) => desk.page.getByTestId(testId)
const now = () => at('checks-now').textContent()

/** Answers the next dialogs for a file or folder with this path. */
async function answer(chosen: string): Promise<void> {
  await desk.app.evaluate(({ dialog }, found) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [found] })) as typeof dialog.showOpenDialog
  }, chosen)
}
async function offer(name: string, content: unknown): Promise<void> {
  const file = path.join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  await answer(file)
  await at('install-checks').click()
}
const report = (effect: 'good' | 'bad') => at('checks-report').and(desk.page.locator(`[data-effect=${effect}]`))
const closed = () => until(() => at('checks-report').count(), 0)

/** Rules of the findings that the editor shows for the form with defects, from the settings and back to them. */
async function rulesInEditor(): Promise<string[]> {
  await at('nav-library').click()
  await desk.page.locator('.year-tabs .ant-tabs-tab').first().click()
  await at('library-row').filter({ hasText: '图书馆自助借还系统' }).first().dblclick()
  await at('editor').waitFor()
  await at('findings-toggle').click()
  await at('findings-panel').waitFor()
  const rules = await at('findings-panel').locator('[data-testid=finding]:not(.kept)').evaluateAll(all => all.map(finding => finding.getAttribute('data-rule') ?? ''))
  await desk.page.keyboard.press('Alt+ArrowLeft')
  await at('nav-settings').click()
  await at('check-standards').waitFor()
  return rules
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-checks-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await at('load-samples').click()
  await at('library-row').first().waitFor()
  form = (await ask(desk, 'library.list', {})).find(row => row.projectName?.startsWith('图书馆自助借还系统')) ?? { id: '', year: 0 }
  await at('nav-settings').click()
  await at('check-standards').waitFor()
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  await desk.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('check standards in the settings', () => {
  it('are the program’s at first; a wrong file is told with its places and not taken', async () => {
    expect(await now()).toBe('随程序提供')
    expect(await at('reset-checks').count()).toBe(0)
    await offer('错误的标准.json', { texts: { shortest: '二十' }, severities: { Z99: 'off' } })
    await report('bad').waitFor()
    expect(await at('checks-report').textContent()).toMatch(/texts\.shortest.*severities\.Z99/u)
    expect(await at('do-install-checks').count()).toBe(0)
    await still(desk)
    await desk.screenshot('checks-bad')
    await desk.page.keyboard.press('Escape')
    await closed()
    expect((await ask(desk, 'app.info', {})).checks.own).toBe(false)
  })

  it('are put in from a file, and the findings of the editor and of the year go by it', async () => {
    const inYear = async () => (await ask(desk, 'check.year', { year: form.year, unitName: null })).forms.find(({ id }) => id === form.id)?.findings.map(({ rule }) => rule) ?? []
    const before = await rulesInEditor()
    const rules = [...new Set(before)].slice(0, 3)
    expect(rules).toHaveLength(3)
    expect(await inYear()).toEqual(expect.arrayContaining(rules))
    await offer('本单位.json', { severities: Object.fromEntries(rules.map(rule => [rule, 'off'])) })
    await report('good').waitFor()
    await still(desk)
    await desk.screenshot('checks-good')
    await desk.page.keyboard.press('Enter')
    await until(now, `单位自定（${rules.length} 处不同）`)
    await closed()
    for (const rule of rules) expect(await inYear()).not.toContain(rule)
    expect(await rulesInEditor()).toEqual(before.filter(rule => !rules.includes(rule)))
    await at('check-standards').scrollIntoViewIfNeeded()
    await still(desk)
    await desk.screenshot('checks-own')
  })

  it('are passed on as a file, and the program’s come back when asked', async () => {
    const out = path.join(folder, 'out')
    mkdirSync(out)
    await answer(out)
    await at('export-checks').click()
    await desk.page.getByText('已存为“检查标准.json”').waitFor()
    expect(JSON.parse(readFileSync(path.join(out, '检查标准.json'), 'utf8'))).toEqual((await ask(desk, 'app.info', {})).checks.profile)
    await at('reset-checks').click()
    await at('confirm-reset-checks').click()
    await until(now, '随程序提供')
    expect((await ask(desk, 'app.info', {})).checks.own).toBe(false)
    await until(() => at('reset-checks').count(), 0)
  })

  it('that are damaged in the data folder are told of, the program’s stand in, and are put right', async () => {
    const dataDir = path.join(folder, 'data')
    const own = path.join(dataDir, 'checks', 'profile.json')
    mkdirSync(path.dirname(own), { recursive: true })
    writeFileSync(own, '{"texts": {"shortest"')
    const other = await launchApp({ dataDir })
    try {
      await other.page.getByTestId('nav-settings').click()
      await other.page.getByTestId('checks-damaged').waitFor()
      expect(await other.page.getByTestId('checks-now').textContent()).toBe('随程序提供')
      await other.page.getByTestId('checks-damaged').scrollIntoViewIfNeeded()
      await other.screenshot('checks-damaged')
      await other.page.getByTestId('reset-checks').click()
      await other.page.getByTestId('confirm-reset-checks').click()
      await until(() => other.page.getByTestId('checks-damaged').count(), 0)
      expect(existsSync(own)).toBe(false)
    } finally {
      await other.kill()
    }
  })
})
