import { renderDocument } from './index'
import { readDocument } from './readers'
import { bundledEditions, declarationOf, hardDeclaration, PLAIN } from './testing'

/** `JIXIAO_RECORDS=500` tries as many as the measure asks for (`npm run try-files`). */
const RECORDS = Number(process.env['JIXIAO_RECORDS'] ?? 24)
const editions = bundledEditions()

describe.each(editions.map(edition => [edition.id, edition] as const))('%s', (id, edition) => {
  const share = Math.ceil(RECORDS / editions.length)
  const records = Array.from({ length: share }, (_, i) => hardDeclaration(i + 1, edition))

  it.each(['xlsx', 'docx', 'json'] as const)('comes back the same from %s, hard texts and all', async format => {
    for (const declaration of records) {
      const bytes = await renderDocument(format, [{ declaration, edition }], PLAIN, null)
      const { own = [], blocks } = await readDocument(`${id}.${format}`, bytes)
      expect(blocks).toEqual([])
      expect(own.map(declarationOf)).toEqual([declaration])
    }
  }, 600_000)
})
