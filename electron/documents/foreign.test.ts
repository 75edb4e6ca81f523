import { fromInterchange, interchangeSchema } from '../../shared/declaration/interchange'
import { recognise, type SourceBlock } from '../../shared/recognise'
import { inventedSample, type Sample } from '../../shared/recognise/fixtures/invented'
import { compare, emptyTally, share } from '../../shared/recognise/fixtures/measure'
import { randomOf } from '../../shared/recognise/fixtures/random'
import { renderDocument } from './index'
import { Budget } from './readers/budget'
import { blocksOf as docxBlocks, readWordDocument } from './readers/docx'
import { readDocument } from './readers'
import { blocksOf as xlsxBlocks, readWorkbook } from './readers/xlsx'
import { openZip } from './readers/zip'
import { bundledEditions, PLAIN } from './testing'

const editions = bundledEditions()

/** A file as one that knows nothing of us would have been made: what it carries hidden is not looked at. */
function asForeign(format: 'xlsx' | 'docx', bytes: Uint8Array): SourceBlock[] {
  const budget = new Budget('x')
  const zip = openZip(bytes, budget)
  return format === 'xlsx' ? xlsxBlocks(readWorkbook(zip, budget)) : docxBlocks(readWordDocument(zip, budget))
}

/** Only what the form prints can be found in it. */
function printed(sample: Sample): Sample {
  const edition = editions.find(one => one.id === sample.edition)
  const asked = new Set(edition?.rows.flatMap(row => (row.kind === 'cells' ? row.cells.flatMap(cell => (cell.kind === 'label' ? [] : [cell.field as string])) : [])))
  const kept = Object.entries(sample).filter(([key]) => ['edition', 'year', 'unitName', 'fundUses', 'indicators'].includes(key) || asked.has(key))
  const prints = (list: string) => edition?.rows.some(row => row.kind === 'list' && row.list === list)
  return { ...Object.fromEntries(kept), fundUses: asked.has('fundUses') ? sample.fundUses : [], subProjects: prints('subProjects') ? sample.subProjects : [] } as unknown as Sample
}

describe('forms in the grid of other programs', () => {
  it.each(['shanghai-2018', 'shanghai-2020', 'shanghai-2026'] as const)('%s: the tables of XLSX, DOCX and HTML are recognised', async id => {
    const edition = editions.find(one => one.id === id)
    if (!edition) throw new Error(id)
    for (const format of ['xlsx', 'docx', 'html'] as const) {
      const tally = emptyTally()
      const differences: unknown[] = []
      for (let seed = 1; seed <= 8; seed++) {
        const sample = inventedSample(randomOf(seed), id)
        const declaration = fromInterchange(interchangeSchema.parse(sample), 'x')
        const bytes = await renderDocument(format, [{ declaration, edition }], PLAIN, null)
        const blocks = format === 'html' ? (await readDocument('form.html', bytes)).blocks : asForeign(format, bytes)
        const { declarations } = recognise({ name: 'form', blocks }, editions)
        compare(printed(sample), declarations[0]?.declaration, tally, (what, want, have) => differences.push([seed, what, want, have]))
      }
      const { percent } = share(tally)
      if (percent < 99) process.stderr.write(`${id} ${format} ${percent.toFixed(1)} ${JSON.stringify(differences.slice(0, 6))}\n`)
      expect(percent).toBeGreaterThanOrEqual(99)
    }
  })
})
