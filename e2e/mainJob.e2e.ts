import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
// @ts-expect-error the worker's code has no types, and needs none here
import * as worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { launchApp, type Launched } from './app'
import { mainJob } from './mainJob'
import { ask } from './steps'

// pdf.js runs its worker's code in place where it finds it here.
Object.assign(globalThis, { pdfjsWorker: worker })

/** The text of a PDF without white space, and how many pages it has. */
async function readPdf(file: string): Promise<{ text: string; pages: number }> {
  const task = getDocument({ data: new Uint8Array(readFileSync(file)) })
  const document = await task.promise
  let text = ''
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    for (const item of items) if ('str' in item) text += item.str
  }
  const pages = document.numPages
  await task.destroy()
  return { text: text.replace(/\s/gu, ''), pages }
}

describe('the main job', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'jixiao-job-'))
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-job-out-'))
  let desk: Launched
  afterAll(async () => {
    await desk?.kill()
    for (const made of [dataDir, folder]) rmSync(made, { recursive: true, force: true })
  })

  it('import → carry over → edit → preview → export → the process killed → all is there', async () => {
    desk = await launchApp({ dataDir })
    await desk.page.setViewportSize({ width: 1600, height: 900 })
    const job = mainJob(desk)
    await job.loadSamples()
    await job.pasteLastYear()
    await desk.screenshot('job-1-review')
    await job.storeAndCarry()
    await desk.screenshot('job-2-carry-over')
    await job.createThisYear()
    await job.fillIn()
    await job.showPages()
    await desk.screenshot('job-3-editor')

    expect((await job.exportAs('pdf', folder)).length).toBe(1)
    await job.exportAs('xlsx', folder)
    await job.exportAs('docx', folder)
    await desk.kill()

    const files = readdirSync(folder).toSorted()
    expect(files.map(file => path.extname(file))).toEqual(['.docx', '.pdf', '.xlsx'])
    const pdf = await readPdf(path.join(folder, files[1] as string))
    for (const words of ['泵闸设施日常养护', '（2019年', '2019年1月1日', '1260000.50', '700000.50', '确保2019年度全区泵闸设施安全运行']) expect(pdf.text.replace('(', '（')).toContain(words)
    expect(pdf.pages).toBeLessThanOrEqual(3)

    desk = await launchApp({ dataDir })
    const [summary] = await ask(desk, 'library.list', { year: 2019 })
    expect(summary).toMatchObject({ projectName: '泵闸设施日常养护', currentYearBudget: 126_000_050 })
    const { declaration, previous } = await ask(desk, 'declaration.open', { id: summary?.id ?? '' })
    expect(declaration).toMatchObject({ totalBudget: 126_000_050, lastYearBudget: 186_000_000 })
    expect(declaration.subProjects.map(({ amount }) => amount)).toEqual([70_000_050, 40_000_000, 16_000_000])
    expect(previous).toMatchObject({ year: 2018, currentYearBudget: 186_000_000 })
    expect(desk.foreignRequests).toEqual([])
    expect(existsSync(path.join(dataDir, 'jixiao.sqlite'))).toBe(true)
  })
})
