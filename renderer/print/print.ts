import type { PrintPage } from '../../shared/ipc/contract'
import { pageCss, printCss } from '../../shared/sheet/css'
import { pagesToHtml } from '../../shared/sheet/html'
import { addRules, loadFonts } from '../preview/fonts'
import { layoutPages } from '../preview/paginate'

declare global {
  interface Window extends PrintPage {}
}

const STYLE_ID = 'jx-print'

/** Called by the main process: shows the sheets as pages of A4, ready for printing when it answers. */
window.jixiaoPrint = async (sheets, options) => {
  await loadFonts(document, sheets)
  const css = pageCss() + printCss(sheets)
  const html: string[] = []
  const pages = sheets.map(sheet => {
    const layout = layoutPages(sheet, document)
    html.push(...pagesToHtml(sheet, layout, options))
    return layout.pages.length
  })
  show(css, html.join(''))
  await document.fonts.ready
  return { pages }
}

window.jixiaoFlow = async ({ html, css }) => {
  await addRules(document)
  show(css, html)
  // the page asks for its fonts when it is laid out
  document.body.getBoundingClientRect()
  await document.fonts.ready
}

function show(css: string, html: string): void {
  const style = document.getElementById(STYLE_ID) ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: STYLE_ID }))
  style.textContent = css
  const main = document.querySelector('main')
  if (!main) throw new Error('no place for the pages')
  main.innerHTML = html
}

document.documentElement.dataset.testid = 'ready'
