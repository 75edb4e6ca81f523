import type { SourceBlock } from '../../../../shared/recognise/types'
import { markedIn, slicesOf, type ShownTable } from './slices'

const cell = (row: number, column: number, text: string, rowSpan = 1, colSpan = 1) => ({ row, column, text, rowSpan, colSpan })
const grid = (...cells: ReturnType<typeof cell>[]): SourceBlock => ({ kind: 'grid', cells, where: '表1' })
const tables = (blocks: SourceBlock[]) => slicesOf(blocks).map(slice => slice.parts.filter((part): part is ShownTable => part.kind === 'table'))

describe('the parts of a source that are shown at once', () => {
  it('count lines as the source does, and leave out rows and columns without cells', () => {
    const slices = slicesOf([{ kind: 'lines', lines: ['一', '二'] }, grid(cell(0, 0, '甲', 1, 20), cell(5, 20, '乙')), { kind: 'lines', lines: ['三'] }])
    expect(slices).toHaveLength(1)
    expect(slices[0]).toMatchObject({ first: 0, last: 8, parts: [
      { kind: 'lines', lines: [{ line: 0, text: '一' }, { line: 1, text: '二' }] },
      { kind: 'table', where: '表1', columns: 2, rows: [{ line: 2, cells: [{ column: 0, colSpan: 2, text: '甲' }] }, { line: 7, cells: [{ column: 1, text: '乙' }] }] },
      { kind: 'lines', lines: [{ line: 8, text: '三' }] },
    ] })
  })

  it('let a title alone in its row go on over the empty cells beside it, unless one from above stands there', () => {
    const [[table] = []] = tables([grid(cell(0, 0, '申报表'), cell(1, 0, '甲'), cell(1, 1, '乙'), cell(1, 2, '合并', 2), cell(2, 0, '丙'))])
    expect(table?.rows.map(row => row.cells.map(({ text, colSpan }) => [text, colSpan]))).toEqual([[['申报表', 3]], [['甲', 1], ['乙', 1], ['合并', 1]], [['丙', 1]]])
  })

  it('cut long tables; what is merged over the cut goes on', () => {
    const rows = Array.from({ length: 200 }, (_, row) => cell(row, 1, `第${row}行`))
    const [first, second] = tables([grid(cell(0, 0, '合并', 200), ...rows)])
    expect(first?.[0]?.rows).toHaveLength(150)
    expect(first?.[0]?.rows[0]?.cells[0]).toMatchObject({ text: '合并', rowSpan: 150, goesOn: false })
    expect(second?.[0]?.rows[0]).toMatchObject({ line: 150, cells: [{ text: '合并', rowSpan: 50, goesOn: true, line: 0 }, { text: '第150行', rowSpan: 1, from: 0 }] })
  })
})

it('marks words within a cell, whatever line breaks it has', () => {
  const [[table] = []] = tables([grid(cell(0, 0, '标签'), cell(0, 1, '甲乙\n\n丙丁'))])
  const [label, value] = table?.rows[0]?.cells ?? []
  if (!label || !value) throw new Error('no cells')
  // the line is: 标签⇥甲乙 丙丁
  const marked = (from: number, to: number) => [label, value].map(one => {
    const mark = markedIn(one, [{ line: 0, from, to }])
    return mark && one.text.slice(mark.from, mark.to)
  })
  expect(marked(3, 5)).toEqual([null, '甲乙'])
  expect(marked(4, 7)).toEqual([null, '乙\n\n丙'])
  expect(marked(0, 8)).toEqual(['标签', '甲乙\n\n丙丁'])
})
