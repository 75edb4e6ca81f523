import { centsFromYuan, formatMoney, formatWan, MAX_CENTS, parseMoney, yuanFromCents } from './money'

describe('parseMoney', () => {
  it.each([
    ['58000', 5_800_000, '元'], ['1,234.50', 123_450, '元'], ['１，２３４．５０', 123_450, '元'], ['¥ 1234', 123_400, '元'], ['￥1,234,567.8元', 123_456_780, '元'],
    ['237057.36', 23_705_736, '元'], ['5.8万元', 5_800_000, '万元'], ['7.05 万', 7_050_000, '万元'], ['1.2亿元', 12_000_000_000, '亿元'], ['-100', -10_000, '元'], ['0.00', 0, '元'], ['-0', 0, '元'],
    ['0.1', 10, '元'], ['1 234 567.5 元', 123_456_750, '元'], ['1.10', 110, '元'], ['22,614.51万元', 22_614_510_000, '万元'],
  ] as const)('%s', (text, cents, unit) => {
    expect(parseMoney(text)).toEqual({ cents, unit })
  })

  it.each(['', 'abc', '1.234', '12,34', '1.2.3', '五万', '58000 70500', '1e5', '99999999999999999', '5.8%'])('no amount: %s', text => {
    expect(parseMoney(text)).toBeNull()
  })
})

it('formats and reads back every amount the same', () => {
  for (const cents of [0, 1, 10, 99, 100, 123_450, 476_800_900, -5_000, MAX_CENTS]) {
    for (const separators of [true, false]) for (const decimals of ['two', 'auto'] as const) {
      expect(parseMoney(formatMoney(cents, { separators, decimals }))?.cents).toBe(cents)
    }
    expect(centsFromYuan(yuanFromCents(cents))).toBe(cents)
  }
  expect(formatMoney(476_800_900, { separators: true, decimals: 'two' })).toBe('4,768,009.00')
  expect(formatMoney(5_800_000, { separators: false, decimals: 'auto' })).toBe('58000')
  expect(formatMoney(23_705_736, { separators: false, decimals: 'auto' })).toBe('237057.36')
})

it('says 万元 without losing a cent', () => {
  expect(formatWan(23_705_736)).toBe('23.705736 万元')
  expect(formatWan(5_800_000)).toBe('5.8 万元')
  expect(formatWan(1)).toBe('0.000001 万元')
  expect(formatWan(1_000_000_000_000)).toBe('1,000,000 万元')
})

it('refuses yuan with more than two decimals, or out of range', () => {
  expect(centsFromYuan(0.001)).toBeNull()
  expect(centsFromYuan(1e15)).toBeNull()
  expect(centsFromYuan(Number.NaN)).toBeNull()
  expect(centsFromYuan(0.29)).toBe(29)
  expect(centsFromYuan(1_999_999.99)).toBe(199_999_999)
})
