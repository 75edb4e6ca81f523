import { readFileSync } from 'node:fs'
import path from 'node:path'
import { blankDeclaration, type Declaration } from '../declaration/model'
import { loadEditionText } from '../editions/load'
import type { Edition } from '../editions/schema'
import { buildSheet } from './build'
import { BORDER } from './geometry'
import { paginate, type Layout, type Page } from './pagination'
import { roughMeasure } from './roughMeasure'
import { PLAIN_SHEET, type Sheet } from './sheet'

const editionOf = (id: string): Edition => {
  const loaded = loadEditionText(readFileSync(path.join(__dirname, `../../resources/editions/${id}.json`), 'utf8'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.edition
}
const IDS = ['shanghai-2018', 'shanghai-2020', 'shanghai-2026']
const EDITIONS = Object.fromEntries(IDS.map(id => [id, editionOf(id)]))

/** Numbers that look random and are the same on every run. */
function random(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return Math.floor(((state >>> 0) / 2 ** 32) * below)
  }
}

const WORDS = '为保障项目顺利实施，按照《管理办法》的规定，对12个系统进行巡检；故障响应时间<2小时。Network 与 firewall 的维护、升级（含测评）'
function words(next: (below: number) => number, length: number): string {
  let text = ''
  while (text.length < length) text += next(30) === 0 ? '\n' : (WORDS[next(WORDS.length)] ?? '')
  return text.slice(0, length)
}

function invented(edition: Edition, seed: number): Declaration {
  const next = random(seed)
  const long = () => words(next, [0, 5, 60, 200, 500, 900, 3_000][next(seed % 5 === 0 ? 7 : 6)] ?? 0)
  const declaration = { ...blankDeclaration('x', edition.id, 2018), unitName: words(next, 20).replaceAll('\n', ''), projectName: '项目' }
  for (const key of ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal', 'remarks'] as const) declaration[key] = long()
  declaration.subProjects = Array.from({ length: next(6) }, (_, i) => ({ id: `s${i}`, name: words(next, 1 + next(40)), amount: next(1e9) }))
  declaration.indicators = Array.from({ length: next(45) }, (_, i) => {
    const level = edition.levels[Math.floor(i / (1 + next(9))) % edition.levels.length]
    return { id: `i${i}`, level1: level?.name ?? null, level2: level?.children[next(2)]?.name ?? null, name: words(next, 2 + next(30)), value: words(next, 1 + next(20)) }
  })
  return declaration
}

const heightOf = (page: Page, layout: Layout): number =>
  page.headings.reduce((sum, heading) => sum + heading.beforePt + heading.heightPt, page.headings.length > 0 ? layout.frame.headingGapPt : 0) + page.rows.reduce((sum, row) => sum + row.heightPt, 0)
const roomOf = ({ frame }: Layout): number => frame.pageHeightPt - frame.marginsPt[0] - frame.marginsPt[2] - BORDER

/** What is lost or doubled: every row stands on the pages whole or in parts, in the order of the sheet, every text once. */
function lost(sheet: Sheet, layout: Layout): unknown[] {
  const faults: unknown[] = []
  const shown = layout.pages.flatMap(page => page.rows)
  let row = 0
  let from = 0
  for (const part of shown) {
    if (part.row !== row || part.from !== from) faults.push([part.row, part.from, row, from])
    if (part.to === Number.POSITIVE_INFINITY) {
      row += 1
      from = 0
    } else from = part.to
  }
  if (row !== sheet.rows.length) faults.push(row)
  const texts = new Map<object, string>()
  for (const { cell, text } of shown.flatMap(part => part.cells)) if (cell.kind !== 'label' && cell.kind !== 'level') texts.set(cell, (texts.get(cell) ?? '') + text)
  for (const cell of sheet.rows.flatMap(one => one.cells)) if (cell.kind !== 'label' && cell.kind !== 'level' && texts.get(cell) !== cell.text) faults.push([cell.text, texts.get(cell)])
  return faults
}

describe.each(IDS.flatMap(id => Array.from({ length: 40 }, (_, seed) => ({ id, seed }))))('$id, form $seed', ({ id, seed }) => {
  const edition = EDITIONS[id] as Edition
  const sheet = buildSheet(edition, invented(edition, seed), { ...PLAIN_SHEET, signature: seed % 3 === 0 })
  const layout = paginate(sheet, roughMeasure)

  it('loses nothing and repeats no value', () => expect(lost(sheet, layout)).toEqual([]))

  it('fits every page', () => {
    for (const page of layout.pages) expect(heightOf(page, layout)).toBeLessThanOrEqual(roomOf(layout) + 0.01)
    const last = layout.pages.find(page => page.signature)
    if (last) expect(heightOf(last, layout) + layout.frame.signaturePt).toBeLessThanOrEqual(roomOf(layout) + 0.01)
    expect(layout.pages.filter(page => page.signature)).toHaveLength(1)
  })

  it('leaves no line alone at a break', () => {
    const alone = layout.pages.flatMap(page => page.rows).flatMap(part => part.cells.filter(({ cell, text, fontPt, linePt, widthPt }) => {
      if ((part.from === 0 && part.to === Number.POSITIVE_INFINITY) || cell.kind !== 'text' || text === '') return false
      const all = roughMeasure.countLines([{ text: cell.text, fontPt, linePt, widthPt, strong: false, face: 'song' }])[0] ?? 0
      return all > 1 && Math.min(part.to, all) - part.from < 2
    }))
    expect(alone).toEqual([])
  })

  it('covers the grid of every page, labels printed again', () => {
    for (const page of layout.pages) {
      const slots = page.rows.map(() => sheet.columns.map(() => 0))
      page.rows.forEach((part, at) => {
        for (const cell of part.cells) {
          for (let r = at; r < at + cell.rowSpan; r++) for (let c = cell.column; c < cell.column + cell.colSpan; c++) slots[r]![c]! += 1
          if (cell.cell.kind === 'label' || cell.cell.kind === 'level') expect(cell.text).toBe(cell.cell.text)
        }
      })
      expect(slots.flat().every(times => times === 1)).toBe(true)
    }
  })

  it('gives every cell the height it needs', () => {
    for (const page of layout.pages) page.rows.forEach((part, at) => {
      for (const { text, rowSpan, fontPt, linePt, widthPt } of part.cells) {
        const lines = roughMeasure.countLines([{ text, fontPt, linePt, widthPt, strong: false, face: 'song' }])[0] ?? 1
        const room = page.rows.slice(at, at + rowSpan).reduce((sum, row) => sum + row.heightPt, 0)
        expect(room).toBeGreaterThanOrEqual(lines * linePt)
      }
    })
  })

  it('leaves no heading row alone at the bottom', () => {
    for (const page of layout.pages.slice(0, -1)) {
      const last = page.rows.at(-1)
      if (!last || page.rows.length === 1) continue
      expect(sheet.rows[last.row]?.cells.every(cell => cell.kind === 'label')).toBe(false)
    }
  })

  it('keeps type between the floor and the body size', () => {
    for (const cell of layout.pages.flatMap(page => page.rows.flatMap(row => row.cells))) {
      expect(cell.fontPt).toBeLessThanOrEqual(edition.page.fontPt)
      expect(cell.fontPt).toBeGreaterThanOrEqual(edition.page.smallestPt)
    }
  })
})

describe('shrinking', () => {
  const long = (characters: number) => '字'.repeat(characters)
  const sizes = (layout: Layout) => new Set(layout.pages.flatMap(page => page.rows.flatMap(row => row.cells.map(cell => cell.fontPt))))
  const of = (id: string, change: Partial<Declaration>) => paginate(buildSheet(EDITIONS[id] as Edition, { ...blankDeclaration('x', id, 2020), ...change }, PLAIN_SHEET), roughMeasure)

  it('leaves a form alone that has room', () => expect([...sizes(of('shanghai-2018', { overview: long(100) }))]).toEqual([10.5]))

  it('keeps the one page of 2026 by smaller type, and gives it up where even the smallest is not enough', () => {
    const indicators = Array.from({ length: 22 }, (_, i) => ({ id: `r${i}`, level1: '产出指标', level2: '数量指标', name: `完成第${i}项`, value: '≥1项' }))
    const tight = of('shanghai-2026', { overallGoal: long(500), annualGoal: long(300), indicators })
    expect(tight.pages).toHaveLength(1)
    expect(Math.min(...sizes(tight))).toBeLessThan(10.5)
    const hopeless = of('shanghai-2026', { overallGoal: long(9_000), annualGoal: long(300), indicators })
    expect(hopeless.pages.length).toBeGreaterThan(1)
    expect(Math.min(...sizes(hopeless))).toBeGreaterThanOrEqual(9)
  })

  it('keeps large amounts on one line', () => {
    const layout = of('shanghai-2026', { totalBudget: 99_999_999_999_999, currentYearBudget: 1 })
    const cell = layout.pages[0]?.rows.flatMap(row => row.cells).find(one => one.cell.path === 'totalBudget')
    expect(roughMeasure.countLines([{ text: cell?.text ?? '', fontPt: cell?.fontPt ?? 0, linePt: 1, widthPt: cell?.widthPt ?? 0, strong: false, face: 'song' }])).toEqual([1])
  })

  it('keeps each option and its box on the line that the form has them on, on narrow paper too', () => {
    const edition = EDITIONS['shanghai-2018'] as Edition
    const ticks = (paper: 'A4' | 'B5') => {
      const sheet = buildSheet(edition, blankDeclaration('x', edition.id, 2018), { ...PLAIN_SHEET, paper, marginsMm: [20, 22, 20, 22] })
      return paginate(sheet, roughMeasure).pages.flatMap(page => page.rows.flatMap(row => row.cells)).filter(({ cell }) => cell.kind === 'ticks')
    }
    expect(ticks('A4').map(({ fontPt }) => fontPt)).toEqual([10.5, 10.5])
    for (const { text, fontPt, linePt, widthPt } of ticks('B5')) expect(roughMeasure.countLines([{ text, fontPt, linePt, widthPt, strong: false, face: 'song' }])).toEqual([2])
    expect(Math.min(...ticks('B5').map(({ fontPt }) => fontPt))).toBeLessThan(10.5)
  })
})

it('counts blank lines for nothing: no line with words stands alone among them', () => {
  const edition = EDITIONS['shanghai-2018'] as Edition
  const breaks = Array.from({ length: 40 }, (_, before) => {
    const overview = `${'前\n'.repeat(before + 20)}${Array.from({ length: 30 }, (__, i) => `第${i}行`).join('\n\n\n')}`
    const layout = paginate(buildSheet(edition, { ...blankDeclaration('x', edition.id, 2018), overview: '空\n'.repeat(before), plan: overview, basis: '上\n\n\n下' }, PLAIN_SHEET), roughMeasure)
    return layout.pages.flatMap(page => page.rows).filter(part => part.from > 0 || part.to !== Number.POSITIVE_INFINITY)
  }).flat()
  expect(breaks.length).toBeGreaterThan(40)
  const seen = (text: string): number => text.split('\n').filter(line => line.trim() !== '').length
  for (const { cell, text } of breaks.flatMap(part => part.cells)) if (cell.kind === 'text' && text.trim() !== cell.text.trim()) expect(seen(text)).not.toBe(1)
})

it('goes on without end where one text fills thirty pages', () => {
  const edition = EDITIONS['shanghai-2018'] as Edition
  const sheet = buildSheet(edition, { ...blankDeclaration('x', edition.id, 2018), overview: '很长的话。'.repeat(12_000) }, PLAIN_SHEET)
  const layout = paginate(sheet, roughMeasure)
  expect(layout.pages.length).toBeGreaterThan(25)
  expect(lost(sheet, layout)).toEqual([])
})

it('gets on where the page is smaller than a row', () => {
  const edition = EDITIONS['shanghai-2020'] as Edition
  const sheet = buildSheet(edition, invented(edition, 3), { ...PLAIN_SHEET, marginsMm: [140, 10, 140, 10] })
  expect(lost(sheet, paginate(sheet, roughMeasure))).toEqual([])
})
