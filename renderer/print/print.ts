import type { PrintPage } from '../../shared/ipc/contract'
import { pageCss, printCss } from '../../shared/sheet/css'
import { pagesToHtml } from '../../shared/sheet/html'
import { loadFonts } from '../preview/fonts'
import { layoutPages } from '../preview/paginate'

declare global {
  interface Window extends PrintPage {}
}

const STYLE_ID = 'jx-print'

/** Called by the main process: shows the sheets as pages of A4, ready for printing when it answers. */
window.jixiaoPrint = async (sheets, options) => {
  await loadFonts(document, sheets)
  const style = document.getElementById(STYLE_ID) ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: STYLE_ID }))
  style.textContent = pageCss({ official: options.officialFonts }) + printCss(sheets[0]?.page.orientation ?? 'portrait')
  const html: string[] = []
  const pages = sheets.map(sheet => {
    const layout = layoutPages(sheet, document, options.officialFonts)
    html.push(...pagesToHtml(sheet, layout, options))
    return layout.pages.length
  })
  const main = document.querySelector('main')
  if (!main) throw new Error('no place for the pages')
  main.innerHTML = html.join('')
  await document.fonts.ready
  return { pages }
}
document.documentElement.dataset.testid = 'ready'
