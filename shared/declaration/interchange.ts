import { z } from 'zod'
import { forStorage } from '../text/normalise'
import { centsFromYuan, yuanFromCents, type Cents } from './money'
import { parseDate, yearSchema } from './dates'
import { blankDeclaration, declarationSchema, FUNDING_FIELDS, MONEY_FIELDS, SHORT_FIELDS, STATUSES, TEXT_FIELDS, type Declaration } from './model'

/** The interchange format of the command line and of `.json` exports: amounts in yuan, absent and null mean blank. */
const yuan = z.number().refine(value => centsFromYuan(value) !== null, { message: 'an amount in yuan with at most two decimals', params: { reason: 'notAnAmount' } }).nullish()
const text = z.string().nullish()
const day = z.string().transform((value, context) => {
  if (value.trim() === '') return null
  const date = parseDate(value)
  if (date === null) context.addIssue({ code: 'custom', message: `not a day: ${value.slice(0, 40)}`, params: { reason: 'notADay' } })
  return date
}).nullish()

const optionalMeta = {
  id: z.string().min(1).max(100).nullish(),
  status: z.enum(STATUSES).nullish(),
  editionRevision: declarationSchema.shape.editionRevision.nullish(),
  previousId: z.string().nullish(),
  origins: declarationSchema.shape.origins.nullish(),
  keptFindings: declarationSchema.shape.keptFindings.nullish(),
  setAside: declarationSchema.shape.setAside.nullish(),
  unplaced: declarationSchema.shape.unplaced.nullish(),
}

const texts = Object.fromEntries([...SHORT_FIELDS, ...TEXT_FIELDS].map(key => [key, text])) as Record<(typeof SHORT_FIELDS)[number] | (typeof TEXT_FIELDS)[number], typeof text>
const amounts = Object.fromEntries(MONEY_FIELDS.map(key => [key, yuan])) as Record<(typeof MONEY_FIELDS)[number], typeof yuan>

/** Validates interchange JSON at the door. Unknown fields (doubts, sourceFile …) are left aside. */
export const interchangeSchema = z.object({
  ...optionalMeta,
  edition: z.string().min(1).max(100),
  year: yearSchema,
  ...texts,
  ...amounts,
  fundUses: z.array(z.string()).nullish(),
  startDate: day,
  endDate: day,
  funding: z.object({ total: yuan, fiscal: yuan, other: yuan, annualTotal: yuan, annualFiscal: yuan, carriedOver: yuan, annualOther: yuan }).nullish(),
  subProjects: z.array(z.object({ id: z.string().min(1).nullish(), name: text, amount: yuan })).nullish(),
  indicators: z.array(z.object({ id: z.string().min(1).nullish(), level1: text, level2: text, name: text, value: text })).nullish(),
}).superRefine((value, context) => {
  const clash = (a: number | null | undefined, b: number | null | undefined) => a !== null && a !== undefined && b !== null && b !== undefined && a !== b
  if (clash(value.totalBudget, value.funding?.total)) context.addIssue({ code: 'custom', path: ['funding', 'total'], message: 'differs from totalBudget', params: { reason: 'differs', other: 'totalBudget' } })
  if (clash(value.currentYearBudget, value.funding?.annualTotal)) context.addIssue({ code: 'custom', path: ['funding', 'annualTotal'], message: 'differs from currentYearBudget', params: { reason: 'differs', other: 'currentYearBudget' } })
})
export type Interchange = z.input<typeof interchangeSchema>

const stored = (value: string | null | undefined): string | null => (value === null || value === undefined || value === '' ? null : forStorage(value))
const cents = (value: number | null | undefined): Cents | null => (value === null || value === undefined ? null : centsFromYuan(value))

/** Interchange (already validated) → declaration. Rows without an id get one; `id` is given by the caller where the JSON has none. */
export function fromInterchange(source: z.output<typeof interchangeSchema>, newId: string): Declaration {
  const result = blankDeclaration(source.id ?? newId, source.edition, source.year)
  for (const key of SHORT_FIELDS) result[key] = stored(source[key])
  for (const key of TEXT_FIELDS) result[key] = stored(source[key])
  result.status = source.status ?? 'draft'
  result.editionRevision = source.editionRevision ?? null
  result.fundUses = (source.fundUses ?? []).map(forStorage)
  result.startDate = source.startDate ?? null
  result.endDate = source.endDate ?? null
  for (const key of MONEY_FIELDS) result[key] = cents(source[key])
  result.totalBudget ??= cents(source.funding?.total)
  result.currentYearBudget ??= cents(source.funding?.annualTotal)
  for (const key of FUNDING_FIELDS) result.funding[key] = cents(source.funding?.[key])
  result.subProjects = withIds(source.subProjects ?? [], row => ({ name: stored(row.name) ?? '', amount: cents(row.amount) }))
  result.indicators = withIds(source.indicators ?? [], row => ({ level1: stored(row.level1), level2: stored(row.level2), name: stored(row.name) ?? '', value: stored(row.value) }))
  result.previousId = source.previousId ?? null
  result.origins = source.origins ?? {}
  result.keptFindings = source.keptFindings ?? []
  result.setAside = source.setAside ?? []
  result.unplaced = source.unplaced ?? []
  return result
}

/** Keeps ids that are given and not yet used; numbers the rest. */
function withIds<S extends { id?: string | null | undefined }, T>(rows: readonly S[], convert: (row: S) => T): ({ id: string } & T)[] {
  const used = new Set<string>()
  let next = 1
  return rows.map(row => {
    let id = row.id ?? ''
    if (id === '' || used.has(id)) {
      while (used.has(`r${next}`) || rows.some(other => other.id === `r${next}`)) next++
      id = `r${next}`
    }
    used.add(id)
    return { id, ...convert(row) }
  })
}

/** Declaration → interchange. `funding` repeats the two totals, as the contract has them there. */
export function toInterchange(source: Declaration): Record<string, unknown> {
  const yuanOf = (value: Cents | null): number | null => (value === null ? null : yuanFromCents(value))
  const { version: _version, ...rest } = source
  return {
    ...rest,
    ...Object.fromEntries(MONEY_FIELDS.map(key => [key, yuanOf(source[key])])),
    funding: {
      total: yuanOf(source.totalBudget), fiscal: yuanOf(source.funding.fiscal), other: yuanOf(source.funding.other),
      annualTotal: yuanOf(source.currentYearBudget), annualFiscal: yuanOf(source.funding.annualFiscal),
      carriedOver: yuanOf(source.funding.carriedOver), annualOther: yuanOf(source.funding.annualOther),
    },
    subProjects: source.subProjects.map(row => ({ ...row, amount: yuanOf(row.amount) })),
  }
}

