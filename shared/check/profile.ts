import { z } from 'zod'

const words = z.array(z.string().min(1))
const share = z.number().min(0).max(10)

/**
 * Thresholds and word lists of the checks: data that a unit can change or receive as a file.
 * A file may hold any part of it; what it leaves out keeps its own values.
 */
export const profileSchema = z.strictObject({
  /** Of the file's shape. */
  format: z.literal(1),
  /** Rules that are not wanted, or wanted with another severity: `{"A09": "off"}`. */
  severities: z.record(z.string(), z.enum(['error', 'warning', 'hint', 'off'])),
  money: z.strictObject({
    /** Share of last year's budget that has to be spent before a larger one needs no reason (A05). */
    wellExecuted: share,
    /** Change on last year's budget, as a share of it, from which a reason is expected (A06). */
    bigChange: share,
  }),
})
export type CheckProfile = z.infer<typeof profileSchema>

/** A profile, or what is wrong with the file: path and message of each problem. */
export type ReadProfile = { profile: CheckProfile } | { problems: { path: string; message: string }[] }

/** Reads a profile file (whole or a part) over `base`. Lists are replaced, not joined. */
export function readProfile(json: unknown, base?: CheckProfile): ReadProfile {
  const whole = base && isRecord(json) ? over(base, json) : json
  const result = profileSchema.safeParse(whole)
  if (result.success) return { profile: result.data }
  return { problems: result.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })) }
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

function over(base: Record<string, unknown>, json: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(json)) {
    const below = result[key]
    result[key] = isRecord(below) && isRecord(value) ? over(below, value) : value
  }
  return result
}
