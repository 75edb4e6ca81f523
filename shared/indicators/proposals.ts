import { formatIndicatorValue, parseIndicatorValue } from '../declaration/indicatorValue'
import type { Declaration } from '../declaration/model'
import type { Edition } from '../editions/schema'
import { forMatching } from '../text/normalise'
import { withoutExplanation } from '../check/compare'
import type { Finding } from '../check/finding'
import { promisedFigures } from '../check/figures'
import { projectTypeOf, searchIndicators, type IndicatorHit, type IndicatorLibrary, type OwnIndicator } from './library'
import { proposeLevel, type LevelPlace } from './level'
import { missingLevels, type MissingLevel } from './missing'

/** Indicators that would fill a level the form still lacks (C13), the best first; none that the form has already. */
export interface LevelProposal {
  missing: MissingLevel
  indicators: IndicatorHit[]
}

export function levelProposals(edition: Edition, declaration: Declaration, library: IndicatorLibrary, own: readonly OwnIndicator[] = [], limit = 6): LevelProposal[] {
  const there = new Set(declaration.indicators.map(row => forMatching(withoutExplanation(row.name))))
  const projectType = projectTypeOf(library, declaration)
  return missingLevels(edition, declaration).map(missing => {
    const hits = missing.anyOf.flatMap(levelKind => searchIndicators(library, '', { edition, projectType, levelKind, own }))
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

const VERBS = /^(?:并且?|且|和|及|要求|力争|争取|努力|确保|保证|保障|保持|实现|完成|举办|开展|组织|召开|达到|提升|提高|使|全年|年内|当年|本年度|每年|每月|每周|平均(?=故障)|[\s\d、.）)（(：:])+/u
/** What is counted in a unit, for a name that does not say: 线上展览 12场 → 线上展览场次. */
const COUNTED_AS: Record<string, string> = { 场: '场次', 次: '次数', 期: '期数', 班: '班次', 人: '人数', 名: '人数', 人次: '人次', 小时: '时间', 分钟: '时间', 秒: '时间', 天: '天数' }

const TAILS = /(?:争取|力争|达到?|保持在?|控制在|应|须|要|均|都|为|是|在|[\s：:“”])+$/u

/** What to add for the findings of C14 on this declaration. */
export function figureProposals(edition: Edition, declaration: Declaration, findings: readonly Finding[]): FigureProposal[] {
  const proposals: FigureProposal[] = []
  for (const finding of findings) {
    if (finding.rule !== 'C14' || (finding.field !== 'overallGoal' && finding.field !== 'annualGoal')) continue
    const figure = promisedFigures(declaration[finding.field] ?? '').find(entry => entry.words === finding.words)
    if (!figure) continue
    const label = figure.subject.split(/[：:]/u).filter(part => part.trim() !== '').at(-1) ?? figure.subject
    const last = label.split(/[，,；;]/u).at(-1) ?? label
    const about = nameOf(last) || nameOf(label)
    if (about === '') continue
    const name = /(?:率|度|时间|时长|次数|人次|场次|数量|数|成本|面积|长度)$/u.test(about) || figure.percent ? about : about + (COUNTED_AS[figure.unit] ?? '数量')
    const typed = figure.words.replace(/^(?:争取达到|力争达到|达到|达至|达|实现)/u, '')
    proposals.push({ name, value: formatIndicatorValue(parseIndicatorValue(typed), edition.formats.indicatorValue), place: proposeLevel(name, edition), from: finding.words })
  }
  return proposals
}

function nameOf(words: string): string {
  const name = words.trim().replace(VERBS, '').replace(TAILS, '').replace(VERBS, '').trim()
  return [...name].length >= 2 && [...name].length <= 24 ? name : ''
}
