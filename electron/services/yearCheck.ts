import { isKept, type Finding } from '../../shared/check'
import { checkYearInSteps, type AcrossFinding, type YearCheck } from '../../shared/check/across'
import type { Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'
import type { CheckedForm, YearFindings } from '../../shared/ipc/contract'
import { listDeclarations, readDeclaration } from '../store/declarations'
import type { ServiceContext } from './context'
import { createPace } from './pace'

/** Findings on all forms of a year. */
export function createYearCheck(context: ServiceContext) {
  /** The declarations of some ids that can be read and whose edition is at hand; the others with the reason. */
  async function gather(ids: readonly { id: string; projectName: string | null }[], pace: () => Promise<void>): Promise<{ declarations: Declaration[]; failed: YearFindings['failed'] }> {
    const declarations: Declaration[] = []
    const failed: YearFindings['failed'] = []
    for (const { id, projectName } of ids) {
      try {
        const { declaration } = context.read(db => readDeclaration(db, id))
        context.editions.of(declaration)
        declarations.push(declaration)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        failed.push({ id, projectName, error: { code: error.code, params: error.params } })
      }
      await pace()
    }
    return { declarations, failed }
  }

  return {
    /** Findings on all forms of a year together, or of one unit ('': those without one); the window's questions are answered between two forms. */
    async of({ year, unitName }: { year: number; unitName: string | null }): Promise<YearFindings> {
      const pace = createPace()
      const listed = context.read(db => listDeclarations(db, { year, ...(unitName === null ? {} : { unitName }) }))
      const { declarations, failed } = await gather(listed, pace)
      return { ...(await checkTogether(context, declarations, pace)), failed }
    },
  }
}

/** Findings on some declarations whose editions are at hand, each by itself and all together, kept ones told apart. */
export async function checkTogether(context: ServiceContext, declarations: readonly Declaration[], pace = createPace()): Promise<Omit<YearFindings, 'failed'>> {
  const steps = checkYearInSteps(declarations, declaration => context.editions.of(declaration), context.profile)
  let step = steps.next()
  while (!step.done) {
    await pace()
    step = steps.next()
  }
  return sorted(declarations, step.value)
}

function sorted(declarations: readonly Declaration[], { single, across, sums }: YearCheck): Omit<YearFindings, 'failed'> {
  const open: AcrossFinding[] = []
  const forms = new Map(declarations.map((declaration): [string, { declaration: Declaration; form: CheckedForm }] => {
    const { id, unitName, projectName } = declaration
    return [id, { declaration, form: { id, unitName, projectName, findings: [], kept: [], rows: {} } }]
  }))
  const noteRow = (id: string, field: string): void => {
    const entry = forms.get(id)
    const [path, list, at] = field.match(/^(indicators|subProjects)\[(\d+)\]/u) ?? []
    const name = entry && path !== undefined && entry.declaration[list as 'indicators'][Number(at)]?.name
    if (name) entry.form.rows[path] = name
  }
  const put = (id: string, finding: Finding, otherwise: (form: CheckedForm) => void): void => {
    const entry = forms.get(id)
    if (!entry) return
    noteRow(id, finding.field)
    const kept = isKept(entry.declaration, finding)
    if (kept) entry.form.kept.push({ finding, reason: kept.reason, at: kept.at })
    else otherwise(entry.form)
  }
  for (const [id, findings] of single) for (const finding of findings) put(id, finding, form => form.findings.push(finding))
  for (const finding of across) {
    put(finding.declarationId, finding, () => open.push(finding))
    for (const other of finding.also) noteRow(other.declarationId, other.field)
  }
  return { forms: [...forms.values()].map(({ form }) => form), across: open, sums }
}
