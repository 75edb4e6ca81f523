import type { z } from 'zod'
import { fromInterchange, interchangeSchema } from '../../shared/declaration/interchange'
import { declarationSchema, type Declaration } from '../../shared/declaration/model'
import { AppError } from '../../shared/errors'

/**
 * Interchange JSON, already parsed, → declaration. `newId` is for JSON that names none.
 * Throws badJson with the place and the reason; fileNotDeclaration where it is nothing like a declaration.
 */
export function declarationFromJson(value: unknown, file: string, newId: () => string): Declaration {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !('edition' in value || 'projectName' in value || 'indicators' in value)) {
    throw new AppError('fileNotDeclaration', { file })
  }
  const read = interchangeSchema.safeParse(value)
  if (!read.success) throw refusal(read.error, value, file)
  const declaration = declarationSchema.safeParse(fromInterchange(read.data, newId()))
  if (!declaration.success) throw refusal(declaration.error, value, file)
  return declaration.data
}

/** The text of a JSON file. Throws badJson where it is not in UTF-8. */
export function decodeJson(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('badJson', { file, path: '', reason: 'notUtf8', expected: '', got: '' }, { cause: error })
  }
}

/** The text of a JSON file → its value; a byte order mark is nothing to stumble over. Throws fileEmpty or badJson. */
export function parseJson(text: string, file: string): unknown {
  if (text.trim() === '') throw new AppError('fileEmpty', { file })
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    throw new AppError('badJson', { file, path: '', reason: 'notJson', expected: '', got: error instanceof Error ? error.message.slice(0, 120) : '' }, { cause: error })
  }
}

/** The first thing wrong, as parameters that the texts turn into words: `reason` and the kinds are keys. */
function refusal(error: z.ZodError, value: unknown, file: string): AppError {
  const [issue] = error.issues
  if (!issue) return new AppError('fileNotDeclaration', { file })
  const steps = issue.path
  const path = steps.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`)).join('')
  return new AppError('badJson', { file, path, ...reasonOf(issue, found(value, steps)) }, { cause: error })
}

/** The reason's key by the kind that zod expected. */
const KINDS: Partial<Record<string, string>> = { string: 'notText', number: 'notNumber', int: 'notWhole', boolean: 'notTruth', array: 'notList', object: 'notObject', record: 'notObject' }

function reasonOf(issue: z.core.$ZodIssue, got: unknown): { reason: string; expected: string | number; got: string } {
  const shown = got === undefined ? '' : (JSON.stringify(got) ?? '').slice(0, 60)
  if (issue.code === 'invalid_type') return { reason: got === undefined || got === null ? 'missing' : (KINDS[issue.expected] ?? 'other'), expected: issue.expected, got: shown }
  if (issue.code === 'too_big') return { reason: issue.origin === 'string' || issue.origin === 'array' ? 'tooLong' : 'tooLarge', expected: String(issue.maximum), got: shown }
  if (issue.code === 'too_small') return { reason: issue.origin === 'string' || issue.origin === 'array' ? 'tooShort' : 'tooSmall', expected: String(issue.minimum), got: shown }
  if (issue.code === 'invalid_value') return { reason: 'notAmong', expected: issue.values.map(String).join(', '), got: shown }
  if (issue.code === 'custom' && typeof issue.params?.reason === 'string') return { reason: issue.params.reason, expected: String(issue.params.other ?? ''), got: shown }
  return { reason: 'other', expected: issue.message, got: shown }
}

function found(value: unknown, steps: readonly PropertyKey[]): unknown {
  return steps.reduce<unknown>((place, step) => (place !== null && typeof place === 'object' && Object.hasOwn(place, step) ? (place as Record<PropertyKey, unknown>)[step] : undefined), value)
}
