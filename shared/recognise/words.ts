/** Small measures of text that the whole of recognition shares. Nothing here knows a form. */

/** A text as labels are compared: NFKC, letters and digits only (no blanks, stars, colons, brackets), lower case. */
export function labelKey(text: string): string {
  let key = keys.get(text)
  if (key === undefined) {
    key = text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
    if (keys.size >= MOST_KEYS) keys.clear()
    if (text.length <= LONGEST_KEPT) keys.set(text, key)
  }
  return key
}

/** The same short texts are looked up again and again. */
const keys = new Map<string, string>()
const MOST_KEYS = 20_000
const LONGEST_KEPT = 60

/** A text without any white space (also the full-width blank). */
export function squash(text: string): string {
  return text.replace(/[\s\u3000\u200b\ufeff]+/gu, '')
}

/** Width in em: full-width signs count one, the others half. */
export function emWidth(text: string): number {
  let width = 0
  for (const sign of text) width += isWide(sign.codePointAt(0) ?? 0) ? 1 : 0.5
  return width
}

function isWide(code: number): boolean {
  return (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xff60) || (code >= 0xac00 && code <= 0xd7a3) || code >= 0x20000 ||
    (code >= 0x2018 && code <= 0x201d) || code === 0x2026 || code === 0x2014 || (code >= 0x2190 && code <= 0x27bf)
}

const OPENING = '(（[【［《「“<〈'
const CLOSING = ')）]】］》」”>〉'

/** How many brackets stay open at the end of a text; `<` and `>` count only as a pair round words (`<办法>`), not as comparisons. */
export function openBrackets(text: string): number {
  const plain = text.replace(/[<>][=＝]?\s*\d/gu, '').replace(/[<>]=/gu, '')
  let open = 0
  for (const sign of plain) {
    if (sign === '<' || sign === '>') continue
    if (OPENING.includes(sign)) open++
    else if (CLOSING.includes(sign) && open > 0) open--
  }
  return open
}

/** The share of two-sign pieces of the shorter text that the other has too: 0 … 1. */
export function sharedPairs(left: string, right: string): number {
  const pairs = (text: string): Set<string> => {
    const plain = labelKey(text)
    const found = new Set<string>()
    for (let i = 0; i + 1 < plain.length; i++) found.add(plain.slice(i, i + 2))
    return found
  }
  const a = pairs(left)
  const b = pairs(right)
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared++
  return shared / Math.min(a.size, b.size)
}

/** A list number at the start of a line: `1、` `1.` `（1）` `1）` `一、` `（一）` `①` `•`; a decimal such as `5.8` is none. */
const LIST_MARK = /^\s*(?:[(（]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|\d{1,2}\s*(?:[、．]|[)）]|\.(?!\d))|[一二三四五六七八九十]{1,3}\s*、|[①-⑳]|[•●◆■▪]\s|第[一二三四五六七八九十]+[，、：])/u

/** Whether a line begins with the number or sign of a list. */
export function startsListItem(line: string): boolean {
  return LIST_MARK.test(line)
}

/** A line without its list number. */
export function withoutMark(line: string): string {
  return line.replace(LIST_MARK, '').trim()
}

/** The number of a list item (`3、` → 3), or null where the line starts none or has no Arabic or Chinese number. */
export function listNumber(line: string): number | null {
  const mark = line.match(LIST_MARK)
  if (!mark) return null
  const digits = mark[0].match(/\d{1,2}/u)
  if (digits) return Number(digits[0])
  const chinese = mark[0].match(/[一二三四五六七八九十]+/u)
  if (chinese) return chineseNumber(chinese[0])
  const circled = (mark[0].trim().codePointAt(0) ?? 0) - 0x2460
  return circled >= 0 && circled < 20 ? circled + 1 : null
}

function chineseNumber(text: string): number {
  const digits = '一二三四五六七八九'
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text]
  const value = (word: string | undefined, none: number): number => (word ? digits.indexOf(word) + 1 : none)
  return text.includes('十') ? value(tens, 1) * 10 + value(ones, 0) : value(ones, 0)
}
