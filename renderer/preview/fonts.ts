import type { Sheet } from '../../shared/sheet/sheet'

const SHEET_ID = 'jx-fonts'

/** Puts the rules of the bundled faces into a document, once; they lie beside the page. */
export function addRules(document: Document): Promise<void> {
  if (document.getElementById(SHEET_ID)) return Promise.resolve()
  const link = document.createElement('link')
  link.id = SHEET_ID
  link.rel = 'stylesheet'
  link.href = 'fonts/fonts.css'
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => {
      link.remove()
      reject(new Error('the bundled fonts cannot be read'))
    }, { once: true })
    document.head.append(link)
  })
}

/** Loads the faces, in the parts that the words of these sheets need: nothing is measured before. */
export async function loadFonts(document: Document, sheets: readonly Sheet[]): Promise<void> {
  await addRules(document)
  const body = new Set('第页共草稿0123456789')
  const strong = new Set('草稿')
  for (const sheet of sheets) {
    for (const line of sheet.lines) for (const character of line.text) (line.role === 'title' ? strong : body).add(character)
    for (const text of [...sheet.signature, sheet.seal]) for (const character of text) body.add(character)
    for (const { cells } of sheet.rows) for (const cell of cells) for (const character of cell.text) (cell.strong ? strong : body).add(character)
  }
  const load = (font: string, words: Set<string>) => document.fonts.load(font, [...words].join(''))
  const pages = sheets.map(sheet => sheet.page)
  const faces = (pick: (page: Sheet['page']) => 'song' | 'hei') => [...new Set(pages.map(pick))].map(face => (face === 'song' ? 'Jixiao Song' : 'Jixiao Hei'))
  await Promise.all([
    ...faces(page => page.face).flatMap(face => [load(`400 12px "${face}"`, body), load(`700 12px "${face}"`, strong)]),
    ...faces(page => page.titleFace).map(face => load(`700 12px "${face}"`, strong)),
    load('700 12px "Jixiao Hei"', new Set('草稿')),
  ])
}
