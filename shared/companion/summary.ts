import { formatDate } from '../declaration/dates'
import type { Declaration } from '../declaration/model'
import type { Cents } from '../declaration/money'
import { forMatching } from '../text/normalise'
import { inWan } from './amounts'

/** One project's line of the year's 汇总表. */
export interface SummaryRow {
  unitName: string
  projectName: string
  type: string
  period: string
  /** Cents; null where the form has none. */
  total: Cents | null
  thisYear: Cents | null
  lastYear: Cents | null
  goal: string
  indicators: number
}
export interface SummaryGroup { name: string; count: number; thisYear: Cents; /** Forms without an amount for the year. */ blank: number }

export interface Summary {
  year: number
  title: string
  rows: SummaryRow[]
  byType: SummaryGroup[]
  /** Empty where all are of one unit. */
  byUnit: SummaryGroup[]
  thisYear: Cents
  /** The sentence with which a department publishes its goals. */
  sentence: string
}

/** The type that sums go by: 项目性质 of the newer form, else 项目类型 or 项目类别. */
const typeOf = ({ projectNature, projectType }: Pick<Declaration, 'projectNature' | 'projectType'>): string => (projectNature ?? projectType ?? '').trim()

/** All declarations of a year in one table, with sums by type and by unit and the publication sentence. */
export function summaryOf(declarations: readonly Declaration[], year: number): Summary {
  const rows = declarations.map(rowOf)
  const units = new Set(rows.map(row => forMatching(row.unitName)))
  const thisYear = rows.reduce((sum, row) => sum + (row.thisYear ?? 0), 0)
  const [first] = rows
  return {
    year, rows, thisYear,
    title: `${units.size === 1 && first ? first.unitName : ''}${year}年项目绩效目标汇总表`,
    byType: groups(rows, row => row.type || '（未填类型）'),
    byUnit: units.size > 1 ? groups(rows, row => row.unitName || '（未填单位）') : [],
    sentence: `按照本区预算绩效管理工作的总体要求，本部门${units.size}个预算单位开展了${year}年项目预算绩效目标编报工作，编报绩效目标的项目${rows.length}个，涉及项目预算资金${inWan(thisYear)}万元。`,
  }
}

function rowOf(declaration: Declaration): SummaryRow {
  const { startDate, endDate } = declaration
  const day = (date: string | null): string => (date === null ? '' : formatDate(date, 'iso'))
  return {
    unitName: declaration.unitName ?? '', projectName: declaration.projectName ?? '', type: typeOf(declaration),
    period: startDate === null && endDate === null ? '' : `${day(startDate)} 至 ${day(endDate)}`,
    total: declaration.totalBudget, thisYear: declaration.currentYearBudget, lastYear: declaration.lastYearBudget,
    goal: declaration.annualGoal ?? declaration.overallGoal ?? '', indicators: declaration.indicators.length,
  }
}

/** The largest sum first; names that differ in white space or width alone are one. */
function groups(rows: readonly SummaryRow[], nameOf: (row: SummaryRow) => string): SummaryGroup[] {
  const found = new Map<string, SummaryGroup>()
  for (const row of rows) {
    const name = nameOf(row)
    const key = forMatching(name)
    const group = found.get(key) ?? { name, count: 0, thisYear: 0, blank: 0 }
    group.count += 1
    if (row.thisYear === null) group.blank += 1
    else group.thisYear += row.thisYear
    found.set(key, group)
  }
  return [...found.values()].sort((a, b) => b.thisYear - a.thisYear || b.count - a.count)
}
