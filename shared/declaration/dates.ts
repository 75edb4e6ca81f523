import { z } from 'zod'

/** A calendar day as `YYYY-MM-DD`, a day that exists. */
export type IsoDate = string

/** Years that a form can be of. */
export const YEARS = { first: 1990, last: 2100 } as const
export const yearSchema = z.number().int().min(YEARS.first).max(YEARS.last)

/** How an edition prints a day: `cn` 2018年1月1日, `iso` 2018-01-01, `slash` 2018/1/1. */
export type DateFormat = 'cn' | 'iso' | 'slash'

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** The day as ISO, or null where there is no such day. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Reads one day in any of the styles seen in forms: `2018年1月1日`, `2018/1/1`, `2018-01-01`, `2018.1.1`, `20180101`; full width too. */
export function parseDate(text: string): IsoDate | null {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '')
  const match = plain.match(/^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/u) ?? plain.match(/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T?00:00(?::00)?)?$/u)?.filter((_, i) => i !== 2) ??
    plain.match(/^(\d{4})(\d{2})(\d{2})$/u)
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

export const isoDateSchema = z.string().refine(text => /^\d{4}-\d{2}-\d{2}$/u.test(text) && parseDate(text) !== null, { message: 'not a day as YYYY-MM-DD' })

/** A day as an edition prints it. */
export function formatDate(date: IsoDate, format: DateFormat): string {
  if (format === 'iso') return date
  const [year, month, day] = date.split('-').map(Number)
  return format === 'cn' ? `${year}年${month}月${day}日` : `${year}/${month}/${day}`
}

/** The same day `years` later; 29 February becomes the 28th where the year has none. */
export function addYears(date: IsoDate, years: number): IsoDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return isoDate(year + years, month, Math.min(day, daysInMonth(year + years, month))) ?? date
}

/** The calendar year of a day. */
export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}
