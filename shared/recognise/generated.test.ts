import { cellLines, gridDocument, gridStyle, tabbedRows } from './fixtures/grids'
import { cells2026, tabbed2020 } from './fixtures/otherTexts'
import { share, type Tally } from './fixtures/measure'
import { scattered2018, scatterStyle } from './fixtures/scatter'
import { EDITIONS, measureGenerated } from './testing'

const SEEDS = Array.from({ length: 40 }, (_, i) => 5_000 + i)

const print = (what: string, tally: Tally): number => {
  const { percent } = share(tally)
  process.stdout.write(`${what}: ${percent.toFixed(1)}% (${Object.entries(tally).map(([kind, [right, all]]) => `${kind} ${right}/${all}`).join(', ')})\n`)
  return percent
}

describe('generated documents, other ones on every seed', () => {
  it.each([['own', 94], ['library', 92]] as const)('2018 forms in the order of a PDF’s storage, indicators of the %s pool', (pool, least) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, 'shanghai-2018', pool, (sample, random) => scattered2018(sample, random, scatterStyle(random)))
    expect(wrongForms).toEqual([])
    expect(print(`2018 text, ${pool}`, tally)).toBeGreaterThanOrEqual(least)
  })

  it.each([['own', 99], ['library', 99]] as const)('2020 forms with tabs, lost and shifted cells, indicators of the %s pool', (pool, least) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, 'shanghai-2020', pool, tabbed2020)
    expect(wrongForms).toEqual([])
    expect(print(`2020 tabs, ${pool}`, tally)).toBeGreaterThanOrEqual(least)
  })

  it.each([['own', 97], ['library', 97]] as const)('2026 forms one cell a line, indicators of the %s pool', (pool, least) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, 'shanghai-2026', pool, cells2026)
    expect(wrongForms).toEqual([])
    expect(print(`2026 lines, ${pool}`, tally)).toBeGreaterThanOrEqual(least)
  })

  const editions = EDITIONS.map(edition => [edition.id as 'shanghai-2018' | 'shanghai-2020' | 'shanghai-2026', edition] as const)

  it.each(editions)('%s as tables of other programs: other titles, lost spans, cut by pages, other tables around', (id, edition) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, id, 'own', (sample, random) => gridDocument(sample, edition, random, gridStyle(random)))
    expect(wrongForms).toEqual([])
    expect(print(`${id} grids`, tally)).toBeGreaterThanOrEqual(99)
  })

  it.each(editions)('%s copied from a spreadsheet', (id, edition) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, id, 'library', (sample, random) => tabbedRows(sample, edition, random))
    expect(wrongForms).toEqual([])
    expect(print(`${id} spreadsheet rows`, tally)).toBeGreaterThanOrEqual(99)
  })

  it.each(editions)('%s cell after cell, in columns of any width', (id, edition) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, id, 'library', (sample, random) => cellLines(sample, edition, random))
    expect(wrongForms).toEqual([])
    expect(print(`${id} cell lines`, tally)).toBeGreaterThanOrEqual(98)
  })
})
