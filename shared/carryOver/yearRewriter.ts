import { yearMentions } from '../text/years'
import { ordinalAfter, statedTerm, writeNumber } from './ordinals'

export interface Rewrite {
  /** Place in the source text. */
  start: number
  end: number
  before: string
  after: string
  /** Key of the reason. */
  why: 'yearShifted' | 'staleYear' | 'ordinalMoved' | 'twoDigitYear'
}

/** A mention that was left as it is and that a person should look at. */
export interface YearFlag {
  start: number
  end: number
  words: string
  why: 'staleYear' | 'oldYear' | 'yearInHistory' | 'yearInTitle' | 'yearInNumber' | 'yearRange' | 'termPassed' | 'twoDigitYear' | 'planPeriodOver'
}

export interface RewrittenText {
  text: string
  rewrites: Rewrite[]
  flags: YearFlag[]
}

export interface RewriteOptions {
  /** Year of the form the text stands in. */
  from: number
  /** Year of the new form. */
  to: number
  /** Plan, goals and indicators: there, the year before the form's is stale, not history. */
  promises: boolean
}

/**
 * Moves the years of last year's text to the new year, by the rules of carry-over: titles, document numbers, standards,
 * plan periods and history stay; what is shifted and what is left in doubt is listed. Nothing changes that is not listed.
 */
export function rewriteYears(text: string, { from, to, promises }: RewriteOptions): RewrittenText {
  const delta = to - from
  const rewrites: Rewrite[] = []
  const flags: YearFlag[] = []
  const term = statedTerm(text)
  // In a plan or goal the form's own year is a promise; elsewhere 于2019年建成 is history by the time of the new form.
  for (const mention of yearMentions(text, promises ? from : from + 1)) {
    const { start, end, year, toYear, role } = mention
    const words = text.slice(start, end)
    const flag = (why: YearFlag['why']) => flags.push({ start, end, words, why })
    if (role !== 'plain') {
      const about = year === from || toYear === from
      if (role === 'planPeriod') {
        if ((toYear ?? year) < to) flag('planPeriodOver')
      } else if (about) flag(role === 'history' ? 'yearInHistory' : role === 'title' ? 'yearInTitle' : 'yearInNumber')
      continue
    }
    if (toYear !== undefined && toYear !== year) {
      if (year === from || toYear === from) flag('yearRange')
      else if (toYear < from) flag('oldYear')
      continue
    }
    if (year === from) {
      rewrites.push(moved(text, start, end, year, to, mention.shape === 'twoDigit' ? 'twoDigitYear' : 'yearShifted'))
      if (mention.shape === 'twoDigit') flag('twoDigitYear')
      const ordinal = ordinalAfter(text, end)
      if (ordinal && delta !== 0) {
        const value = ordinal.value + delta
        rewrites.push({ start: ordinal.start, end: ordinal.end, before: ordinal.words, after: writeNumber(value, ordinal.words), why: 'ordinalMoved' })
        if (term !== null && value > term) flags.push({ start: ordinal.start, end: ordinal.end, words: text.slice(start, ordinal.end + 1), why: 'termPassed' })
      }
    } else if (year === from - 1 && promises) {
      rewrites.push(moved(text, start, end, year, to, 'staleYear'))
      flag('staleYear')
    } else if (year < from) flag('oldYear')
  }
  rewrites.sort((a, b) => a.start - b.start)
  return { text: applyRewrites(text, rewrites), rewrites, flags }
}

function moved(text: string, start: number, end: number, year: number, to: number, why: Rewrite['why']): Rewrite {
  const before = text.slice(start, end)
  const two = (value: number) => String(value % 100).padStart(2, '0')
  const after = why === 'twoDigitYear' ? swapDigits(before, two(year), two(to)) : swapDigits(before, String(year), String(to))
  return { start, end, before, after, why }
}

/** Replaces the digits of the year in a mention, keeping full-width digits full width. */
function swapDigits(words: string, year: string, next: string): string {
  const wide = (digits: string) => digits.replace(/\d/gu, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
  const at = words.indexOf(year)
  if (at >= 0) return words.slice(0, at) + next + words.slice(at + year.length)
  return words.replace(wide(year), wide(next))
}

/** The text with some of its rewrites made; leaving one out takes that change back. */
export function applyRewrites(text: string, rewrites: readonly Rewrite[]): string {
  let result = ''
  let at = 0
  for (const rewrite of rewrites.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, rewrite.start) + rewrite.after
    at = rewrite.end
  }
  return result + text.slice(at)
}
