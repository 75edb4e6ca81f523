import { parseArgs } from 'node:util'
import { YEARS } from '../../shared/declaration/dates'
import { AppError } from '../../shared/errors'

/** `text` takes a value, `flag` none. */
export type OptionKind = 'text' | 'flag'

/** What a command takes beside the options of every command. */
export interface Usage {
  options: Readonly<Record<string, OptionKind>>
  /** How many words after the command, at least and at most. */
  words: { least: number; most: number }
}

export interface Args {
  words: string[]
  text: Readonly<Record<string, string | undefined>>
  flags: ReadonlySet<string>
}

const COMMON_OPTIONS = { data: 'text', json: 'flag', lang: 'text', help: 'flag' } as const satisfies Record<string, OptionKind>

/** Wrong usage: `why` is a key under `cli:usage`, with its parameters. The message is made of it in run.ts. */
export class UsageError extends Error {
  constructor(readonly why: string, readonly params: Record<string, string | number> = {}) {
    super(why)
  }
}

/** Reads a command's words and options; every option at most once, none unknown. Throws a UsageError. */
export function readArgs(argv: readonly string[], usage: Usage): Args {
  const kinds: Record<string, OptionKind> = { ...COMMON_OPTIONS, ...usage.options }
  const { tokens, positionals } = parseArgs({
    args: [...argv], strict: false, allowPositionals: true, tokens: true,
    options: { ...Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'text' ? 'string' as const : 'boolean' as const }])), help: { type: 'boolean', short: 'h' } },
  })
  const text: Record<string, string> = {}
  const flags = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined
    if (kind === undefined) throw new UsageError('unknownOption', { option: token.rawName })
    if (token.name in text || flags.has(token.name)) throw new UsageError('optionTwice', { option: token.rawName })
    if (kind === 'flag') {
      if (token.value !== undefined) throw new UsageError('noValueWanted', { option: token.rawName })
      flags.add(token.name)
    } else {
      // `--out --draft` is a forgotten value, not a folder of that name (`--out=--draft` is)
      if (token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('--'))) throw new UsageError('valueMissing', { option: token.rawName })
      text[token.name] = token.value
    }
  }
  if (!flags.has('help')) {
    if (positionals.length < usage.words.least) throw new UsageError('wordMissing')
    if (positionals.length > usage.words.most) throw new UsageError('tooManyWords', { word: positionals[usage.words.most] ?? '' })
  }
  return { words: positionals, text, flags }
}

/** A year of four digits; throws a UsageError. */
export function yearFrom(text: string): number {
  const year = /^\d{4}$/u.test(text) ? Number(text) : 0
  if (year < YEARS.first || year > YEARS.last) throw new UsageError('badYear', { value: text })
  return year
}

/** One of a few words; throws a UsageError. */
export function oneOf<const T extends readonly string[]>(option: string, text: string, among: T): T[number] {
  const found = among.find(word => word === text)
  if (found === undefined) throw new UsageError('notAmong', { option, value: text, among: among.join('|') })
  return found
}

/** Exit statuses of the command line. */
export const STATUS = { done: 0, refused: 1, usage: 2, unreadable: 3 } as const
export type Status = (typeof STATUS)[keyof typeof STATUS]

/** Of the store, what a later program or a fault of the disk wrote. */
const UNREADABLE: readonly string[] = ['badJson', 'storeNewer', 'storeDamaged']
const isUnreadable = (code: string): boolean => UNREADABLE.includes(code) || (code.startsWith('file') && code !== 'fileExists')

/** The exit status that an error stands for. */
export function statusOf(error: unknown): Status {
  if (error instanceof UsageError) return STATUS.usage
  return error instanceof AppError && isUnreadable(error.code) ? STATUS.unreadable : STATUS.refused
}
