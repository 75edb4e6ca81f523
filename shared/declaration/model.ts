import { z } from 'zod'
import { centsSchema } from './money'
import { isoDateSchema, yearSchema } from './dates'

/** The version of the stored document; see upgrade.ts for how older ones are read. */
export const DOCUMENT_VERSION = 1

const text = z.string().max(200_000).nullable()
const shortText = z.string().max(2_000).nullable()
const money = centsSchema.nullable()
const rowId = z.string().min(1).max(64)

export const subProjectSchema = z.object({
  /** Stable within the declaration, so that origins and focus survive moving rows. */
  id: rowId,
  name: z.string().max(20_000),
  amount: money,
})
export type SubProject = z.infer<typeof subProjectSchema>

export const indicatorSchema = z.object({
  id: rowId,
  /** Level words as printed by the declaration's edition (产出目标, 数量 …); null where not known. */
  level1: shortText,
  level2: shortText,
  name: z.string().max(20_000),
  /** The target as typed, operator, number and unit in one text; null or '' where none is given. */
  value: z.string().max(20_000).nullable(),
})
export type Indicator = z.infer<typeof indicatorSchema>

/**
 * Sources of the money (2026 edition), in cents. The two totals of the form are
 * `totalBudget` (项目资金总额) and `currentYearBudget` (年度资金申请总额) of the declaration itself.
 */
export const fundingSchema = z.object({
  fiscal: money,
  other: money,
  annualFiscal: money,
  carriedOver: money,
  annualOther: money,
})

/** Where a value came from; see carry-over. */
export const originSchema = z.object({
  kind: z.enum(['carried', 'shifted', 'computed', 'proposed', 'recognised', 'typed', 'confirmed']),
  /** The value before, as last year's form had it, where it differs. */
  before: z.string().nullable().optional(),
  /** Why it was changed or proposed: a key of the texts in `resources`/i18n with its words, or plain words. */
  why: z.string().optional(),
})
export type Origin = z.infer<typeof originSchema>

/** A warning that a person keeps, with the written reason. */
export const keptFindingSchema = z.object({
  rule: z.string(),
  field: z.string(),
  /** The words the finding quoted: a finding about other words is a new one. */
  words: z.string(),
  reason: z.string().min(1).max(2_000),
  at: z.string(),
})
export type KeptFinding = z.infer<typeof keptFindingSchema>

/** A value of the source that this edition does not print, kept in the record. */
export const setAsideSchema = z.object({
  field: z.string(),
  label: z.string(),
  value: z.string(),
  why: z.string(),
  /** An indicator as it stood, so that it can be put back as a row. */
  row: indicatorSchema.omit({ id: true }).optional(),
})
export type SetAside = z.infer<typeof setAsideSchema>

export const STATUSES = ['draft', 'final'] as const
export type Status = (typeof STATUSES)[number]

/**
 * One declaration (申报表), the same shape for every edition. Money in cents, days as ISO, texts as typed (NFC).
 * `null` means blank. Fields that the edition does not print stay in the record.
 */
export const declarationSchema = z.object({
  version: z.literal(DOCUMENT_VERSION),
  id: z.string().min(1).max(100),
  edition: z.string().min(1).max(100),
  /** Which revision of the edition's pack it was made with; null: the newest there is. */
  editionRevision: z.number().int().positive().nullable().default(null),
  year: yearSchema,
  status: z.enum(STATUSES),

  unitName: shortText,
  supervisingDepartment: shortText,
  projectName: shortText,
  projectType: shortText,
  projectNature: shortText,
  fundUses: z.array(z.string().max(200)).max(50),
  performanceType: shortText,
  includesGovernmentPurchase: shortText,
  startDate: isoDateSchema.nullable(),
  endDate: isoDateSchema.nullable(),
  contactName: shortText,
  contactPhone: shortText,

  overview: text,
  basis: text,
  necessity: text,
  safeguards: text,
  plan: text,
  overallGoal: text,
  annualGoal: text,
  remarks: text,

  totalBudget: money,
  currentYearBudget: money,
  lastYearBudget: money,
  lastYearExecuted: money,
  funding: fundingSchema,

  subProjects: z.array(subProjectSchema).max(1_000),
  indicators: z.array(indicatorSchema).max(2_000),

  /** Last year's declaration, where this one was carried over from a stored one. */
  previousId: z.string().nullable(),
  /** By origin key (see fieldPath.ts). */
  origins: z.record(z.string(), originSchema),
  keptFindings: z.array(keptFindingSchema),
  setAside: z.array(setAsideSchema),
  /** Pieces of the file it was read from that found no field. */
  unplaced: z.array(z.string()),
})
export type Declaration = z.infer<typeof declarationSchema>

export const TEXT_FIELDS = ['overview', 'basis', 'necessity', 'safeguards', 'plan', 'overallGoal', 'annualGoal', 'remarks'] as const
export const SHORT_FIELDS = [
  'unitName', 'supervisingDepartment', 'projectName', 'projectType', 'projectNature', 'performanceType',
  'includesGovernmentPurchase', 'contactName', 'contactPhone',
] as const
export const DATE_FIELDS = ['startDate', 'endDate'] as const
export const MONEY_FIELDS = ['totalBudget', 'currentYearBudget', 'lastYearBudget', 'lastYearExecuted'] as const
export const FUNDING_FIELDS = ['fiscal', 'other', 'annualFiscal', 'carriedOver', 'annualOther'] as const

export type TextField = (typeof TEXT_FIELDS)[number]
export type ShortField = (typeof SHORT_FIELDS)[number]

/** Every single field an edition can label, ask for and print; the lists `subProjects` and `indicators` have blocks of their own. */
export const FIELD_KEYS = [
  ...SHORT_FIELDS, 'fundUses', ...DATE_FIELDS, ...TEXT_FIELDS, ...MONEY_FIELDS,
  'funding.fiscal', 'funding.other', 'funding.annualFiscal', 'funding.carriedOver', 'funding.annualOther',
] as const
export type FieldKey = (typeof FIELD_KEYS)[number]

/** A declaration with nothing in it yet. */
export function blankDeclaration(id: string, edition: string, year: number): Declaration {
  return {
    version: DOCUMENT_VERSION, id, edition, editionRevision: null, year, status: 'draft',
    unitName: null, supervisingDepartment: null, projectName: null, projectType: null, projectNature: null, fundUses: [],
    performanceType: null, includesGovernmentPurchase: null, startDate: null, endDate: null, contactName: null, contactPhone: null,
    overview: null, basis: null, necessity: null, safeguards: null, plan: null, overallGoal: null, annualGoal: null, remarks: null,
    totalBudget: null, currentYearBudget: null, lastYearBudget: null, lastYearExecuted: null,
    funding: { fiscal: null, other: null, annualFiscal: null, carriedOver: null, annualOther: null },
    subProjects: [], indicators: [], previousId: null, origins: {}, keptFindings: [], setAside: [], unplaced: [],
  }
}

/** A short id for a new row, unlike every id in `taken`. Deterministic: the next free number. */
export function nextRowId(taken: readonly { id: string }[]): string {
  let highest = 0
  for (const { id } of taken) {
    const match = id.match(/^r(\d+)$/u)
    if (match) highest = Math.max(highest, Number(match[1]))
  }
  return `r${highest + 1}`
}
