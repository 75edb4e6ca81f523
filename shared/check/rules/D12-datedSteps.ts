import type { Rule } from '../finding'

const YEAR = '(?:(?:19|20)\\d\\d\\s*年?\\s*[-/.年]?\\s*)?'
const MONTH = '(?:\\d{1,2}|[一二三四五六七八九十]{1,2})\\s*月(?:份|\\s*\\d{1,2}\\s*[日号]|[上中下]旬|底|初|末)?'
const JOIN = '\\s*(?:[-—–~～、，]|至|到|和|及)+\\s*'
const SPAN = '\\s*(?:[-—–~～]|至|到)+\\s*'
/** One dated step: a month or a span of months, a quarter, a half-year, an end of the year. 每月 and 按季度 are no dates. */
const STEP = new RegExp([
  `${YEAR}(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,2})(?:${JOIN}))?${MONTH}(?:${SPAN}${YEAR}${MONTH})*`,
  '(?:19|20)\\d\\d[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?(?:\\s*(?:[-—~～]|至)\\s*(?:19|20)\\d\\d[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?)?',
  '(?:第?[一二三四1-4](?:[至、-]第?[一二三四1-4])?季度|Q[1-4])',
  '上半年|下半年|年初|年中|年底|年末|岁末|全年|春季|夏季|秋季|冬季|汛期|年终',
  '第[一二三四五六]阶段|前期|中期|后期',
].join('|'), 'gu')

/** No more than that there is a year: 全年按合同维护，年底验收. */
const VAGUE = /^(?:全年|年底|年末|岁末|年终|后期)$/u

/** D12: a plan with fewer than two dated steps. */
export const datedSteps: Rule = {
  id: 'D12',
  severity: 'warning',
  check({ facts, profile, declaration: { startDate, endDate } }) {
    const plan = facts.texts.find(({ field }) => field === 'plan')
    if (!plan) return []
    const whole = [startDate, endDate].map(date => (date ?? '').replace(/^(\d{4})-0?(\d+)-0?(\d+)$/u, '$1年$2月$3日')).join('至')
    const steps = [...plan.text.replaceAll(whole, '').matchAll(STEP)]
      .filter(({ 0: words, index }) => !/每个?$/u.test(plan.text.replaceAll(whole, '').slice(0, index)) && words.trim() !== '')
    const distinct = new Set(steps.map(match => match[0].replace(/\s/gu, '')))
    const dated = [...distinct].filter(words => !VAGUE.test(words)).length
    if (distinct.size > profile.texts.datedSteps || (distinct.size === profile.texts.datedSteps && dated > 0)) return []
    return [{ rule: 'D12', severity: 'warning', field: 'plan', words: '', messageKey: dated === 0 ? 'finding.D12.none' : 'finding.D12', params: { count: dated, least: profile.texts.datedSteps } }]
  },
}
