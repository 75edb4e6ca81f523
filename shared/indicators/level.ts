import { forMatching } from '../text/normalise'
import type { Edition, LevelKind } from '../editions/schema'
import { printsSecondLevel } from '../editions/lookup'

/** Words in an indicator's name that tell its level; the first line that fits decides, so the narrower stand first. */
const TELLING: readonly (readonly [LevelKind, RegExp])[] = [
  ['satisfaction', /满意/u],
  ['investment', /预算执行率|预算编制|资金到位|预算到位|到位率|资金拨付|立项依据|项目立项/u],
  ['finance', /财务|资金使用|专款专用|会计|经费使用/u],
  ['longTerm', /长效/u],
  ['implementation', /项目管理制度|政府采购|采购规范|合同管理|合同签订|验收规范|监理规范|工程变更|供应商|招标|实施流程|流程规范|运维规范|监测有效性/u],
  ['assets', /资产|存放|入账|入库/u],
  ['economicCost', /成本|造价|单价|总投资|费用|经费控制|节约/u],
  ['timeliness', /及时|按时|准点|如期|限时|当日|当场|\d(?:个?工作)?(?:日|天|小时|分钟)内|按期|准时|时限|时效|响应|修复|进度|工期|周期|值守|(?<!无故障|运行|稳定|间隔)时间|时长|年内完成|提前/u],
  ['quality', /合格|达标|完好|准确|正确|优良|优秀率|事故|故障|丢包|考核|可用率|合规率|通过率|评审|差错|出错|错误|质量|验收|完整率|完整性|规范率|稳定|安全性|安全测评|等保|投诉|结业|出勤/u],
  ['social', /知晓|受益|应用率|功能应用|支撑|社会|影响面|参与率|就业|获得感|便捷|便民|引导|带动/u],
  ['ecological', /节能|环保|能耗|能源|美化|生态|环境|排放|绿化|绿地|景观|污染|扬尘|噪声|垃圾|水质|水体|空气|PUE/u],
  ['sustainable', /机制|制度|规划|共享|可持续|使用年限|传承|持续/u],
  ['staffing', /人员配置|人力资源|人员数量|人员专业|专业性|驻场|常驻|人才|队伍/u],
  ['coordination', /协助|协作|协同|沟通|配合/u],
  ['economic', /经济效益|收入|产值|税收|利润|增收|收益/u],
  ['quantity', /完成率|数量|次数|人次|场次|频次|批次|覆盖率|数$|面积|长度|规模|工作量|计划完成|完成情况|任务完成|例会|巡检|(?:个|件|人|套|台|篇|份|户)数/u],
]

/** Every kind that a name's words allow, the likeliest first. */
export function kindsSuggestedBy(name: string): LevelKind[] {
  const plain = forMatching(name).replace(/\([^()]*\)$/u, '')
  return TELLING.filter(([, words]) => words.test(plain)).map(([kind]) => kind)
}

/** Where a kind goes in editions that have no level of that kind: the next best, in order. */
const INSTEAD: Partial<Record<LevelKind, readonly LevelKind[]>> = {
  satisfaction: ['serviceSatisfaction', 'effect', 'influence'],
  serviceSatisfaction: ['satisfaction', 'effect', 'influence'],
  investment: ['management'], finance: ['management'], implementation: ['management'], assets: ['management'],
  economicCost: ['cost', 'output'], socialCost: ['economicCost', 'cost', 'output'], ecologicalCost: ['economicCost', 'cost', 'output'],
  quantity: ['output'], quality: ['output'], timeliness: ['output'],
  economic: ['benefit', 'effect'], social: ['benefit', 'effect'], ecological: ['benefit', 'effect'],
  sustainable: ['longTerm', 'influence', 'effect', 'benefit'], longTerm: ['sustainable', 'influence', 'benefit', 'effect'],
  staffing: ['sustainable', 'influence', 'benefit'], coordination: ['sustainable', 'influence', 'benefit'],
  management: [], output: ['quantity'], effect: ['social'], benefit: ['effect', 'social'], influence: ['sustainable', 'longTerm'], cost: ['economicCost', 'output'],
}

export interface LevelPlace {
  kind: LevelKind
  level1: string
  /** Null where the edition prints no second level. */
  level2: string | null
}

/** The level of an edition that has this kind, or the next best; null where it has none (a management indicator in 2026). */
export function placeOfKind(edition: Edition, kind: LevelKind): LevelPlace | null {
  const second = printsSecondLevel(edition)
  for (const wanted of [kind, ...(INSTEAD[kind] ?? [])]) {
    for (const level of edition.levels) {
      if (second) {
        const child = level.children.find(entry => entry.kind === wanted)
        if (child) return { kind, level1: level.name, level2: child.name }
        if (level.kind === wanted && level.children.length === 0) return { kind, level1: level.name, level2: null }
      } else if (level.kind === wanted) return { kind, level1: level.name, level2: null }
    }
  }
  return null
}

/** Proposes the level of an indicator in an edition from its name; null where the name says nothing or the edition has no place. */
export function proposeLevel(name: string, edition: Edition): LevelPlace | null {
  for (const kind of kindsSuggestedBy(name)) {
    const place = placeOfKind(edition, kind)
    if (place) return place
  }
  return null
}
