import { boxesOf, byLine, joined, lineAt, silentPages } from './places'

const LINES = ['项目名称\t城区绿化ABCD', '接着']
const place = (line: number, from: number, to: number, x0: number, x1: number, page = 1) => ({ line, from, to, page, x0, x1, y0: 10, y1: 20 })
const PLACES = byLine([place(0, 0, 4, 50, 90), place(0, 5, 13, 100, 160), place(1, 0, 2, 50, 70, 2)])

describe('the places of marked words on a page', () => {
  it('are the parts of printed runs, letters half as wide as Chinese characters', () => {
    expect(boxesOf(PLACES, LINES, [{ line: 0, from: 5, to: 9 }])).toEqual([{ page: 1, x0: 100, x1: 140, y0: 10, y1: 20 }])
    expect(boxesOf(PLACES, LINES, [{ line: 0, from: 11, to: 13 }])).toEqual([{ page: 1, x0: 150, x1: 160, y0: 10, y1: 20 }])
  })

  it('are several where the words go over cells, lines and pages', () => {
    expect(boxesOf(PLACES, LINES, [{ line: 0, from: 0, to: 13 }, { line: 1, from: 0, to: 2 }]).map(({ page, x0, x1 }) => [page, x0, x1])).toEqual([[1, 50, 90], [1, 100, 160], [2, 50, 70]])
  })

  it('are none where nothing is printed', () => {
    expect(boxesOf(PLACES, LINES, [{ line: 0, from: 4, to: 5 }, { line: 7, from: 0, to: 1 }])).toEqual([])
  })
})

it('tells which character is printed at a point', () => {
  const all = [...PLACES.values()].flat()
  expect(lineAt(all, 1, 55, 15)).toEqual({ line: 0, at: 0 })
  expect(lineAt(all, 1, 159, 15)).toEqual({ line: 0, at: 12 })
  expect(lineAt(all, 2, 65, 15)).toEqual({ line: 1, at: 1 })
  expect(lineAt(all, 1, 55, 40)).toBeNull()
})

it('puts the lines of a text into one box, and no others', () => {
  const box = (x0: number, x1: number, y0: number, page = 1) => ({ page, x0, x1, y0, y1: y0 + 10 })
  expect(joined([box(50, 200, 10), box(50, 200, 22), box(50, 90, 34)])).toEqual([{ page: 1, x0: 50, x1: 200, y0: 10, y1: 44 }])
  const apart = [box(0, 40, 10), box(50, 200, 10), box(50, 200, 60), box(50, 200, 60, 2)]
  expect(joined(apart)).toEqual(apart)
})

it('names the pages on which nothing was read', () => {
  const read = [1, 5, 6].map(page => place(0, 0, 1, 0, 1, page))
  expect(silentPages(read, 8)).toBe('2–4、7–8')
  expect(silentPages(read, 2)).toBe('2')
  expect(silentPages(read, 1)).toBe('')
})
