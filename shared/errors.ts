/**
 * What can go wrong in a way that a person is told about. The words are in `resources/locales/* /errors.json`
 * under the same name; `params` fill their places. Nothing was changed when one of these is thrown.
 */
export const ERROR_CODES = [
  'badInput', 'notFound', 'unknownEdition', 'editionInUse', 'editionExists', 'editionBundled', 'badEdition', 'badProfile', 'alreadyCarried', 'linkNotEarlier',
  'fileMissing', 'fileEmpty', 'fileTooLarge', 'fileTooMuch', 'fileUnreadable', 'fileDamaged', 'fileNotDeclaration', 'fileScanned', 'fileLegacy', 'fileEncrypted', 'fileType', 'badJson',
  'storeLocked', 'storeReadOnly', 'storeNewer', 'storeDamaged', 'storeFull', 'backupForeign', 'backupDamaged', 'backupNewer',
  'revisionConflict', 'blockedByErrors', 'cannotWrite', 'fileExists', 'noFolder', 'cancelled', 'printFailed', 'noPageEngine', 'usage', 'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

export class AppError extends Error {
  constructor(readonly code: ErrorCode, readonly params: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options)
    this.name = 'AppError'
  }
}

/** An error as it crosses from the main process: a code and its parameters, never a stack. */
export interface ErrorValue {
  code: ErrorCode
  params: Record<string, string | number>
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorValue }
