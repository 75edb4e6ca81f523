import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { originKey } from '../shared/declaration/fieldPath'
import { launchApp, type Launched } from './app'
import { editing } from './editing'
import { ask, until } from './steps'

let desk: Launched
const { form, at, press, box, stored, saved, section, focusedKey, openProject, paste } = editing(() => desk)
const rows = (): Locator => at('indicator-row')
const cell = (row: Locator, part: 'name' | 'value'): Locator => row.locator(`[data-field-key$="/${part}"] textarea`)

beforeAll(async () => {
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1600, height: 900 })
  await at('load-samples').click()
  await at('library-row').first().waitFor()
  await desk.page.locator('.year-tabs .ant-tabs-tab').first().click()
})
afterAll(async () => {
  expect(desk.pageErrors).toEqual([])
  expect(desk.foreignRequests).toEqual([])
  await desk.kill()
})

const RIVERS = '街镇河道轮疏与水质监测'

describe('typing', () => {
  beforeAll(() => openProject(RIVERS))

  it('is in the store when 已保存 says so, not before', async () => {
    await box('projectName').click()
    await press('End')
    await desk.page.keyboard.type('（二期）')
    expect(await at('save-state').getAttribute('data-state')).toBe('saving')
    await saved()
    expect((await stored()).projectName).toBe(`${RIVERS}（二期）`)
    expect(await at('save-state').textContent()).toMatch(/已保存 \d{2}:\d{2}:\d{2}/u)
  })

  it('is taken back and done again, and where it was is shown', async () => {
    await section('goals')
    await press('Control+z')
    await until(focusedKey, 'projectName')
    expect(await box('projectName').inputValue()).toBe(RIVERS)
    await press('Control+y')
    expect(await box('projectName').inputValue()).toBe(`${RIVERS}（二期）`)
    await at('undo').click()
    await saved()
    expect((await stored()).projectName).toBe(RIVERS)
  })

  it('takes a word that an input method composes only when it is whole', async () => {
    await box('projectName').click()
    await press('End')
    const session = await desk.page.context().newCDPSession(desk.page)
    await session.send('Input.imeSetComposition', { text: 'nian', selectionStart: 4, selectionEnd: 4 })
    // a queued edit would make the mark say so at once, and be in the store when it no longer does
    await until(async () => (await box('projectName').inputValue()).includes('nian'), true)
    await saved()
    expect((await stored()).projectName).toBe(RIVERS)
    await session.send('Input.insertText', { text: '年度' })
    await saved()
    await until(async () => (await stored()).projectName, `${RIVERS}年度`)
    await press('Control+z')
    expect(await box('projectName').inputValue()).toBe(RIVERS)
  })

  it('understands days and amounts in every style, and keeps in sight what it does not', async () => {
    await section('basics')
    await box('startDate').fill('２０２５年２月３日')
    await press('Tab')
    expect(await box('startDate').inputValue()).toBe('2025-02-03')
    await box('startDate').fill('2025年2月30日')
    await press('Tab')
    await at('field-startDate').getByText('没有这一天').waitFor()
    await section('funding')
    await box('funding.carriedOver').fill('１，２３４．５０')
    await press('Tab')
    expect(await box('funding.carriedOver').inputValue()).toBe('1,234.50')
    await box('funding.carriedOver').fill('5.8万元')
    await press('Tab')
    await at('field-funding.carriedOver').getByText('5.8 万元').waitFor()
    await saved()
    expect(await stored()).toMatchObject({ startDate: '2025-02-03', funding: { carriedOver: 5_800_000 } })
    // what could be read on the way to something that cannot is not kept
    await box('funding.carriedOver').focus()
    await desk.page.keyboard.type('1.2.3')
    await press('Tab')
    await at('field-funding.carriedOver').getByText('读不出金额').waitFor()
    await saved()
    expect((await stored()).funding.carriedOver).toBe(5_800_000)
    await box('funding.carriedOver').focus()
    await press('Control+z')
    await until(() => box('funding.carriedOver').inputValue(), '58,000.00')
    await at('field-funding.carriedOver').locator('..').getByText('分项合计').last().waitFor()
    await desk.screenshot('editor-money')
    await press('Alt+ArrowLeft')
    await desk.page.locator('.ant-modal-confirm-title', { hasText: '有 1 处输入读不出来，没有保存' }).waitFor()
    await desk.page.getByRole('button', { name: '去改正' }).click()
    await desk.page.locator('.ant-modal-confirm-title').waitFor({ state: 'hidden' })
    await until(focusedKey, 'startDate')
    expect(await box('startDate').inputValue()).toBe('2025年2月30日')
    await press('Control+z')
    expect(await box('startDate').inputValue()).toBe('2025-02-03')
  })

  it('picks a day from the calendar, by mouse and by key', async () => {
    await box('endDate').focus()
    await press('Alt+ArrowDown')
    await desk.page.locator('.ant-picker-dropdown td[title="2027-12-30"]').click()
    expect(await box('endDate').inputValue()).toBe('2027-12-30')
    await at('field-endDate').getByRole('button', { name: /打开日历/u }).click()
    await desk.page.locator('.ant-picker-dropdown td[title="2027-12-31"]').click()
    expect(await box('endDate').inputValue()).toBe('2027-12-31')
    await saved()
  })
})

describe('sub-projects', () => {
  it('add up beside the budget, and take a block', async () => {
    await openProject(RIVERS)
    await section('lastYear')
    expect(await at('subproject-total').textContent()).toMatch(/合计 3,260,000\.00 元.*一致/u)
    const row = at('subproject-row').last()
    await row.locator('input').focus()
    await press('Enter')
    await until(async () => (await focusedKey())?.split('/')[2], 'name')
    await paste('序号\t名称\t金额（万元）\n1\t档案整理\t1.5\n2\t宣传\t0.25\n\t合计\t1.75')
    await until(() => at('subproject-row').count(), 5)
    expect(await at('subproject-total').textContent()).toContain('合计多 17,500.00 元')
    await saved()
    expect((await stored()).subProjects.slice(3).map(({ name, amount }) => [name, amount])).toEqual([['档案整理', 1_500_000], ['宣传', 250_000]])
    await desk.screenshot('editor-subprojects')
    await at('subproject-row').nth(3).locator('input').focus()
    await paste('1,000\n2,000元\n3000')
    await until(() => at('subproject-row').count(), 6)
    await saved()
    expect((await stored()).subProjects.slice(3).map(({ name, amount }) => [name, amount])).toEqual([['档案整理', 100_000], ['宣传', 200_000], ['', 300_000]])
    await press('Control+z')
    await press('Control+z')
    await press('Control+z')
    await until(() => at('subproject-row').count(), 3)
  })
})

describe('indicators', () => {
  beforeAll(async () => {
    await openProject(RIVERS)
    await section('indicators')
    await rows().first().waitFor()
  })

  it('are entered by the keyboard alone', async () => {
    const count = await rows().count()
    const last = rows().nth(count - 1)
    await cell(last, 'name').focus()
    await press('Enter')
    await press('Enter')
    await until(() => rows().count(), count + 1)
    await desk.page.keyboard.type('河长办满意度')
    await press('Enter')
    await desk.page.keyboard.type('≥92.00(%)')
    await press('Alt+ArrowUp')
    await until(async () => (await stored()).indicators.at(-2)?.name, '河长办满意度')
    await press('Control+d')
    await until(() => rows().count(), count + 2)
    await press('Alt+Delete')
    await until(() => rows().count(), count + 1)
    await desk.page.locator('.ant-message').getByRole('button', { name: '撤销' }).last().click()
    await until(() => rows().count(), count + 2)
    await saved()
    const { indicators } = await stored()
    expect(indicators.slice(-3).map(row => [row.level2, row.name, row.value])).toEqual([
      ['服务对象满意度指标', '河长办满意度', '≥92.00(%)'], ['服务对象满意度指标', '河长办满意度', '≥92.00(%)'], ['服务对象满意度指标', '街镇水务管理人员满意度', '≥90.00(%)'],
    ])
    await press('Control+z')
    await press('Control+z')
  })

  it('move to the level they are given', async () => {
    const row = rows().filter({ has: desk.page.locator('textarea', { hasText: '水质达标断面比例' }) })
    await row.locator('select').selectOption({ label: '质量指标' })
    await saved()
    const { indicators } = await stored()
    const place = indicators.findIndex(({ name }) => name === '水质达标断面比例')
    expect(indicators.slice(place - 1, place + 1).map(({ level1, level2 }) => [level1, level2])).toEqual([['产出指标', '质量指标'], ['产出指标', '质量指标']])
    await press('Control+z')
  })

  it('take a block out of Word, merged levels and all, each row at its level', async () => {
    const count = await rows().count()
    await cell(rows().first(), 'name').focus()
    await paste('', '<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr><tr><td rowspan=2>产出指标</td><td rowspan=2>数量指标</td><td>宣传场次</td><td>≥6场</td></tr><tr><td>发放手册</td><td>≥2000份</td></tr><tr><td>效益指标</td><td>社会效益指标</td><td><p>居民知晓率</p></td><td>≥85%</td></tr></table>')
    await until(() => rows().count(), count + 3)
    await saved()
    const { indicators } = await stored()
    expect(indicators.filter(({ name }) => ['宣传场次', '发放手册', '居民知晓率'].includes(name)).map(({ level2, name, value }) => [level2, name, value])).toEqual([
      ['数量指标', '宣传场次', '≥6场'], ['数量指标', '发放手册', '≥2000份'], ['社会效益指标', '居民知晓率', '≥85%'],
    ])
    await desk.screenshot('editor-indicators')
    await press('Control+z')
    await until(() => rows().count(), count)
  })

  it('take a block in the dialog for it once, and only when it is put in', async () => {
    const count = await rows().count()
    await at('paste-open').click()
    await at('paste-dialog').locator('textarea').focus()
    await paste('一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t开放天数\t≥300天\n产出指标\t数量指标\t活动场次\t≥24场')
    await at('paste-dialog').getByRole('cell', { name: '开放天数' }).waitFor()
    expect(await rows().count()).toBe(count)
    await until(() => desk.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? ''), 'paste-insert')
    await press('Enter')
    await until(() => rows().count(), count + 2)
    await press('Control+z')
    await until(() => rows().count(), count)
  })

  it('take a column of targets down the rows', async () => {
    const before = (await stored()).indicators
    await cell(rows().nth(1), 'value').focus()
    await paste('≤1.5万元\n=1次\n')
    await saved()
    expect((await stored()).indicators.slice(0, 4).map(({ value }) => value)).toEqual([before[0]?.value, '≤1.5万元', '=1次', before[3]?.value])
    await press('Control+z')
  })

  it('show a block that is not certain before it is put in', async () => {
    const count = await rows().count()
    await cell(rows().nth(3), 'name').focus()
    await paste('及时响应\n按期完成')
    await at('paste-dialog').getByText('没有目标值').first().waitFor()
    await desk.screenshot('editor-paste')
    await at('paste-insert').click()
    await until(() => rows().count(), count + 2)
    await press('Control+z')
    await until(() => rows().count(), count)
  })
})

describe('the pages beside', () => {
  beforeAll(() => openProject(RIVERS))

  it('follow the typing, lead to the field, and show the field in hand', async () => {
    const page = at('preview-page').first()
    await page.waitFor()
    await page.locator('td[data-path=annualGoal]').click()
    await until(focusedKey, 'annualGoal')
    await page.locator('td.lit[data-path=annualGoal]').waitFor()
    await press('Control+End')
    await desk.page.keyboard.type('新写的一句。')
    await page.locator('td[data-path=annualGoal]', { hasText: '新写的一句。' }).waitFor()
    await desk.screenshot('editor')
    await press('Control+z')
    await page.locator('td[data-path="indicators[2].value"]').click()
    const third = (await stored())
    await until(focusedKey, originKey(third, 'indicators[2].value'))
  })

  it('give way in a small window', async () => {
    await desk.page.setViewportSize({ width: 1366, height: 768 })
    const main = await at('editor-main').boundingBox()
    expect(main?.width).toBeGreaterThan(500)
    await desk.screenshot('editor-small-preview')
    await press('F9')
    await until(() => at('preview').count(), 0)
    await desk.screenshot('editor-small')
    await desk.page.setViewportSize({ width: 1024, height: 700 })
    await press('F9')
    await at('preview').waitFor()
    await desk.screenshot('editor-smallest')
    await press('Escape')
    await until(() => at('preview').count(), 0)
    const header = await desk.page.locator('.editor-head').evaluate(element => element.scrollWidth - element.clientWidth)
    expect(header).toBe(0)
    await desk.page.setViewportSize({ width: 1600, height: 900 })
  })
})

describe('findings', () => {
  it('stand beside their field, are listed, and lead there', async () => {
    await openProject(RIVERS)
    await section('goals')
    await box('annualGoal').fill('')
    await at('field-annualGoal').getByTestId('finding').first().waitFor()
    await at('findings-toggle').click()
    await section('basics')
    await at('findings-panel').getByRole('button', { name: '年度总体目标' }).first().click()
    await until(focusedKey, 'annualGoal')
    await desk.screenshot('editor-findings')
    await press('Control+z')
    await until(() => at('field-annualGoal').locator('[data-severity=error]').count(), 0)
    await at('preview-toggle').click()
  })

  it('of another form: a warning is kept with its reason', async () => {
    const samples = await ask(desk, 'library.list', {})
    const defective = samples.find(row => row.edition === 'shanghai-2020' && row.projectName?.startsWith('图书馆'))
    await openProject(defective?.projectName ?? '')
    await at('findings-toggle').click()
    const warning = at('findings-panel').locator('[data-testid=finding][data-severity=warning]').first()
    await warning.getByRole('button', { name: '保留并说明' }).click()
    await desk.page.getByRole('textbox', { name: '为什么保留？' }).fill('财政局已同意')
    await press('Enter')
    await at('findings-panel').getByText('已保留：财政局已同意').waitFor()
    await saved()
    expect((await stored()).keptFindings).toMatchObject([{ reason: '财政局已同意' }])
    await desk.screenshot('editor-findings-many')
  })
})

describe('a form out of last year’s', () => {
  it('says where each value comes from, shows last year’s, and lets a person confirm', async () => {
    const source = (await ask(desk, 'library.list', { year: 2018 }))[0]
    const made = await ask(desk, 'carryOver.create', { id: source?.id ?? '', year: 2019, edition: null, parts: ['basics', 'dates', 'texts', 'goals', 'budgets', 'subProjects', 'indicators'] })
    const { declaration } = await ask(desk, 'declaration.open', { id: made.id })
    await press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
    await at('search').fill(declaration.projectName ?? '')
    await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: '2019' }).click()
    await at('library-row').filter({ hasText: declaration.projectName ?? '' }).filter({ hasText: '2019' }).dblclick()
    await at('editor').waitFor()
    form.id = made.id
    await at('origin-startDate').and(desk.page.locator('[data-origin=shifted]')).waitFor()
    await box('startDate').focus()
    await press('F2')
    await desk.page.locator('.origin-details .before').waitFor()
    await desk.page.locator('.ant-popover:not([class*=-enter])').waitFor()
    await desk.screenshot('editor-carried')
    await press('Escape')
    await until(focusedKey, 'startDate')
    await at('confirm-startDate').click()
    await at('origin-startDate').and(desk.page.locator('[data-origin=confirmed]')).waitFor()
    await at('confirm-section').click()
    await saved()
    const { origins } = await stored()
    expect(['unitName', 'projectName', 'startDate', 'endDate'].map(key => origins[key]?.kind)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
    await box('projectName').fill('改了名')
    await at('origin-projectName').and(desk.page.locator('[data-origin=typed]')).waitFor()
    await press('Control+z')
    await at('origin-projectName').and(desk.page.locator('[data-origin=confirmed]')).waitFor()
  })
})

describe('leaving', () => {
  it('stores first what was typed a moment ago: back, close, and opened again', async () => {
    await openProjectOfYear(2019)
    await section('remarks')
    await box('remarks').fill('返回前写的')
    await press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
    expect((await stored()).remarks).toBe('返回前写的')
  })

  it('nothing that was called saved is lost when the process is killed', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'jixiao-kill-'))
    try {
      const first = await launchApp({ dataDir })
      const { id: made } = await ask(first, 'library.create', { edition: 'shanghai-2026', year: 2026 })
      await first.page.getByTestId('library-row').first().dblclick()
      await first.page.getByTestId('field-projectName').locator('input').fill('断电前的名字')
      await first.page.locator('[data-testid=save-state][data-state=saved]').getByText(/\d{2}:\d{2}:\d{2}/u).waitFor()
      await first.kill()
      const second = await launchApp({ dataDir })
      expect((await ask(second, 'declaration.open', { id: made })).declaration.projectName).toBe('断电前的名字')
      await second.page.getByTestId('library-row').first().dblclick()
      const name = second.page.getByTestId('field-projectName').locator('input')
      await name.fill('关窗前的名字')
      await second.close()
      const third = await launchApp({ dataDir })
      expect((await ask(third, 'declaration.open', { id: made })).declaration.projectName).toBe('关窗前的名字')
      await third.kill()
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  })
})

async function openProjectOfYear(year: number): Promise<void> {
  const found = (await ask(desk, 'library.list', { year }))[0]
  if ((await desk.page.locator('[data-page=editor]').count()) > 0) {
    await press('Alt+ArrowLeft')
    await desk.page.locator('[data-page=library]').waitFor()
  }
  form.id = found?.id ?? ''
  await at('search').fill(found?.projectName ?? '')
  await desk.page.locator('.year-tabs .ant-tabs-tab', { hasText: String(year) }).click()
  await at('library-row').filter({ hasText: found?.projectName ?? '' }).filter({ hasText: String(year) }).dblclick()
  await at('editor').waitFor()
}
