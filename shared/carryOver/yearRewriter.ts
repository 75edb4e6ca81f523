import words from '../../resources/text/yearWords.json'
import { spanAt, titleSpans, yearMentions, type Span, type YearMention } from '../text/years'
import { ordinalOf, statedTerm, writeNumber, type Ordinal } from './ordinals'
import type { Rewrite, RewriteOptions, YearFlag } from './types'
import { doubtsOf } from './yearDoubts'

/** A text of the new year, and what was moved and left in doubt to come to it. */
export interface RewrittenText {
  text: string
  rewrites: Rewrite[]
  flags: YearFlag[]
}

type Role = 'move' | 'stale' | YearFlag['why'] | null

/**
 * Moves the years of last year's text to the new year, by the rules of carry-over: titles, document numbers, standards,
 * plan periods and history stay; what is shifted and what is left in doubt is listed. Nothing changes that is not listed.
 */
export function rewriteYears(text: string, options: RewriteOptions): RewrittenText {
  const { from, to, promises } = options
  if (from === to) return { text, rewrites: [], flags: [] }
  const rewrites: Rewrite[] = []
  const flags: YearFlag[] = []
  const term = statedTerm(text)
  const ordinals = new Map<number, Ordinal>()
  const titles = titleSpans(text)
  // In a plan or goal the form's own year is a promise; elsewhere 于2019年建成 is history by the time of the new form.
  const mentions = yearMentions(text, promises ? from : from + 1)
  const among = surroundingsOf(text, mentions, options)
  for (const [at, mention] of mentions.entries()) {
    const { start, end } = mention
    const flag = (why: YearFlag['why']) => flags.push({ ...quoted(text, titles, mention, why), why })
    const role = roleOf(mention, among[at] as Among, text, options)
    if (role === 'spanMoved') rewrites.push(spanMoved(text, mention, to - from))
    if (role === 'move' || role === 'stale') {
      const rewrite = moved(text, mention, to, role === 'stale' ? 'staleYear' : mention.shape === 'twoDigit' ? 'twoDigitYear' : 'yearShifted')
      rewrites.push(rewrite)
      if (rewrite.why !== 'yearShifted') flag(rewrite.why === 'leapDay' ? 'leapDay' : rewrite.why as YearFlag['why'])
    } else if (role !== null) flag(role === 'spanMoved' ? 'yearRange' : role)
    const ordinal = role === 'move' ? ordinalOf(text, start, end) : null
    if (!ordinal || ordinals.has(ordinal.start)) continue
    ordinals.set(ordinal.start, ordinal)
    const value = ordinal.value + to - from
    const around = { start: Math.min(start, ordinal.start - 1), end: Math.max(end, ordinal.end + 1) }
    if (value < 1 || value > 99) {
      flags.push({ ...around, words: text.slice(around.start, around.end), why: 'ordinalDoubt' })
      continue
    }
    rewrites.push({ start: ordinal.start, end: ordinal.end, before: ordinal.words, after: writeNumber(value, ordinal.words), why: 'ordinalMoved' })
    if (term !== null && value > term) flags.push({ start: ordinal.start, end: ordinal.end, words: text.slice(around.start, around.end), why: 'termPassed' })
  }
  flags.push(...doubtsOf(text, options, { mentions, titles, rewrites, moved: ordinals }))
  rewrites.sort((a, b) => a.start - b.start)
  flags.sort((a, b) => a.start - b.start)
  return { text: applyRewrites(text, rewrites), rewrites, flags }
}

/** What a flag quotes: the title or the number in which the year stands, else the mention alone. */
function quoted(text: string, titles: readonly Span[], { start, end }: YearMention, why: YearFlag['why']): Pick<YearFlag, 'start' | 'end' | 'words'> {
  const title = why === 'yearInTitle' || why === 'planPeriodOver' ? spanAt(titles, start) : undefined
  const before = why === 'yearInNumber' ? (text.slice(Math.max(0, start - 24), start).match(/(?:[A-ZＡ-Ｚ／/]{2,8}[ ])?[^\s，。；;、：:《》“”（(年月日]{0,10}[（(]?[ ]?$/u)?.[0] ?? '') : ''
  const after = why === 'yearInNumber' ? (text.slice(end, end + 24).match(/^[ ]?年?[ ]?[\]］】〕〗﹞）)>〉』]?[ ]?第?[\d、，,和及至 -]{1,16}号|^[-_/][\dA-Za-z-]{1,12}[）)]?|^[ ]?年?[\]］】〕〗﹞]/u)?.[0] ?? '') : ''
  const whole = title && end <= title.end && title.end - title.start <= LONGEST_TITLE ? title : null
  const from = whole?.start ?? start - before.length
  const to = whole?.end ?? end + after.length
  return { start: from, end: to, words: text.slice(from, to) }
}
const LONGEST_TITLE = 60

const SPAN_UNIT = new RegExp(`^[ ]?(?:${words.spanUnits.join('|')})`, 'u')

/** What stands around a mention, worked out once for all. */
interface Among {
  /** Plain mentions of the same sentence. */
  sentence: readonly YearMention[]
  /** The one before and the one behind. */
  beside: readonly YearMention[]
  /** Years of a running project that the text names. */
  stages: ReadonlySet<number>
}

function surroundingsOf(text: string, mentions: readonly YearMention[], { runs }: RewriteOptions): Among[] {
  const isPlain = ({ role, told }: YearMention): boolean => role === 'plain' && told !== 'past' && told !== 'compared'
  const stages = new Set(runs ? mentions.filter(mention => isPlain(mention) && mention.year >= runs.from && mention.year <= runs.to).map(({ year }) => year) : [])
  const sentences: YearMention[][] = []
  let reached = 0
  return mentions.map((mention, at) => {
    if (at === 0 || /[。；;\n]/u.test(text.slice(reached, mention.start))) sentences.push([])
    reached = mention.end
    const sentence = sentences.at(-1) ?? []
    // a list of hundreds of years is no sentence: what is near says enough
    if (isPlain(mention) && sentence.length < MOST_IN_A_SENTENCE) sentence.push(mention)
    return { sentence, stages, beside: [mentions[at - 1], mentions[at + 1]].filter(other => other !== undefined) }
  })
}
const MOST_IN_A_SENTENCE = 40

/** What becomes of one mention: it moves, is a stale one to move, is left with a flag, or has nothing to do with the change. */
function roleOf(mention: YearMention, among: Among, text: string, { from, to, promises, runs }: RewriteOptions): Role | 'spanMoved' {
  const { start, end, year, toYear = year, role, told } = mention
  const about = year === from || toYear === from
  if (role === 'planPeriod') return toYear < to ? 'planPeriodOver' : null
  if (role === 'title') return about ? 'yearInTitle' : null
  if (role === 'documentNumber' || role === 'standard') return about ? 'yearInNumber' : null
  const near = year >= from - 1 && year <= from
  if (told === 'asOf' && (role === 'history' || !promises)) return 'asOfYear'
  if (told === 'compared' && year <= from) return near || year > from - 5 ? 'comparedYear' : null
  if (role === 'history' || (about && told === 'past')) return about ? 'yearInHistory' : null
  if (toYear !== year) {
    if (!about) return toYear < from ? 'oldYear' : year > from && year <= to ? 'laterYear' : null
    // 2018-2019学年, 2018-2019年度: a year that begins in one and ends in the next; years that a project runs stay
    const unit = SPAN_UNIT.test(text.slice(end, end + 12)) || /年度$/u.test(mention.text)
    return toYear === year + 1 && unit && !runs ? 'spanMoved' : 'yearRange'
  }
  if (mention.shape === 'twoDigit' && year <= from && /\d\d[ ]?年?[-—–~～至到]$/u.test(text.slice(Math.max(0, start - 8), start))) return 'twoDigitYear'
  const other = partner(mention, among.beside, text)
  if (other && (year === from || other.year === from)) return 'yearRange'
  if (among.stages.has(year) && among.stages.size > 1) return 'stageYear'
  const sameSentence = among.sentence.filter(entry => entry !== mention)
  const least = promises ? from - 1 : from
  if (year >= least && year <= to && sameSentence.some(entry => entry.year !== year && entry.year >= least && entry.year <= to) && (year === from || sameSentence.some(entry => entry.year === from))) return 'yearSequence'
  // 其中2017年50万元、2018年54万元
  if (year === from && sameSentence.some(entry => entry.year === from - 1 && listed(text, entry, mention))) return 'yearSequence'
  if (year === from) return mention.bare && !standsAlone(text, mention) ? 'bareYear' : 'move'
  if (year === from - 1 && promises) return mention.bare && !standsAlone(text, mention) ? 'bareYear' : 'stale'
  if (year < from) return 'oldYear'
  return year <= to ? 'laterYear' : null
}

/** （2018）, 2018届, 2018/3, 2018上半年: a bare number that can be nothing but a year. */
const standsAlone = (text: string, { start, end }: YearMention): boolean =>
  (/[（(][ ]?$/u.test(text.slice(Math.max(0, start - 2), start)) && /^[ ]?[）)]/u.test(text.slice(end, end + 2))) || /^[ ]?(?:届|财年|学年|[上下]半年|全年|\/\d|第[一二三四1-4]季度)/u.test(text.slice(end, end + 6))

/** The other end of a span that is written as two: 2018年9月至2019年6月. */
function partner({ start, end, year }: YearMention, beside: readonly YearMention[], text: string): YearMention | undefined {
  const joined = (between: string) => /^[ ]?(?:起|开始)?[ ]?(?:[-—–－~～至到]|——)[ ]?$/u.test(between)
  return beside.find(other => other.year !== year && ((other.start >= end && joined(text.slice(end, Math.min(other.start, end + 12)))) || (other.end <= start && joined(text.slice(Math.max(other.end, start - 12), start)))))
}

/** Two mentions of one list: 2017年50万元、2018年54万元. */
function listed(text: string, a: YearMention, b: YearMention): boolean {
  const between = text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start))
  return between.length <= 20 && between.includes('、') && !/[，,]/u.test(between)
}

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

function moved(text: string, { start, end, year }: YearMention, to: number, why: 'yearShifted' | 'staleYear' | 'twoDigitYear'): Rewrite {
  const before = text.slice(start, end)
  const two = (value: number) => String(value % 100).padStart(2, '0')
  const after = why === 'twoDigitYear' ? swapDigits(before, two(year), two(to)) : swapDigits(before, String(year), String(to))
  if (leap(year) && !leap(to) && /^.{4}\D+0?2\D+29/u.test(before.normalize('NFKC'))) return { start, end, before, after: after.replace(/9(?=\D*$)/u, '8').replace(/９(?=\D*$)/u, '８'), why: 'leapDay' }
  return { start, end, before, after, why }
}

/** 2018-2019学年 → 2019-2020学年 */
function spanMoved(text: string, { start, end, year, toYear = year }: YearMention, by: number): Rewrite {
  const before = text.slice(start, end)
  const at = placeOf(before, String(toYear), before.length / 2)
  const after = swapDigits(before.slice(0, at), String(year), String(year + by)) + swapDigits(before.slice(at), String(toYear), String(toYear + by))
  return { start, end, before, after, why: 'spanMoved' }
}

const wide = (digits: string) => digits.replace(/\d/gu, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
const CHINESE = '〇一二三四五六七八九'
/** In Chinese digits, the nought as the text writes it. */
const chinese = (digits: string, nought: string) => digits.replace(/\d/gu, d => (d === '0' ? nought : CHINESE.charAt(Number(d))))

/** Where a year stands in a mention, from a place on. */
function placeOf(text: string, year: string, from: number): number {
  const at = Math.max(text.indexOf(year, Math.floor(from)), text.indexOf(wide(year), Math.floor(from)))
  return at < 0 ? Math.floor(from) : at
}

/** Replaces the digits of the year in a mention, keeping full-width digits full width and Chinese ones Chinese. */
function swapDigits(text: string, year: string, next: string): string {
  if (text.includes(year)) return text.replace(year, next)
  if (text.includes(wide(year))) return text.replace(wide(year), wide(next))
  const nought = text.match(/[〇零○ＯOo]/u)?.[0] ?? '〇'
  return text.replace(chinese(year, nought), chinese(next, nought))
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
