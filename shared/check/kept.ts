import { originKey } from '../declaration/fieldPath'
import type { Declaration, KeptFinding } from '../declaration/model'
import type { Patch } from '../declaration/patch'
import type { Finding } from './finding'

/** Rows are remembered by their id, so that a kept warning stays with its row when rows move. */
const matches = (declaration: Declaration, finding: Finding) => {
  const field = originKey(declaration, finding.field)
  return (kept: KeptFinding) => kept.rule === finding.rule && kept.field === field && kept.words === finding.words
}

/** The reason with which a person kept this finding; null where it is open. Errors cannot be kept. */
export function isKept(declaration: Declaration, finding: Finding): KeptFinding | null {
  if (finding.severity === 'error') return null
  return declaration.keptFindings.find(matches(declaration, finding)) ?? null
}

/** The findings that nobody has kept with a reason. */
export function openFindings(declaration: Declaration, findings: readonly Finding[]): Finding[] {
  return findings.filter(finding => isKept(declaration, finding) === null)
}

/** The patch that keeps a warning or hint with a written reason (`at`: ISO time); a null reason takes that back. */
export function keepPatch(declaration: Declaration, finding: Finding, reason: string | null, at: string): Patch {
  const same = matches(declaration, finding)
  const others = declaration.keptFindings.filter(kept => !same(kept))
  const kept: KeptFinding[] = reason === null ? [] : [{ rule: finding.rule, field: originKey(declaration, finding.field), words: finding.words, reason, at }]
  return { op: 'set', path: 'keptFindings', value: [...others, ...kept] }
}
