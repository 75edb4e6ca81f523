import { fieldOf, optionOf } from '../../editions/lookup'
import type { OptionMeaning } from '../../editions/schema'
import { printedFields } from '../../editions/layout'
import { isBlank } from '../../text/normalise'
import type { Finding, Rule, RuleContext } from '../finding'

/** What the ticked kind of project means, in whichever field the edition asks for it. */
function kindOfProject({ declaration, edition }: RuleContext): { field: 'projectType' | 'projectNature'; option: string; means: OptionMeaning } | null {
  for (const field of ['projectNature', 'projectType'] as const) {
    const asked = fieldOf(edition, field)
    const value = declaration[field]
    const means = asked && !isBlank(value) ? optionOf(asked, value as string)?.means : undefined
    if (means) return { field, option: value as string, means }
  }
  return null
}

/** A07: a recurring project has last year's figures, a new or single one has none; maintenance is not done once. */
export const projectType: Rule = {
  id: 'A07',
  severity: 'warning',
  check(context) {
    const { declaration, edition, profile } = context
    const kind = kindOfProject(context)
    if (!kind) return []
    const findings: Finding[] = []
    const say = (field: string, words: string, messageKey: string) => findings.push({ rule: 'A07', severity: 'warning', field, words, messageKey, params: { option: kind.option, name: declaration.projectName ?? '' } })
    const asksLastYear = printedFields(edition).includes('lastYearBudget')
    if (kind.means === 'recurring' && asksLastYear && declaration.lastYearBudget === null && declaration.lastYearExecuted === null) say('lastYearBudget', '', 'finding.A07.recurring')
    const once = kind.means === 'oneOff' || kind.means === 'new'
    if (once && asksLastYear && ((declaration.lastYearBudget ?? 0) > 0 || (declaration.lastYearExecuted ?? 0) > 0)) say('lastYearBudget', '', 'finding.A07.once')
    const core = profile.texts.maintenance.find(word => word.length > 1 && declaration.projectName?.includes(word))
    if (kind.means === 'oneOff' && core && !/改造|升级|维修|修缮/u.test(declaration.projectName ?? '')) say(kind.field, kind.option, 'finding.A07.maintenance')
    return findings
  },
}
