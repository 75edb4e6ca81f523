import type { ImportSession } from '../../../shared/ipc/contract'

/** Files that could not be read, and those in which no form was found. */
export function unread({ documents, forms, failures }: ImportSession): ImportSession['failures'] {
  const without = documents.filter(document => !forms.some(form => form.documentName === document.name))
  return [...failures, ...without.map(({ name }) => ({ name, error: { code: 'fileNotDeclaration' as const, params: { file: name } } }))]
}
