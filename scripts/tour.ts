/**
 * The main job on the sample declarations, done in the real app where no window can be seen:
 * leaves screenshots and exported files in out/ and prints their paths.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { launchApp, OUT, ROOT, SCREENSHOTS, type Launched } from '../e2e/app'
import { mainJob } from '../e2e/mainJob'

const EXPORTS = path.join(OUT, 'exports')

interface Step {
  zh: string
  en: string
  run(): Promise<unknown>
}

/** At the size of the machine that most units have. */
const VIEW = { width: 1366, height: 768 }

function stepsOf(desk: Launched): Step[] {
  const job = mainJob(desk)
  const { page } = desk
  const settle = () => page.waitForTimeout(700)
  const shot = async (name: string) => {
    // what the pointer rests on shows its tooltip
    await page.mouse.move(0, 0)
    await settle()
    await desk.screenshot(name)
  }
  return [
    { zh: '打开程序：空的申报表库', en: 'open the app: the empty library', run: () => shot('01-welcome') },
    { zh: '载入示例', en: 'load the samples', run: async () => { await job.loadSamples(); await shot('02-library') } },
    { zh: '粘贴去年公开的申报表，核对', en: "paste last year's published form, review it", run: async () => { await job.pasteLastYear(); await shot('03-review') } },
    { zh: '结转到新的一年，看每处改动', en: 'carry it over, look at every change', run: async () => { await job.storeAndCarry(); await shot('04-carry-over') } },
    { zh: '填写今年的预算', en: "fill in this year's budget", run: async () => { await job.createThisYear(); await shot('05-editor'); await job.fillIn(); await shot('06-sub-projects') } },
    { zh: '绩效指标', en: 'the indicators', run: async () => { await page.getByTestId('section-indicators').click(); await shot('07-indicators') } },
    { zh: '在旁边看正式版式', en: 'the official pages beside', run: async () => { await page.setViewportSize({ width: 1600, height: 900 }); await job.showPages(); await shot('08-preview'); await page.setViewportSize(VIEW) } },
    { zh: '导出 PDF、XLSX、DOCX', en: 'export PDF, XLSX, DOCX', run: async () => { for (const format of ['pdf', 'xlsx', 'docx']) await job.exportAs(format, EXPORTS) } },
    { zh: '回到申报表库，看设置', en: 'back to the library; the settings', run: async () => { await job.backToLibrary(); await shot('09-library'); await page.getByTestId('nav-settings').click(); await shot('10-settings') } },
  ]
}

function filesBelow(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).map(name => path.join(folder, name)).filter(file => statSync(file).isFile())
}

async function tour(): Promise<void> {
  for (const folder of [SCREENSHOTS, EXPORTS]) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const desk = await launchApp()
  try {
    await desk.page.setViewportSize(VIEW)
    const steps = stepsOf(desk)
    for (const [index, step] of steps.entries()) {
      process.stderr.write(`${index + 1}/${steps.length} ${step.zh}  ${step.en}\n`)
      await step.run()
    }
  } finally {
    await desk.close()
  }
  for (const file of [...filesBelow(SCREENSHOTS), ...filesBelow(EXPORTS)].toSorted()) process.stdout.write(`${path.relative(ROOT, file)}\n`)
}

tour().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
