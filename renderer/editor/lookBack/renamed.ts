import type { Declaration } from '../../../shared/declaration/model'
import type { Patch } from '../../../shared/declaration/patch'
import { forMatching } from '../../../shared/text/normalise'

/** 同名项目 is one of the same name: white space and width aside, the name must be last year's. */
export const isRenamed = (previous: Declaration | null, { projectName }: Pick<Declaration, 'projectName'>): boolean =>
  previous !== null && forMatching(previous.projectName ?? '') !== '' && forMatching(projectName ?? '') !== '' && forMatching(previous.projectName ?? '') !== forMatching(projectName ?? '')

/** Empties what the form tells of the project of the same name last year; one step of undo. */
export function withoutLastYears({ origins, lastYearBudget, lastYearExecuted }: Declaration): Patch[] {
  const typed = { kind: 'typed' as const }
  return [
    { op: 'set', path: 'origins', value: { ...origins, ...(lastYearBudget !== null && { lastYearBudget: typed }), ...(lastYearExecuted !== null && { lastYearExecuted: typed }) } },
    { op: 'set', path: 'lastYearBudget', value: null }, { op: 'set', path: 'lastYearExecuted', value: null },
  ]
}
