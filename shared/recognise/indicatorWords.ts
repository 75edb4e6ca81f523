import { vocabulary } from './vocabulary'
import { emWidth, labelKey, sharedPairs, squash } from './words'

const NUMBER = String.raw`[=＝≥≤>＞<＜≧≦约近]*\s*\d[\d,，]*(?:\.\d+)?`
const UNIT = '(?:%|％|‰|\\(%\\)|（%）|次|件|个|人次|人|名|户|家|天|日|小时|分钟|秒|月|年|季度|周|篇|份|台|套|项|条|批|场|场次|期|班|米|公里|平方米|亩|吨|万元|元|亿元|分|KB|KB/s|MB|GB|Mbps|M|倍|度|kWh|万|万人|万人次|课时|学时|门|宗|起|只|辆|座|处|幅|册|种|类|块|张|支|部|本|点|级)?'
const QUANTITY = new RegExp(`^${NUMBER}\\s*${UNIT}(?:/\\S{1,4}|·\\S{1,3})?$`, 'u')
const OPERATOR = /^(?:[=＝≥≤>＞<＜≧≦]|不低于|不超过|不少于|不高于|不大于|不小于|小于|大于|少于|高于|低于|达到|超过)\s*\d/u

/** Text that is an amount with or without operator and unit. */
export function isQuantity(text: string): boolean {
  const plain = squash(text.normalize('NFKC'))
  return QUANTITY.test(plain) || (OPERATOR.test(plain) && plain.length <= 24)
}

const cache = new Map<string, number>()
const MOST_CACHED = 20_000

/**
 * Whether a piece of a table is the name of an indicator (above 0) or its target (below 0).
 * Sums up what speaks for either; about −6 … 6.
 */
export function nameness(text: string): number {
  let score = cache.get(text)
  if (score === undefined) {
    score = computeNameness(text)
    if (cache.size > MOST_CACHED) cache.clear()
    cache.set(text, score)
  }
  return score
}

function computeNameness(text: string): number {
  const plain = squash(text)
  if (plain === '') return 0
  if (isQuantity(plain)) return -6
  if (/^[=＝≥≤>＞<＜≧≦]/u.test(plain)) return -5
  const bare = plain.replace(/[。；;，,]$/u, '')
  const words = bare.split(/[、，,;；]/u)
  if (words.every(word => vocabulary.valueWords.includes(word))) return -5
  let score = 0.2
  const withoutFormula = bare.replace(/[（(][^（）()]*[/／÷][^（）()]*[）)]?$/u, '')
  const hasFormula = withoutFormula !== bare
  const core = withoutFormula.replace(/[（(][^（）()]*[）)]$/u, '')
  const end = vocabulary.nameEnds.find(word => core.endsWith(word))
  if (end) score += end.length >= 3 ? 3 : end.length === 2 ? 2.4 : 1.8
  if (hasFormula) score += 3
  const start = vocabulary.valueStarts.find(word => bare.startsWith(word) && bare.length > word.length)
  if (start) score -= end && start.length <= 2 ? 0.8 : 2
  const valueEnd = vocabulary.valueEnds.find(word => core.endsWith(word))
  if (valueEnd && !end) score -= valueEnd.length >= 2 ? 1.6 : 0.9
  if (/[。；]$/u.test(plain)) score -= 2
  if (/[\u4e00-\u9fff]{2}了[\u4e00-\u9fff]{2}/u.test(core)) score -= 2
  if (/，/u.test(bare)) score -= 1.2
  if (/\d\s*(?:%|％|次|件|人|小时|分钟|秒|天|万元|元|个)/u.test(bare)) score -= 2
  if (/[≥≤=＝<>＜＞]\s*\d/u.test(bare)) score -= 3
  if (emWidth(bare) > 22 && !hasFormula) score -= 1
  if (/^(?:率|性|度|数|用|况|能|率达)$/u.test(bare)) score -= 0.5
  return Math.max(-6, Math.min(6, score))
}

/** How well a target fits a name: about −1.5 … 2.5. */
export function fits(name: string, value: string): number {
  const n = squash(name)
  const v = squash(value)
  const core = n.replace(/[（(].*$/u, '')
  let score = Math.min(1.4, sharedPairs(core, v) * 1.6)
  if (isQuantity(v)) {
    const percent = /[%％]/u.test(v)
    if (percent) score += /(?:率|满意度|度|程度|比例|指数)$/u.test(core) ? 1 : /(?:次数|数量|人数|时间|数)$/u.test(core) ? -1 : /性$/u.test(core) ? -0.5 : 0
    else if (/(?:小时|分钟|秒|天|日|月|年|周)/u.test(v)) score += /时间|时长|响应|周期|时限|速度|期|年限/u.test(core) ? 1.3 : /率$/u.test(core) ? -1 : 0
    else if (/(?:次|件|个|人|场|期|篇|份|台|套|起|家|户)/u.test(v)) score += /数|量|事故|投诉|次|规模|情况/u.test(core) ? 1.2 : /率$/u.test(core) ? -1 : 0
    else if (/\d(?:万|亿)?[页篇亩米平立公吨字条门]/u.test(v)) score += /数|量|面积|长度|里程/u.test(core) ? 1.2 : 0
    else if (/元/u.test(v)) score += /成本|费|造价|支出|金额|标准/u.test(core) ? 1.2 : 0
    return Math.min(2.5, score)
  }
  if (/(?:率|满意度)$/u.test(core) && vocabulary.valueWords.includes(v)) score -= 0.3
  const bare = labelKey(v).replace(/^(?:已|较|很|不断|有所|进一步)/u, '')
  if (bare.length >= 2 && core.includes(bare.slice(0, 2))) score += 2
  for (const [names, values, weight] of FITTING) if (values.test(v) && names.test(core)) score += weight
  return Math.min(2.5, score)
}

const FITTING: readonly [RegExp, RegExp, number][] = [
  [/制度|机制|情况|人力资源|体系|预案/u, /健全|完善/u, 0.7],
  [/机制|预案|规划|制度|体系|建立/u, /建立|制定|形成/u, 0.9],
  [/效率|能力|水平|速度|提升|质量|便捷|指数|意识/u, /提高|提升|增强|改善/u, 0.9],
  [/故障|率|数|能耗|成本|事故|次数|投诉/u, /降低|减少|下降/u, 0.7],
  [/不发生|事故|出错|差错|泄密/u, /不发生|无|未发生|0/u, 1],
  [/合规|规范|使用/u, /合规|规范/u, 0.7],
  [/时效|进度|及时|时间/u, /及时|按时|按期|年内|按进度|月底/u, 0.7],
  [/成本|费用|经费|控制/u, /预算|节约|合理|控制/u, 0.7],
  [/满意/u, /满意|以上/u, 0.8],
  [/能源|能耗|环境|环保/u, /节能|环保/u, 1],
  [/安全/u, /安全|达标/u, 0.7],
]
