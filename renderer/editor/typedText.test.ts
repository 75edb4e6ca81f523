import { amountBeside, amountIn, readAmountIn } from './amounts'
import { countCharacters, readDate, readMoney } from './typedText'

describe('amounts', () => {
  it.each<[string, number]>([['1,234.50', 123_450], ['１２３４．５', 123_450], ['5.8万元', 5_800_000], ['¥ 0', 0], ['3亿', 30_000_000_000], ['2000元整', 200_000]])('%s', (text, value) => expect(readMoney(text)).toEqual({ kind: 'value', value }))
  it.each([['-5', 'negative'], ['1.234', 'decimals'], ['0.0000001万', 'decimals'], ['99999999999999', 'tooLarge'], ['5万-6万', 'several'], ['12万3千元', 'several'], ['1.2.3', 'noAmount'], ['1e5', 'noAmount'], ['1,23', 'separators'], ['12,34,567', 'separators'], ['约五万', 'noAmount'], ['待定', 'noAmount'], ['5万左右', 'noAmount']])('%s: %s', (text, why) => expect(readMoney(text)).toEqual({ kind: 'bad', why }))
  it('blank', () => expect(readMoney(' 　')).toEqual({ kind: 'blank' }))
})

describe('days', () => {
  it.each([['2026年3月5日', '2026-03-05'], ['2026-3-5', '2026-03-05'], ['20260305', '2026-03-05'], ['２０２６．３．５', '2026-03-05'], ['3月5日', '2026-03-05'], ['12/31', '2026-12-31']])('%s', (text, value) => expect(readDate(text, 2026)).toEqual({ kind: 'value', value }))
  it.each([['2026-2-30', 'noSuchDay'], ['20261301', 'noSuchDay'], ['2月30日', 'noSuchDay'], ['3026-1-1', 'farYear'], ['3026-2-30', 'noSuchDay'], ['2027-2-29', 'noSuchDay'], ['26年3月5日', 'twoDigitYear'], ['2026年3月', 'noDay'], ['2026', 'noDay'], ['年底', 'notADay']])('%s: %s', (text, why) => expect(readDate(text, 2026)).toEqual({ kind: 'bad', why }))
})

it('counts what is written', () => expect(countCharacters('一二 三\n𬭎a')).toBe(5))

describe('a form that counts in 万元', () => {
  it.each<[string, number]>([['5.8', 5_800_000], ['５．８', 5_800_000], ['5.8万元', 5_800_000], ['58000元', 5_800_000], ['1,030.8', 1_030_800_000]])('%s', (text, value) => expect(readAmountIn('万元', text)).toEqual({ kind: 'value', value }))
  it('shows what it reads', () => {
    expect(amountIn('万元', 1_030_800_000)).toBe('1,030.8')
    expect(amountBeside('万元', 5_800_000, '元')).toBe('58,000 元')
    expect(readAmountIn('万元', '约五')).toEqual({ kind: 'bad', why: 'noAmount' })
    expect(readAmountIn('元', '5.8')).toEqual({ kind: 'value', value: 580 })
  })
})
