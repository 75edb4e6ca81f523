import e2018 from '../../resources/editions/shanghai-2018.json'
import e2020 from '../../resources/editions/shanghai-2020.json'
import e2026 from '../../resources/editions/shanghai-2026.json'
import { editionSchema, type Edition } from '../editions/schema'
import { compare, emptyTally, type Tally } from './fixtures/measure'
import { inventedSample, type Sample } from './fixtures/invented'
import { randomOf, type Random } from './fixtures/random'
import { recognise } from '.'
import type { Recognition, SourceDocument } from './types'

/** The editions of the product, for tests of recognition. */
export const EDITIONS: readonly Edition[] = [e2018, e2020, e2026].map(pack => editionSchema.parse(pack))

export const documentOf = (text: string): SourceDocument => ({ name: 'test', blocks: [{ kind: 'lines', lines: text.split(/\r?\n/u) }] })

export const recogniseText = (text: string): Recognition => recognise(documentOf(text), EDITIONS)

/** Every string of a recognition, squashed: what was kept of a document. */
export function keptText(recognition: Recognition): string {
  const strings: string[] = []
  JSON.stringify(recognition, (_, value: unknown) => {
    if (typeof value === 'string') strings.push(value.replace(/\s+/gu, ''))
    return value
  })
  return strings.join('\n')
}

/** Recognises generated documents, one for each seed, and counts what came back right. */
export function measureGenerated(seeds: readonly number[], edition: 'shanghai-2018' | 'shanghai-2020' | 'shanghai-2026', pool: 'own' | 'library', write: (sample: Sample, random: Random) => string | SourceDocument): { tally: Tally; wrongForms: number[] } {
  const tally = emptyTally()
  const wrongForms: number[] = []
  for (const seed of seeds) {
    const random = randomOf(seed)
    const sample = inventedSample(random, edition, pool)
    const written = write(sample, random)
    const { declarations } = recognise(typeof written === 'string' ? documentOf(written) : written, EDITIONS)
    if (declarations.length !== 1) wrongForms.push(seed)
    compare(sample, declarations.find(found => found.declaration.projectName === sample.projectName)?.declaration ?? declarations[0]?.declaration, tally)
  }
  return { tally, wrongForms }
}
