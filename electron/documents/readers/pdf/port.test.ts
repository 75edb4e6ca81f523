import { Port } from './port'

const chunk = (count: number) => ({ stream: 1, chunk: { fnArray: Array.from({ length: count }, (_, i) => i), argsArray: Array.from({ length: count }, () => null), length: count, lastChunk: true } })

describe('the line between the halves of pdf.js', () => {
  it('hands messages over in their order, to those who listen until they are stopped', async () => {
    const [one, two] = Port.pair()
    const heard: unknown[] = []
    const stop = new AbortController()
    two.addEventListener('message', ({ data }) => {
      heard.push(data)
      if (data === 3) stop.abort()
    }, { signal: stop.signal })
    for (const word of [1, 2, 3, 4]) one.postMessage(word)
    await new Promise(resolve => setImmediate(resolve))
    one.postMessage(5)
    await new Promise(resolve => setImmediate(resolve))
    expect(heard).toEqual([1, 2, 3])
  })
  it('keeps lists of operators that their sender empties, and leaves out what is too much', async () => {
    const [one, two] = Port.pair()
    const lengths: number[] = []
    two.addEventListener('message', ({ data }) => void lengths.push((data as ReturnType<typeof chunk>).chunk.fnArray.length))
    const few = chunk(3)
    one.postMessage(few)
    few.chunk.fnArray.length = 0
    for (let i = 0; i < 7; i++) one.postMessage(chunk(1_000_000))
    await new Promise(resolve => setImmediate(resolve))
    expect(lengths).toEqual([3, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 0, 0])
    expect(one.dropped).toBe(2_000_000)
  })
})
