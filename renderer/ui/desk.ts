import { createContext, useContext } from 'react'
import type { DocumentKind, OutputOf, Settings } from '../../shared/ipc/contract'
import type { FieldPath } from '../../shared/declaration/fieldPath'

/** What the import page begins with: nothing yet, text that was pasted, files chosen in the dialog, or files dropped on the window. */
export type ImportStart =
  | { kind: 'ask' }
  | { kind: 'text'; text: string; name: string }
  | { kind: 'files'; files: { token: string; name: string }[] }
  | { kind: 'dropped'; files: File[] }

/** Where the window is. Kept in memory: there are no addresses. */
export type Route =
  | { page: 'library'; trash?: boolean; making?: boolean }
  | { page: 'editor'; id: string; focusField?: FieldPath; /** Where leaving it leads; the library when left out. */ back?: Route }
  | { page: 'import'; start?: ImportStart }
  | { page: 'carryOver'; ids: string[]; year?: number }
  /** All forms of a year checked together; without one, what was looked at last, or what the library shows. */
  | { page: 'year'; year?: number; unitName?: string | null }
  /** `back`: where they were asked for. */
  | { page: 'settings'; back?: Route }
  | { page: 'help'; back?: Route }

export type AppInfo = OutputOf<'app.info'>

/** What every page has at hand. */
export interface Desk {
  info: AppInfo
  route: Route
  /** Changes the page, after asking the page that is left whether it may be. */
  go(route: Route): void
  /** Says that leaving loses work: `ask` answers whether the page may be left. Ends with the answer. */
  guard(ask: () => Promise<boolean>): () => void
  /** The export dialog for one or many, with a document chosen where it is said. */
  exportDeclarations(ids: string[], document?: DocumentKind): void
  /** Changes the settings, seen at once; where they cannot be stored they are as before, and the promise fails. */
  saveSettings(change: (before: Settings) => Settings): Promise<void>
  /** Says in words what went wrong. */
  fail(caught: unknown): void
  /** The first page has its data: the window can be used. */
  ready(): void
}

export const DeskContext = createContext<Desk | null>(null)

/** The window's own services; throws outside the shell. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside the shell')
  return desk
}
