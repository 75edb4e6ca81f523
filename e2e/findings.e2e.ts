import type { Locator } from 'playwright-core'
import type { Declaration } from '../shared/declaration/model'
import { launchApp, type Launched } from './app'
import { ask, still, until } from './steps'

let desk: Launched
let id = ''

const at = (testId: string): Locator => desk.page.getByTestId(testId)
const box = (field: string): Locator => at(`field-${field}`).locator('[data-main-control]').first()
const stored = async (): Promise<Declaration> => (await ask(desk, 'declaration.open', { id })).declaration
const saved = (): Promise<void> => at('save-state').and(desk.page.locator('[data-state=saved]')).waitFor()
const section = (key: string): Promise<void> => at(`section-${key}`).click()
const openFindings = () => at('findings-panel').locator('[data-testid=finding]:not(.kept)')

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await at('load-samples').click()
  await at('library-row').first().waitFor()
  await desk.page.locator('.year-tabs .ant-tabs-tab').first().click()
  id = (await ask(desk, 'library.list', {})).find(row => row.projectName?.startsWith('图书馆自助借还系统'))?.id ?? ''
  await at('library-row').filter({ hasText: '图书馆自助借还系统' }).first().dblclick()
  await at('editor').waitFor()
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
})

/** Letters of the marks and of the box, each at its place on the screen. */
const sameLetters = (marks: Locator): Promise<boolean> => marks.evaluate(layer => {
  const control = layer.parentElement?.querySelector('textarea, input') as HTMLTextAreaElement
  const ours = getComputedStyle(layer)
  const its = getComputedStyle(control)
  const alike = (['fontFamily', 'fontSize', 'fontWeight', 'letterSpacing', 'wordSpacing', 'lineHeight', 'paddingTop', 'paddingLeft', 'paddingRight', 'whiteSpaceCollapse', 'overflowWrap', 'wordBreak', 'textAlign', 'tabSize'] as const).every(name => ours[name] === its[name])
  // a last line of no width stands for the one that a box keeps
  return alike && layer.clientWidth === control.clientWidth && layer.scrollHeight === control.scrollHeight && layer.textContent === `${control.value}\u200b`
})

describe('words that a finding is about', () => {
  it('are marked in their field, letter over letter', async () => {
    await section('goals')
    const marks = at('marks-overallGoal')
    await marks.waitFor()
    expect((await marks.locator('mark').allTextContents()).join('|')).toContain('2019年度')
    expect(await sameLetters(marks)).toBe(true)
    await box('overallGoal').focus()
    await still(desk)
    await desk.screenshot('finding-marks')
    await section('indicators')
    const cells = desk.page.locator('.indicators .marked-words')
    await cells.first().waitFor()
    for (const cell of await cells.all()) expect(await sameLetters(cell)).toBe(true)
    await desk.screenshot('finding-marks-indicators')
  })

  it('follow the typing, and a long text that is scrolled', async () => {
    await section('goals')
    const before = await box('overallGoal').inputValue()
    await box('overallGoal').fill(`${'第一行\n'.repeat(60)}${before}`)
    await at('marks-overallGoal').waitFor()
    await until(() => sameLetters(at('marks-overallGoal')), true)
    await box('overallGoal').evaluate(element => element.scrollTo(0, 500))
    await until(() => at('marks-overallGoal').evaluate(layer => layer.scrollTop > 100 && layer.scrollTop === layer.parentElement?.querySelector('textarea')?.scrollTop), true)
    await box('overallGoal').fill(before.replaceAll('2019年度', '2020年度'))
    await until(async () => (await at('marks-overallGoal').count()) === 0 || !(await at('marks-overallGoal').locator('mark').allTextContents()).some(text => text.includes('2019')), true)
    await box('overallGoal').fill(before)
    await saved()
  })
})

describe('keeping with a reason', () => {
  it('is listed with the reason, and can be taken back', async () => {
    await at('findings-toggle').click()
    const warning = at('findings-panel').locator('[data-severity=warning]').first()
    const rule = await warning.getAttribute('data-rule')
    await warning.getByRole('button', { name: '保留并说明' }).click()
    await desk.page.keyboard.type('主管部门批复如此')
    await desk.page.keyboard.press('Enter')
    await at('kept-findings').getByText('主管部门批复如此').waitFor()
    await saved()
    expect((await stored()).keptFindings).toMatchObject([{ rule, reason: '主管部门批复如此' }])
    await desk.screenshot('findings-kept')
    await at('kept-findings').getByRole('button', { name: '取消保留' }).click()
    await until(() => at('kept-findings').count(), 0)
    await saved()
    expect((await stored()).keptFindings).toEqual([])
  })

  it('is told also when the words are no longer there', async () => {
    const { declaration, revision } = await ask(desk, 'declaration.open', { id })
    expect(declaration.keptFindings).toEqual([])
    await ask(desk, 'declaration.patch', { id, revision, patches: [{ op: 'set', path: 'keptFindings', value: [{ rule: 'B01', field: 'plan', words: '2011年', reason: '当时的批复', at: '2025-09-01T00:00:00Z' }] }] })
    await section('basics')
    await desk.page.keyboard.press('Alt+ArrowLeft')
    await at('library-row').filter({ hasText: '图书馆自助借还系统' }).first().dblclick()
    await at('editor').waitFor()
    await at('findings-toggle').click()
    await at('kept-idle').getByText('当时的批复').waitFor()
    await at('kept-idle').getByRole('button', { name: '不再保留' }).click()
    await until(() => at('kept-idle').count(), 0)
    await saved()
    expect((await stored()).keptFindings).toEqual([])
  })
})

describe('certain repairs', () => {
  it('are made all at once, and taken back at once', async () => {
    const before = await stored()
    const open = await openFindings().count()
    const certain = await openFindings().getByRole('button', { name: '改正' }).count()
    expect(certain).toBeGreaterThan(1)
    await at('repair-all').click()
    await until(() => at('repair-all').count(), 0)
    await still(desk)
    await desk.screenshot('findings-repaired')
    await saved()
    expect(await openFindings().count()).toBeLessThan(open)
    expect(await stored()).not.toEqual(before)
    await at('undo-repairs').click()
    await saved()
    expect(await stored()).toEqual(before)
    await until(() => openFindings().count(), open)
  })
})
