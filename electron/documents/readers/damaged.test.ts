import { PDFDocument } from 'pdf-lib'
import { randomOf } from '../../../shared/recognise/fixtures/random'
import { renderDocument } from '../index'
import { bundledEditions, hardDeclaration, PLAIN } from '../testing'
import { damagedFile, type Base } from './fixtures/damaged'
import { readDocument } from './index'

/** A few of what `npm run fuzz` tries by the thousand. */
const FILES = 60

it('a damaged file is read as far as it goes or refused with a message, never anything else', async () => {
  const [edition] = bundledEditions()
  if (!edition) throw new Error('no edition')
  const declaration = hardDeclaration(3, edition)
  const document = await PDFDocument.create()
  document.addPage().drawText('1234 abc')
  const bases: Base[] = [{ name: 'a.pdf', bytes: await document.save() }]
  for (const format of ['xlsx', 'docx', 'html', 'json'] as const) bases.push({ name: `a.${format}`, bytes: await renderDocument(format, [{ declaration, edition }], PLAIN, null) })
  const random = randomOf(20_260_101)
  const odd: string[] = []
  for (let i = 0; i < FILES; i++) {
    const { name, bytes, how } = damagedFile(random, bases)
    const began = performance.now()
    const outcome = await readDocument(name, bytes).then(found => (Array.isArray(found.blocks) ? '' : 'no blocks'), (error: unknown) => ((error as Error).name === 'AppError' ? '' : String(error)))
    if (outcome !== '' || performance.now() - began > 10_000) odd.push(`${i} ${name} ${how}: ${outcome} ${Math.round(performance.now() - began)} ms`)
  }
  expect(odd).toEqual([])
}, 120_000)
