import type { z } from 'zod'

/** What can be wrong with the shape of a file that a person has written. The words are those of `editionFaults:fault`. */
export const SHAPE_FAULTS = [
  'missing', 'blank', 'noEntries', 'openPlace', 'unknownKind', 'unknownPart', 'notEqual', 'notAmong', 'badId',
  'notText', 'notNumber', 'notWhole', 'notTruth', 'notList', 'notObject', 'tooShort', 'tooLong', 'tooFew', 'tooMany', 'tooSmall', 'tooLarge', 'other',
] as const
export type ShapeFault = (typeof SHAPE_FAULTS)[number]

type Params = Record<string, string | number>

/** What stands in the file is quoted up to here, in characters. */
const LONGEST_QUOTE = 60
const quoted = (value: unknown): string => {
  const letters = [...(JSON.stringify(value) ?? '')]
  return letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE - 1).join('')}…` : letters.join('')
}

/** The fault by the kind of value that is asked for. */
const KINDS: Partial<Record<string, ShapeFault>> = { string: 'notText', number: 'notNumber', int: 'notWhole', boolean: 'notTruth', array: 'notList', tuple: 'notList', object: 'notObject', record: 'notObject' }

/** What stands at a place of a parsed file. */
const valueIn = (input: unknown, steps: readonly PropertyKey[]): unknown =>
  steps.reduce<unknown>((value, step) => (value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined), input)

/** What is wrong there, as a key of words and what fills them: zod's own words are no words for a clerk. `input`: the whole file. */
export function shapeFault(issue: z.core.$ZodIssue, input: unknown): { fault: ShapeFault; params: Params } {
  const value = valueIn(input, issue.path)
  const found = quoted(value)
  const is = (fault: ShapeFault, params: Params = {}) => ({ fault, params })
  if (issue.path.length > 0 && value === undefined) return is('missing')
  const origin = 'origin' in issue ? issue.origin : null
  switch (issue.code) {
    case 'invalid_union': return is('unknownKind', { found })
    case 'unrecognized_keys': return is('unknownPart', { found: issue.keys.join(', ') })
    case 'invalid_type': return is(KINDS[issue.expected] ?? 'other', { found })
    case 'invalid_value': return is(issue.values.length === 1 ? 'notEqual' : 'notAmong', { found, known: issue.values.map(String).join(', ') })
    case 'too_small':
      if (issue.minimum === 1 && origin === 'string') return is('blank')
      if (issue.minimum === 1 && origin === 'array') return is('noEntries')
      return is(origin === 'string' ? 'tooShort' : origin === 'array' ? 'tooFew' : 'tooSmall', { found, least: Number(issue.minimum) })
    case 'too_big': return is(origin === 'string' ? 'tooLong' : origin === 'array' ? 'tooMany' : 'tooLarge', { found, most: Number(issue.maximum) })
    default: return is('other', { found })
  }
}
