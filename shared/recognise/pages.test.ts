import { share, type Tally } from './fixtures/measure'
import { pageStyle, pageText } from './fixtures/pages'
import { EDITIONS, measureGenerated } from './testing'

const SEEDS = Array.from({ length: 30 }, (_, i) => 7_000 + i)

const print = (what: string, tally: Tally): number => {
  const { percent } = share(tally)
  process.stdout.write(`${what}: ${percent.toFixed(1)}% (${Object.entries(tally).map(([kind, [right, all]]) => `${kind} ${right}/${all}`).join(', ')})\n`)
  return percent
}

describe('the lines of a page from top to bottom, labels in the midst of their text', () => {
  const editions = EDITIONS.map(edition => [edition.id as 'shanghai-2018' | 'shanghai-2020' | 'shanghai-2026', edition] as const)

  it.each(editions)('%s with columns kept by blanks', (id, edition) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, id, 'own', (sample, random) => pageText(sample, edition, pageStyle(random, true)))
    expect(wrongForms).toEqual([])
    expect(print(`${id} columns`, tally)).toBeGreaterThanOrEqual(96)
  })

  it.each(editions)('%s without columns', (id, edition) => {
    const { tally, wrongForms } = measureGenerated(SEEDS, id, 'own', (sample, random) => pageText(sample, edition, pageStyle(random, false)))
    expect(wrongForms).toEqual([])
    expect(print(`${id} lines`, tally)).toBeGreaterThanOrEqual(id === 'shanghai-2026' ? 86 : 96)
  })
})
