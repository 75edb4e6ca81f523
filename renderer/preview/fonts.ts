import type { Sheet } from '../../shared/sheet/sheet'

const added = new WeakMap<Document, Promise<void>>()

/** Puts the rules of the bundled faces into a document, once; they lie beside the page. Rejects where they cannot be read, and can then be tried again. */
export function addRules(document: Document): Promise<void> {
  const there = added.get(document)
  if (there) return there
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = 'fonts/fonts.css'
  const loaded = new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => {
      link.remove()
      added.delete(document)
      reject(new Error('the bundled fonts cannot be read'))
    }, { once: true })
    document.head.append(link)
  })
  added.set(document, loaded)
  return loaded
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
