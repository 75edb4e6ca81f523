import words from '../../resources/text/yearWords.json'

/**
 * Years in Chinese text, and what each is there for. Used by carry-over, which moves the plain ones and leaves the rest,
 * and by the checks, which look for stale ones.
 */
export interface YearMention {
  /** Place in the text, in UTF-16 units: `text.slice(start, end)` is the mention. */
  start: number
  end: number
  text: string
  year: number
  /** The last year of a range or of a plan period. */
  toYear?: number
  /**
   * `year` 2019年 or 2019; `yearDu` 2019年度; `date` 2019年1月1日, 2019-01-01, 2019年6月; `twoDigit` 19年;
   * `range` 2014-2016, 2018年至2020年, 十二五.
   */
  shape: 'year' | 'yearDu' | 'date' | 'twoDigit' | 'range'
  /**
   * `title`: inside book-title marks; `documentNumber`: 沪府办〔2011〕74号; `standard`: GB/T 22239-2008;
   * `planPeriod`: 规划（2014-2016）, 十二五; `history`: what has been, or is compared with; `plain`: all else.
   */
  role: 'title' | 'documentNumber' | 'standard' | 'planPeriod' | 'history' | 'plain'
  /** A number without 年 behind it: a year as likely as not. */
  bare?: true
  /**
   * What the words around tell of the year, whichever it is (`role` is `history` only before the form's year). `past`: 已于, 建成于, 自…以来;
   * `compared`: 比2018年提高; `asOf`: 截至2018年底; `done`: 建成, 验收 without a word that makes it a promise; `tender`: 招标 with its outcome.
   */
  told?: Told
}

export type Told = 'past' | 'compared' | 'asOf' | 'done' | 'tender'

const Y = '(?:19[5-9]\\d|20\\d\\d)'
const DASH = '[-—–－~～至到]'
const S = '[ \\u3000]?'
const NOT_DIGIT_BEFORE = '(?<!\\d\\.?|#)'
/** Before a year that 年 or its day makes sure: `1.2025年3月` is the first of a list. */
const NOT_DIGIT = '(?<!\\d|#)'
const NOT_WORD_BEFORE = '(?<![A-Za-z#]|\\d\\.?)'
const anyOf = (list: readonly string[]): string => list.map(word => word.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')).toSorted((a, b) => b.length - a.length).join('|')
/** After a bare number that only looks like a year: `2000元`, `2000号`, `2000.5`, `2000株，`. */
const NOT_A_COUNT = `(?![\\d,.%‰℃]|${S}(?:多|余)?(?!${anyOf(words.notCounted)})(?:${anyOf(words.countWords)})|${S}(?:多|余)?(?:${anyOf(words.measureWords)})(?=$|[\\s，。、；：,;:.）)】”/以之的左右余多及和与或]))`
/** 2018.01, and 2018.1 where a span or a time follows; `2018.5万元` is an amount. */
const MONTH_AFTER_POINT = `\\.(?:0[1-9]|1[0-2]|[1-9](?=${S}(?:${DASH}|起|前|底|初|末)))(?!\\.?\\d|${S}(?:${anyOf(words.countWords)}|%))`

const PERIODS = words.planPeriods.flatMap(({ words: names, from, to }) => names.map((name): [string, number, number] => [name, from, to]))

/** One alternative for each shape, longest first; every mention is found at its place in the text. */
const MENTION = new RegExp([
  `(?<date>(?:${NOT_DIGIT}(?=${Y}(?:${S}年|-\\d{1,2}-\\d))|${NOT_DIGIT_BEFORE})(?<dateYear>${Y})(?:${S}年${S}\\d{1,2}${S}月(?:份|${S}\\d{1,2}${S}[日号])?|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2}|\\.\\d{1,2}\\.\\d{1,2}|[-/](?:0[1-9]|1[0-2])|${MONTH_AFTER_POINT})(?!\\d))`,
  `(?<range>(?:${NOT_DIGIT}(?=${Y}${S}年)|${NOT_DIGIT_BEFORE})(?<fromYear>${Y})${S}年?度?${S}(?:${DASH}{1,2})${S}(?<toYear>${Y})(?:${S}年度?)?(?!\\d))`,
  `(?<du>${NOT_DIGIT}(?<duYear>${Y})${S}(?:年度|财年|学年))`,
  `(?<nian>${NOT_DIGIT}(?<nianYear>${Y})${S}年(?!级|版))`,
  `(?<bare>${NOT_WORD_BEFORE}(?<bareYear>${Y})${NOT_A_COUNT})`,
  `(?<two>${NOT_WORD_BEFORE}[’'‘]?(?<twoYear>\\d\\d)${S}年(?<twoDu>度)?)`,
  `(?<plan>(?<![一二三四五六七八九百])(?:${anyOf(PERIODS.filter(([word]) => !/普法/u.test(word)).map(([word]) => word))})(?=[”’"'」』]|${S}(?:${anyOf(words.afterPlanPeriod)}|[^\\d]{0,8}规划|，|。|；|、|《|》|（|\\(|）|\\)|$))|${anyOf(PERIODS.filter(([word]) => /普法/u.test(word)).map(([word]) => word))})`,
].join('|'), 'gu')

const CHINESE_DIGITS = '〇一二三四五六七八九'

/** Half-width digits of the same length, so that places stay: ２０１８年 and 二〇一八年 are 2018年. */
const narrowDigits = (text: string) => text
  .replace(/[０-９]/gu, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  .replace(/[一二][〇零○ＯOo一二三四五六七八九]{3}(?=[ \u3000]?年)/gu, year => Array.from(year, digit => (/[零○ＯOo]/u.test(digit) ? 0 : CHINESE_DIGITS.indexOf(digit))).join(''))

/**
 * All years that the text speaks of, in order. `formYear` is the year of the form the text stands in:
 * nothing in or after it is history, and two digits are read near it.
 */
export function yearMentions(text: string, formYear: number): YearMention[] {
  if (!/[\d０-９]|[二十六七八九][〇零○ＯOo一二三四五]/u.test(text)) return []
  const plain = narrowDigits(text)
  const found: YearMention[] = []
  for (const match of plain.matchAll(MENTION)) {
    const mention = shapeOf(match, formYear, plain)
    if (mention) found.push({ ...mention, text: text.slice(mention.start, mention.end) })
  }
  const titles = titleSpans(plain)
  for (const [i, mention] of found.entries()) {
    const told = toldOf(plain, mention, found[i + 1]?.start ?? plain.length)
    if (told) mention.told = told
    mention.role = roleOf(mention, plain, titles, formYear)
  }
  return found
}

function shapeOf(match: RegExpMatchArray, formYear: number, plain: string): YearMention | null {
  const groups = match.groups ?? {}
  const start = match.index ?? 0
  const base = { start, end: start + match[0].length, text: match[0], role: 'plain' as const }
  if (groups['date']) return { ...base, year: Number(groups['dateYear']), shape: 'date' }
  if (groups['range']) {
    const year = Number(groups['fromYear'])
    const toYear = Number(groups['toYear'])
    return toYear < year ? null : { ...base, year, toYear, shape: 'range' }
  }
  if (groups['du']) return { ...base, year: Number(groups['duYear']), shape: 'yearDu' }
  if (groups['nian']) return { ...base, year: Number(groups['nianYear']), shape: 'year' }
  if (groups['bare']) return { ...base, year: Number(groups['bareYear']), shape: 'year', bare: true }
  if (groups['plan']) {
    const [, year = 0, toYear = 0] = PERIODS.find(([name]) => name === match[0]) ?? []
    return { ...base, year, toYear, shape: 'range', role: 'planPeriod' }
  }
  const year = Math.floor(formYear / 100) * 100 + Number(groups['twoYear'])
  return isTwoDigitYear(plain, start, base.end, year, formYear, groups['twoDu'] !== undefined) ? { ...base, year, shape: 'twoDigit' } : null
}

/** `19年` is a year where the words around say so; `近20年`, `质保10年`, `15年以上` are lengths of time. */
function isTwoDigitYear(plain: string, start: number, end: number, year: number, formYear: number, du: boolean): boolean {
  if (year < formYear - 12 || year > formYear + 3) return false
  const before = plain.slice(Math.max(0, start - 4), start)
  const after = plain.slice(end, end + 4)
  if (/(?:近|满|约|达|共|第|有|过|逾|超过|不超过|不少于|至少|最多|每|隔|连续|累计|年限|期限|寿命|质保|有效期|使用|服务|工作|历时|长达|≥|≤|>|<|=)$/u.test(before)) return false
  if (/^(?:来|内|以|期|有效|质保|限|龄|多|间|时间|左右|之|的质保|的使用|免费|维保|保修)/u.test(after)) return false
  if (du || /^[’'‘]/u.test(plain.slice(start)) || /^\d{1,2}月/u.test(after)) return true
  if (/(?:自|于|从|在|截至|截止|到|及|和|、)$/u.test(before) && /^(?:底|初|末|起|完成|建|投|开|的?(?:招|合同|预算|计划))/u.test(after)) return true
  const beginsWord = start === 0 || /[，。；：、（(“\n\s]$/u.test(before)
  return beginsWord && /^(?:底|初|末|上半年|下半年|全年|计划|预算|招标|采购|合同|第[一二三四]季度|完成)/u.test(after)
}

export interface Span { start: number; end: number }

/** The span that holds a place, of spans in order that do not overlap. */
export function spanAt<S extends Span>(spans: readonly S[], at: number): S | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) <= at) low = middle + 1
    else high = middle
  }
  const span = spans[low - 1]
  return span && at < span.end ? span : undefined
}

/** What stands between book-title marks; a mark that is never closed reaches to the end of its line or the next mark. */
export function titleSpans(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(/《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》?|〈[^〈〉\n]*〉|<<[^<>\n]*>>|＜＜[^＜＞\n]*＞＞/gu)) {
    const start = match.index
    const closed = /[》〉>＞]$/u.test(match[0])
    const stop = closed ? match[0].length : (match[0].match(/^[^（(。；;]*/u)?.[0].length ?? match[0].length)
    spans.push({ start, end: start + stop })
  }
  return spans
}

function roleOf(mention: YearMention, plain: string, titles: readonly Span[], formYear: number): YearMention['role'] {
  if (mention.role === 'planPeriod') return 'planPeriod'
  const { start, end } = mention
  const before = plain.slice(Math.max(0, start - 40), start)
  const after = plain.slice(end, end + 40)
  if (isDocumentNumber(mention, before, after)) return 'documentNumber'
  if (/[A-ZＡ-Ｚ][A-ZＡ-Ｚ0-9/／]*[ \u3000]?[A-ZＡ-Ｚ0-9.\-—–－/／]*\d[-—–－:：][ \u3000]?$/u.test(before) && mention.shape !== 'twoDigit') return 'standard'
  // Office 2018, SHXM-2018-001, 021-2018
  if (mention.bare && (/[A-Za-z][ ]$/u.test(before) || /[\dA-Za-z][-_/]$/u.test(before) || /^[-_/]\d{2,}/u.test(after))) return 'documentNumber'
  const title = spanAt(titles, start - 1)
  if (mention.shape === 'range' && isPlanPeriod(before, after, title !== undefined && end <= title.end)) return 'planPeriod'
  if ((title && end <= title.end) || isVersion(before, after)) return 'title'
  return mention.told && (mention.toYear ?? mention.year) < formYear ? 'history' : 'plain'
}

/** 2018年版, （2018年修订）: it says which edition of a document is meant. */
const isVersion = (before: string, after: string) =>
  /^[ ]?年?(?:修订|修正)?[版本](?![面权块级市区县])/u.test(after) ||
  (/[（(][ ]?$/u.test(before) && new RegExp(`^[ ]?年?(?:第[一二三四五六七八九十]次)?(?:${anyOf(words.versionOf)})[^（(）)]{0,4}[）)]`, 'u').test(after))

function isDocumentNumber(mention: YearMention, before: string, after: string): boolean {
  if (/[[［【〔〖﹝（(<〈『][ ]?$/u.test(before) && /^[ ]?年?[ ]?[\]］】〕〗﹞）)>〉』][ ]?第?[ ]?\d{1,5}(?:[ ]?[、，,和及至-][ ]?\d{1,5})*[ ]?号/u.test(after)) return true
  // 〔2015 年〕12号; 2018年第3号; 沪财发2019-12号
  if (/[[［【〔〖﹝][ ]?$/u.test(before) && /^[ ]?年?[ ]?[\]］】〕〗﹞]/u.test(after)) return true
  if (/^第?[ ]?\d{1,5}[ ]?号(?:文|令|公告|议案|提案|建议|决议|纪要|批复|通知|[》）)，。；、]|$)/u.test(after) && mention.shape !== 'date') return true
  if (mention.bare && /^[-—–－]\d{1,4}[ ]?号/u.test(after)) return true
  return mention.shape === 'date' && /[发办函字财建令文规预]$/u.test(before) && /^号/u.test(after)
}

const PLAN_WORD = anyOf(words.planWords)
const PERIOD_BEFORE = new RegExp(`(?:${anyOf(PERIODS.map(([word]) => word))})[”’"'」』]?(?:期间|时期|规划)?[（(]$`, 'u')
const isPlanPeriod = (before: string, after: string, inTitle: boolean) =>
  (inTitle && /[（(]?$/u.test(before)) || PERIOD_BEFORE.test(before) || new RegExp(`(?:${PLAN_WORD})[（(“]?$`, 'u').test(before) || new RegExp(`^[年）)]*[^，。；\\n]{0,12}(?:规划|纲要|行动计划|发展计划|五年计划|三年计划)`, 'u').test(after)

/** Words that say of a past year that something was done in it. */
const DONE_AFTER = new RegExp(anyOf(words.done), 'u')
/** Words that tell what has happened, of any year. */
const PAST_AFTER = new RegExp(anyOf(words.past), 'u')
/** Words that make it a promise after all. */
const PROMISE = new RegExp(anyOf(words.promise), 'u')
const COMPARED = new RegExp(`^(?:年|度|底|末|的|${anyOf(words.compared)})`, 'u')

/** So far back words say something of a year, in characters. */
const LONGEST_CLAUSE = 80

function toldOf(plain: string, { start, end, year, toYear, shape }: YearMention, nextStart: number): Told | null {
  const before = plain.slice(Math.max(0, start - LONGEST_CLAUSE), start).match(/[^。；;\n，,]*$/u)?.[0] ?? ''
  const sentence = plain.slice(end, Math.min(nextStart, end + 120)).match(/^[^。；;\n]*/u)?.[0] ?? ''
  const [clause = '', ...others] = sentence.split(/[，,]/u)
  if (/^[^，。；]{0,10}已(?:经|于|完成|建|投|通过|开展|实施|启动)/u.test(clause) && !PROMISE.test(before)) return 'past'
  // Compared with: 比2018年提高, 以2018年为基数, 在2018年基础上.
  if (/(?:比|较|同比|相比|与|以|超过|不低于)(?:上一?年度?（)?$/u.test(before) && COMPARED.test(clause)) return 'compared'
  if (/^(?:年|度|底|末)?的?(?:基础上|同期|水平上)/u.test(clause)) return 'compared'
  if (/截[至止]$/u.test(before)) return 'asOf'
  if (/截[至止]/u.test(before)) return 'done'
  if (/(?:已于|已经于|曾于|已在)$/u.test(before)) return 'past'
  if (/(?:自|从)$/u.test(before) && /以来|至今|成立|建|投入|开/u.test(clause)) return 'past'
  if (/(?:自|从|于)$/u.test(before) && /起(?![^，]{0,2}[至到止])/u.test(clause) && nextStart - end > 3) return 'done'
  // 根据2025年7月18日专题会议纪要, 经2024年12月20日办公会审议
  if (shape === 'date' && /(?:根据|依据|按照|遵照|经|落实)$/u.test(before) && /[日号]$|\d-\d{1,2}$|\d[./]\d{1,2}$/u.test(plain.slice(start, end))) return 'done'
  if (/^[^，]{0,2}至今/u.test(clause)) return 'past'
  if (/(?:始于|建于|成立于|创建于|起始于|建成于|投运于)$/u.test(before)) return 'past'
  if (PAST_AFTER.test(sentence) && !PROMISE.test(before + sentence)) return 'past'
  if (shape === 'date' && /^[^，]{0,2}发生(?!率)/u.test(clause)) return 'past'
  if (DONE_AFTER.test(clause) && !PROMISE.test(before) && !PROMISE.test(clause.slice(0, clause.search(DONE_AFTER)))) return 'done'
  // 是我办2014年度信息化项目，已建设完成
  const next = others[0] ?? ''
  if (/^(?:现)?(?:已|目前已|于当年)/u.test(next.trim()) && !PROMISE.test(before + clause)) return 'past'
  // 于2019年进行本项目的招投标工作，确定中标供应商；招标结果三年有效
  return /招标|招投标|采购/u.test(clause) && (toYear ?? year) >= 1990 && /中标|确定|有效|结果/u.test(sentence) && !PROMISE.test(before + clause) ? 'tender' : null
}
