/**
 * Targets of indicators (指标目标值): read as people type them, written as an edition prints them.
 * What is not understood stays as it was typed.
 */
export type Operator = '=' | '≥' | '>' | '≤' | '<'
/** 定量: one number with operator and unit; 定量其他: a sentence with a figure; 频次: so often a period, or a period's end; 定性: words. */
export type ValueKind = '定量' | '定量其他' | '定性' | '频次'
/** 正向: more is better; 反向: less is better; 定值: exactly so; 定性: words. */
export type ValueDirection = '正向' | '反向' | '定值' | '定性'

export interface IndicatorValue {
  op: Operator | null
  /** Exact decimal text as typed, without separators (`95.00`); null where there is no single number. */
  number: string | null
  /** `%`, `次`, `次/周`; '' where there is none. */
  unit: string
  /** As typed. */
  text: string
  kind: ValueKind
  direction: ValueDirection
  /** Words before the target that say its period: 全年, 每月 … ; '' for most. */
  period: string
  /** How the operator was written. */
  opStyle: 'symbol' | 'words' | 'none'
}

/** An edition's way to write targets (`edition.formats.indicatorValue`). */
export interface IndicatorValueFormat {
  operators: 'symbols' | 'ascii'
  /** Of percentages; null: as typed. Digits that mean something are never dropped. */
  decimals: number | null
  unit: 'plain' | 'bracketed'
}

const SYMBOLS: Record<string, Operator> = {
  '>=': '≥', '=>': '≥', '≥': '≥', '≧': '≥', '⩾': '≥', '>': '>',
  '<=': '≤', '=<': '≤', '≤': '≤', '≦': '≤', '⩽': '≤', '<': '<', '=': '=', '==': '=',
}
const BEFORE: readonly (readonly [string, Operator])[] = [
  ['大于或等于', '≥'], ['大于等于', '≥'], ['不得低于', '≥'], ['不得少于', '≥'], ['不低于', '≥'], ['不少于', '≥'], ['不小于', '≥'], ['至少', '≥'], ['最少', '≥'],
  ['小于或等于', '≤'], ['小于等于', '≤'], ['不得超过', '≤'], ['不得高于', '≤'], ['不超过', '≤'], ['不超', '≤'], ['不高于', '≤'], ['不大于', '≤'], ['不多于', '≤'], ['至多', '≤'], ['最多', '≤'], ['控制在', '≤'],
  ['大于', '>'], ['高于', '>'], ['超过', '>'], ['多于', '>'],
  ['小于', '<'], ['低于', '<'], ['少于', '<'], ['不到', '<'], ['不足', '<'], ['不满', '<'],
  ['等于', '='], ['达到', '='], ['达', '='],
]
const AFTER: readonly (readonly [string, Operator])[] = [
  ['及以上', '≥'], ['或以上', '≥'], ['以上', '≥'],
  ['及以下', '≤'], ['或以下', '≤'], ['以下', '≤'], ['以内', '≤'], ['之内', '≤'], ['内', '≤'],
]
const PERIODS = ['全年', '年内', '每年', '年度', '每季度', '每季', '每月', '每周', '每天', '每日', '月均', '日均', '年均', '平均']
const FREQUENCY_UNITS: Record<string, string> = {
  天: '天', 日: '天', 周: '周', 星期: '周', 月: '月', 季: '季度', 季度: '季度', 半年: '半年', 年: '年',
}

const UNITS = [
  '个百分点', '百分点', '人次', '场次', '批次', '班次', '台次', '车次', '户次', '家次', '件次', '万人次', '万人', '万户', '万件', '万条', '万平方米', '万册',
  '平方公里', '平方千米', '平方米', '立方米', '公里', '千米', '毫米', '厘米', '公斤', '千克', '毫秒', '分钟', '小时', '工作日', '个工作日', '自然日', '个月', '季度',
  '万元', '亿元', '千元', '元', '人', '名', '户', '家', '个', '件', '次', '项', '篇', '份', '台', '套', '场', '期', '批', '班', '条', '宗', '起', '例', '册', '卷', '页',
  '本', '部', '辆', '艘', '株', '棵', '亩', '公顷', '顷', '吨', '升', '度', '米', '天', '日', '周', '月', '年', '秒', '分', '时', '课时', '学时', '类', '种', '处', '座', '点', '张', '幅',
  '只', '块', '支', '片', '组', '队', '所', '间', '床', '门', '节', '集', '字', '万字', '倍', '级', '星', '厘',
  'KB/s', 'MB/s', 'GB/s', 'Kbps', 'Mbps', 'Gbps', 'KB', 'MB', 'GB', 'TB', 'ms', 's', 'min', 'h', 'm2', 'km', 'm', 'kg', 't', 'kWh', '℃', '‰', '%', 'dB',
].sort((a, b) => b.length - a.length)
const UNIT = `(?:${UNITS.join('|')})`
const COMPOUND_UNIT = new RegExp(`^(?:[万千百]?${UNIT}|[万亿])(?:[/·]${UNIT}){0,3}$`, 'u')
const QUANTITY = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(.*)$/su
const CHINESE_DIGIT = '[一二两三四五六七八九十]'

/** The text without white space and in half width, ≥ and ≤ kept. */
const plainOf = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '')

const NOTHING = { op: null, number: null, unit: '', period: '', opStyle: 'none' } as const

/** Reads one target as typed. Never fails: what is not understood is 定性, or 定量其他 where it holds a figure. */
export function parseIndicatorValue(text: string): IndicatorValue {
  const plain = plainOf(text).replace(/[。;；,，]$/u, '')
  return frequency(text, plain) ?? quantity(text, plain) ?? words(text, plain)
}

function quantity(text: string, plain: string): IndicatorValue | null {
  const period = PERIODS.find(word => plain.startsWith(word)) ?? ''
  let rest = plain.slice(period.length)
  let op: Operator | null = null
  let opStyle: IndicatorValue['opStyle'] = 'none'
  const symbol = rest.match(/^(?:>=|=>|<=|=<|==|[=≥≧⩾>≤≦⩽<])/u)?.[0]
  if (symbol) {
    op = SYMBOLS[symbol] ?? null
    opStyle = 'symbol'
    rest = rest.slice(symbol.length)
  } else {
    const word = BEFORE.find(([before]) => rest.startsWith(before))
    if (word) {
      op = word[1]
      opStyle = 'words'
      rest = rest.slice(word[0].length)
    }
  }
  const percent = rest.match(/^百分之(\d+(?:\.\d+)?)(.*)$/su)
  if (percent) rest = `${percent[1]}%${percent[2]}`
  const match = rest.match(QUANTITY)
  if (!match) return null
  let unit = match[3] ?? ''
  const after = AFTER.find(([word]) => unit.endsWith(word))
  if (after) {
    if (opStyle === 'symbol') return null
    // 达到95%以上, 控制在2小时以内: the words after decide.
    op = after[1]
    opStyle = 'words'
    unit = unit.slice(0, -after[0].length)
  }
  if (/^\(.*\)$/u.test(unit)) unit = unit.slice(1, -1)
  if (unit !== '' && !COMPOUND_UNIT.test(unit)) return null
  const number = (match[1] ?? '').replace(/,/gu, '') + (match[2] ?? '')
  const direction = op === '≥' || op === '>' ? '正向' : op === '≤' || op === '<' ? '反向' : '定值'
  return { op, number, unit, text, kind: '定量', direction, period, opStyle }
}

const ONE_PERIOD = '(?:半年|季度|星期|[天日周月季年])'
const FREQUENCY = new RegExp(`^=?(至少|不少于|不低于|最少)?(?:每|每个|一)(${ONE_PERIOD})(至少|不少于|不低于|≥|>=)?(\\d+|${CHINESE_DIGIT})次(?:以上|及以上)?$`, 'u')
const ROUND_THE_CLOCK = /^(?:全年|每周|提供)?(?:\d+天?|全天)?[*×xX✕·](?:24|8|12)(?:小时|h)?(?:[^\d%]{0,12})$/u
const WITHIN = /^(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:底|末)?|年内|年底|年末|当年|季度内|上半年|下半年|全年|按月|按季度?|按年|逐月|逐季)?(?:前|之前|以前)?(?:完成|实施完成|办结|发放|支付|验收|竣工|交付|上线)$/u
const DIGITS: Record<string, string> = { 一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 十: '10' }

function frequency(text: string, plain: string): IndicatorValue | null {
  const often = plain.match(FREQUENCY)
  if (often) {
    const least = often[1] !== undefined || often[3] !== undefined || /以上$/u.test(plain)
    const number = often[4] ?? ''
    return {
      ...NOTHING, op: least ? '≥' : null, number: DIGITS[number] ?? number, unit: `次/${FREQUENCY_UNITS[often[2] ?? ''] ?? often[2]}`, text,
      kind: '频次', direction: least ? '正向' : '定值', opStyle: least ? 'words' : 'none',
    }
  }
  const dated = WITHIN.test(plain) && !/^(?:完成|实施完成|办结|发放|支付|验收|竣工|交付|上线)$/u.test(plain)
  if (ROUND_THE_CLOCK.test(plain) || dated) return { ...NOTHING, text, kind: '频次', direction: '定值' }
  return null
}

function words(text: string, plain: string): IndicatorValue {
  if (!/\d/u.test(plain)) return { ...NOTHING, text, kind: '定性', direction: '定性' }
  const direction = /[≥>]|以上|不低于|不少于|至少|大于|超过/u.test(plain) && !/不超过/u.test(plain) ? '正向' : /[≤<]|以内|以下|不超过|不高于|小于|低于/u.test(plain) ? '反向' : '定值'
  return { ...NOTHING, text, kind: '定量其他', direction }
}

const ASCII: Record<Operator, string> = { '=': '=', '≥': '>=', '>': '>', '≤': '<=', '<': '<' }

/** Decimals of a percentage as the edition writes them; never drops a digit that is not zero. */
function withDecimals(number: string, decimals: number): string {
  const [whole = '0', fraction = ''] = number.split('.')
  const meant = fraction.replace(/0+$/u, '').padEnd(decimals, '0')
  return meant === '' ? whole : `${whole}.${meant}`
}

/** A target as the edition prints it: `>=95%`, `≥95.00%`, `≥95.00(%)`. Words, sentences and frequencies stay as typed. */
export function formatIndicatorValue(value: IndicatorValue, format: IndicatorValueFormat): string {
  if (value.kind !== '定量' || value.number === null) return value.text
  const op = value.op === null ? '' : format.operators === 'ascii' ? ASCII[value.op] : value.op
  const percent = value.unit === '%'
  const number = percent && format.decimals !== null ? withDecimals(value.number, format.decimals) : value.number
  const unit = percent && format.unit === 'bracketed' ? '(%)' : value.unit
  return `${value.period}${op}${number}${unit}`
}

/** A target in another edition's style; as typed where it is not understood. */
export function convertIndicatorText(text: string, format: IndicatorValueFormat): string {
  return formatIndicatorValue(parseIndicatorValue(text), format)
}

/** A decimal text without zeros that mean nothing: `095.50` → `95.5`. */
export function plainDecimal(number: string): string {
  const [whole = '0', fraction = ''] = number.split('.')
  const meant = fraction.replace(/0+$/u, '')
  return `${whole.replace(/^0+(?=\d)/u, '')}${meant === '' ? '' : `.${meant}`}`
}
