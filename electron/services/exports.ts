import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Finding } from '../../shared/check'
import { AppError, type ErrorValue } from '../../shared/errors'
import { makesFormat, type DocumentKind, type ExportedFile, type ExportFormat } from '../../shared/ipc/contract'
import { buildSheet } from '../../shared/sheet'
import type { DocumentOptions } from '../documents'
import { readDeclaration } from '../store/declarations'
import { lastExportTo, logExport, type ExportEntry } from '../store/exportLog'
import { findingsOf } from './checks'
import type { ServiceContext } from './context'
import { isTogether, planFiles, printRuns, type FilePlan, type Ready } from './exportPlan'
import { placeFile } from './files'
import { createPace } from './pace'
import { printOf, renderFile, renderRun } from './rendering'

export interface ExportJob {
  ids: readonly string[]
  /** The form itself unless said. */
  document?: DocumentKind
  format: ExportFormat
  /** Where to; it has to be there. */
  folder: string
  /** One file of all: true, or the path it is to have. */
  combined: boolean | string
  draft: boolean
  public: boolean
  signal?: AbortSignal
  onProgress?: (progress: { done: number; total: number; current: string }) => void
}
type Job = ExportJob & { document: DocumentKind }

export interface Refusal { id: string; /** The project, or the id. */ name: string; error: ErrorValue; /** Those of severity error that stand in the way. */ findings: Finding[] }
export interface ExportOutcome { made: ExportedFile[]; refused: Refusal[]; cancelled: boolean }

const isRefusal = (item: Ready | Refusal): item is Refusal => 'error' in item

/** Check → render → write, for files and for the printer. */
export function createExports(context: ServiceContext) {
  /** What is told about an error; one that nobody foresaw is reported and does not stop the others. */
  function errorValue(error: unknown): ErrorValue {
    if (error instanceof AppError) return { code: error.code, params: error.params }
    context.report(error)
    return { code: 'internal', params: {} }
  }

  /** The declaration and its edition, or why it is not to be exported. */
  function prepare(id: string, { document, format, draft, public: forPublic }: Job): Ready | Refusal {
    let name = id
    try {
      const { declaration, revision } = context.read(db => readDeclaration(db, id))
      name = declaration.projectName ?? id
      // JSON is no print: it is how data moves, errors and all, and where its edition is gone too
      if (format === 'json') return { id, name, declaration, edition: null, revision }
      const edition = context.editions.of(declaration)
      const blocked = !draft && (document === 'declaration' || document === 'statement')
      const errors = blocked ? findingsOf(context, declaration, { forPublic }).filter(finding => finding.severity === 'error') : []
      if (errors.length > 0) return { id, name, error: { code: 'blockedByErrors', params: { id, name, count: errors.length } }, findings: errors }
      return { id, name, declaration, edition, revision }
    } catch (error) {
      return { id, name, error: errorValue(error), findings: [] }
    }
  }

  function optionsFor(editionId: string, job: { draft: boolean; public: boolean }): DocumentOptions {
    return { ...printOf(context, editionId), draft: job.draft, public: job.public, now: new Date(context.now()) }
  }

  /** Writes the file and a line in the log for each declaration in it. */
  async function place({ wanted, items }: FilePlan, bytes: Uint8Array, job: Job, made: readonly string[]): Promise<string> {
    const sha256 = digest(bytes)
    const file = await placeFile(wanted, bytes, {
      onClash: typeof job.combined === 'string' ? 'refuse' : 'number',
      // Ours of the same declaration, untouched since: exporting again replaces it. Anything else stays.
      async mayReplace(there) {
        const last = context.read(db => lastExportTo(db, there))
        return last !== null && last.declarationId === items[0]?.id && !made.includes(there) && last.sha256 === (await digestOf(there))
      },
    })
    const { document, format, draft, public: forPublic } = job
    const entries = items.map((item): ExportEntry => ({ at: context.now(), declarationId: item.id, revision: item.revision, document, format, file, sha256, draft, public: forPublic }))
    context.write(db => logExport(db, entries))
    return file
  }

  /** Makes the planned files; one that fails does not keep the others from being made. */
  async function make(job: Job, plans: readonly FilePlan[], outcome: ExportOutcome): Promise<void> {
    const waiting = printRuns(job, plans)
    const total = plans.reduce((sum, plan) => sum + plan.items.length, 0)
    let done = 0
    let placing: Promise<unknown> = Promise.resolve()
    const optionsOf = ({ items }: FilePlan): DocumentOptions => optionsFor(items[0]?.edition?.id ?? '', job)
    const render = async (plan: FilePlan): Promise<Uint8Array> => renderFile(context, job, plan.items, optionsOf(plan), {
      ...(job.signal ? { signal: job.signal } : {}),
      onPrinted: count => { if (count < plan.items.length) job.onProgress?.({ done: done + count, total, current: plan.current }) },
    })
    const makeOne = async (plan: FilePlan, printed: Uint8Array | null): Promise<void> => {
      const { items, current } = plan
      job.onProgress?.({ done, total, current })
      try {
        const bytes = printed ?? (await render(plan))
        if (job.signal?.aborted) return
        const placed = placing.then(() => place(plan, bytes, job, outcome.made.map(file => file.file)))
        placing = placed.catch(() => undefined)
        const file = await placed
        outcome.made.push(...items.map(({ id }) => ({ id, file })))
      } catch (error) {
        if (job.signal?.aborted) return
        outcome.refused.push({ id: items[0]?.id ?? '', name: current, error: errorValue(error), findings: [] })
      }
      done += items.length
      job.onProgress?.({ done, total, current })
    }
    /** What was printed of a run; nothing where it failed as a whole, and each is then tried alone, so that one alone is refused. */
    const printRun = async (run: readonly FilePlan[]): Promise<Uint8Array[]> => {
      const [first] = run
      if (!first || run.length === 1) return []
      job.onProgress?.({ done, total, current: first.current })
      return renderRun(context, run.flatMap(plan => plan.items), optionsOf(first)).catch((error: unknown) => {
        if (!(error instanceof AppError)) context.report(error)
        return []
      })
    }
    const worker = async (): Promise<void> => {
      for (let run = waiting.shift(); run && !job.signal?.aborted; run = waiting.shift()) {
        const printed = await printRun(run)
        for (const [i, plan] of run.entries()) {
          if (job.signal?.aborted) return
          await makeOne(plan, printed[i] ?? null)
        }
      }
    }
    // two pages print side by side; the other formats have one thread anyway
    await Promise.all(Array.from({ length: job.format === 'pdf' ? 2 : 1 }, worker))
  }

  return {
    /** Checks, renders and writes. Throws noFolder where there is nowhere to write, badInput for a document that is not made in the format; the rest is in the outcome. */
    async run(asked: ExportJob): Promise<ExportOutcome> {
      const job: Job = { document: 'declaration', ...asked }
      if (!makesFormat(job.document, job.format)) throw new AppError('badInput', { why: `${job.document} ${job.format}` })
      await requireFolder(job.folder)
      const ids = [...new Set(job.ids)]
      const prepared: (Ready | Refusal)[] = []
      const pace = createPace()
      for (const id of ids) {
        if (job.signal?.aborted) break
        prepared.push(prepare(id, job))
        await pace()
      }
      const outcome: ExportOutcome = { made: [], refused: prepared.filter(isRefusal), cancelled: false }
      const ready = prepared.flatMap(item => (isRefusal(item) ? [] : [item]))
      if (!isTogether(job) || outcome.refused.length === 0) await make(job, planFiles(job, ready), outcome)
      outcome.cancelled = job.signal?.aborted ?? false
      const place = new Map(ids.map((id, index) => [id, index]))
      outcome.made.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
      return outcome
    },

    /** The system's print dialog with the official pages; false where the person thinks again. Throws blockedByErrors, noPageEngine, printFailed. */
    async print(id: string, draft: boolean): Promise<boolean> {
      const item = prepare(id, { ids: [id], document: 'declaration', format: 'pdf', folder: '', combined: false, draft, public: false })
      if (isRefusal(item)) throw new AppError(item.error.code, item.error.params)
      const edition = context.editions.of(item.declaration)
      const engine = await context.pageEngine()
      if (!engine) throw new AppError('noPageEngine')
      const options = optionsFor(edition.id, { draft, public: false })
      return engine.print([buildSheet(edition, item.declaration, options)], { draft, printer: printOf(context, edition.id).printer })
    },
  }
}

async function requireFolder(folder: string): Promise<void> {
  const about = await stat(folder).catch(() => null)
  if (!about?.isDirectory()) throw new AppError('noFolder', { path: folder })
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function digestOf(file: string): Promise<string | null> {
  return readFile(file).then(digest, () => null)
}
