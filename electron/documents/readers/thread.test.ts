import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { AppError } from '../../../shared/errors'
import type { Edition } from '../../../shared/editions/schema'
import { bundledEditions } from '../testing'
import { createReaderThread } from './thread'

/** A reader that does as the name of the file says. */
const READER = `
const { parentPort } = require('node:worker_threads')
const kept = []
parentPort.on('message', ({ number, name, editions }) => {
  if (name === 'dies') process.exit(1)
  if (name === 'throws') throw new Error('x')
  if (name === 'grows') for (;;) kept.push(new Array(100000).fill({}))
  if (name === 'hangs') {
    parentPort.postMessage({ number, progress: 0.25, patience: 1 })
    for (;;) kept.length = 0
  }
  if (name === 'counts') return parentPort.postMessage({ number, heap: 0, document: { name, blocks: [{ kind: 'lines', lines: [String(editions ? editions.length : 'as before')] }] } })
  if (name === 'says') return parentPort.postMessage({ number, heap: 0, error: { code: 'fileScanned', params: { file: name } } })
  parentPort.postMessage({ number, heap: name === 'large' ? 1e9 : 0, document: { name, blocks: [{ kind: 'lines', lines: [String(require('node:worker_threads').threadId)] }] } })
})`

describe('the reader’s thread', () => {
  let folder: string
  let file: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'jixiao-thread-'))
    file = path.join(folder, 'reader.cjs')
    writeFileSync(file, READER)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const bytes = new Uint8Array(1)
  const lineOf = (document: { blocks: unknown[] }): string => JSON.stringify(document.blocks)

  it('reads files one after another, says what the reader says, and goes on after one that broke it', async () => {
    const thread = createReaderThread(file)
    try {
      const [first, second] = await Promise.all([thread.read('a', bytes), thread.read('b', bytes)])
      expect([first?.name, second?.name]).toEqual(['a', 'b'])
      expect(lineOf(first as never)).toBe(lineOf(second as never))
      await expect(thread.read('says', bytes)).rejects.toMatchObject({ code: 'fileScanned', params: { file: 'says' } })
      const broken = await Promise.allSettled([thread.read('throws', bytes), thread.read('c', bytes), thread.read('dies', bytes), thread.read('d', bytes)])
      expect(broken.map(one => (one.status === 'fulfilled' ? one.value.name : (one.reason as { code: string }).code))).toEqual(['fileDamaged', 'c', 'fileDamaged', 'd'])
    } finally {
      thread.close()
    }
  })
  it('ends a reader that takes too much memory, and begins anew after one that has grown large', async () => {
    const thread = createReaderThread(file)
    try {
      await expect(thread.read('grows', bytes)).rejects.toMatchObject({ code: 'fileTooMuch', params: { why: 'memory' } })
      const large = await thread.read('large', bytes)
      expect(lineOf(await thread.read('after', bytes))).not.toBe(lineOf(large))
    } finally {
      thread.close()
    }
  }, 60_000)
  it('ends a reader that says nothing more, and reads the others that were asked for with it', async () => {
    const thread = createReaderThread(file)
    try {
      const seen: number[] = []
      const names = ['a', 'b', 'hangs', 'c', 'd', 'hangs', 'e', 'f', 'g', 'h']
      const all = await Promise.allSettled(names.map(name => thread.read(name, bytes, { onProgress: share => seen.push(share) })))
      expect(all.map(one => (one.status === 'fulfilled' ? one.value.name : (one.reason as AppError).code))).toEqual(['a', 'b', 'fileTooMuch', 'c', 'd', 'fileTooMuch', 'e', 'f', 'g', 'h'])
      expect(seen).toEqual([0.25, 0.25])
    } finally {
      thread.close()
    }
  }, 60_000)
  it('is stopped while it reads or while a file waits; the others are read', async () => {
    const thread = createReaderThread(file)
    try {
      const job = new AbortController()
      const stopped = thread.read('hangs', bytes, { signal: job.signal, onProgress: () => job.abort() })
      const waits = thread.read('waits', bytes, { signal: job.signal })
      const other = thread.read('other', bytes)
      expect(await Promise.allSettled([stopped, waits])).toMatchObject([{ reason: { code: 'cancelled' } }, { reason: { code: 'cancelled' } }])
      expect((await other).name).toBe('other')
      await expect(thread.read('late', bytes, { signal: job.signal })).rejects.toMatchObject({ code: 'cancelled' })
    } finally {
      thread.close()
    }
  }, 60_000)
  it('is given the editions when they are others than before, and after it was ended', async () => {
    const thread = createReaderThread(file)
    try {
      const [one, two] = bundledEditions()
      if (!one || !two) throw new Error('no editions')
      const count = async (...editions: Edition[]): Promise<string> => lineOf(await thread.read('counts', bytes, { editions }))
      expect([await count(one, two), await count(one, two), await count(two)].map(line => line.match(/\["(.*)"\]/u)?.[1])).toEqual(['2', 'as before', '1'])
      await thread.read('dies', bytes).catch(() => undefined)
      expect(await count(two)).toContain('"1"')
    } finally {
      thread.close()
    }
  }, 60_000)
  it('tells a reader that does not work at all from a file that is damaged', async () => {
    const thread = createReaderThread(path.join(folder, 'missing.cjs'))
    await expect(thread.read('a', bytes)).rejects.toMatchObject({ code: 'internal' })
    thread.close()
  })
})
