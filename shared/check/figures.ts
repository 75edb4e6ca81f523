import { titleSpans } from '../text/years'

/** A figure that a text promises: 满意度达到85%以上, 不超过4小时, 每周4次, 完成120万页. */
export interface PromisedFigure {
  at: number
  end: number
  /** The figure with its operator, as it stands. */
  words: string
  /** What it is about: the words before it in its clause, without the operator. */
  subject: string
  /** Its size, 万 and 亿 counted in. */
  size: number
  unit: string
  /** What a percentage has to be told by: its subject must be found in the indicator's name. */
  percent: boolean
  /** True where the words promise it (≥, 达到, 完成, 以上); a bare number (整治长度4.8公里) is one only beside an indicator of the same. */
  promised: boolean
}

const UNIT = '%|％|‰|万页|万条|万件|万人次|万人|人次|个工作日|工作日|分钟|小时|平方米|立方米|公里|米|秒|天|次|场|期|人|名|户|家|个|件|项|篇|份|台|套|页|条|批|班|处|座|条|株|棵|亩|万亩|公顷|例|起|宗|辆|所|间|支|卷|万卷|课时|吨|册|万平方米|万立方米|KB/s|KB'
const BEFORE = '≥|≤|>=|<=|>|<|＞|＜|=|大于等于|小于等于|大于|小于|高于|低于|不低于|不少于|不小于|不超过|不高于|不大于|不多于|至少|最多|超过|争取达到|力争达到|达到|达至|达|实现'
const AFTER = '及以上|以上|及以下|以下|以内|之内'
const FIGURE = new RegExp(`(?<op>(?:${BEFORE})\\s*)?(?<!\\d|\\d\\.)(?<number>\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)\\s*(?<wan>[万亿](?=\\p{Script=Han}))?(?<unit>${UNIT})(?![/／]?元)(?<after>${AFTER})?`, 'gu')
/** Work that is counted: 完成120万页, 举办6期. */
const COUNTED = /(?:完成|举办|开展|组织|培训|召开|实施|采购|购置|维护|提供|发布|编制|疏浚|修缮|改造|新增|检测|监测|巡查|巡检|培育|资助|扶持|救助|慰问|筛查|抽检|更换|配送|整治|治理|新建|编印|出具|接待|受理|适配|抽查|补植|种植|清淤)[^，。；,;\n]{0,24}$/u
/** Told of what has been: 2025年已完成0.9公里, 现有3860人. */
const TOLD = /已|曾|截[至止]|现有|原有|目前/u
const FREQUENT = /每(?:天|日|周|月|季度|季|半年|年)(?:至少|不少于)?$/u

/** 新增违建“零增长”, 安全零事故. */
const NOUGHT = /(?<=\p{Script=Han}{2}[“"]?)零(?:增长|事故|投诉|发生|差错|缺陷|死亡|伤亡|违规)/gu

/** The figures that a goal promises. Years, money, 7×24小时, numbers of documents and of list items are none. */
export function promisedFigures(text: string): PromisedFigure[] {
  const titles = titleSpans(text)
  const found: PromisedFigure[] = []
  for (const match of text.matchAll(FIGURE)) {
    const { op = '', number = '', wan = '', unit = '', after = '' } = match.groups ?? {}
    const at = match.index
    const end = at + match[0].length
    if (titles.some(span => at > span.start && at < span.end)) continue
    const clauseStart = lastBreak(text, at)
    const clause = text.slice(clauseStart, at)
    if (/[×xX*＊]\s*$/u.test(clause) || /^\s*[×xX*＊]/u.test(text.slice(end)) || /第\s*$/u.test(clause)) continue
    const frequent = clause.match(FREQUENT)?.[0] ?? ''
    const percent = /[%％‰]/u.test(unit)
    const promised = op.trim() !== '' || after !== '' || percent || frequent !== '' || COUNTED.test(clause)
    if (TOLD.test(clause.slice(-30))) continue
    const subject = subjectOf(text, clauseStart, clause, frequent)
    found.push({
      at: at - frequent.length, end, words: text.slice(at - frequent.length, end), subject, percent, promised,
      size: Number(number.replace(/,/gu, '')) * (wan === '万' || unit.startsWith('万') ? 1e4 : wan === '亿' ? 1e8 : 1),
      unit: unit.replace(/^万/u, ''),
    })
  }
  for (const match of text.matchAll(NOUGHT)) {
    const clauseStart = lastBreak(text, match.index)
    found.push({ at: match.index, end: match.index + match[0].length, words: match[0], subject: text.slice(clauseStart, match.index), size: 0, unit: '', percent: false, promised: true })
  }
  return found
}

function lastBreak(text: string, at: number): number {
  let from = at
  while (from > 0 && !/[，。；,;！？\n]/u.test(text[from - 1] ?? '')) from--
  return from
}

/** The clause before the figure; where that is only 要求 or 争取, the clause before it as well; a label before a colon is part of it. */
function subjectOf(text: string, clauseStart: number, clause: string, frequent: string): string {
  const own = clause.slice(0, clause.length - frequent.length)
  const telling = own.replace(/要求|争取|力争|确保|保证|达到|并|且|努力|全年|每|约|共|[\s\d、.）)]/gu, '')
  if (telling.length >= 2 || clauseStart === 0) return own
  return text.slice(lastBreak(text, clauseStart - 1), clauseStart) + own
}
