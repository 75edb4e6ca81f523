import { isNamed } from '../compare'
import type { Finding, Rule } from '../finding'

const TIME_UNIT = /^(?:个?工作日|自然日|天|日|周|个?月|年|季度|小时|分钟|分|秒|毫秒|时|h|min|s|ms|课时|学时)$/u
const COUNTED_UNIT = /^(?:次|场|人|名|户|家|件|项|个|台|套|人次|篇|份|辆|座)$/u

/** C09: a unit that is missing, or is not one of what the name measures. */
export const units: Rule = {
  id: 'C09',
  severity: 'warning',
  check({ facts, profile }) {
    return facts.indicators.flatMap(({ index, plain, measure, value, parsed }): Finding[] => {
      if (parsed.kind !== '定量' || parsed.number === null) return []
      // 15万人 is so many 人
      const unit = parsed.unit.replace(/^[万千百](?=.)/u, '')
      const amount = isNamed(plain, profile.indicators.amounts)
      const say = (key: string, params: Finding['params'] = {}): Finding[] => [{ rule: 'C09', severity: 'warning', field: `indicators[${index}].value`, words: value, messageKey: `finding.C09.${key}`, params: { name: plain, unit: parsed.unit, ...params } }]
      if (/(?:速度|速率|网速|带宽|流量)$/u.test(plain) && /^(?:KB|MB|GB|K|M|G)$/iu.test(unit)) return say('speed', { proposed: `${unit}/s` })
      if (/人数$/u.test(plain) && unit === '人次') return say('wrong', { proposed: '人' })
      if (/人次$/u.test(plain) && (unit === '人' || unit === '次')) return say('wrong', { proposed: '人次' })
      if (/(?:时间|时限|时长)$/u.test(plain) && COUNTED_UNIT.test(unit)) return say('wrong', { proposed: ['分钟', '小时', '天'] })
      if (amount && COUNTED_UNIT.test(unit)) return say('wrong', { proposed: ['元', '万元'] })
      if (unit === '') {
        if (amount) return Number(parsed.number) > 1 ? say('missing', { proposed: ['元', '万元'] }) : []
        if (measure === null || measure === 'score' || /(?:指数|得分|评分)$/u.test(plain)) return []
        // 1 and 0.95 are percentages without their sign: C08.
        if (measure === 'rate') return Number(parsed.number) > 1 ? say('missing', { proposed: '%' }) : []
        return say('missing', { proposed: measure === 'time' ? ['分钟', '小时', '天'] : ['次', '人', '件'] })
      }
      if (measure === 'time' && !TIME_UNIT.test(unit) && unit !== '%') return say('wrong', { proposed: ['分钟', '小时', '天'] })
      if (measure === 'rate' && !/[%‰]|百分点|分|倍/u.test(unit)) return say('wrong', { proposed: '%' })
      if (/次数$/u.test(plain) && unit === '%') return say('wrong', { proposed: '次' })
      return []
    })
  },
}
