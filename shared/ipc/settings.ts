import { z } from 'zod'
import { PAPERS } from '../editions/schema'

/** Top, right, bottom, left, in millimetres. Most printers cannot print on the outer 4 or 5 mm of the paper. */
export const MARGIN_LIMITS_MM = { least: 5, most: 40 } as const
const marginMm = z.number().min(MARGIN_LIMITS_MM.least).max(MARGIN_LIMITS_MM.most).multipleOf(0.5)

/** How an edition is printed here: on screen, on paper and in every file alike. */
export const printSchema = z.object({
  signature: z.boolean(), pageNumbers: z.boolean(), officialFonts: z.boolean(),
  /** The clear place for the seal; settings from before it had a switch of its own go by the signature strip. */
  seal: z.boolean().optional(),
  /** Name of the printer as the system knows it; null for the system's own choice. */
  printer: z.string().min(1).max(500).nullable(),
  /** Null for the edition's own. */
  paper: z.enum(PAPERS).nullable().default(null),
  /** Null for the edition's own. */
  marginsMm: z.tuple([marginMm, marginMm, marginMm, marginMm]).nullable(),
}).transform(print => ({ ...print, seal: print.seal ?? print.signature }))
export type PrintSettings = z.infer<typeof printSchema>

/** What the library can be put in order by. */
export const SORT_COLUMNS = ['projectName', 'unitName', 'year', 'budget', 'status', 'completeness', 'updatedAt'] as const
export type SortColumn = (typeof SORT_COLUMNS)[number]

export const settingsSchema = z.object({
  language: z.enum(['zh', 'en']),
  /** The unit that new declarations begin with. */
  unitName: z.string().max(200),
  /** By edition id. */
  print: z.record(z.string().max(80), printSchema),
  /** The order of the library; null for the newest first. */
  librarySort: z.object({ column: z.enum(SORT_COLUMNS), descending: z.boolean() }).nullable().default(null),
})
export type Settings = z.infer<typeof settingsSchema>
export const DEFAULT_SETTINGS: Settings = { language: 'zh', unitName: '', print: {}, librarySort: null }
export const DEFAULT_PRINT: PrintSettings = { signature: false, seal: false, pageNumbers: false, officialFonts: false, printer: null, paper: null, marginsMm: null }
