import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from '../../shared/check'
import { AppError, type ErrorValue } from '../../shared/errors'
import { DEFAULT_PRINT, type ExportedFile, type ExportFormat } from '../../shared/ipc/contract'
import { buildSheet } from '../../shared/sheet'
import { renderDocument, type DocumentItem, type DocumentOptions } from '../documents'
import { readDeclaration } from '../store/declarations'
import { lastExportTo, logExport, type ExportEntry } from '../store/exportLog'
import { readSettings } from '../store/settings'
import { findingsOf } from './checks'
import type { ServiceContext } from './context'
import { combinedFileName, fileNameOf } from './fileNames'
import { placeFile } from './files'

export interface ExportJob {
  ids: readonly string[]
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

export interface Refusal { id: string; /** The project, or the id. */ name: string; error: ErrorValue; /** Those of severity error that stand in the way. */ findings: Finding[] }
export interface ExportOutcome { made: ExportedFile[]; refused: Refusal[]; cancelled: boolean }

interface Ready extends DocumentItem { id: string; name: string; revision: number }

const isRefusal = (item: Ready | Refusal): item is Refusal => 'error' in item

export function createExports(context: ServiceContext) {
  /** What is told about an error; one that nobody foresaw is reported and does not stop the others. */
  function errorValue(error: unknown): ErrorValue {
    if (error instanceof AppError) return { code: error.code, params: error.params }
    context.report(error)
    return { code: 'internal', params: {} }
  }

  /** The declaration and its edition, or why it is not to be exported. */
  function prepare(id: string, { format, draft, public: forPublic }: ExportJob): Ready | Refusal {
    let name = id
    try {
      const { declaration, revision } = context.read(db => readDeclaration(db, id))
      name = declaration.projectName ?? id
      const edition = context.editions.of(declaration)
      // JSON is no print: it is how data moves, errors and all.
      const errors = format === 'json' || draft ? [] : findingsOf(context, declaration, forPublic).filter(finding => finding.severity === 'error')
      if (errors.length > 0) return { id, name, error: { code: 'blockedByErrors', params: { id, name, count: errors.length } }, findings: errors }
      return { id, name, declaration, edition, revision }
    } catch (error) {
      return { id, name, error: errorValue(error), findings: [] }
    }
  }

  function optionsFor(editionId: string, job: { draft: boolean; public: boolean }): DocumentOptions {
    const print = context.read(readSettings).print[editionId] ?? DEFAULT_PRINT
    return { draft: job.draft, public: job.public, signature: print.signature, pageNumbers: print.pageNumbers, officialFonts: print.officialFonts, marginsMm: print.marginsMm }
  }

  async function render(items: readonly Ready[], job: ExportJob): Promise<Uint8Array> {
    const engine = job.format === 'pdf' ? await context.pageEngine() : null
    return renderDocument(job.format, items, optionsFor(items[0]?.edition.id ?? '', job), engine)
  }

  /** Writes the file and a line in the log for each declaration in it. */
  async function place(wanted: string, bytes: Uint8Array, items: readonly Ready[], job: ExportJob, made: readonly string[]): Promise<string> {
    const sha256 = digest(bytes)
    const file = await placeFile(wanted, bytes, {
      onClash: typeof job.combined === 'string' ? 'refuse' : 'number',
      // Ours of the same declaration, untouched since: exporting again replaces it. Anything else stays.
      async mayReplace(there) {
        const last = context.read(db => lastExportTo(db, there))
        return last !== null && last.declarationId === items[0]?.id && !made.includes(there) && last.sha256 === (await digestOf(there))
      },
    })
    const entries = items.map((item): ExportEntry => ({ at: context.now(), declarationId: item.id, revision: item.revision, format: job.format, file, sha256, draft: job.draft, public: job.public }))
    context.write(db => logExport(db, entries))
    return file
  }

  /** One file each; those that are refused do not keep the others from being made. */
  async function separately(job: ExportJob, ready: readonly Ready[], outcome: ExportOutcome): Promise<void> {
    const waiting = [...ready]
    const total = ready.length
    let done = 0
    let placing: Promise<unknown> = Promise.resolve()
    const worker = async (): Promise<void> => {
      for (let item = waiting.shift(); item && !job.signal?.aborted; item = waiting.shift()) {
        const { id, name, declaration } = item
        job.onProgress?.({ done, total, current: name })
        try {
          const bytes = await render([item], job)
          if (job.signal?.aborted) return
          const wanted = path.join(job.folder, fileNameOf(declaration, job))
          const placed = placing.then(() => place(wanted, bytes, [item], job, outcome.made.map(file => file.file)))
          placing = placed.catch(() => undefined)
          outcome.made.push({ id, file: await placed })
        } catch (error) {
          outcome.refused.push({ id, name, error: errorValue(error), findings: [] })
        }
        done++
        job.onProgress?.({ done, total, current: name })
      }
    }
    // two pages print side by side; the other formats have one thread anyway
    await Promise.all(Array.from({ length: job.format === 'pdf' ? 2 : 1 }, worker))
  }

  /** One file of all; where one is refused none is made, because nobody looks for what is missing in a bound copy. */
  async function combined(job: ExportJob, ready: readonly Ready[], outcome: ExportOutcome): Promise<void> {
    const [first] = ready
    if (outcome.refused.length > 0 || !first) return
    const name = combinedFileName(ready.map(item => item.declaration), job)
    const wanted = typeof job.combined === 'string' ? job.combined : path.join(job.folder, name)
    job.onProgress?.({ done: 0, total: ready.length, current: path.basename(wanted) })
    try {
      const bytes = await render(ready, job)
      if (job.signal?.aborted) return
      const file = await place(wanted, bytes, ready, job, [])
      outcome.made.push(...ready.map(item => ({ id: item.id, file })))
      job.onProgress?.({ done: ready.length, total: ready.length, current: path.basename(file) })
    } catch (error) {
      outcome.refused.push({ id: first.id, name: path.basename(wanted), error: errorValue(error), findings: [] })
    }
  }

  return {
    /** Checks, renders and writes. Throws noFolder where there is nowhere to write; the rest is in the outcome. */
    async run(job: ExportJob): Promise<ExportOutcome> {
      await requireFolder(job.folder)
      const ids = [...new Set(job.ids)]
      const prepared = ids.map(id => prepare(id, job))
      const outcome: ExportOutcome = { made: [], refused: prepared.filter(isRefusal), cancelled: false }
      const ready = prepared.flatMap(item => (isRefusal(item) ? [] : [item]))
      await (job.combined === false ? separately : combined)(job, ready, outcome)
      outcome.cancelled = job.signal?.aborted ?? false
      outcome.made.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      return outcome
    },

    /** The system's print dialog with the official pages; false where the person thinks again. Throws blockedByErrors, noPageEngine, printFailed. */
    async print(id: string, draft: boolean): Promise<boolean> {
      const item = prepare(id, { ids: [id], format: 'pdf', folder: '', combined: false, draft, public: false })
      if (isRefusal(item)) throw new AppError(item.error.code, item.error.params)
      const engine = await context.pageEngine()
      if (!engine) throw new AppError('noPageEngine')
      const options = optionsFor(item.edition.id, { draft, public: false })
      const printer = context.read(readSettings).print[item.edition.id]?.printer ?? null
      return engine.print([buildSheet(item.edition, item.declaration, options)], { ...options, printer })
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
