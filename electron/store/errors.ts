import { AppError } from '../../shared/errors'

/** By its name: the native part keeps the class of whoever loaded it first, so `instanceof` can fail. */
const isSqliteError = (error: unknown): error is Error & { code: string } =>
  error !== null && typeof error === 'object' && 'name' in error && error.name === 'SqliteError' && 'code' in error && typeof error.code === 'string'

/** What SQLite says, as something a person can be told. Anything else passes through unchanged. */
export function storeError(error: unknown, path: string): unknown {
  if (!isSqliteError(error)) return error
  const say = (code: ConstructorParameters<typeof AppError>[0], params: Record<string, string> = {}) => new AppError(code, { path, ...params }, { cause: error })
  const { code } = error
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return say('storeLocked')
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM' || code === 'SQLITE_AUTH') return say('storeReadOnly')
  if (code === 'SQLITE_FULL') return say('storeFull')
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ') return say('storeDamaged', { detail: error.message })
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) return say('cannotWrite', { why: 'EIO', detail: error.message })
  return error
}

/** Runs a piece of work on the store; what SQLite throws comes out as an AppError. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeError(error, path)
  }
}
