import type { Words } from '../i18n'
import type { Services } from '../services'
import type { Args, Status, Usage } from './args'

/** What a command works with. Paths it is given are meant from where the person stands: `path` makes them whole. */
export interface Desk {
  services: Services
  words: Words
  /** True when standard output belongs to one JSON value. */
  json: boolean
  /** The JSON value, or nothing where people read. */
  printJson(value: unknown): Promise<void>
  /** A line for people; nothing where JSON is printed. */
  print(line: string): Promise<void>
  /** A line on standard error, in both cases. */
  note(line: string): Promise<void>
  path(file: string): string
  /** Standard input as text. */
  readStdin(): Promise<string>
  signal: AbortSignal
}

/** One command: a small file beside this one, listed in commands.ts. Its help is `cli:help.NAME`. */
export interface Command {
  name: string
  usage: Usage
  run(args: Args, desk: Desk): Promise<Status>
}

/** The graver of two statuses: what could not be read weighs more than what was refused. */
export const graver = (a: Status, b: Status): Status => (a > b ? a : b)
