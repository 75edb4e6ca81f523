import type { Locator } from 'playwright-core'
import type { Declaration } from '../shared/declaration/model'
import type { Launched } from './app'
import { ask, pressKeys } from './steps'

/** What a test does in the editor: `desk` answers the app that is open, `form` names the declaration in hand. */
export function editing(desk: () => Launched) {
  const form = { id: '' }
  const at = (testId: string): Locator => desk().page.getByTestId(testId)
  const press = (keys: string): Promise<void> => pressKeys(desk(), keys)

  return {
    form,
    at,
    press,
    box: (field: string): Locator => at(`field-${field}`).locator('[data-main-control]').first(),
    stored: async (): Promise<Declaration> => (await ask(desk(), 'declaration.open', { id: form.id })).declaration,
    saved: (): Promise<void> => at('save-state').and(desk().page.locator('[data-state=saved]')).waitFor(),
    section: (key: string): Promise<void> => at(`section-${key}`).click(),
    /** Origin key of the value that has the focus. */
    focusedKey: (): Promise<string | null> => desk().page.evaluate(() => document.activeElement?.closest('[data-field-key]')?.getAttribute('data-field-key') ?? null),

    /** Opens a project out of the library, from wherever the window is. */
    async openProject(name: string): Promise<void> {
      const { page } = desk()
      if ((await page.locator('[data-page=editor]').count()) > 0) {
        await press('Alt+ArrowLeft')
        await page.locator('[data-page=library]').waitFor()
      }
      form.id = (await ask(desk(), 'library.list', {})).find(row => row.projectName === name)?.id ?? ''
      await at('search').fill(name)
      await at('library-row').filter({ hasText: name }).first().dblclick()
      await at('editor').getByRole('heading', { level: 1, name }).waitFor()
    },

    /** What Excel and Word put on the clipboard, pasted where the focus is. */
    paste: (text: string, html = ''): Promise<void> => desk().page.evaluate(([plain, markup]) => {
      const data = new DataTransfer()
      data.setData('text/plain', plain as string)
      if (markup) data.setData('text/html', markup)
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, [text, html]),
  }
}
