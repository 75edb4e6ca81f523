import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DOCUMENT_FORMATS, type DocumentKind, type ExportFormat } from '../shared/ipc/contract'
import { launchApp, type Launched } from './app'
import { ask, still, until } from './steps'

let desk: Launched
let folder: string
const at = (testId: string) => desk.page.getByTestId(testId)
const files = () => readdirSync(folder).sort()

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-documents-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog
  }, folder)
  await at('load-samples').click()
  await at('library-row').first().waitFor()
  // the sample with defects is for another test
  const bad = (await ask(desk, 'library.list', {})).filter(row => row.projectName?.startsWith('图书馆'))
  await ask(desk, 'library.trash', { ids: bad.map(row => row.id) })
  await desk.page.locator('.year-tabs .ant-tabs-tab').first().click()
  await until(async () => (await at('library-row').count()) === (await ask(desk, 'library.list', {})).length, true)
  await at('library-table').focus()
  await desk.page.keyboard.press('Control+a')
})
afterAll(async () => {
  await desk.kill()
  expect(desk.pageErrors).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

/** Makes them through the dialog and answers the new files. */
async function make(document: DocumentKind, format: ExportFormat, combined = false): Promise<string[]> {
  const before = files()
  await at('export-selected').click()
  await at('export-document').waitFor()
  await at(`document-${document}`).check()
  await until(() => at('export-format').getByRole('radio').count(), DOCUMENT_FORMATS[document].length)
  await at(`format-${format}`).check()
  // one file of all is a PDF only
  if (document === 'declaration') expect(await at('export-combined').isEnabled()).toBe(format === 'pdf')
  if (combined) await at('export-combined').check()
  if (!before.length) await at('choose-folder').click()
  await at('run-export').click()
  await at('export-result').waitFor({ timeout: 60_000 })
  await still(desk)
  const refused = await at('refused-entry').allTextContents()
  await desk.screenshot(`made-${document}-${format}`)
  await at('close-export').click()
  await until(() => at('export-result').count(), 0)
  expect(refused).toEqual([])
  return files().filter(name => !before.includes(name))
}

const beginning = (name: string) => readFileSync(path.join(folder, name)).subarray(0, 4).toString('latin1')
const count = async () => (await ask(desk, 'library.list', {})).length

describe('documents of many declarations', () => {
  it('are one PDF of all the forms, or one each', async () => {
    const [one, ...others] = await make('declaration', 'pdf', true)
    expect(others).toEqual([])
    expect(beginning(one ?? '')).toBe('%PDF')
    expect(await make('declaration', 'xlsx')).toHaveLength(await count())
  })

  it('are a 经费情况说明 for each', async () => {
    for (const [format, magic] of [['docx', 'PK\u0003\u0004'], ['pdf', '%PDF']] as const) {
      const made = await make('statement', format)
      expect(made).toHaveLength(await count())
      for (const name of made) expect(beginning(name)).toBe(magic)
    }
  })

  it('are a 汇总表 for each year', async () => {
    const years = new Set((await ask(desk, 'library.list', {})).map(row => row.year))
    expect(await make('summary', 'xlsx')).toHaveLength(years.size)
  })

  it('are one 审核报告 of all', async () => {
    for (const [format, magic] of [['pdf', '%PDF'], ['xlsx', 'PK\u0003\u0004']] as const) {
      const made = await make('report', format)
      expect(made).toHaveLength(1)
      expect(beginning(made[0] ?? '')).toBe(magic)
    }
  })
})
