import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from './app'
import { ask, pressKeys, still, until } from './steps'

let desk: Launched
let folder: string
const YEAR = 2020

const at = (testId: string) => desk.page.getByTestId(testId)
const press = (keys: string) => pressKeys(desk, keys)
const lines = () => at('year-finding')
const onYear = () => desk.page.locator('[data-page=year]').waitFor()
const focusedKey = () => desk.page.evaluate(() => document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null)

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-year-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog
  }, folder)
  await ask(desk, 'library.loadSamples', {})
  // two of a name in one year: something between the forms
  const source = (await ask(desk, 'library.list', { year: YEAR }))[0]
  const copy = await ask(desk, 'library.duplicate', { id: source?.id ?? '' })
  await ask(desk, 'declaration.patch', { id: copy.id, revision: 1, patches: [{ op: 'set', path: 'projectName', value: source?.projectName ?? '' }] })
  await at('nav-year').click()
  await onYear()
  await at('year-check').waitFor()
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

async function showYear(year: number): Promise<void> {
  await at('year-choice').click()
  await desk.page.locator('.ant-select-item-option', { hasText: `${year} 年` }).click()
  await at('year-check').and(desk.page.locator('[aria-busy=false]')).waitFor()
}

describe('a year checked together', () => {
  it('shows what the checks find, by form and between the forms, with sums', async () => {
    await showYear(YEAR)
    const found = await ask(desk, 'check.year', { year: YEAR, unitName: null })
    const all = found.forms.flatMap(form => form.findings)
    const count = (severity: string) => [...all, ...found.across].filter(finding => finding.severity === severity).length
    expect(count('error')).toBeGreaterThan(0)
    for (const severity of ['error', 'warning', 'hint']) expect(await at(`mark-${severity}`).locator('b').textContent()).toBe(String(count(severity)))
    expect(await at('year-across').getByTestId('year-finding').count()).toBe(found.across.length)
    expect(found.across.some(finding => finding.rule === 'U05')).toBe(true)
    expect(await lines().count()).toBe(all.length + found.across.length)
    expect(await at('year-form').count()).toBe(found.forms.filter(form => form.findings.length > 0).length)
    expect(await at('year-sums').textContent()).toContain('合计')
    await still(desk)
    await desk.screenshot('year')
  })

  it('shows one gravity or one rule alone, and all again', async () => {
    const all = await lines().count()
    await at('mark-error').click()
    await until(() => lines().count().then(async count => count === Number(await at('mark-error').locator('b').textContent())), true)
    await at('mark-error').click()
    await until(() => lines().count(), all)
    const rule = await lines().last().getAttribute('data-rule')
    await at(`rule-${rule}`).click()
    await until(() => lines().count(), Number(await at(`rule-${rule}`).locator('.number').textContent()))
    for (const line of await lines().all()) expect(await line.getAttribute('data-rule')).toBe(rule)
    await desk.screenshot('year-rule')
    await at(`rule-${rule}`).click()
    await until(() => lines().count(), all)
  })

  it('leads to the field in the editor, and back to the same place', async () => {
    const body = desk.page.locator('.look-body')
    const found = await ask(desk, 'check.year', { year: YEAR, unitName: null })
    const form = found.forms.find(entry => entry.findings.some(finding => finding.field.startsWith('indicators[')))
    const finding = form?.findings.find(entry => entry.field.startsWith('indicators['))
    const { declaration } = await ask(desk, 'declaration.open', { id: form?.id ?? '' })
    const [, row] = finding?.field.match(/\[(\d+)\]/u) ?? []
    await at('year-form').filter({ hasText: form?.projectName ?? '' }).first().locator(`[data-testid=year-finding][data-rule=${finding?.rule}] [data-way]`).first().focus()
    expect(await body.evaluate(element => element.scrollTop)).toBeGreaterThan(0)
    const onScreen = () => desk.page.evaluate(() => Math.round(document.activeElement?.getBoundingClientRect().top ?? 0))
    const place = await onScreen()
    await press('Enter')
    await desk.page.locator('[data-page=editor]').waitFor()
    await until(async () => (await focusedKey())?.startsWith(`indicators/${declaration.indicators[Number(row)]?.id}/`) ?? false, true)
    await press('Alt+ArrowLeft')
    await onYear()
    await at('year-check').waitFor()
    // A line more or less above it may be gone: the same place to the eye.
    await until(async () => Math.abs((await onScreen()) - place) < 20, true)
  })

  it('is walked through by keys', async () => {
    await press('F8')
    const first = await desk.page.evaluate(() => document.activeElement?.textContent)
    await press('F8')
    const second = await desk.page.evaluate(() => document.activeElement?.closest('[data-testid=year-finding]') !== null)
    expect(second).toBe(true)
    await press('Shift+F8')
    expect(await desk.page.evaluate(() => document.activeElement?.textContent)).toBe(first)
    await press('ArrowDown')
    await press('ArrowUp')
    expect(await desk.page.evaluate(() => document.activeElement?.textContent)).toBe(first)
    await press('Enter')
    await desk.page.locator('[data-page=editor]').waitFor()
    await press('Alt+ArrowLeft')
    await onYear()
  })

  it('tells what is kept with a reason apart', async () => {
    const id = (await ask(desk, 'check.year', { year: YEAR, unitName: null })).forms.find(form => form.findings.some(finding => finding.severity === 'warning'))?.id ?? ''
    const { declaration, revision } = await ask(desk, 'declaration.open', { id })
    const finding = (await ask(desk, 'check.year', { year: YEAR, unitName: null })).forms.find(form => form.id === id)?.findings.find(entry => entry.severity === 'warning')
    const list = finding?.field.match(/^(indicators|subProjects)\[(\d+)\](?:\.(\w+))?$/u)
    const field = list ? [list[1], declaration[list[1] as 'indicators'][Number(list[2])]?.id, list[3]].filter(Boolean).join('/') : finding?.field ?? ''
    await ask(desk, 'declaration.patch', { id, revision, patches: [{ op: 'set', path: 'keptFindings', value: [{ rule: finding?.rule ?? '', field, words: finding?.words ?? '', reason: '主管部门要求这样写', at: '2025-09-01T00:00:00.000Z' }] }] })
    await until(() => at('mark-kept').locator('b').textContent(), '1')
    await at('mark-kept').click()
    await until(() => lines().count(), 1)
    expect(await lines().first().textContent()).toContain('主管部门要求这样写')
    await at('mark-kept').click()
  })

  it('hands the report and the summary over to the export', async () => {
    await at('year-summary').click()
    await at('export-document').waitFor()
    expect(await at('document-summary').isChecked()).toBe(true)
    expect(await at('export-format').getByRole('radio').count()).toBe(1)
    await still(desk)
    await desk.screenshot('export-summary')
    await press('Escape')
    await until(() => at('export-document').count(), 0)
    await at('year-report').click()
    await until(() => at('document-report').isChecked(), true)
    expect(await at('export-format').getByRole('radio').count()).toBe(2)
    await at('document-declaration').check()
    await at('export-combined').waitFor()
    await still(desk)
    await desk.screenshot('export-many')
  })

  it('makes one file of all only when none is refused, or all of them as a draft', async () => {
    await at('export-combined').check()
    await at('run-export').click()
    await at('refused-entry').first().waitFor()
    expect(await at('made-file').count()).toBe(0)
    expect(readdirSync(folder)).toEqual([])
    await still(desk)
    await desk.screenshot('export-refused-together')
    await at('export-as-draft').click()
    await until(() => at('made-file').count(), 1, 30_000)
    expect(readdirSync(folder).map(name => path.extname(name))).toEqual(['.pdf'])
    await at('close-export').click()
    await until(() => at('export-result').count(), 0)
  })

  it('takes a year of 247 forms', async () => {
    const ids = (await ask(desk, 'library.list', { year: YEAR })).map(row => row.id)
    await at('nav-help').click()
    await desk.page.locator('[data-page=help]').waitFor()
    for (let made = ids.length; made < 247; made++) await ask(desk, 'library.duplicate', { id: ids[made % ids.length] ?? '' })
    await at('nav-year').click()
    await until(() => at('year-check').and(desk.page.locator('[aria-busy=false]')).count(), 1, 30_000)
    await until(async () => (await desk.page.locator('.page-head .note').textContent())?.includes('247') ?? false, true, 30_000)
    await desk.page.getByRole('button', { name: '全部展开' }).click()
    await until(async () => (await lines().count()) > 1_000, true)
    await desk.screenshot('year-247')
  })
})
