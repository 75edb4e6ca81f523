import path from 'node:path'

export interface Started {
  /** Where the store is, absolute, or null for the program's own place. */
  dataFolder: string | null
  /** The command line's words, `--data` among them so that it is checked with the others, or null when a window is meant. */
  command: string[] | null
}

/**
 * What the program was started with. `argv` is process.argv: the program, in a checkout Chromium's switches
 * and the app's folder, then ours. A word that is no switch makes it a command; so do `--help` and `--version`.
 */
export function startedWith(argv: readonly string[], isPackaged: boolean, cwd: string): Started {
  const appAt = isPackaged ? 0 : argv.findIndex((word, at) => at > 0 && !word.startsWith('-'))
  const words = argv.slice(appAt + 1)
  let dataFolder: string | null = null
  const rest: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string
    if (word === '--data' && at + 1 < words.length) dataFolder = path.resolve(cwd, words[(at += 1)] as string)
    else if (word.startsWith('--data=')) dataFolder = path.resolve(cwd, word.slice('--data='.length))
    else rest.push(word)
  }
  const isCommand = rest.some(word => !word.startsWith('-') || word === '-') || rest.includes('--help') || rest.includes('--version')
  return { dataFolder, command: isCommand ? words : null }
}
