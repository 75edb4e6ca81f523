import faultsEn from '../../resources/locales/en/editionFaults.json'
import faultsZh from '../../resources/locales/zh/editionFaults.json'
import { z } from 'zod'
import { LEVEL_KINDS } from '../editions/schema'
import { shapeFault, type ShapeFault } from '../text/shapeFault'

const words = z.array(z.string().min(1))
const share = z.number().min(0).max(10)
const count = z.number().int().min(0).max(10_000)

/** Names that end with one of `ends` or hold one of `has`, but hold none of `not`. */
const namesSchema = z.strictObject({ ends: words.default([]), has: words.default([]), not: words.default([]) })
export type NamePattern = z.infer<typeof namesSchema>

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
    /** Two amounts whose ratio lies between these are 元 and 万元 taken for each other (A14). */
    mixedUnits: z.tuple([z.number().positive(), z.number().positive()]),
    /** Words before an amount that make it the project's cost (A10). */
    costWords: words,
    /** Words near such an amount that make it another's: last year's, a threshold, a part (A10). */
    otherCostWords: words,
    /** Words by which a text explains a change or a poor execution (A05, A06). */
    reasons: words,
  }),
  texts: z.strictObject({
    /** Characters under which a text says too little (D11). */
    shortest: count,
    /** Dated steps that a plan has at least (D12). */
    datedSteps: count,
    /** Likeness (0 to 1) from which two fields are the same (D03), and texts of two projects (D04). */
    alike: share,
    /** Characters from which a text that stands whole inside another is a copy (D03). */
    shortestCopy: count,
    /** Edit distance from the project's name, as a share of its length, up to which words are the name written differently (D05). */
    nameDistance: share,
    /** Mistyped words and what is meant (D07). */
    typos: z.array(z.tuple([z.string().min(2), z.string()])),
    /** A clause that ends with `last` is broken off before `next`, but for the words allowed (D02, D07). */
    brokenWords: z.array(z.strictObject({ last: z.string().min(1).max(1), next: z.string().min(1), allowed: words })),
    /** Words that leave a sentence open when they end a text (D02). */
    danglingWords: words,
    /** Words that end like one of those and leave nothing open: 行为, 原则, 参与. */
    soundEndings: words,
    /** Single letters with which a text may well end though they are no word of two (D02): …进行中, …各1台. */
    closingLetters: words,
    /** Secret and sensitive words (D15), and harmless ones that hold them. */
    secrets: words,
    notSecret: words,
    /** Bodies that ended with a year, and what took their place (B08). */
    bodies: z.array(z.strictObject({ names: words, until: z.number().int(), now: z.string() })),
    /** Names of bodies that stand, where they hold one that ended: 住房和城乡建设部. */
    standingBodies: words,
    /** Titles that hold for one year only (B04). */
    yearlyPlans: words,
    /** Words that make a basis a document though its title is not marked (D10). */
    documentWords: words,
    /** Words in a project's name that make it maintenance (A07, D06), and ones that tell of construction (D06). */
    maintenance: words,
    construction: words,
  }),
  indicators: z.strictObject({
    /** Words that only praise: no target by themselves (C06). */
    adjectives: words,
    /** Words that promise a change (C05), and ones that say from what. */
    changes: words,
    baselines: words,
    /** Names that are levels, not indicators (C03); the edition's own level words are added. */
    levelWords: words,
    /** Names of rates, counts and times (C04, C08, C09). */
    rates: namesSchema,
    counts: namesSchema,
    times: namesSchema,
    scores: namesSchema,
    /** Names of amounts of money (C09). */
    amounts: namesSchema,
    /** Names of shares of a whole, which cannot be more than all of it (C08). */
    shares: namesSchema,
    /** Values that mean none at all, or all of it, though they hold no digit (C04). */
    none: words,
    /** Names of which more is better, and less (C10). */
    moreIsBetter: namesSchema,
    lessIsBetter: namesSchema,
    /** What surely belongs to a level wherever it stands (C12). */
    belongs: z.array(z.strictObject({
      kind: z.enum(['management', 'quantity', 'quality', 'timeliness', 'economicCost', 'satisfaction']),
      names: namesSchema,
      /** Levels where bureaus let such an indicator stand though they would rather see it elsewhere: a hint there. */
      doubtful: z.array(z.enum(LEVEL_KINDS)).default([]),
    })),
    /** Pairs of letters that say nothing of what is measured, when names are compared (C14, A12, D04). */
    generic: words,
    /** Values like 规范 for more than this share of all make the whole unmeasurable (C06). */
    wordsOnly: share,
  }),
})
export type CheckProfile = z.infer<typeof profileSchema>

/** One thing wrong with a profile file: where (`texts.shortest`), and what, in both languages. */
export interface ProfileProblem {
  path: string
  message: { zh: string; en: string }
}

/** A profile, or what is wrong with the file. */
export type ReadProfile = { profile: CheckProfile } | { problems: ProfileProblem[] }

/** A fault in the words of both languages. */
export function faultWords(fault: ShapeFault | 'notJson', params: Record<string, string | number> = {}): ProfileProblem['message'] {
  const fill = (words: string): string => words.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(params[name] ?? ''))
  return { zh: fill(faultsZh.fault[fault]), en: fill(faultsEn.fault[fault]) }
}

function problemOf(issue: z.core.$ZodIssue, json: unknown): ProfileProblem {
  const { fault, params } = shapeFault(issue, json)
  return { path: issue.path.join('.'), message: faultWords(fault, params) }
}

/** Reads a profile file (whole or a part) over `base`. Lists are replaced, not joined. */
export function readProfile(json: unknown, base?: CheckProfile): ReadProfile {
  const whole = base && isRecord(json) ? over(base, json) : json
  const result = profileSchema.safeParse(whole, { reportInput: true })
  if (result.success) return { profile: result.data }
  return { problems: result.error.issues.map(issue => problemOf(issue, whole)) }
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
