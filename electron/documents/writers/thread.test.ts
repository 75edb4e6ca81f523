import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createWriterThread, type WriterThread } from './thread'
import type { Writing } from './here'

/** Writers that do as the year of the summary says. */
const WRITER = `
const { parentPort, threadId } = require('node:worker_threads')
const kept = []
parentPort.on('message', ({ number, writing: { year } }) => {
  if (year === 1) process.exit(1)
  if (year === 2) throw new Error('x')
  if (year === 3) for (;;) kept.push(new Array(100000).fill({}))
  if (year === 4) return parentPort.postMessage({ number, broken: 'Error: y' })
  if (year === 5) return parentPort.postMessage({ number, error: { code: 'unknownEdition', params: { edition: 'z' } } })
  if (year === 6) return parentPort.postMessage({ number, count: 6 })
  if (year === 7) for (const count of [1, 2]) parentPort.postMessage({ number, count })
  const bytes = new Uint8Array([threadId])
  parentPort.postMessage({ number, bytes, heap: year === 8 ? 1e9 : 0 }, [bytes.buffer])
})`
const of = (year: number): Writing => ({ kind: 'summary', declarations: [], year, options: { draft: false } })

describe('the writers’ thread', () => {
  let folder: string
  let thread: WriterThread
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-writer-'))
    writeFileSync(path.join(folder, 'writer.cjs'), WRITER)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeEach(() => { thread = createWriterThread(path.join(folder, 'writer.cjs')) })
  afterEach(() => thread.close())

  it('writes files one after another, tells how far it is, and goes on after one that broke it', async () => {
    const counts: number[] = []
    const [first, second] = await Promise.all([thread.write(of(7), { onPrinted: count => counts.push(count) }), thread.write(of(9))])
    expect([counts, first]).toEqual([[1, 2], second])
    const outcomes = await Promise.allSettled([1, 9, 2, 9, 4, 9, 5, 9].map(year => thread.write(of(year))))
    expect(outcomes.map(one => (one.status === 'fulfilled' ? one.value.length : (one.reason as { code: string }).code))).toEqual(['internal', 1, 'internal', 1, 'internal', 1, 'unknownEdition', 1])
  })

  it('is stopped at any time: in its turn, before it, and before it is asked', async () => {
    const stop = new AbortController()
    const later = new AbortController()
    const running = thread.write(of(6), { signal: stop.signal, onPrinted: () => { later.abort(); stop.abort() } })
    const outcomes = await Promise.allSettled([running, thread.write(of(9), { signal: later.signal }), thread.write(of(9), { signal: AbortSignal.abort() }), thread.write(of(9))])
    expect(outcomes.map(one => (one.status === 'fulfilled' ? one.value.length : (one.reason as { code: string }).code))).toEqual(['cancelled', 'cancelled', 'cancelled', 1])
  })

  it('begins anew after a file that has made it large', async () => {
    const large = await thread.write(of(8))
    expect(await thread.write(of(9))).not.toEqual(large)
  })

  it('says so where there is no writer', async () => {
    const missing = createWriterThread(path.join(folder, 'missing.cjs'))
    await expect(missing.write(of(9))).rejects.toMatchObject({ code: 'internal' })
    missing.close()
  })
})
