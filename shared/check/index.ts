import { factsOf } from './facts'
import type { CheckContext, Finding, RuleContext } from './finding'
import { inFormOrder } from './order'
import { RULES } from './rules'

export { completeness, type Completeness } from './completeness'
export { describeFinding } from './describe'
export { isKept, keepPatch, openFindings } from './kept'
export type { CheckProfile, Finding, Severity, Surroundings } from './finding'

/**
 * All findings on one declaration, in the order of the form, the gravest of a place first.
 * Kept ones (with a written reason) are among them: see `openFindings`.
 */
export function checkDeclaration(context: CheckContext): Finding[] {
  const { declaration, edition, profile } = context
  const full: RuleContext = { ...context, facts: factsOf(declaration, edition, profile) }
  const findings: Finding[] = []
  for (const rule of RULES) {
    const said = profile.severities[rule.id]
    if (said === 'off') continue
    for (const finding of rule.check(full)) findings.push(said ? { ...finding, severity: said } : finding)
  }
  return inFormOrder(edition, findings)
}
