import { withoutGaps } from './gaps'

const cell = (row: number, rowSpan = 1, column = 0) => ({ row, column, rowSpan, colSpan: 1, text: `${row}` })

describe('long stretches of empty rows', () => {
  it('are cut, and what stands below moves up', () => {
    expect(withoutGaps([cell(0), cell(1), cell(1_048_575)]).map(({ row, text }) => [row, text])).toEqual([[0, '0'], [1, '1'], [202, '1048575']])
    expect(withoutGaps([cell(5_000), cell(5_001), cell(9_000)]).map(({ row }) => row)).toEqual([200, 201, 402])
  })
  it('shorten what is merged over them', () => {
    expect(withoutGaps([cell(0, 10_001), cell(0, 1, 1), cell(10_000, 3, 1)]).map(({ row, rowSpan }) => [row, rowSpan])).toEqual([[0, 202], [0, 1], [201, 3]])
    expect(withoutGaps([cell(0, 150), cell(160, 2_000), cell(1_000)]).map(({ row, rowSpan }) => [row, rowSpan])).toEqual([[0, 150], [160, 1_361], [361, 1]])
  })
  it('leave a sheet alone that has none', () => {
    const cells = [cell(0, 300), cell(200), cell(400)]
    expect(withoutGaps(cells)).toBe(cells)
  })
})
