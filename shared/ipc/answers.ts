import type { CarryQuestion } from '../carryOver/types'
import type { AcrossFinding, TypeSum } from '../check/across'
import type { CheckProfile, Finding } from '../check/finding'
import type { ProfileProblem } from '../check/profile'
import type { Declaration, STATUSES } from '../declaration/model'
import type { EditionProblem } from '../editions/problems'
import type { Edition } from '../editions/schema'
import type { ErrorValue } from '../errors'
import type { RecognisedDeclaration, SourceBlock } from '../recognise/types'
import type { PackedPlaces } from './places'

export interface DeclarationSummary {
  id: string
  year: number
  edition: string
  unitName: string | null
  projectName: string | null
  /** Cents. */
  currentYearBudget: number | null
  status: (typeof STATUSES)[number]
  /** ISO time. */
  updatedAt: string
  trashedAt: string | null
  /** 0 to 1: required fields and lists that are filled. */
  completeness: number
  previousId: string | null
}

export interface OpenedDeclaration {
  declaration: Declaration
  revision: number
  edition: Edition
  /** Last year's declaration where it is stored, for showing its values beside. */
  previous: Declaration | null
  /** How it was found: by the link, or by the same unit and project name in the year before; null where there is none. */
  previousBy: 'link' | 'name' | null
}

export interface ImportedForm extends RecognisedDeclaration {
  /** Of this form within the import. */
  formId: string
  documentName: string
  /** Which of the import's documents it was found in. */
  document: number
}

/** What was read out of files or pasted text, kept by the main process until it is stored or dropped. */
export interface ImportSession {
  importId: string
  documents: { name: string; /** The source as numbered lines (a table row is one line, cells parted by tabs). */ lines: string[]; unplaced: string[]; /** A picture without text: told among the failures too, but it can be looked at. */ scanned: boolean }[]
  forms: ImportedForm[]
  failures: { name: string; error: ErrorValue }[]
}

/** A source as it is looked at beside the form. `lines` are those that places and evidence count, blocks count like them. */
export type SourceOriginal = { lines: string[] } & (
  /** Pages, drawn by the window out of the file itself. `turned`: pages that are read turned, by how many degrees clockwise. */
  | { kind: 'pdf'; bytes: Uint8Array; places: PackedPlaces; turned: { page: number; degrees: number }[] }
  | { kind: 'image'; bytes: Uint8Array }
  /** `tooLarge`: the file has more than is kept, and is not there to be drawn. */
  | { kind: 'tables'; blocks: SourceBlock[]; tooLarge: boolean }
  | { kind: 'text'; tooLarge: boolean }
)

/** One revision of an edition at hand. */
export interface EditionPack {
  id: string
  revision: number
  name: Edition['name']
  years: Edition['years']
  confirmed: boolean
  /** Came with the program and cannot be removed. */
  bundled: boolean
  /** The highest revision of its edition: the one that new declarations get. */
  newest: boolean
  /** Declarations that hold to it, those in the trash too. */
  usedBy: number
}

export interface EditionPacks {
  packs: EditionPack[]
  /** Installed files that cannot be used, by file name, and why. */
  leftAside: { name: string; problems: EditionProblem[] }[]
}

/** What a file would be as an edition pack. */
export interface EditionReport {
  /** Of the file. */
  name: string
  /** Everything wrong with it; empty where it can be installed. */
  problems: EditionProblem[]
  /** The edition, to be looked at as a blank form; null where there is something wrong. */
  edition: Edition | null
  /**
   * What installing it would do: `new` edition; `newer` or `older` revision beside those at hand; `same` is there already, to the letter;
   * `clash`: that revision is there with other content, and is not replaced, because declarations may hold to it.
   */
  effect: 'new' | 'newer' | 'older' | 'same' | 'clash' | null
}

/** The thresholds and word lists that all checks go by. */
export interface ChecksInForce {
  profile: CheckProfile
  /** The unit's own, out of the data folder; otherwise the program's. */
  own: boolean
  /** Entries that differ from the program's. */
  changed: number
  /** Why the unit's own file cannot be used: the program's stand in. Empty where all is right. */
  problems: ProfileProblem[]
}

/** What a file would be as the thresholds and word lists of the checks. */
export interface ProfileReport {
  /** Of the file. */
  name: string
  /** Everything wrong with it; empty where it can be installed. */
  problems: ProfileProblem[]
  /** Entries that differ from the program's. */
  changed: number
}

/** Of a batch carry-over: one entry a thing that a person has to look at, over all forms. Its field is an origin key, which stays with its row. */
export interface CarryLook extends CarryQuestion {
  /** The new declaration. */
  id: string
  projectName: string | null
  unitName: string | null
}

export interface CarryManyReport {
  made: { /** Last year's. */ from: string; id: string; projectName: string | null }[]
  look: CarryLook[]
  refused: { /** Last year's. */ id: string; projectName: string | null; error: ErrorValue }[]
  /** True where nothing was made because the person stopped it. */
  cancelled: boolean
}

/** One year of a project. */
export interface HistoryYear {
  id: string
  year: number
  edition: string
  unitName: string | null
  projectName: string | null
  status: (typeof STATUSES)[number]
  /** `self`: the one asked about; `link`: by links from year to year; `name`: the same unit and project name. */
  by: 'self' | 'link' | 'name'
  /** Cents. */
  currentYearBudget: number | null
  /** What was spent of it in cents, as the following year's form says; null where no form says so. */
  executed: number | null
  indicators: { level1: string | null; level2: string | null; name: string; value: string | null }[]
}

/** What a declaration was read from. */
export interface DeclarationSource {
  name: string
  /** ISO time. */
  readAt: string
  lines: string[]
  unplaced: string[]
  /** Whether the file itself was kept. */
  bytesAvailable: boolean
}

/** Findings on one form of a year. */
export interface CheckedForm {
  id: string
  unitName: string | null
  projectName: string | null
  findings: Finding[]
  /** Those that a person keeps, with the written reason. */
  kept: { finding: Finding; reason: string; /** ISO time. */ at: string }[]
  /** Names of the rows that findings are about, those between the forms too, by path (`indicators[3]`). */
  rows: Record<string, string>
}

export interface YearFindings {
  forms: CheckedForm[]
  across: AcrossFinding[]
  /** By kind of project, the largest first. */
  sums: TypeSum[]
  /** Forms that could not be checked. */
  failed: { id: string; projectName: string | null; error: ErrorValue }[]
}

export interface Printer {
  /** As the system knows it. */
  name: string
  /** As people know it. */
  displayName: string
}

/** A backup in the data folder, made by the program itself or put there. */
export interface BackupCopy {
  token: string
  name: string
  /** `daily` by itself, `beforeRestore` what another one took the place of, `beforeUpdate` before the store took a new shape, `own` anything else. */
  kind: 'daily' | 'beforeRestore' | 'beforeUpdate' | 'own'
  /** ISO time. */
  at: string
  /** Out of the trash; null where the copy cannot be read. */
  declarations: number | null
  bytes: number
}

/** What putting a backup back would bring and cost. */
export interface BackupReport {
  /** Of the file. */
  name: string
  /** ISO time. */
  at: string
  declarations: number
  /** Present declarations that it does not have, and such that have been changed since, with some of their names; null where the present store cannot be read. */
  losses: { missing: number; changed: number; names: string[] } | null
}

export interface VersionInfo { version: number; at: string; reason: string }

export interface ExportedFile { id: string; file: string }
export interface ExportReport {
  folder: string
  made: ExportedFile[]
  refused: { id: string; name: string; error: ErrorValue; findings: Finding[] }[]
  cancelled: boolean
}
