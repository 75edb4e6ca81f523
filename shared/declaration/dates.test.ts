import { addYears, formatDate, parseDate } from './dates'

it.each(['2018年1月1日', '2018-01-01', '2018/1/1', '2018.1.1', '20180101', '２０１８年１月１日', '2018 年 1 月 1 日'])('reads %s', text => {
  expect(parseDate(text)).toBe('2018-01-01')
})

it.each(['2018年', '2018-13-01', '2019-02-29', '2018-1/1', '18年1月1日', '1月1日', '不详', ''])('no day: %s', text => {
  expect(parseDate(text)).toBeNull()
})

it('prints in each style and reads it back', () => {
  expect(formatDate('2018-01-09', 'cn')).toBe('2018年1月9日')
  expect(formatDate('2018-01-09', 'slash')).toBe('2018/1/9')
  for (const style of ['cn', 'iso', 'slash'] as const) expect(parseDate(formatDate('2024-02-29', style))).toBe('2024-02-29')
})

it('moves by whole years', () => {
  expect(addYears('2020-02-29', 1)).toBe('2021-02-28')
  expect(addYears('2020-02-29', 4)).toBe('2024-02-29')
  expect(addYears('2018-12-31', 1)).toBe('2019-12-31')
})
