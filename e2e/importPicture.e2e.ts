import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import { launchApp, ROOT, type Launched } from './app'
import { ask, until } from './steps'

let desk: Launched
let folder: string
const at = (testId: string) => desk.page.getByTestId(testId)
const FORM = () => readFileSync(path.join(ROOT, 'e2e', 'fixtures', 'last-year-2018.txt'), 'utf8')

/** What the system's dialog answers. */
const answer = (paths: string[]) => desk.app.evaluate(({ dialog }, filePaths) => {
  dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths })) as typeof dialog.showOpenDialog
}, paths)
const read = async (file: string) => {
  await answer([file])
  await at('nav-import').click()
  await at('choose-files').click()
  await at('review').waitFor()
}
const drop = async () => {
  await at('drop-import').click()
  await at('confirm-drop').click()
  await at('paste-box').waitFor()
}
/** The page that is drawn, once it is the one that is wanted. */
const drawn = async (): Promise<number> => {
  const sheet = at('source-picture')
  await until(async () => {
    const [is, wanted] = [await sheet.getAttribute('data-drawn'), await sheet.getAttribute('data-wanted')]
    return is !== null && is === wanted
  }, true)
  return Number((await sheet.getAttribute('data-drawn'))?.split('@')[0])
}
/** How much of each marked place, and of the whole page, is printed: 0 to 1. */
const ink = () => at('source-picture').evaluate(sheet => {
  const canvas = sheet.querySelector('canvas') as HTMLCanvasElement
  const [frame, context] = [canvas.getBoundingClientRect(), canvas.getContext('2d') as CanvasRenderingContext2D]
  const scale = canvas.width / frame.width
  const share = (x: number, y: number, width: number, height: number) => {
    const { data } = context.getImageData(x, y, Math.max(1, width), Math.max(1, height))
    let dark = 0
    for (let i = 0; i < data.length; i += 4) if ((data[i] as number) < 160) dark++
    return dark / (data.length / 4)
  }
  const marks = [...sheet.querySelectorAll('.picture-mark')].map(mark => {
    const box = mark.getBoundingClientRect()
    return share((box.left - frame.left) * scale, (box.top - frame.top) * scale, box.width * scale, box.height * scale)
  })
  return { marks, page: share(0, 0, canvas.width, canvas.height) }
})

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-picture-'))
  desk = await launchApp()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
})
afterAll(async () => {
  expect([desk.pageErrors, desk.foreignRequests]).toEqual([[], []])
  await desk.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('the source of an import as it was', () => {
  let id = ''
  const made = async (format: 'pdf' | 'xlsx', copy: boolean): Promise<string> => {
    await answer([folder])
    const target = await ask(desk, 'export.chooseFolder', {})
    const { made: files } = await ask(desk, 'export.run', { jobId: `${format}-${copy}`, ids: [id], format, folder: target?.token ?? '', draft: true, public: copy })
    return path.join(folder, files[0]?.file ?? '')
  }

  /** The PDF without the record that it carries: read like anybody's. */
  const foreign = async (): Promise<string> => {
    const document = await PDFDocument.load(readFileSync(await made('pdf', false)))
    for (const entry of ['Names', 'AF']) document.catalog.delete(PDFName.of(entry))
    const file = path.join(folder, '去年公开的表.pdf')
    writeFileSync(file, await document.save())
    return file
  }

  it('is text for a text', async () => {
    await at('nav-import').click()
    await at('paste-box').fill(FORM())
    await at('read-text').click()
    await at('review').waitFor()
    expect(await at('source-mode').count()).toBe(0)
    const session = await ask(desk, 'import.text', { text: FORM(), name: '上年' })
    const { ids } = await ask(desk, 'import.accept', { importId: session.importId, forms: session.forms.map(({ formId, declaration }) => ({ formId, declaration })) })
    id = ids[0] ?? ''
    await drop()
  })

  it('is the picture of a PDF’s page, the place of the value marked', async () => {
    await read(await foreign())
    expect(await drawn()).toBe(1)
    await desk.page.locator('#value-projectName').focus()
    await until(() => desk.page.locator('.picture-mark').count().then(count => count > 0), true)
    await desk.screenshot('review-picture')
    const place = await desk.page.locator('.picture-mark').first().evaluate(mark => {
      const [box, sheet] = [mark.getBoundingClientRect(), (mark.parentElement as HTMLElement).getBoundingClientRect()]
      return { x: box.left - sheet.left + box.width / 2, y: box.top - sheet.top + box.height / 2 }
    })
    const { marks, page } = await ink()
    for (const mark of marks) expect(mark).toBeGreaterThan(page)
    // over the whole text, line by line or as one
    await desk.page.locator('#value-overview').focus()
    await until(async () => (await ink()).marks.every(mark => mark > page), true)
    // and the other way: a click on the page finds the value
    await at('source-picture').click({ position: place })
    await until(() => desk.page.evaluate(() => document.activeElement?.id), 'value-projectName')
    expect((await ask(desk, 'library.facets', {})).total).toBe(1)
  })

  it('is enlarged, and changed with the text, by keys', async () => {
    await desk.page.keyboard.press('F6')
    await until(() => at('source').evaluate(element => element === document.activeElement), true)
    await desk.page.keyboard.press('+')
    await until(() => at('source-zoom').textContent(), '125%')
    await drawn()
    await desk.page.keyboard.press('0')
    await until(() => at('source-zoom').textContent(), '100%')
    await desk.page.keyboard.press('F9')
    await until(async () => (await desk.page.locator('.source-text mark').count()) > 0, true)
    await desk.page.keyboard.press('F9')
    await drawn()
    await drop()
  })

  it('is found again from the editor', async () => {
    const file = await foreign()
    await read(file)
    await desk.page.keyboard.press('Control+s')
    const confirm = desk.page.locator('.ant-modal-confirm-btns .ant-btn-primary')
    await Promise.race([confirm.waitFor(), desk.page.locator('[data-page=library]').waitFor()])
    if (await confirm.isVisible()) await confirm.click()
    await desk.page.locator('[data-page=library]').waitFor()
    const stored = (await ask(desk, 'library.list', {})).find(row => row.id !== id)
    const original = await ask(desk, 'declaration.original', { id: stored?.id ?? '' })
    expect(original?.kind === 'pdf' && Buffer.from(original.bytes).equals(readFileSync(file))).toBe(true)
  })

  it('is a table for a workbook, its cell marked; our own too', async () => {
    await read(await made('xlsx', false))
    await desk.page.locator('.source-table').first().waitFor()
    await desk.page.locator('#value-projectName').focus()
    await until(() => desk.page.locator('.source-table td.marked mark').first().textContent().catch(() => null), '泵闸设施日常养护')
    await desk.screenshot('review-table')
    await desk.page.locator('#value-overview').focus()
    await desk.page.locator('.source-table td', { hasText: '泵闸设施日常养护' }).first().click()
    await until(() => desk.page.evaluate(() => document.activeElement?.id), 'value-projectName')
    await drop()
  })

  it('of a scan is shown though it has no text, with a form to be filled in beside it', async () => {
    const scan = await PDFDocument.create()
    const grey = await scan.embedPng(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY51zt6eVAAAAAElFTkSuQmCC', 'base64'))
    for (let page = 0; page < 3; page++) scan.addPage([400, 560]).drawImage(grey, { x: 0, y: 0, width: 400, height: 560 })
    const file = path.join(folder, '扫描件.pdf')
    writeFileSync(file, await scan.save())
    await read(file)
    await at('new-form').waitFor()
    await at('silent-pages').waitFor()
    expect(await at('import-failure').textContent()).toContain('扫描件.pdf')
    expect(await drawn()).toBe(1)
    await desk.page.keyboard.press('Control+PageDown')
    await until(drawn, 2)
    await at('source').focus()
    await desk.page.keyboard.press('Control+End')
    await until(drawn, 3)
    await desk.screenshot('review-scan')
    // looked at as text, it is told that there is none
    await desk.page.keyboard.press('F9')
    await at('source-picture').waitFor({ state: 'detached' })
    await at('silent-pages').waitFor()
    await desk.page.keyboard.press('F9')
    await at('begin-form').press('Enter')
    await desk.page.locator('#value-projectName').fill('照图填写的项目')
    // another edition has other fields, and what was filled in stays
    await at('review-edition').click()
    await desk.page.locator('.ant-select-dropdown:visible [title*="2018"]').first().click()
    await desk.page.locator('#value-remarks').waitFor()
    expect(await desk.page.locator('#value-projectName').inputValue()).toBe('照图填写的项目')
    await desk.page.keyboard.press('Control+s')
    await desk.page.locator('[data-page=library]').waitFor()
    const stored = (await ask(desk, 'library.list', {})).find(row => row.projectName === '照图填写的项目')
    expect(stored?.edition).toBe('shanghai-2018')
    expect(await ask(desk, 'declaration.original', { id: stored?.id ?? '' })).toMatchObject({ kind: 'pdf' })
  })
})
