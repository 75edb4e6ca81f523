const DIGITS = '零一二三四五六七八九'

/** Reads a small Chinese or Arabic number (1 to 99): `三`, `十二`, `二十`, `2`. Null for anything else. */
export function readNumber(words: string): number | null {
  const plain = words.normalize('NFKC').replace(/两/gu, '二')
  if (/^\d{1,2}$/u.test(plain)) return Number(plain)
  const match = plain.match(/^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u)
  if (!match || plain === '') return null
  const [, tens, ten, ones] = match
  if (!ten) return tens && !ones ? DIGITS.indexOf(tens) : null
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}

/** Writes a number (1 to 99) in the manner of `like`: Chinese or Arabic digits. */
export function writeNumber(value: number, like: string): string {
  if (/\d/u.test(like.normalize('NFKC'))) return String(value)
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) return DIGITS[ones] ?? String(value)
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones > 0 ? DIGITS[ones] : ''}`
}

const NUMBER = '[一二三四五六七八九十两\\d]{1,3}'

export interface Ordinal {
  /** Place of the number itself in the text. */
  start: number
  end: number
  words: string
  value: number
}

/** What an ordinal counts: 年, 个年度, 个合同年度. */
const COUNTED = '(?:个)?(?:合同|服务|执行|实施|运维|项目)?年(?!级|末|初)'

const found = (start: number, words: string): Ordinal | null => {
  const value = readNumber(words)
  return value === null ? null : { start, end: start + words.length, words, value }
}

/** So far behind a year its ordinal stands at most, in characters. */
const FARTHEST = 120

const AFTER = new RegExp(`^(?:[^，,]*?)(?:是|为|系|属于|处于|进入|步入|即)[^，,]*?第(${NUMBER})${COUNTED}`, 'u')
const IN_BRACKETS = new RegExp(`^[ ]?[（(][^（(）)]{0,12}?第(${NUMBER})${COUNTED}`, 'u')
const BEFORE = new RegExp(`第(${NUMBER})${COUNTED}度?(?:[（(]|[，,]?[ ]?(?:即|为|是))[ ]?$`, 'u')

/** The `第二年` that a year mention counts: in the same clause after it, or in brackets behind it (2019年（第二年）). */
export function ordinalAfter(text: string, from: number): Ordinal | null {
  const clause = text.slice(from, from + FARTHEST).match(/^[^。；;\n]*/u)?.[0] ?? ''
  const upToNextYear = clause.split(/(?:19|20)\d{2}\s*年/u)[0] ?? ''
  const match = upToNextYear.match(IN_BRACKETS) ?? upToNextYear.match(AFTER)
  return match ? found(from + match[0].lastIndexOf(`第${match[1] ?? ''}`) + 1, match[1] ?? '') : null
}

/** The ordinal that counts the year mentioned from `start` to `end`, behind it or before it (第二年（2019年）). */
export function ordinalOf(text: string, start: number, end: number): Ordinal | null {
  const from = Math.max(0, start - 30)
  const before = text.slice(from, start).match(BEFORE)
  return ordinalAfter(text, end) ?? (before ? found(from + (before.index ?? 0) + 1, before[1] ?? '') : null)
}

/** All 第N年 of a text. */
export function ordinalsIn(text: string): Ordinal[] {
  return [...text.matchAll(new RegExp(`第(${NUMBER})${COUNTED}`, 'gu'))].flatMap(match => found(match.index + 1, match[1] ?? '') ?? [])
}

/** The length in years of a contract or of a procurement's result that the text states: `招标结果三年有效`, `合同期限为3年`. */
export function statedTerm(text: string): number | null {
  const match = text.match(new RegExp(`(${NUMBER})年(?:内)?有效|有效期(?:限)?(?:为|是)?(${NUMBER})年|合同(?:期|期限|周期|有效期)(?:为|是)?(${NUMBER})年|一招(${NUMBER})年|(${NUMBER})年一招`, 'u'))
  const words = match?.slice(1).find(group => group !== undefined)
  return words === undefined ? null : readNumber(words)
}
