import { isoDate, parseDate, type IsoDate } from '../../shared/declaration/dates'
import { MAX_CENTS, parseMoney, type Cents } from '../../shared/declaration/money'

/** What a person's text in a box means; `why` names the words that explain what is wrong with it. */
export type Read<T, W extends string> = { kind: 'blank' } | { kind: 'value'; value: T } | { kind: 'bad'; why: W }

export type MoneyFault = 'negative' | 'decimals' | 'tooLarge' | 'several' | 'separators' | 'noAmount'

/** An amount as typed or pasted (`1,234.50`, full width, `5.8万元`) in cents. Never guesses. */
export function readMoney(text: string): Read<Cents, MoneyFault> {
  if (text.trim() === '') return { kind: 'blank' }
  const parsed = parseMoney(text)
  if (parsed) return parsed.cents < 0 ? { kind: 'bad', why: 'negative' } : { kind: 'value', value: parsed.cents }
  const typed = text.normalize('NFKC').replace(/\s+/gu, '')
  const plain = typed.replace(/[,，、']/gu, '')
  const numbers = plain.match(/\d+(\.\d+)?/gu) ?? []
  // 1.2.3 and 1e5 are no two amounts, but none
  if (/\d\.\d+\.|\d[a-z]\d/iu.test(plain)) return { kind: 'bad', why: 'noAmount' }
  if (numbers.length > 1) return { kind: 'bad', why: 'several' }
  const number = numbers[0]
  if (number === undefined || !/^(人民币|rmb|cny|¥|￥)?[+-]?[\d.]+(元整?|万元?|亿元?)?$/iu.test(plain)) return { kind: 'bad', why: 'noAmount' }
  if (parseMoney(plain) !== null) return { kind: 'bad', why: 'separators' }
  const scale = plain.includes('亿') ? 10 ** 10 : plain.includes('万') ? 10 ** 6 : 100
  return { kind: 'bad', why: Number(number) * scale > MAX_CENTS ? 'tooLarge' : 'decimals' }
}

export type DateFault = 'noSuchDay' | 'farYear' | 'twoDigitYear' | 'noDay' | 'notADay'

/** A day typed in any style; without a year (`3月5日`, `3-5`) it is one of the form's year. */
export function readDate(text: string, formYear: number): Read<IsoDate, DateFault> {
  if (text.trim() === '') return { kind: 'blank' }
  const day = parseDate(text)
  if (day) return { kind: 'value', value: day }
  const plain = text.normalize('NFKC').replace(/\s+/gu, '')
  const short = plain.match(/^(\d{1,2})月(\d{1,2})[日号]?$/u) ?? plain.match(/^(\d{1,2})[-/.](\d{1,2})$/u)
  if (short) {
    const inYear = isoDate(formYear, Number(short[1]), Number(short[2]))
    return inYear ? { kind: 'value', value: inYear } : { kind: 'bad', why: 'noSuchDay' }
  }
  if (/^\d{2}(年|[-/.])\d{1,2}(月|[-/.])\d{1,2}[日号]?$/u.test(plain)) return { kind: 'bad', why: 'twoDigitYear' }
  if (/^\d{4}((年|[-/.])(\d{1,2}月?)?)?$/u.test(plain)) return { kind: 'bad', why: 'noDay' }
  if (/^\d{4}(年|[-/.])\d{1,2}(月|[-/.])\d{1,2}[日号]?$/u.test(plain) || /^\d{8}$/u.test(plain)) {
    const near = parseDate(plain.replace(/^\d{4}/u, '2000'))
    return { kind: 'bad', why: near && !/^(19|2\d)/u.test(plain) ? 'farYear' : 'noSuchDay' }
  }
  return { kind: 'bad', why: 'notADay' }
}

/** Characters as a person counts them: white space left out, a character outside the first plane once. */
export function countCharacters(text: string): number {
  let count = 0
  for (const char of text) if (char.trim() !== '') count++
  return count
}
