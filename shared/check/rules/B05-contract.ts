import { ordinalAfter, readNumber, statedTerm } from '../../carryOver/ordinals'
import { clauseAround } from '../compare'
import type { Finding, Rule } from '../finding'

/** A past procurement: the year nearest before 招标 in its clause, not counted from (招标后第二年) and not planned. */
const PROCURED = /((?:19|20)\d\d)\s*年度?((?:(?!是|为|拟|计划|将|预计|(?:19|20)\d\d)[^，。；\n]){0,30}?)(?:招标|招投标|公开采购|政府采购)(?!之?后|以后|实施第|计划|预算|需求|文件)/gu
const COUNTED = /((?:19|20)\d\d)\s*年(?:度)?(?:是|为|系|属于|处于)[^，。；\n]*?(?:招标|招投标|采购|中标|签约|合同)[^，。；\n]{0,8}?第([一二三四五六七八九十两\d]{1,3})(?:个)?年/gu

interface Said { field: string; year: number; at: number; end: number; text: string }

/** B05: what the texts say of the contract's years agrees, and the contract has not run out. */
export const contractYears: Rule = {
  id: 'B05',
  severity: 'warning',
  check({ declaration: { year }, facts }) {
    const findings: Finding[] = []
    const said: Said[] = []
    let term: number | null = null
    for (const { field, text } of facts.texts) {
      term ??= statedTerm(text)
      for (const match of text.matchAll(PROCURED)) {
        if (Number(match[1]) < year) said.push({ field, year: Number(match[1]), at: match.index, end: match.index + match[0].length, text })
      }
    }
    const first = said[0]
    const say = (entry: { field: string; text: string; at: number; end: number }, messageKey: string, params: Finding['params']) =>
      findings.push({ rule: 'B05', severity: 'warning', field: entry.field, words: clauseAround(entry.text, entry.at, entry.end), messageKey, params })
    const other = said.find(entry => entry.year !== first?.year)
    if (first && other && term !== null) say(other, 'finding.B05.differs', { year: other.year, firstYear: first.year, firstLabel: facts.label(first.field) })
    if (first && term !== null && first.year + term <= year) say(first, 'finding.B05.over', { procured: first.year, term, year })
    for (const { field, text } of facts.texts) {
      for (const match of text.matchAll(COUNTED)) {
        const counted = Number(match[1])
        const ordinal = readNumber(match[2] ?? '') ?? ordinalAfter(text, match.index)?.value ?? null
        const place = { field, text, at: match.index, end: match.index + match[0].length }
        if (counted < year) say(place, 'finding.B05.stale', { counted, year })
        else if (ordinal !== null && term !== null && ordinal > term) say(place, 'finding.B05.passed', { ordinal, term })
        else if (ordinal !== null && first && counted === year && ordinal !== year - first.year && ordinal !== year - first.year + 1) say(place, 'finding.B05.ordinal', { ordinal, procured: first.year, year })
      }
    }
    return findings
  },
}
