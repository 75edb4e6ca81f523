import type { ImportSession } from '../../../shared/ipc/contract'

/** Files that could not be read, and those in which no form was found. Scans are among the failures already. */
export function unread({ documents, forms, failures }: ImportSession): ImportSession['failures'] {
  const without = documents.filter(({ scanned }, at) => !scanned && !forms.some(form => form.document === at))
  return [...failures, ...without.map(({ name }) => ({ name, error: { code: 'fileNotDeclaration' as const, params: { file: name } } }))]
}
