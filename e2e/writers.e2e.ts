import path from 'node:path'
import type { DocumentItem } from '../electron/documents/documentItem'
import { readDocument } from '../electron/documents/readers'
import { bundledEditions, declarationOf, hardDeclaration, PLAIN } from '../electron/documents/testing'
import { createWriterThread, type WriterThread } from '../electron/documents/writers/thread'
import { ROOT } from './app'

/*
 * The built writers in their thread: what office programs get of many forms at once.
 */
describe('many forms in one file, from the built writers', () => {
  const items: DocumentItem[] = bundledEditions().flatMap(edition => [61, 62, 63].map(seed => ({ declaration: hardDeclaration(seed, edition), edition })))
  let thread: WriterThread
  beforeAll(() => { thread = createWriterThread(path.join(ROOT, 'dist', 'writer.cjs')) })
  afterAll(() => thread.close())

  it.each(['xlsx', 'docx'] as const)('%s comes back the same, each form counted', async kind => {
    const counts: number[] = []
    const bytes = await thread.write({ kind, items, options: PLAIN }, { onPrinted: count => counts.push(count) })
    expect(counts).toEqual(items.map((_, i) => i + 1))
    const { own = [], blocks } = await readDocument(`all.${kind}`, bytes)
    expect(blocks).toEqual([])
    expect(own.map(declarationOf)).toEqual(items.map(item => item.declaration))
  })

  it('are not made once somebody says stop, and the next file is', async () => {
    const stop = new AbortController()
    await expect(thread.write({ kind: 'docx', items, options: PLAIN }, { signal: stop.signal, onPrinted: () => stop.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    const year = items[0]?.declaration.year ?? 0
    expect((await thread.write({ kind: 'summary', declarations: items.map(item => item.declaration), year, options: { draft: false } })).length).toBeGreaterThan(1000)
    expect((await thread.write({ kind: 'flow', documents: [], options: PLAIN })).length).toBeGreaterThan(1000)
  })
})
