import path from 'node:path'
import { wordsIn, type Language, type Words } from '../i18n'
import type { Services } from '../services'
import { refuseTooLarge } from '../fileSize'
import { AppError } from '../../shared/errors'
import { oneOf, readArgs, STATUS, statusOf, UsageError, type Args, type Status } from './args'
import { carryOver } from './carryOver'
import { check } from './check'
import type { Command, Desk } from './command'
import { exportFiles } from './export'
import { importFiles } from './import'
import { list } from './list'
import { recognise } from './recognise'
import { save } from './save'
import { show } from './show'

const COMMANDS: readonly Command[] = [recognise, importFiles, save, list, show, carryOver, check, exportFiles]

/** Where text goes: a stream of Node, or anything that tells when it has taken it. */
export interface Output {
  write(text: string, taken: (error?: Error | null) => void): unknown
}

export interface CliOptions {
  /** On the data folder that `--data` names: whoever starts the program has to know it before. The caller closes them. */
  services: Services
  version?: string
  /** Where the person stands. */
  cwd?: string
  stdin?: AsyncIterable<Uint8Array | string>
  stdout?: Output
  stderr?: Output
  /** Told of errors that nobody foresaw; the person gets plain words. */
  report?: (where: string, error: unknown) => void
  /** Stops an export between two files; Ctrl+C where there is none. */
  signal?: AbortSignal
}
type Options = Required<Omit<CliOptions, 'signal'>> & Pick<CliOptions, 'signal'>

/**
 * Runs one command of the command line. `argv` is what follows the program's name. Standard output gets the result alone,
 * one JSON value with `--json`; everything else goes to standard error. Returns the exit status and never throws.
 */
export async function runCli(argv: readonly string[], given: CliOptions): Promise<Status> {
  const options: Options = {
    version: '', cwd: process.cwd(), stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, report: () => undefined, ...given,
  }
  const say = (to: Output, text: string) => new Promise<void>(resolve => to.write(text, () => resolve()))
  const words = wordsIn(languageIn(argv))
  try {
    return await run(argv, options, words, say)
  } catch (error) {
    if (error instanceof UsageError) {
      await say(options.stderr, `${words.say('errors:usage', { why: words.say(`cli:usage.${error.why}`, error.params) })}\n${words.say('cli:usage.seeHelp')}\n`)
      return STATUS.usage
    }
    if (!(error instanceof AppError)) options.report('cli', error)
    await say(options.stderr, `${words.error(error)}\n`)
    return statusOf(error)
  }
}

async function run(argv: readonly string[], options: Options, words: Words, say: (to: Output, text: string) => Promise<void>): Promise<Status> {
  const at = commandPlace(argv)
  const name = argv[at]
  const rest = argv.filter((_, index) => index !== at)
  if (name === undefined || name === 'help') {
    const { flags } = readArgs(rest.filter(word => word !== '--version'), { options: {}, words: { least: 0, most: 1 } })
    if (argv.includes('--version')) await say(options.stdout, `${options.version}\n`)
    else if (name === undefined && !flags.has('help')) throw new UsageError('noCommand')
    else await say(options.stdout, `${helpText(words)}\n`)
    return STATUS.done
  }
  const command = COMMANDS.find(candidate => candidate.name === name)
  if (!command) throw new UsageError('unknownCommand', { command: name, known: COMMANDS.map(known => known.name).join(', ') })
  const args = readArgs(rest, command.usage)
  if (args.text.lang !== undefined) oneOf('--lang', args.text.lang, ['zh', 'en'])
  if (args.flags.has('help')) {
    await say(options.stdout, `${words.say(`cli:help.${command.name}`)}\n\n${words.say('cli:help.common')}\n`)
    return STATUS.done
  }
  return runCommand(command, args, options, words, say)
}

async function runCommand(command: Command, args: Args, options: Options, words: Words, say: (to: Output, text: string) => Promise<void>): Promise<Status> {
  const whole = (file: string) => path.resolve(options.cwd, file)
  const json = args.flags.has('json')
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  const desk: Desk = {
    services: options.services, words, json,
    printJson: value => (json ? say(options.stdout, `${JSON.stringify(value, null, 2)}\n`) : Promise.resolve()),
    print: line => (json ? Promise.resolve() : say(options.stdout, `${line}\n`)),
    note: line => say(options.stderr, `${line}\n`),
    path: whole,
    readStdin: () => textOf(options.stdin, words.say('cli:stdin')),
    signal: options.signal ?? interrupted.signal,
  }
  process.once('SIGINT', interrupt)
  try {
    return await command.run(args, desk)
  } finally {
    process.off('SIGINT', interrupt)
  }
}

/** The first word that is neither an option nor an option's value; -1 where there is none. Options may stand before the command. */
function commandPlace(argv: readonly string[]): number {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (word === '--data' || word === '--lang') at++
    else if (!word.startsWith('-')) return at
  }
  return -1
}

/** `--lang` as far as it can be told before anything is validated, so that even wrong usage is told in it. */
function languageIn(argv: readonly string[]): Language {
  const at = argv.indexOf('--lang')
  return argv[at + 1] === 'en' && at >= 0 || argv.includes('--lang=en') ? 'en' : 'zh'
}

function helpText(words: Words): string {
  return [words.say('cli:help.intro'), ...COMMANDS.map(command => words.say(`cli:help.${command.name}`)), words.say('cli:help.common'), words.say('cli:help.statuses')].join('\n\n')
}

async function textOf(input: AsyncIterable<Uint8Array | string>, name: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  try {
    for await (const part of input) {
      size += part.length
      refuseTooLarge(name, size)
      text += typeof part === 'string' ? part : decoder.decode(part, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('badJson', { file: name, path: '', reason: 'notUtf8', expected: '', got: '' }, { cause: error })
  }
}
