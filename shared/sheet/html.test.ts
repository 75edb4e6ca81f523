/** @jest-environment jsdom */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { blankDeclaration } from '../declaration/model'
import { loadEditionText } from '../editions/load'
import { buildSheet } from './build'
import { pageCss, printCss } from './css'
import { pagesToHtml, sheetsToHtml } from './html'
import { paginate } from './pagination'
import { roughMeasure } from './roughMeasure'
import { PLAIN_SHEET, type Sheet } from './sheet'

const HARD = '<img src=x onerror=alert(1)> <b>粗</b> </td></table><script>alert(2)</script> "引" \' & &lt; =1+1 \u0000\u0007\u007f\u0085 ]]> <!-- {{x}} `${y}` 𬭚镕䶮 😀'
const PLAIN = { draft: false, pageNumbers: false }

function hardSheet(id: string): Sheet {
  const loaded = loadEditionText(readFileSync(path.join(__dirname, `../../resources/editions/${id}.json`), 'utf8'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  const declaration = blankDeclaration('x', id, 2020)
  for (const field of loaded.edition.fields) {
    if (field.kind === 'short' || field.kind === 'long' || field.kind === 'phone' || field.kind === 'choice') Object.assign(declaration, { [field.key]: HARD })
    if (field.kind === 'choices') Object.assign(declaration, { [field.key]: [HARD] })
  }
  declaration.overview = `${HARD}\n`.repeat(80)
  declaration.subProjects = [{ id: 'a', name: HARD, amount: -5 }]
  declaration.indicators = [{ id: 'a', level1: HARD, level2: HARD, name: HARD, value: HARD }]
  return buildSheet(loaded.edition, declaration, { ...PLAIN_SHEET, signature: true, pageNumbers: true })
}
const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')
const cleaned = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, ' ')

describe.each(['shanghai-2018', 'shanghai-2020', 'shanghai-2026'])('%s', id => {
  const sheet = hardSheet(id)
  const layout = paginate(sheet, roughMeasure)
  const pages = pagesToHtml(sheet, layout, { draft: true })
  const whole = sheetsToHtml([sheet, sheet], PLAIN)

  it('lets no text become markup', () => {
    for (const html of [...pages, whole]) {
      const document = parse(html)
      expect(document.querySelectorAll('script, img, b, iframe, [onerror], [onclick], a')).toHaveLength(0)
      expect([...new Set([...document.body.querySelectorAll('*')].map(element => element.localName))].toSorted()).toEqual(expect.not.arrayContaining(['script', 'style', 'link']))
    }
  })

  it('shows every text as it is, with the field it comes from', () => {
    const shown = new Map<string, string>()
    for (const cell of pages.flatMap(html => [...parse(html).querySelectorAll('td[data-path]')])) {
      const at = cell.getAttribute('data-path') ?? ''
      if (cell.getAttribute('data-kind') !== 'level' || !shown.has(at)) shown.set(at, (shown.get(at) ?? '') + (cell.textContent ?? ''))
    }
    const wanted = new Map(sheet.rows.flatMap(row => row.cells).flatMap(cell => (cell.path ? [[cell.path, cleaned(cell.text)] as const] : [])))
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted))
  })

  it('makes one table a page whose rows add up to the columns', () => {
    for (const html of pages) {
      const table = parse(html).querySelector('table')
      const columns = table?.querySelectorAll('col').length
      expect(columns).toBe(sheet.columns.length)
      const rows = [...(table?.querySelectorAll('tr') ?? [])]
      const slots = rows.map(() => 0)
      rows.forEach((row, at) => {
        for (const cell of row.querySelectorAll('td')) for (let r = at; r < at + cell.rowSpan; r++) slots[r]! += cell.colSpan
      })
      expect(slots.every(found => found === columns)).toBe(true)
    }
  })

  it('marks drafts and numbers pages when asked', () => {
    pages.forEach((html, i) => expect(parse(html).body.textContent).toContain(`第 ${i + 1} 页 共 ${pages.length} 页`))
    for (const html of pages) expect(parse(html).querySelector('.jx-draft')?.textContent).toBe('草稿')
    const plain = pagesToHtml({ ...sheet, pageNumbers: false }, layout, PLAIN).join('')
    expect(plain).not.toMatch(/草稿|共 \d+ 页/u)
  })

  it('puts the strip under the table on the last page alone', () => {
    expect(pages.map(html => html.includes('填报人：'))).toEqual(pages.map((_, i) => i === pages.length - 1))
  })

  it('is a complete document that loads nothing', () => {
    expect(whole.startsWith('<!doctype html>')).toBe(true)
    const document = parse(whole)
    expect(document.querySelectorAll('[src], [href], link, script')).toHaveLength(0)
    expect(document.querySelector('style')?.textContent).not.toMatch(/url\(|@import/u)
    expect(document.querySelectorAll('article')).toHaveLength(2)
    expect(document.title).not.toBe('')
  })
})

it('asks for the bundled faces first unless official ones are wanted', () => {
  expect(pageCss()).toMatch(/data-fonts=bundled\]\[data-face=song\].*font-family:"Jixiao Song", serif/u)
  expect(pageCss()).toMatch(/data-fonts=official\]\[data-face=song\].*font-family:"SimSun".*"Jixiao Song"/u)
})

it('gives forms on several kinds of paper each their own', () => {
  const A4 = { page: { paper: 'A4', orientation: 'portrait' } } as const
  const B5 = { page: { paper: 'B5', orientation: 'landscape' } } as const
  expect(printCss([A4, A4])).toContain('@page{size:A4 portrait;margin:0}')
  expect(printCss([A4, B5])).toMatch(/@page jx-A4-portrait\{size:A4 portrait;[^]*@page jx-B5-landscape\{size:JIS-B5 landscape;[^]*\[data-paper=B5-landscape\]\{page:jx-B5-landscape\}/u)
})
