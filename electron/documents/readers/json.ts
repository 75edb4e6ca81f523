import { AppError } from '../../../shared/errors'

/** The program's own JSON: one declaration, several, or what `recognise --json` prints. Null for text that is no JSON. Throws badJson for a broken .json file. */
export function readOwnJson(text: string, name: string): unknown[] | null {
  const plain = text.replace(/^\uFEFF/u, '').trim()
  const isCalledJson = /\.json$/iu.test(name)
  if (!isCalledJson && !/^[{[]/u.test(plain)) return null
  let value: unknown
  try {
    value = JSON.parse(plain)
  } catch (error) {
    if (!isCalledJson) return null
    throw new AppError('badJson', { file: name, path: '', reason: 'notJson', expected: '', got: error instanceof Error ? error.message.slice(0, 120) : '' }, { cause: error })
  }
  if (Array.isArray(value)) return value
  const { declarations } = value !== null && typeof value === 'object' ? (value as { declarations?: unknown }) : {}
  return Array.isArray(declarations) ? declarations : [value]
}
