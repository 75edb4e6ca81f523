import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { ROOT, type Launched } from './app'

/** The whole job once, as a clerk does it. Each step leaves the program where the next begins. */
export interface MainJob {
  /** The sample declarations, by the button that the empty library offers. */
  loadSamples(): Promise<void>
  /** Last year's published form pasted as text, up to the review page. */
  pasteLastYear(): Promise<void>
  /** Stores what was recognised and goes on to the new year's differences. */
  storeAndCarry(): Promise<void>
  /** Makes the new declaration; the editor is open. */
  createThisYear(): Promise<void>
  /** Types what carry-over left open: this year's budget and the sub-projects' amounts. */
  fillIn(): Promise<void>
  /** Shows the official pages beside the fields. */
  showPages(): Promise<void>
  /** Exports what is open in a format to a folder, as a draft where asked; answers the names of the files made. */
  exportAs(format: string, folder: string, draft?: boolean): Promise<string[]>
  backToLibrary(): Promise<void>
}

const FIXTURE = path.join(ROOT, 'e2e', 'fixtures', 'last-year-2018.txt')

export function mainJob(desk: Launched): MainJob {
  const { page, app } = desk
  const at = (testId: string): Locator => page.getByTestId(testId)
  const saved = (): Promise<void> => at('save-state').and(page.locator('[data-state=saved]')).waitFor()
  const box = (field: string): Locator => at(`field-${field}`).locator('[data-main-control]').first()

  return {
    async loadSamples() {
      await at('load-samples').click()
      await at('library-row').first().waitFor()
    },
    async pasteLastYear() {
      await at('import').click()
      await at('paste-box').fill(readFileSync(FIXTURE, 'utf8'))
      await at('read-text').click()
      await at('review').waitFor()
    },
    async storeAndCarry() {
      await at('store-and-carry').click()
      const question = page.locator('.ant-modal-confirm-btns .ant-btn-primary')
      await Promise.race([question.waitFor().then(() => question.click()), at('carry-over').waitFor()])
      await at('carry-change').first().waitFor()
    },
    async createThisYear() {
      await at('create-carry').click()
      await at('editor').waitFor()
    },
    async fillIn() {
      await at('section-budget').click()
      for (const field of ['currentYearBudget', 'totalBudget']) {
        await box(field).fill('１，２６０，０００．５０')
        await box(field).press('Tab')
      }
      await at('section-subProjects').click()
      for (const [row, amount] of ['700000.50', '400000', '160000'].entries()) {
        const cell = at('subproject-row').nth(row).locator('[data-field-key$="/amount"] input')
        await cell.fill(amount)
        await cell.press('Tab')
      }
      await saved()
    },
    async showPages() {
      if ((await at('preview').count()) === 0) await at('preview-toggle').click()
      await at('preview-page').first().waitFor()
    },
    async exportAs(format, folder, draft = false) {
      // The system's dialog cannot be driven; what it would answer can.
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
      }, folder)
      await at('export').click()
      await page.locator(`[data-testid=export-format] input[value=${format}]`).check()
      if ((await at('export-draft').isChecked()) !== draft) await at('export-draft').click()
      await at('choose-folder').click()
      await at('run-export').click()
      await at('export-result').waitFor({ timeout: 60_000 })
      const made = await at('made-file').allInnerTexts()
      await page.keyboard.press('Escape')
      await at('export-result').waitFor({ state: 'hidden' })
      return made
    },
    async backToLibrary() {
      await page.keyboard.press('Alt+ArrowLeft')
      await at('library-row').first().waitFor()
    },
  }
}
