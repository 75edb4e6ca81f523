import { readFileSync } from 'node:fs'
import path from 'node:path'
import { launchApp, ROOT, type Launched } from './app'
import { ask, pressKeys, still, until } from './steps'

let desk: Launched
let source = ''

const at = (testId: string) => desk.page.getByTestId(testId)
const press = (keys: string) => pressKeys(desk, keys)
const decisions = () => at('carry-change').evaluateAll(rows => rows.map(row => row.getAttribute('data-decision') ?? ''))
const made = async () => {
  const [form] = await ask(desk, 'library.list', { year: 2026 })
  return (await ask(desk, 'declaration.open', { id: form?.id ?? '' })).declaration
}

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  const text = readFileSync(path.join(ROOT, 'e2e', 'fixtures', 'last-year-2020.tsv'), 'utf8')
  const { importId, forms } = await ask(desk, 'import.text', { text, name: '去年的申报表.tsv', edition: null })
  source = (await ask(desk, 'import.accept', { importId, forms: forms.slice(0, 1).map(({ formId, declaration }) => ({ formId, declaration })) })).ids[0] ?? ''
  await at('library-row').first().waitFor()
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
})

describe('the differences, by keys alone', () => {
  it('are gone through one by one: found right, or left as last year', async () => {
    await at('library-row').first().click()
    await at('library-table').focus()
    await at('carry-selected').click()
    await at('carry-over').waitFor()
    await desk.page.locator('#carry-year').fill('2026')
    await press('Tab')
    await desk.page.getByText('新表没有这一层级').first().waitFor()
    await at('carry-change').first().focus()
    const all = await at('carry-change').count()
    await press('Enter')
    await press('Delete')
    await press('ArrowDown')
    await press(' ')
    await until(async () => (await decisions()).slice(0, 4).join(), 'accepted,takenBack,accepted,')
    await press('ArrowUp')
    await press('Delete')
    await until(async () => (await decisions())[1], '')
    await still(desk)
    await desk.screenshot('carry-differences')
    await at('accept-all').click()
    await until(async () => (await decisions()).filter(decision => decision === 'accepted').length, all)
    await desk.page.getByText('都核对过了').waitFor()
  })

  it('and stand confirmed in the form that is made', async () => {
    await press('Control+Enter')
    await at('editor').waitFor()
    const { origins } = await made()
    expect(origins['startDate']).toMatchObject({ kind: 'confirmed', before: '2020-01-01' })
    expect(Object.values(origins).filter(({ kind }) => kind === 'shifted')).toEqual([])
    expect(origins['projectName']).toMatchObject({ kind: 'carried' })
  })
})

describe('what was asked and what is kept', () => {
  it('is looked up at any time; a kept indicator goes back into the table with one key, and out again by undo', async () => {
    const before = await made()
    const kept = before.setAside.length
    expect(kept).toBeGreaterThan(0)
    await press('F3')
    await at('asked').waitFor()
    expect(await at('asked-entry').count()).toBeGreaterThan(0)
    expect(await at('kept-piece').count()).toBe(kept + before.unplaced.length)
    await still(desk)
    await desk.screenshot('look-asked')
    await at('kept-piece').first().focus()
    await press('Enter')
    await until(async () => (await made()).indicators.length, before.indicators.length + 1)
    const after = await made()
    expect(after.setAside).toHaveLength(kept - 1)
    expect(after.indicators.map(row => row.name)).toContain(before.setAside[0]?.row?.name)
    await press('Control+z')
    await until(async () => (await made()).setAside.length, kept)
    expect((await made()).indicators).toEqual(before.indicators)
  })

  it('so does one that stands in last year’s form alone', async () => {
    const before = await made()
    await desk.page.getByRole('tab', { name: '与上年对照' }).click()
    await at('compare-put-back').first().click()
    await until(async () => (await made()).indicators.length, before.indicators.length + 1)
    expect((await made()).setAside).toHaveLength(before.setAside.length - 1)
    await press('Control+z')
    await until(async () => (await made()).setAside.length, before.setAside.length)
  })

  it('a question leads to its place, and is settled when the value is typed', async () => {
    await desk.page.getByRole('tab', { name: '结转提示与留存' }).click()
    const question = at('asked-entry').filter({ hasText: '请填写当年预算' })
    if ((await question.count()) === 0) await desk.page.getByText('处理过的也显示').click()
    await question.locator('button').click()
    await until(() => desk.page.locator('.ant-drawer-open').count(), 0)
    await until(() => desk.page.evaluate(() => document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null), 'currentYearBudget')
    await desk.page.keyboard.type('500000')
    await press('Tab')
    await until(async () => (await made()).currentYearBudget, 50_000_000)
    await still(desk)
    await desk.screenshot('editor-total-follows')
    await at('total-follows').getByRole('button').click()
    await until(async () => (await made()).totalBudget, 50_000_000)
    expect(await at('total-follows').count()).toBe(0)
    await press('F3')
    await at('asked').waitFor()
    await until(() => desk.page.locator('.asked-list li:not(.settled)').filter({ hasText: '请填写当年预算' }).count(), 0)
    expect((await ask(desk, 'declaration.open', { id: source })).declaration.year).toBe(2020)
  })
})

describe('another name', () => {
  it('is another project: last year’s figures are emptied when the person says so, and come back by undo', async () => {
    const before = await made()
    expect(before.lastYearBudget).not.toBeNull()
    await press('Escape')
    await until(() => desk.page.locator('.ant-drawer-open').count(), 0)
    await at('section-basics').click()
    expect(await at('renamed').count()).toBe(0)
    await desk.page.locator('[data-field-key=projectName] :is(input, textarea)').first().fill(`${before.projectName}（二期）`)
    await at('renamed').waitFor()
    await still(desk)
    await desk.screenshot('editor-renamed')
    await at('renamed').getByRole('button').click()
    await until(async () => (await made()).lastYearBudget, null)
    expect(await at('renamed').count()).toBe(0)
    await press('Control+z')
    await until(async () => (await made()).lastYearBudget, before.lastYearBudget)
  })
})
