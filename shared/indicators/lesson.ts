import { checkDeclaration, openFindings, type CheckProfile, type Finding } from '../check'
import type { Declaration, Indicator } from '../declaration/model'
import { TEXT_FIELDS } from '../declaration/model'
import type { Edition } from '../editions/schema'
import type { Lesson } from './library'

/**
 * What of a declaration is worth learning: its indicators without those on which there is something to find (level words, no figure,
 * no baseline, only praise …). Where the repair is certain the repaired row is learnt; one at the wrong level without its level.
 * What a person kept with a reason is as good as any.
 */
export function lessonOf(declaration: Declaration, edition: Edition, profile: CheckProfile): Lesson {
  const { unitName, year, projectName, fundUses, performanceType } = declaration
  const alone: Declaration = { ...declaration, subProjects: [], ...Object.fromEntries(TEXT_FIELDS.map(field => [field, null])) }
  // Each row by itself: no share of words in the whole list excuses one, or condemns it.
  const strict: CheckProfile = { ...profile, indicators: { ...profile.indicators, wordsOnly: 1 } }
  const byRow = new Map<number, Finding[]>()
  for (const finding of openFindings(declaration, checkDeclaration({ declaration: alone, edition, profile: strict }))) {
    const row = Number(finding.field.match(/^indicators\[(\d+)\]/u)?.[1] ?? -1)
    if (row >= 0) byRow.set(row, [...(byRow.get(row) ?? []), finding])
  }
  const indicators = declaration.indicators.flatMap((indicator, i): Indicator[] => {
    const learnt = worthLearning(indicator, i, byRow.get(i) ?? [])
    return learnt ? [learnt] : []
  })
  return { unitName, year, projectName, fundUses, performanceType, indicators }
}

function worthLearning(indicator: Indicator, i: number, findings: readonly Finding[]): Indicator | null {
  const row = { ...indicator }
  for (const { rule, severity, repair } of findings) {
    if (rule === 'C12') {
      if (severity === 'warning') Object.assign(row, { level1: null, level2: null })
      continue
    }
    if (!repair) return null
    for (const patch of repair) {
      if (patch.op !== 'set' || typeof patch.value !== 'string') return null
      if (patch.path === `indicators[${i}].name`) row.name = patch.value
      else if (patch.path === `indicators[${i}].value`) row.value = patch.value
      else return null
    }
  }
  return row
}
