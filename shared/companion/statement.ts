import { formatDate } from '../declaration/dates'
import type { Declaration } from '../declaration/model'
import { formatMoney } from '../declaration/money'
import type { FlowDocument, FlowPart } from '../flow/flow'
import { isBlank } from '../text/normalise'
import { inWan } from './amounts'

/** What stands in a chapter that has nothing yet: a paper with a hole is noticed, one without the chapter is not. */
export const TO_BE_FILLED = '（待补充）'
const GOALS = '详见单位的项目绩效目标表。'

/** 〔项目名〕经费情况说明, seven chapters out of one record: where the texts live that the newer form no longer prints. */
export function statementOf(declaration: Declaration): FlowDocument {
  const { projectName, unitName, year } = declaration
  const name = projectName ?? ''
  const chapter = (heading: string, ...texts: (string | null)[]): FlowPart[] => {
    const found = texts.filter(text => !isBlank(text)).join('\n')
    return [{ kind: 'heading', text: heading }, { kind: 'paragraph', text: found === '' ? TO_BE_FILLED : found }]
  }
  return {
    title: `${name}经费情况说明`, unitName: unitName ?? '', projectName: name, year, page: { orientation: 'portrait' },
    parts: [
      { kind: 'title', text: `${name}经费情况说明` },
      ...chapter('一、项目概述', declaration.overview),
      ...chapter('二、立项依据', declaration.basis, declaration.necessity),
      ...chapter('三、实施主体', implementer(declaration)),
      ...chapter('四、实施方案', declaration.plan, declaration.safeguards),
      ...chapter('五、实施周期', period(declaration)),
      ...chapter('六、年度预算安排', budget(declaration)),
      ...subProjects(declaration),
      ...chapter('七、绩效目标', GOALS),
    ],
  }
}

function implementer({ unitName, supervisingDepartment }: Declaration): string | null {
  if (isBlank(unitName)) return null
  const department = isBlank(supervisingDepartment) || supervisingDepartment === unitName ? '' : `，主管部门为${supervisingDepartment}`
  return `本项目由${unitName}组织实施${department}。`
}

function period({ startDate, endDate }: Declaration): string | null {
  if (startDate === null && endDate === null) return null
  const day = (date: string | null): string => (date === null ? TO_BE_FILLED : formatDate(date, 'cn'))
  return `${day(startDate)}至${day(endDate)}。`
}

/** `2026年度预算安排22,614.51万元。`, with its parts where the record has them. */
function budget({ year, currentYearBudget, funding }: Declaration): string | null {
  if (currentYearBudget === null) return null
  const parts = ([['当年财政拨款', funding.annualFiscal], ['上年结转资金', funding.carriedOver], ['其他资金', funding.annualOther]] as const)
    .flatMap(([label, cents]) => (cents === null || cents === 0 ? [] : [`${label}${inWan(cents)}万元`]))
  // one part that is the whole says nothing
  const detail = parts.length > 1 ? `其中：${parts.join('，')}。` : ''
  return `${year}年度预算安排${inWan(currentYearBudget)}万元。${detail}`
}

function subProjects({ subProjects: rows }: Declaration): FlowPart[] {
  if (rows.length < 2) return []
  return [{
    kind: 'table',
    columns: [{ title: '序号', share: 1, align: 'center' }, { title: '子项目名称', share: 6, align: 'left' }, { title: '预算金额（元）', share: 3, align: 'right' }],
    rows: rows.map(({ name, amount }, i) => [String(i + 1), name, amount === null ? '' : formatMoney(amount, { separators: true, decimals: 'two' })]),
  }]
}
