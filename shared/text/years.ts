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
}

const Y = '(?:19[5-9]\\d|20\\d\\d)'
const DASH = '[-—–－~～至到]'
const S = '[ \\u3000]?'
const NOT_DIGIT_BEFORE = '(?<!\\d\\.?|#)'
const NOT_WORD_BEFORE = '(?<![A-Za-z#]|\\d\\.?)'
/** After a bare number that only looks like a year: `2000元`, `2000号`, `2000.5`. */
const NOT_A_COUNT = '(?![\\d,.%‰℃]|' + S + '(?:多|余)?(?:万|亿|千|元|人|名|户|家|个|件|次|项|篇|份|台|套|场|期|米|公里|平方|立方|千米|吨|号|条|册|本|辆|小时|分钟|秒|天|课时|路|弄|室|级|版本|mm|cm|KB|MB|GB|kW|W|V|A\\b|W\\b))'

/** One alternative for each shape, longest first; every mention is found at its place in the text. */
const MENTION = new RegExp([
  `(?<date>${NOT_DIGIT_BEFORE}(?<dateYear>${Y})(?:${S}年${S}\\d{1,2}${S}月(?:份|${S}\\d{1,2}${S}[日号])?|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2}|\\.\\d{1,2}\\.\\d{1,2}|[-/](?:0[1-9]|1[0-2]))(?!\\d))`,
  `(?<range>${NOT_DIGIT_BEFORE}(?<fromYear>${Y})${S}年?度?${S}(?:${DASH}{1,2})${S}(?<toYear>${Y})(?:${S}年度?)?(?!\\d))`,
  `(?<du>${NOT_DIGIT_BEFORE}(?<duYear>${Y})${S}(?:年度|财年|学年))`,
  `(?<nian>${NOT_DIGIT_BEFORE}(?<nianYear>${Y})${S}年(?!级|版))`,
  `(?<bare>${NOT_WORD_BEFORE}(?<bareYear>${Y})${NOT_A_COUNT})`,
  `(?<two>${NOT_WORD_BEFORE}[’'‘]?(?<twoYear>\\d\\d)${S}年(?<twoDu>度)?)`,
  `(?<plan>十(?<planWord>[一二三四五])五(?=[”’"'」』]?${S}(?:期间|时期|规划|计划|发展|以来|末|初|建设|信息化|电子政务|财政|国民|公共|城市|[^\\d]{0,8}规划|，|。|；|、|》|）|\\)|”|$)))`,
].join('|'), 'gu')

const PLANS: Record<string, [number, number]> = { 一: [2006, 2010], 二: [2011, 2015], 三: [2016, 2020], 四: [2021, 2025], 五: [2026, 2030] }

/** Half-width digits of the same length, so that places stay. */
const narrowDigits = (text: string) => text.replace(/[０-９]/gu, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

/**
 * All years that the text speaks of, in order. `formYear` is the year of the form the text stands in:
 * nothing in or after it is history, and two digits are read near it.
 */
export function yearMentions(text: string, formYear: number): YearMention[] {
  if (!/[\d０-９]|十[一二三四五]五/u.test(text)) return []
  const plain = narrowDigits(text)
  const found: YearMention[] = []
  for (const match of plain.matchAll(MENTION)) {
    const mention = shapeOf(match, formYear, plain)
    if (mention) found.push({ ...mention, text: text.slice(mention.start, mention.end) })
  }
  const titles = titleSpans(plain)
  for (const [i, mention] of found.entries()) mention.role = roleOf(mention, plain, titles, formYear, found[i + 1]?.start ?? plain.length)
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
  if (groups['bare']) return { ...base, year: Number(groups['bareYear']), shape: 'year' }
  if (groups['plan']) {
    const [year, toYear] = PLANS[groups['planWord'] ?? ''] ?? [0, 0]
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

interface Span { start: number; end: number }

/** What stands between book-title marks; a mark that is never closed reaches to the end of its line or the next mark. */
export function titleSpans(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(/《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》?|〈[^〈〉\n]*〉/gu)) {
    const start = match.index
    const closed = /[》〉]$/u.test(match[0])
    const stop = closed ? match[0].length : (match[0].match(/^[^（(。；;]*/u)?.[0].length ?? match[0].length)
    spans.push({ start, end: start + stop })
  }
  return spans
}

function roleOf(mention: YearMention, plain: string, titles: readonly Span[], formYear: number, nextStart: number): YearMention['role'] {
  if (mention.role === 'planPeriod') return 'planPeriod'
  const { start, end } = mention
  const before = plain.slice(Math.max(0, start - 40), start)
  const after = plain.slice(end, end + 40)
  if (isDocumentNumber(mention, before, after)) return 'documentNumber'
  if (/[A-Z][A-Z0-9/]*[ \u3000]?[A-Z0-9.\-—–/]*\d[-—–:：][ \u3000]?$/u.test(before) && mention.shape !== 'twoDigit') return 'standard'
  const title = titles.find(span => start > span.start && end <= span.end)
  if (mention.shape === 'range' && isPlanPeriod(before, after, title !== undefined)) return 'planPeriod'
  if (title) return 'title'
  return (mention.toYear ?? mention.year) < formYear && isHistory(plain, mention, nextStart) ? 'history' : 'plain'
}

function isDocumentNumber(mention: YearMention, before: string, after: string): boolean {
  if (/[[［【〔〖（(][ ]?$/u.test(before) && /^[ ]?[\]］】〕〗）)][ ]?第?[ ]?\d{1,5}[ ]?号/u.test(after)) return true
  // 〔2015 年〕12号; 2018年第3号; 沪财发2019-12号
  if (/[[［【〔〖][ ]?$/u.test(before) && /^[ ]?[\]］】〕〗]/u.test(after)) return true
  if (/^第?[ ]?\d{1,5}[ ]?号(?:文|令|公告|[》）)，。；、]|$)/u.test(after) && mention.shape !== 'date') return true
  return mention.shape === 'date' && /[发办函字财建令文规]$/u.test(before) && /^号/u.test(after)
}

const PLAN_WORD = '规划|行动计划|发展计划|实施计划|三年计划|五年计划|工作计划|纲要|行动方案|实施方案|行动'
const isPlanPeriod = (before: string, after: string, inTitle: boolean) =>
  (inTitle && /[（(]?$/u.test(before)) || new RegExp(`(?:${PLAN_WORD})[（(“]?$`, 'u').test(before) || new RegExp(`^[年）)]*[^，。；\\n]{0,12}(?:规划|纲要|行动计划|发展计划|五年计划|三年计划)`, 'u').test(after)

/** Words that say of a past year that something was done in it. */
const DONE = '建成|建设完成|完成建设|完成验收|通过验收|竣工|验收|成立|组建|设立|创建|投入使用|投入运行|投运|启用|开通|上线|建立|立项|获批|批复|批准|颁布|印发|发布|出台|施行|改造完成|完成改造|完成了|购置|购入|配置完成|启动建设|开工|落成|挂牌|入驻|搬迁|被评为|荣获|获得|中标|招标结果|招投标结果|采购结果|签订的|签订了|质保期|世博会|奥运会|冬奥会|亚运会|进博会|人口普查|经济普查|农业普查'
const DONE_AFTER = new RegExp(DONE, 'u')
/** Words that make it a promise after all. */
const PROMISE = /计划|拟|将|预计|力争|确保|争取|准备|组织|目标|保证|要求/u

function isHistory(plain: string, { start, end, year, toYear }: YearMention, nextStart: number): boolean {
  const sentenceStart = Math.max(plain.lastIndexOf('。', start), plain.lastIndexOf('；', start), plain.lastIndexOf('\n', start), plain.lastIndexOf(';', start)) + 1
  const clauseStart = Math.max(sentenceStart, plain.lastIndexOf('，', start) + 1, plain.lastIndexOf(',', start) + 1)
  const before = plain.slice(clauseStart, start)
  const sentence = plain.slice(end, Math.min(nextStart, end + 120)).match(/^[^。；;\n]*/u)?.[0] ?? ''
  const [clause = '', ...others] = sentence.split(/[，,]/u)
  if (/^[^，。；]{0,10}已(?:经|于|完成|建|投|通过|开展|实施|启动)/u.test(clause) && !PROMISE.test(before)) return true
  // Compared with: 比2018年提高, 以2018年为基数.
  if (/(?:比|较|同比|相比|与|以|超过|不低于)(?:上一?年度?（)?$/u.test(before) && /^(?:年|度|底|末|的|同期|相比|水平|提高|提升|增长|增加|下降|降低|减少|为基|有所|实际|基础)/u.test(clause)) return true
  if (/截[至止]/u.test(before)) return true
  if (/(?:已于|已经于|曾于|已在)$/u.test(before)) return true
  if (/(?:自|从)$/u.test(before) && /以来|至今|起|成立|建|投入|开/u.test(clause)) return true
  if (/(?:始于|建于|成立于|创建于|起始于|建成于|投运于)$/u.test(before)) return true
  if (DONE_AFTER.test(clause) && !PROMISE.test(before) && !PROMISE.test(clause.slice(0, clause.search(DONE_AFTER)))) return true
  // 是我办2014年度信息化项目，已建设完成
  const next = others[0] ?? ''
  if (/^(?:现)?(?:已|目前已|于当年)/u.test(next.trim()) && !PROMISE.test(before + clause)) return true
  // 于2019年进行本项目的招投标工作，确定中标供应商；招标结果三年有效
  return /招标|招投标|采购/u.test(clause) && (toYear ?? year) >= 1990 && /中标|确定|有效|结果/u.test(sentence) && !PROMISE.test(before + clause)
}
