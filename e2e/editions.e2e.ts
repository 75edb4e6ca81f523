import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, ROOT, type Launched } from './app'
import { ask, still, until } from './steps'

let desk: Launched
let folder: string

const at = (testId: string) => desk.page.getByTestId(testId)
const pack = (name: string) => desk.page.locator(`[data-edition="${name}"]`)
const official = () => JSON.parse(readFileSync(path.join(ROOT, 'resources', 'editions', 'shanghai-2026.json'), 'utf8')) as { id: string; revision: number; name: { zh: string }; fields: { label: string }[]; rows: unknown[] }

/** Answers the next dialog for a file with this one. */
async function offer(name: string, content: unknown): Promise<void> {
  const file = path.join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  await desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog
  }, file)
  await at('install-edition').click()
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-editions-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await ask(desk, 'library.loadSamples', {})
  await at('nav-settings').click()
  await at('edition-pack').first().waitFor()
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

describe('editions in the settings', () => {
  it('are listed with years, revision, what is to be confirmed, and how many forms hold to them', async () => {
    const { packs } = await ask(desk, 'editions.list', {})
    await until(() => at('edition-pack').count(), packs.length)
    const used = packs.find(({ id }) => id === 'shanghai-2026')
    expect(used?.usedBy).toBeGreaterThan(0)
    const row = pack('shanghai-2026@1')
    expect(await row.textContent()).toContain(`${used?.usedBy} 份`)
    expect(await row.textContent()).toContain('随程序提供')
    for (const { id, revision, confirmed } of packs) expect(await pack(`${id}@${revision}`).getByText('待确认').count()).toBe(confirmed ? 0 : 1)
    await at('edition-packs').scrollIntoViewIfNeeded()
    await desk.screenshot('editions')
  })

  it('are not put in from a file that is not one: every fault is told with its place', async () => {
    const wrong = official()
    wrong.id = 'BIG LETTERS'
    wrong.fields[0] = { ...wrong.fields[0], label: '' }
    await offer('错误的版式.json', wrong)
    await at('edition-report').and(desk.page.locator('[data-effect=bad]')).waitFor()
    expect(await at('edition-problem').count()).toBeGreaterThanOrEqual(2)
    expect(await at('edition-report').textContent()).toContain('fields[0].label')
    expect(await at('do-install-edition').count()).toBe(0)
    await still(desk)
    await desk.screenshot('editions-bad')
    await desk.page.keyboard.press('Escape')
    await until(() => at('edition-report').count(), 0)

    await offer('不是版式.json', '{"a":')
    await at('edition-report').and(desk.page.locator('[data-effect=bad]')).waitFor()
    await desk.page.keyboard.press('Escape')
    await until(() => at('edition-report').count(), 0)
    expect((await ask(desk, 'editions.list', {})).packs.every(({ bundled }) => bundled)).toBe(true)
  })

  it('say that a file has nothing new, or another content under the same revision', async () => {
    await offer('同样的.json', official())
    await at('edition-report').and(desk.page.locator('[data-effect=same]')).waitFor()
    expect(await at('do-install-edition').count()).toBe(0)
    await desk.page.keyboard.press('Escape')
    await until(() => at('edition-report').count(), 0)
    await offer('改过没改号.json', { ...official(), name: { zh: '改过的版式' } })
    await at('edition-report').and(desk.page.locator('[data-effect=clash]')).waitFor()
    expect(await at('do-install-edition').count()).toBe(0)
    await desk.page.keyboard.press('Escape')
    await until(() => at('edition-report').count(), 0)
  })

  it('show the blank form of a new revision before it is put in; forms that exist keep theirs', async () => {
    const before = (await ask(desk, 'library.list', {})).find(({ edition }) => edition === 'shanghai-2026')
    await offer('新修订.json', { ...official(), revision: 2, name: { zh: '财政项目支出绩效目标申报表（上海 2026，新修订）' } })
    await at('edition-report').and(desk.page.locator('[data-effect=newer]')).waitFor()
    await at('blank-form').getByTestId('preview-page').first().waitFor()
    await still(desk)
    await desk.screenshot('editions-new')
    await at('do-install-edition').click()
    await pack('shanghai-2026@2').waitFor()
    expect(await pack('shanghai-2026@1').textContent()).toContain('旧修订')
    expect(await pack('shanghai-2026@2').textContent()).toContain('—')
    await still(desk)
    await desk.screenshot('editions-two')

    const kept = await ask(desk, 'declaration.open', { id: before?.id ?? '' })
    expect(kept.edition.revision).toBe(1)
    const made = await ask(desk, 'library.create', { edition: 'shanghai-2026', year: 2027 })
    expect((await ask(desk, 'declaration.open', { id: made.id })).edition.revision).toBe(2)
    await until(async () => (await pack('shanghai-2026@2').textContent())?.includes('1 份') ?? false, true)
    expect(await pack('shanghai-2026@2').getByTestId('remove-edition').isDisabled()).toBe(true)

    // the rest of the window has it at once
    await at('nav-library').click()
    await desk.page.keyboard.press('Control+n')
    await at('new-year').waitFor()
    await desk.page.getByText('新修订').first().waitFor()
    await desk.page.keyboard.press('Escape')
    await ask(desk, 'library.trash', { ids: [made.id] })
    await ask(desk, 'library.emptyTrash', {})
  })

  it('are taken away when nothing holds to them', async () => {
    await at('nav-settings').click()
    await pack('shanghai-2026@2').waitFor()
    await until(() => pack('shanghai-2026@2').getByTestId('remove-edition').isEnabled(), true)
    await pack('shanghai-2026@2').getByTestId('remove-edition').click()
    await at('confirm-remove-edition').click()
    await until(() => pack('shanghai-2026@2').count(), 0)
    expect((await ask(desk, 'app.info', {})).editions.find(({ id }) => id === 'shanghai-2026')?.revision).toBe(1)
  })
})
