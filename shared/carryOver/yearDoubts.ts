import words from '../../resources/text/yearWords.json'
import { spanAt, type Span, type YearMention } from '../text/years'
import { ordinalsIn, type Ordinal } from './ordinals'
import type { Rewrite, RewriteOptions, YearFlag } from './types'

const anyOf = (list: readonly string[]) => list.join('|')
const RELATIVE = new RegExp(anyOf(words.relative), 'gu')
/** 第十三届, 70周年: they count years, or every second or fourth. */
const EVENTS = new RegExp(`(?:第[一二三四五六七八九十百\\d]{1,4}届|[一二三四五六七八九十百\\d]{1,4}周年)`, 'gu')
const WEEKDAY = /^[ ]?[（(]?[ ]?(?:星期|周|礼拜)[一二三四五六日天]/u
const FESTIVAL = new RegExp(anyOf(words.festivals), 'u')
const DAY = /\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?[日号]/u
const LEAP_DAY = /(?<![\d年])[ ]?0?2[ ]?月[ ]?29[ ]?[日号]|二月二十九日/gu

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const NEAR = 30

export interface Found {
  mentions: readonly YearMention[]
  titles: readonly Span[]
  rewrites: readonly Rewrite[]
  /** Ordinals that were moved, by their place. */
  moved: ReadonlyMap<number, Ordinal>
}

/**
 * What no year is, and yet goes wrong when years move: 去年, 第二年 that was not moved, 第十三届, 70周年, the days of the week and of the lunar
 * holidays, 29 February, and the form's year in a shape that is not told for a year.
 */
export function doubtsOf(text: string, { from, to }: RewriteOptions, { mentions, titles, rewrites, moved }: Found): YearFlag[] {
  const flags = new Map<string, YearFlag>()
  const add = (start: number, quoted: string, why: YearFlag['why']) => {
    const key = `${why} ${quoted}`
    if (!flags.has(key)) flags.set(key, { start, end: start + quoted.length, words: quoted, why })
  }
  const titled = (at: number): boolean => spanAt(titles, at) !== undefined || spanAt(mentions, at)?.role === 'title'
  const places = rewrites.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start)
  /** A year that moves stands near, in the same sentence. */
  const movesNear = (at: number): boolean => {
    const before = text.slice(Math.max(0, at - NEAR), at).match(/[^。；;\n]*$/u)?.[0].length ?? 0
    const behind = text.slice(at, at + NEAR).match(/^[^。；;\n]*/u)?.[0].length ?? 0
    for (let place = at - before; place < at + behind; place++) if (spanAt(places, place)) return true
    return false
  }
  for (const match of text.matchAll(RELATIVE)) if (!titled(match.index)) add(match.index, match[0], 'relativeYear')
  // one ordinal alone counts the form's year; 第一年…，第二年… tells of stages
  const ordinals = ordinalsIn(text).filter(({ start }) => !titled(start))
  if (new Set(ordinals.map(({ value }) => value)).size === 1) {
    for (const { start, end } of ordinals) if (!moved.has(start)) add(start - 1, text.slice(start - 1, end + 1), 'ordinalDoubt')
  }
  for (const match of text.matchAll(EVENTS)) {
    const year = match[0].endsWith('年') || movesNear(match.index)
    if (year && !titled(match.index)) add(match.index, match[0], 'countedEvent')
  }
  for (const { start, end, before } of rewrites) {
    const after = text.slice(end, end + 12)
    if (/[日号\d]$/u.test(before) && WEEKDAY.test(after)) add(start, before + (after.match(WEEKDAY)?.[0] ?? ''), 'weekday')
  }
  for (const clause of text.matchAll(/[^。；;，,\n]+/gu)) {
    const festival = clause[0].match(FESTIVAL)
    if (festival && DAY.test(clause[0].normalize('NFKC'))) add(clause.index, clause[0], 'festival')
  }
  if (leap(from) && !leap(to)) for (const match of text.matchAll(LEAP_DAY)) if (!spanAt(places, match.index)) add(match.index, match[0].trim(), 'leapDay')
  const own = new RegExp(`(?<![\\d.,#])(?:${from}|${wide(from)})(?![\\d]|[,.]\\d+[ ]?(?:${anyOf([...words.countWords, ...words.measureWords])}|%)|[ ]?(?:多|余)?(?!${anyOf(words.notCounted)})(?:${anyOf(words.countWords.filter(word => word !== '级'))}|%|‰|℃)|[ ]?(?:多|余)?(?:${anyOf(words.measureWords)})(?=$|[\\s，。、；：,;:）)】”/以之的左右余多及和与或]))`, 'gu')
  for (const match of text.matchAll(own)) if (!spanAt(mentions, match.index)) add(match.index, match[0], 'bareYear')
  return [...flags.values()]
}

const wide = (year: number): string => String(year).replace(/\d/gu, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
