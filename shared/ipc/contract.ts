import { z } from 'zod'
import { CARRY_PARTS, type CarryOverResult } from '../carryOver/types'
import { yearSchema as year } from '../declaration/dates'
import { declarationSchema } from '../declaration/model'
import { patchSchema } from '../declaration/patch'
import type { Edition } from '../editions/schema'
import type { OwnIndicator } from '../indicators/library'
import type { Sheet } from '../sheet/sheet'
import type {
  BackupCopy, BackupReport, CarryManyReport, ChecksInForce, DeclarationSource, DeclarationSummary, EditionPack, EditionPacks, EditionReport, ExportReport,
  HistoryYear, ImportedForm, ImportSession, OpenedDeclaration, Printer, ProfileReport, SourceOriginal, VersionInfo, YearFindings,
} from './answers'
import { settingsSchema, type Settings } from './settings'

export type * from './answers'
export * from './settings'

/**
 * The one list of what the window may ask of the main process. Each method says its input as zod (checked at the door)
 * and its output as a type (shapes of no part of the domain are in `answers.ts`); the main process registers by walking it,
 * the renderer’s client is typed from it.
 * The window never names a file: it gets tokens for what the person chose in a dialog.
 */
const method = <I extends z.ZodType, O>(input: I, _output: Returns<O>) => ({ input, _output })
interface Returns<O> { readonly type?: O }
const returns = <O>(): Returns<O> => ({})

const id = z.string().min(1).max(100)
const none = z.object({})

export const EXPORT_FORMATS = ['pdf', 'xlsx', 'docx', 'html', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What can be made of declarations, and in which formats: the form itself, 经费情况说明, 汇总表, 审核报告. */
export const DOCUMENT_FORMATS = {
  declaration: EXPORT_FORMATS,
  statement: ['pdf', 'docx'],
  summary: ['xlsx'],
  report: ['pdf', 'xlsx'],
} as const satisfies Record<string, readonly ExportFormat[]>
export type DocumentKind = keyof typeof DOCUMENT_FORMATS
export const DOCUMENT_KINDS = Object.keys(DOCUMENT_FORMATS) as [DocumentKind, ...DocumentKind[]]
/** Whether a document is made in a format. */
export const makesFormat = (document: DocumentKind, format: ExportFormat): boolean => (DOCUMENT_FORMATS[document] as readonly ExportFormat[]).includes(format)

const exportChoice = z.object({ draft: z.boolean().default(false), public: z.boolean().default(false) })
/** An edition, `id` for its newest revision or `id@revision`. */
const editionRef = z.string().min(1).max(80)
const jobId = z.string().min(1).max(100)
const carryInput = z.object({ id, year, edition: editionRef.nullable(), parts: z.array(z.enum(CARRY_PARTS)) })

export const contract = {
  'app.info': method(none, returns<{ version: string; dataFolder: string; settings: Settings; editions: Edition[]; checks: ChecksInForce }>()),
  'app.setSettings': method(settingsSchema, returns<Settings>()),
  /** The window has nothing unsaved (any more): the answer to the event `app.beforeQuit`. */
  'app.readyToQuit': method(none, returns<null>()),

  'library.list': method(z.object({ year: year.optional(), unitName: z.string().optional(), query: z.string().max(200).optional(), trash: z.boolean().default(false) }), returns<DeclarationSummary[]>()),
  'library.facets': method(none, returns<{ years: number[]; units: string[]; total: number; trashed: number }>()),
  'library.create': method(z.object({ edition: editionRef, year, unitName: z.string().max(200).optional() }), returns<{ id: string }>()),
  'library.duplicate': method(z.object({ id }), returns<{ id: string }>()),
  'library.trash': method(z.object({ ids: z.array(id).min(1) }), returns<null>()),
  'library.restore': method(z.object({ ids: z.array(id).min(1) }), returns<null>()),
  /** For good, of what is in the trash; throws notFound where one is not there. */
  'library.remove': method(z.object({ ids: z.array(id).min(1) }), returns<{ removed: number }>()),
  'library.emptyTrash': method(none, returns<{ removed: number }>()),
  'library.loadSamples': method(none, returns<{ ids: string[] }>()),

  'declaration.open': method(z.object({ id }), returns<OpenedDeclaration>()),
  /** Applied in one transaction; the answer comes when the store has them. */
  'declaration.patch': method(z.object({ id, revision: z.number().int().min(0), patches: z.array(patchSchema).min(1).max(5_000) }), returns<{ revision: number; updatedAt: string }>()),
  'declaration.versions': method(z.object({ id }), returns<VersionInfo[]>()),
  'declaration.restoreVersion': method(z.object({ id, version: z.number().int() }), returns<{ revision: number }>()),
  /** The project over the years, the earliest first, the declaration itself among them. */
  'declaration.history': method(z.object({ id }), returns<HistoryYear[]>()),
  'declaration.source': method(z.object({ id }), returns<DeclarationSource | null>()),
  /** The same as it is looked at; null where it was not read from anything. */
  'declaration.original': method(z.object({ id }), returns<SourceOriginal | null>()),
  /** Says which declaration is last year's, or that none is. It is a change of the declaration like any other: the revision goes on. */
  'declaration.link': method(z.object({ id, previousId: id.nullable() }), returns<{ revision: number; updatedAt: string }>()),

  /** Opens the system's dialog; empty when the person thinks again. */
  'import.chooseFiles': method(none, returns<{ token: string; name: string }[]>()),
  /** A file dropped on the window, whose path the window cannot know: kept by the main process like a chosen one. */
  'import.takeFile': method(z.object({ name: z.string().min(1).max(255), bytes: z.instanceof(Uint8Array) }), returns<{ token: string; name: string }>()),
  /** With a job's id it can be stopped (the error is `cancelled`), and progress comes as `import.progress`. */
  'import.files': method(z.object({ jobId: jobId.optional(), tokens: z.array(z.string()).min(1).max(500), edition: editionRef.nullable().default(null) }), returns<ImportSession>()),
  'import.text': method(z.object({ jobId: jobId.optional(), text: z.string().max(20_000_000), name: z.string().max(200), edition: editionRef.nullable().default(null) }), returns<ImportSession>()),
  'import.cancel': method(z.object({ jobId }), returns<null>()),
  /** Stores the forms as the person left them in the review, with what was read kept beside. */
  'import.accept': method(z.object({ importId: z.string(), forms: z.array(z.object({ formId: z.string(), declaration: declarationSchema })).min(1) }), returns<{ ids: string[] }>()),
  /** A document of an import as it is looked at; `document` is its place among them. Throws notFound. */
  'import.original': method(z.object({ importId: z.string(), document: z.number().int().min(0) }), returns<SourceOriginal>()),
  /** One form recognised again as one of another edition, in the place of the first; the others stay. Throws notFound, unknownEdition, fileNotDeclaration. */
  'import.again': method(z.object({ importId: z.string(), formId: z.string(), edition: editionRef }), returns<ImportedForm>()),
  /** An empty form of a document in which none was read, to be filled in by hand beside it. Throws notFound, unknownEdition. */
  'import.blank': method(z.object({ importId: z.string(), document: z.number().int().min(0), edition: editionRef, year }), returns<ImportedForm>()),
  'import.drop': method(z.object({ importId: z.string() }), returns<null>()),

  'carryOver.preview': method(carryInput, returns<CarryOverResult>()),
  /** `takenBack`: changes that the person does not want; `accepted`: those looked at and found right, which stand as confirmed. By `changeKey`. */
  'carryOver.create': method(carryInput.extend({ takenBack: z.array(z.string()).default([]), accepted: z.array(z.string()).default([]) }), returns<{ id: string }>()),
  /**
   * Several at once, all in one transaction: refused ones do not keep the others back, stopping makes none. Progress comes as `carryOver.progress`.
   * One that was carried to that year before is refused (`alreadyCarried`) unless `again`.
   */
  'carryOver.many': method(z.object({ ids: z.array(id).min(1).max(5_000), year, edition: editionRef.nullable(), parts: z.array(z.enum(CARRY_PARTS)), jobId, again: z.boolean().default(false) }), returns<CarryManyReport>()),
  'carryOver.cancel': method(z.object({ jobId }), returns<null>()),

  /** All declarations of a year together, or of one unit; '' for those without a unit. */
  'check.year': method(z.object({ year, unitName: z.string().max(2_000).nullable() }), returns<YearFindings>()),
  /** Indicators that the stored declarations have used, the most used first. */
  'indicators.learned': method(z.object({ unitName: z.string().max(2000).nullable().default(null) }), returns<OwnIndicator[]>()),

  'editions.list': method(none, returns<EditionPacks>()),
  /** Opens the system's dialog; null when the person thinks again. */
  'editions.chooseFile': method(none, returns<{ token: string; name: string } | null>()),
  'editions.check': method(z.object({ token: z.string() }), returns<EditionReport>()),
  /** Throws badEdition, editionExists (that revision is there with other content). */
  'editions.install': method(z.object({ token: z.string() }), returns<EditionPack>()),
  /** Throws notFound, editionBundled, editionInUse. */
  'editions.remove': method(z.object({ id: z.string().min(1).max(60), revision: z.number().int().positive() }), returns<null>()),

  /** Opens the system's dialog; null when the person thinks again. */
  'checks.chooseFile': method(none, returns<{ token: string; name: string } | null>()),
  'checks.check': method(z.object({ token: z.string() }), returns<ProfileReport>()),
  /** Throws badProfile, cannotWrite. */
  'checks.install': method(z.object({ token: z.string() }), returns<ChecksInForce>()),
  /** Back to what the program brings. */
  'checks.reset': method(none, returns<ChecksInForce>()),
  /** Writes the whole profile in force into a folder of `export.chooseFolder`; answers the file's name. */
  'checks.export': method(z.object({ folder: z.string() }), returns<{ name: string }>()),

  /** The copies in the data folder, the newest first. */
  'backup.list': method(none, returns<{ copies: BackupCopy[] }>()),
  /** Opens the system's dialog; null when the person thinks again. */
  'backup.chooseFolder': method(none, returns<{ token: string; name: string } | null>()),
  /** Everything as one file in a folder that was chosen. Progress comes as `backup.progress`; throws cancelled, cannotWrite, noFolder. */
  'backup.make': method(z.object({ jobId, folder: z.string() }), returns<{ name: string; bytes: number; declarations: number }>()),
  'backup.cancel': method(z.object({ jobId }), returns<null>()),
  /** Opens the system's dialog; null when the person thinks again. */
  'backup.chooseFile': method(none, returns<{ token: string; name: string } | null>()),
  /** Looks through a backup; throws backupForeign, backupNewer, backupDamaged, fileMissing, fileEmpty. */
  'backup.inspect': method(z.object({ token: z.string() }), returns<BackupReport>()),
  /** Puts it in the store's place, after a copy of the present one (`keptAs`, a name in the folder of copies; null where there was none). The window begins anew after it. */
  'backup.restore': method(z.object({ token: z.string() }), returns<{ declarations: number; keptAs: string | null }>()),

  'export.chooseFolder': method(none, returns<{ token: string; name: string } | null>()),
  /** Progress comes as the event `export.progress` with this job's id. */
  'export.run': method(exportChoice.extend({
    jobId, ids: z.array(id).min(1).max(5_000), document: z.enum(DOCUMENT_KINDS).default('declaration'), format: z.enum(EXPORT_FORMATS), folder: z.string(),
    /** Of the form itself alone: one file of all. A summary and a report are always one. */
    combined: z.boolean().default(false),
  }).refine(({ document, format }) => makesFormat(document, format), { path: ['format'], message: 'this document is not made in this format' }), returns<ExportReport>()),
  'export.cancel': method(z.object({ jobId }), returns<null>()),
  'export.showFolder': method(z.object({ folder: z.string() }), returns<null>()),
  /** The printers that the system knows; none where there is no printing at all. */
  'print.printers': method(none, returns<Printer[]>()),
  /** The system's print dialog, with the pages of the preview. */
  'print.open': method(z.object({ id, draft: z.boolean().default(false) }), returns<{ printed: boolean }>()),
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
export type InputOf<M extends MethodName> = z.output<Contract[M]['input']>
/** What the caller writes: defaults may be left out. */
export type CallOf<M extends MethodName> = z.input<Contract[M]['input']>
export type OutputOf<M extends MethodName> = Contract[M]['_output'] extends Returns<infer O> ? O : never
/** One function a method: a missing or wrong one does not compile. */
export type Handlers = { [M in MethodName]: (input: InputOf<M>) => Promise<OutputOf<M>> | OutputOf<M> }

/** What the main process tells the window without being asked. */
export interface Events {
  'export.progress': { jobId: string; done: number; total: number; current: string }
  'import.progress': { jobId: string; done: number; total: number; /** The file being read. */ current: string; /** How much of it is read, 0 to 1. */ share: number }
  'carryOver.progress': { jobId: string; done: number; total: number; /** The project being carried over. */ current: string }
  /** `share`: of the step, 0 to 1. */
  'backup.progress': { jobId: string; step: 'collect' | 'write' | 'verify'; share: number }
  /** A pack was installed or removed. */
  'editions.changed': Record<string, never>
  /** Other thresholds and word lists of the checks are in force: `app.info` has them. */
  'checks.changed': Record<string, never>
  'app.beforeQuit': Record<string, never>
  'library.changed': Record<string, never>
  /** A menu item that the window carries out. */
  'menu.command': { command: 'new' | 'import' | 'save' | 'undo' | 'redo' | 'export' | 'print' | 'find' | 'settings' }
}
export type EventName = keyof Events

/** What the preload puts on the window. It never changes when a method is added. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<unknown>
  on(event: string, listener: (payload: unknown) => void): () => void
}

/** Called on the hidden print page by the main process: lays the sheets out as pages and answers how many there are. */
export interface PrintPage {
  jixiaoPrint(sheets: readonly Sheet[], options: { draft: boolean }): Promise<{ pages: number[] }>
  /** The same for a document of running text: shows it, with its fonts loaded, for the browser to break into pages. */
  jixiaoFlow(page: { html: string; css: string }): Promise<void>
}
