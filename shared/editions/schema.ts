import { z } from 'zod'
import { yearSchema } from '../declaration/dates'
import { FIELD_KEYS } from '../declaration/model'

/**
 * An edition is one official version of the form, wholly in data: a file that validates here needs no new program.
 * Lengths: columns in em of the page's font, margins in millimetres, type in points.
 */
export const EDITION_FORMAT = 1

const fieldKey = z.enum(FIELD_KEYS)
const words = z.array(z.string().min(1))
/** A sentence of guidance in the two languages of the program; Chinese is asked for. */
const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1).optional() })

/** How a field is asked and printed. `choice`: one option; `choices`: several. */
export const FIELD_KINDS = ['short', 'long', 'money', 'date', 'choice', 'choices', 'phone'] as const

/** Meanings of options that editions share: of the project's kind, of the use of its money, of yes and no. */
export const OPTION_MEANINGS = [
  'new', 'continued', 'oneOff', 'recurring',
  'construction', 'informationSystems', 'subsidy', 'purchasedServices', 'assets', 'otherUse',
  'no',
] as const
export type OptionMeaning = (typeof OPTION_MEANINGS)[number]

const optionSchema = z.object({
  /** The value as stored and printed. */
  value: z.string().min(1),
  /** Other words for it, read in old files. */
  aliases: words.default([]),
  /** What the option means in any edition, for converting between editions: options of the same meaning correspond. */
  means: z.enum(OPTION_MEANINGS).optional(),
  /** Proposed where the source has nothing to go by. */
  preset: z.boolean().default(false),
})

const fieldSchema = z.object({
  key: fieldKey,
  /** The official label, as printed, without stars, colons and the like. */
  label: z.string().min(1),
  /** The label as the form prints it, where it differs (`项目名称*：`). */
  printed: z.string().min(1).optional(),
  /** Other printings of the label, read in files. */
  aliases: words.default([]),
  kind: z.enum(FIELD_KINDS),
  required: z.boolean().default(false),
  options: z.array(optionSchema).default([]),
  /** What the bureau wants to read here. */
  guidance: bilingual.optional(),
  /** An invented good example. */
  example: z.string().optional(),
  /** A length in characters that a reviewer expects at most; for the count beside the field, never enforced. */
  suggestedLength: z.number().int().positive().optional(),
})
export type EditionField = z.infer<typeof fieldSchema>

/** One page of the editor: single fields, or one of the two lists. */
const sectionSchema = z.object({
  key: z.string().min(1),
  title: bilingual,
  fields: z.array(fieldKey).default([]),
  list: z.enum(['subProjects', 'indicators']).optional(),
})
export type EditionSection = z.infer<typeof sectionSchema>

/** What a level is about, the same words in every edition, so that checks and conversions are written once. */
export const LEVEL_KINDS = [
  'management', 'output', 'effect', 'influence', 'cost', 'benefit', 'satisfaction',
  'investment', 'finance', 'implementation', 'assets',
  'quantity', 'quality', 'timeliness', 'economicCost', 'socialCost', 'ecologicalCost',
  'economic', 'social', 'ecological', 'sustainable', 'longTerm', 'staffing', 'coordination', 'serviceSatisfaction',
] as const
export type LevelKind = (typeof LEVEL_KINDS)[number]

const levelSchema = z.object({
  name: z.string().min(1),
  kind: z.enum(LEVEL_KINDS),
  aliases: words.default([]),
  /** Second levels; empty where the edition prints none. */
  children: z.array(z.object({ name: z.string().min(1), kind: z.enum(LEVEL_KINDS), aliases: words.default([]) })).default([]),
})
export type EditionLevel = z.infer<typeof levelSchema>

const formatsSchema = z.object({
  date: z.enum(['cn', 'iso', 'slash']),
  /** `unit`: what the form prints amounts in; records are always in cents. */
  money: z.object({ separators: z.boolean(), decimals: z.enum(['two', 'auto']), unit: z.enum(['元', '万元']).default('元') }),
  /** How targets are written: `=100.00%`, `>=95%`, `≥90.00(%)`. `decimals` null: as typed. */
  indicatorValue: z.object({
    operators: z.enum(['symbols', 'ascii']),
    decimals: z.number().int().min(0).max(4).nullable(),
    unit: z.enum(['plain', 'bracketed']),
  }),
  /** The box stands right after its option's words. */
  tick: z.object({ on: z.string().min(1).max(2), off: z.string().min(1).max(2) }),
})

/** `{year}`, `{unitName}`, `{startYear}`, `{endYear}` are the only places a text may leave open. */
const template = z.string().refine(text => [...text.matchAll(/\{([^}]*)\}/gu)].every(m => ['year', 'unitName', 'startYear', 'endYear'].includes(m[1] ?? '')), {
  message: 'only {year}, {unitName}, {startYear} and {endYear} may be left open',
})

const size = { span: z.number().int().min(1).default(1), rowSpan: z.number().int().min(1).default(1) }
const align = z.enum(['left', 'center', 'right'])

const labelCell = z.object({
  kind: z.literal('label'), ...size, text: template,
  /** Used in its place when the project runs over several years. */
  severalYears: template.optional(),
  align: align.default('center'),
  strong: z.boolean().default(false),
})
const valueCell = z.object({ kind: z.literal('value'), ...size, field: fieldKey, align: align.optional() })
/** All options of a choice with their boxes, a list of lines of options. */
const ticksCell = z.object({ kind: z.literal('ticks'), ...size, field: fieldKey, lines: z.array(z.array(z.string().min(1)).min(1)).min(1), gap: z.number().int().min(1).max(20).default(4),
  /** Blanks between options, line by line, where lines differ. */
  gaps: z.array(z.number().int().min(1).max(40)).optional() })
const cellSchema = z.discriminatedUnion('kind', [labelCell, valueCell, ticksCell])
export type LayoutCell = z.infer<typeof cellSchema>

const headerCell = z.object({ text: template, span: z.number().int().min(1).default(1) })

const cellsRow = z.object({
  kind: z.literal('cells'), cells: z.array(cellSchema).min(1),
  /** Least height in lines of text. */
  lines: z.number().min(1).max(40).default(1),
})

const blockCommon = {
  kind: z.literal('list'),
  /** A label at the left over the header row (if any) and all rows: `项目当年投入资金构成`, `绩效指标`. */
  side: z.object({ text: template, span: z.number().int().min(1).default(1) }).optional(),
  header: z.array(headerCell).default([]),
  /** Rows printed when the list is empty. */
  blankRows: z.number().int().min(1).max(20).default(1),
  lines: z.number().min(1).max(10).default(1),
}
const subProjectsBlock = z.object({
  ...blockCommon, list: z.literal('subProjects'),
  columns: z.array(z.object({ value: z.enum(['name', 'amount']), span: z.number().int().min(1).default(1), align: align.optional() })).min(1),
})
const indicatorsBlock = z.object({
  ...blockCommon, list: z.literal('indicators'),
  /** `level1` and `level2` cells are merged over the rows of the same level. */
  columns: z.array(z.object({ value: z.enum(['level1', 'level2', 'name', 'value']), span: z.number().int().min(1).default(1), align: align.optional() })).min(1),
})
const rowSchema = z.discriminatedUnion('kind', [cellsRow, z.discriminatedUnion('list', [subProjectsBlock, indicatorsBlock])])
export type LayoutRow = z.infer<typeof rowSchema>
export type SubProjectsBlock = z.infer<typeof subProjectsBlock>
export type IndicatorsBlock = z.infer<typeof indicatorsBlock>

const lineSchema = z.object({ text: template, align: align.default('left'), role: z.enum(['title', 'subtitle', 'line']).default('line') })

/** Sheets of paper that a form is printed on; B5 is the one of 182 × 257 mm. */
export const PAPERS = ['A4', 'A3', 'B5'] as const
export type Paper = (typeof PAPERS)[number]

const pageSchema = z.object({
  paper: z.enum(PAPERS).default('A4'),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  /** Top, right, bottom, left. */
  marginsMm: z.tuple([z.number().min(0).max(80), z.number().min(0).max(80), z.number().min(0).max(80), z.number().min(0).max(80)]),
  fontPt: z.number().min(6).max(24),
  /** Long text shrinks by half points down to here before it makes its row taller. */
  smallestPt: z.number().min(5).max(24),
  titlePt: z.number().min(8).max(40),
  /** Line height as a multiple of the type size. */
  lineHeight: z.number().min(1).max(3).default(1.35),
  /** Body face: Song or Hei. Titles are Hei unless said otherwise. */
  face: z.enum(['song', 'hei']).default('song'),
  titleFace: z.enum(['song', 'hei']).default('hei'),
  /** How many pages the official form takes at most: text shrinks to keep to it, where it can. Null: as many as it needs. */
  pages: z.number().int().min(1).max(20).nullable().default(null),
})

/** How files of this edition are told and read; labels and aliases of fields and levels are used as well. */
const recognitionSchema = z.object({
  /** Titles that name the form, as printed. */
  titles: words,
  /** Further printed words that carry no value (headings, column heads); never taken for content. */
  furniture: words.default([]),
})

export const editionSchema = z.object({
  format: z.literal(EDITION_FORMAT),
  /** `region-year`; also the name a declaration keeps. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u).max(60),
  /** Of the pack, for updates: whole numbers, `1`, `2` … */
  revision: z.number().int().positive(),
  name: bilingual,
  /** False where the layout is known from practice only and is to be confirmed with the bureau. */
  confirmed: z.boolean(),
  /** Years of forms it is in force for; `to` null: until further notice. */
  years: z.object({ from: yearSchema, to: yearSchema.nullable() }),
  fields: z.array(fieldSchema).min(1),
  sections: z.array(sectionSchema).min(1),
  levels: z.array(levelSchema).min(1),
  /** Kinds of level of which at least one indicator is wanted; each entry is satisfied by any of its kinds. */
  wantedLevels: z.array(z.array(z.enum(LEVEL_KINDS)).min(1)).default([]),
  formats: formatsSchema,
  page: pageSchema,
  /** Lines above the table. */
  title: z.array(lineSchema),
  /** Widths in em; every row's spans add up to their number. */
  columns: z.array(z.number().min(1).max(60)).min(2).max(24),
  rows: z.array(rowSchema).min(1),
  /** Optional strip under the table: 填报人 … ; printed when the unit switches it on. */
  signature: z.array(z.string()).default([]),
  /** Words in the clear place for the seal under the strip; '' leaves the place out. */
  seal: z.string().max(40).default(''),
  recognition: recognitionSchema,
})
export type Edition = z.infer<typeof editionSchema>
export type EditionInput = z.input<typeof editionSchema>
