import { formatIndicatorValue, parseIndicatorValue } from '../declaration/indicatorValue'
import type { Declaration } from '../declaration/model'
import type { Edition } from '../editions/schema'
import { forMatching } from '../text/normalise'
import { withoutExplanation } from '../check/compare'
import type { Finding } from '../check/finding'
import { promisedFigures } from '../check/figures'
import { ANY_TYPE, projectTypeOf, searchIndicators, type IndicatorHit, type IndicatorLibrary, type OwnIndicator } from './library'
import { placeOfKind, proposeLevel, type LevelPlace } from './level'
import { missingLevels, type MissingLevel } from './missing'

/** Indicators that would fill a level the form still lacks (C13), the best first; none that the form has already. */
export interface LevelProposal {
  missing: MissingLevel
  indicators: IndicatorHit[]
}

/** For each level that the form lacks, at most `limit` indicators: the unit's own and the library's. */
export function levelProposals(edition: Edition, declaration: Declaration, library: IndicatorLibrary, own: readonly OwnIndicator[] = [], limit = 6): LevelProposal[] {
  const there = new Set(declaration.indicators.map(row => forMatching(withoutExplanation(row.name))))
  const projectType = projectTypeOf(library, declaration)
  const general = new Set(library.indicators.flatMap(entry => (entry.projectTypes.includes(ANY_TYPE) ? [entry.name] : [])))
  return missingLevels(edition, declaration).map(missing => {
    const found = missing.anyOf.flatMap(levelKind => searchIndicators(library, '', { edition, projectType, levelKind, own }))
    // Where nothing tells what kind of project it is, what fits every kind.
    const hits = projectType === null ? found.filter(hit => hit.from === 'own' || general.has(hit.name)) : found
    const fresh = hits.filter((hit, i) => !there.has(forMatching(hit.name)) && hits.findIndex(other => other.name === hit.name) === i)
    return { missing, indicators: fresh.slice(0, limit) }
  })
}

/** An indicator that would carry a figure the goals promise (C14). */
export interface FigureProposal {
  name: string
  /** As the edition writes it. */
  value: string
  place: LevelPlace | null
  /** The words of the goal. */
  from: string
}

const VERBS = /^(?:其中|将|为|对|(?:19|20)\d\d年度?|并且?|且|和|及|要求|力争|争取|努力|确保|保证|保障|保持|实现|完成|举办|开展|组织|召开|达到|提升|提高|使|全年|年内|当年|本年度|每年|每月|每周|平均(?=故障)|[\s\d、.）)（(：:])+/u
/** What is counted in a unit, for a name that does not say: 线上展览 12场 → 线上展览场次. */
const COUNTED_AS: Record<string, string> = { 场: '场次', 次: '次数', 期: '期数', 班: '班次', 人: '人数', 名: '人数', 人次: '人次', 小时: '时间', 分钟: '时间', 秒: '时间', 天: '天数' }

const TAILS = /(?:要求|争取|力争|达到?|保持在?|控制在|应|须|要|均|都|为|是|在|[\s：:“”])+$/u

/** Words before a figure that say where or when, not what: 全区8条河道. */
const NOWHERE = /^(?:全区|全市|全镇|全街道|全校|全院|辖区|本区|本市|区内|各类|共计?|约|年内|全年)$/u

/** What to add for the findings of C14 on this declaration; nothing where the form has the indicator with another figure. */
export function figureProposals(edition: Edition, declaration: Declaration, findings: readonly Finding[]): FigureProposal[] {
  const proposals: FigureProposal[] = []
  for (const finding of findings) {
    if (finding.rule !== 'C14' || finding.messageKey === 'finding.C14.differs' || (finding.field !== 'overallGoal' && finding.field !== 'annualGoal')) continue
    const text = declaration[finding.field] ?? ''
    const figure = promisedFigures(text).find(entry => entry.words === finding.words)
    if (!figure) continue
    const label = figure.subject.split(/[：:]/u).filter(part => part.trim() !== '').at(-1) ?? figure.subject
    // 演出220场、讲座: the figure before it ends what it is about.
    const last = label.split(/[，,；;]|(?<=\d\p{Script=Han}{1,3})、/u).filter(part => part.trim() !== '').at(-1) ?? label
    const about = nameOf(last) || nameOf(label) || nameOf(text.slice(figure.end).match(/^\p{Script=Han}{2,10}/u)?.[0] ?? '')
    if (about === '') continue
    const name = /(?:率|度|时间|时长|次数|人次|场次|数量|数|成本|面积|长度)$/u.test(about) || figure.percent ? about : about + (COUNTED_AS[figure.unit] ?? '数量')
    const parsed = parseIndicatorValue(figure.words.replace(/^(?:争取达到|力争达到|达到|达至|达|实现)/u, ''))
    // A share without 以上 is a least one, but for all of it.
    const target = parsed.op === null && parsed.unit === '%' ? { ...parsed, op: Number(parsed.number) === 100 ? ('=' as const) : ('≥' as const) } : parsed
    const place = proposeLevel(name, edition) ?? placeOfKind(edition, figure.percent ? 'quality' : 'quantity')
    proposals.push({ name, value: formatIndicatorValue(target, edition.formats.indicatorValue), place, from: finding.words })
  }
  return proposals
}

function nameOf(words: string): string {
  const name = words.trim().replace(VERBS, '').replace(TAILS, '').replace(VERBS, '').trim()
  return [...name].length >= 2 && [...name].length <= 24 && !NOWHERE.test(name) ? name : ''
}
