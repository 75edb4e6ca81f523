import { z } from 'zod'

/** An amount of money in whole cents (分). 1 元 = 100. Always a safe integer. */
export type Cents = number

/** The largest amount taken: one trillion yuan less a cent, far inside the safe integers. */
export const MAX_CENTS: Cents = 99_999_999_999_999

export const centsSchema = z.number().int().min(-MAX_CENTS).max(MAX_CENTS)

/** What {@link parseMoney} understood: the amount, and whether the text itself said 万 or 亿. */
export interface ParsedMoney {
  cents: Cents
  unit: '元' | '万元' | '亿元'
}

const SHIFT = { 元: 2, 万元: 6, 亿元: 10 } as const

/**
 * Reads an amount in yuan out of what a person typed or pasted: `1,234.50`, `１２３４．５`, `¥1234`, `5.8万元`.
 * Exact: digits are shifted as text, never multiplied as floating numbers.
 * Returns null where the text is not one amount, or has more than two decimals of a yuan.
 */
export function parseMoney(text: string): ParsedMoney | null {
  const plain = text.normalize('NFKC').trim().replace(/(?<=\d)\s+(?=\d)/gu, ',').replace(/\s+/gu, '').replace(/^(人民币|rmb|cny|¥|￥)/iu, '').replace(/[，、']/gu, ',')
  const match = plain.match(/^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(元整?|万元?|亿元?)?$/u)
  if (!match) return null
  const [, sign, whole = '', fraction = '', said = ''] = match
  const unit = said.startsWith('万') ? '万元' : said.startsWith('亿') ? '亿元' : '元'
  const shift = SHIFT[unit]
  const decimals = fraction.replace(/0+$/u, '')
  if (decimals.length > shift) return null
  const digits = whole.replace(/,/gu, '') + decimals.padEnd(shift, '0')
  const cents = Number(digits)
  if (!Number.isSafeInteger(cents) || cents > MAX_CENTS) return null
  return { cents: sign === '-' && cents !== 0 ? -cents : cents, unit }
}

export interface MoneyFormat {
  /** Thousands separators: `4,768,009.00`. */
  separators: boolean
  /** `two`: always two decimals; `auto`: none when whole, two otherwise. */
  decimals: 'two' | 'auto'
}

/** Writes cents as yuan in the given format. */
export function formatMoney(cents: Cents, format: MoneyFormat): string {
  const sign = cents < 0 ? '-' : ''
  const digits = String(Math.abs(cents)).padStart(3, '0')
  const whole = digits.slice(0, -2)
  const fraction = digits.slice(-2)
  const grouped = format.separators ? whole.replace(/\B(?=(\d{3})+$)/gu, ',') : whole
  return sign + grouped + (format.decimals === 'two' || fraction !== '00' ? `.${fraction}` : '')
}

/** Cents as 万元, at most six decimals, for the note beside a money field: 237057.36 元 → `23.705736 万元`. */
export function formatWan(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(7, '0')
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/gu, ',')
  const fraction = digits.slice(-6).replace(/0+$/u, '')
  return `${cents < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''} 万元`
}

/** Yuan of the interchange format (at most two decimals) → cents; null where it has more, or is out of range. */
export function centsFromYuan(yuan: number): Cents | null {
  if (!Number.isFinite(yuan)) return null
  const cents = Math.round(yuan * 100)
  // A number such as 237057.36 has no exact binary form: it is two decimals when the nearest cent reads back as itself.
  if (!Number.isSafeInteger(cents) || Math.abs(cents) > MAX_CENTS || cents / 100 !== yuan) return null
  return cents === 0 ? 0 : cents
}

/** Cents → yuan of the interchange format. */
export function yuanFromCents(cents: Cents): number {
  return cents / 100
}
