import type { Budget } from './budget'
import { attribute, numberOf, parseXml, type Part } from './xml'

/** The automatic numbers of a document's lists, which stand in no paragraph's own text. */
export interface Numbering {
  /** The number of the next paragraph of a list with what stands around it (`1、`, `（二）`), '' for bullets and unknown lists. */
  next(list: string, level: number): string
}

interface Level { format: string; text: string; start: number }

/** Automatic numbers out of `word/numbering.xml`, null where the file has none. It counts as it is asked: ask once a paragraph, in their order. */
export function numberingOf(bytes: Part | null, budget: Budget): Numbering {
  const abstracts = new Map<string, Map<number, Level>>()
  const lists = new Map<string, string>()
  if (bytes) readLists(bytes, abstracts, lists, budget)
  const counts = new Map<string, number[]>()
  return {
    next(list, level) {
      const abstract = lists.get(list)
      const levels = abstract === undefined ? undefined : abstracts.get(abstract)
      const own = levels?.get(level)
      if (!levels || !own || abstract === undefined || level < 0 || level > 8) return ''
      const count = counts.get(abstract) ?? []
      counts.set(abstract, count)
      count[level] = count[level] === undefined ? own.start : (count[level] ?? 0) + 1
      count.length = level + 1
      if (own.format === 'bullet' || own.format === 'none') return ''
      return own.text.replace(/%(\d)/gu, (_, digit: string) => {
        const at = Number(digit) - 1
        return inFormat(count[at] ?? levels.get(at)?.start ?? 1, levels.get(at)?.format ?? 'decimal')
      })
    },
  }
}

function readLists(bytes: Part, abstracts: Map<string, Map<number, Level>>, lists: Map<string, string>, budget: Budget): void {
  let levels: Map<number, Level> | null = null
  let level: Level | null = null
  let list = ''
  parseXml(bytes, {
    open(tag) {
      const value = attribute(tag, 'val') ?? ''
      switch (tag.name) {
        case 'abstractNum': abstracts.set(attribute(tag, 'abstractNumId') ?? '', (levels = new Map())); break
        case 'lvl': levels?.set(numberOf(tag, 'ilvl', 0), (level = { format: 'decimal', text: '', start: 1 })); break
        case 'numFmt': if (level) level.format = value; break
        case 'lvlText': if (level) level.text = value; break
        case 'start': if (level) level.start = numberOf(tag, 'val', 1); break
        case 'num': list = attribute(tag, 'numId') ?? ''; break
        case 'abstractNumId': lists.set(list, value); break
        default:
      }
    },
    close(name) {
      if (name === 'lvl') level = null
      if (name === 'abstractNum') levels = null
    },
  }, budget)
}

const DIGITS = '〇一二三四五六七八九'

function inChinese(number: number): string {
  if (number >= 100) return [...String(number)].map(digit => DIGITS[Number(digit)] ?? '').join('')
  const tens = Math.floor(number / 10)
  const ones = number % 10
  return (tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`) + (ones === 0 && tens > 0 ? '' : (DIGITS[ones] ?? ''))
}

function inRoman(number: number): string {
  const pairs: [number, string][] = [[100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']]
  let left = Math.min(number, 399)
  let text = ''
  for (const [value, letters] of pairs) for (; left >= value; left -= value) text += letters
  return text
}

function inFormat(number: number, format: string): string {
  if (/chinese|japanese|ideographDigital|taiwanese/iu.test(format)) return inChinese(number)
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((number - 1) % 26) + 1)
  if (format === 'upperLetter') return String.fromCharCode(64 + ((number - 1) % 26) + 1)
  if (format === 'lowerRoman') return inRoman(number)
  if (format === 'upperRoman') return inRoman(number).toUpperCase()
  if (format.startsWith('decimalEnclosedCircle') && number <= 20) return String.fromCodePoint(0x245f + number)
  if (format === 'decimalZero') return String(number).padStart(2, '0')
  return String(number)
}
