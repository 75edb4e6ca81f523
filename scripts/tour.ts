/**
 * The main job on the sample declarations, done in the real app where no window can be seen:
 * leaves screenshots and exported files in out/ and prints their paths.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { launchApp, OUT, ROOT, SCREENSHOTS, type Launched } from '../e2e/app'

const EXPORTS = path.join(OUT, 'exports')

interface Step {
  zh: string
  en: string
  run(desk: Launched): Promise<unknown>
}

const STEPS: Step[] = [
  {
    zh: '打开程序，显示申报表库',
    en: 'open the app: the library',
    run: desk => desk.screenshot('01-library'),
  },
]

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
    for (const [index, step] of STEPS.entries()) {
      process.stderr.write(`${index + 1}/${STEPS.length} ${step.zh}  ${step.en}\n`)
      await step.run(desk)
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
