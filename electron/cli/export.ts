import nodePath from 'node:path'
import { AppError } from '../../shared/errors'
import { EXPORT_FORMATS } from '../../shared/ipc/contract'
import { ensureFolder } from '../services/files'
import { oneOf, STATUS, statusOf, UsageError, type Status } from './args'
import { graver, type Command } from './command'

export const exportFiles: Command = {
  name: 'export',
  usage: { options: { format: 'text', out: 'text', combined: 'text', draft: 'flag', public: 'flag' }, words: { least: 1, most: Infinity } },
  async run({ words: ids, text, flags }, { services, words, note, print, printJson, path, signal }) {
    if (text.format === undefined) throw new UsageError('optionMissing', { option: '--format' })
    const format = oneOf('--format', text.format, EXPORT_FORMATS)
    const { folder, combined } = places(text.out, text.combined, path)
    await ensureFolder(folder)
    const { made, refused, cancelled } = await services.exports.run({
      ids, format, folder, combined: combined ?? false, draft: flags.has('draft'), public: flags.has('public'), signal,
      onProgress: ({ done, total, current }) => void note(`[${done}/${total}] ${current}`),
    })
    let status: Status = STATUS.done
    for (const { id, error, findings } of refused) {
      const refusal = new AppError(error.code, error.params)
      await note(`${id}\t${words.error(refusal)}`)
      for (const finding of findings) await note(`  ${finding.rule} ${finding.field} ${words.finding(finding).message}`)
      status = graver(status, statusOf(refusal))
    }
    if (combined !== null && refused.length > 0 && made.length === 0) await note(words.say('cli:export.noneCombined'))
    if (cancelled) {
      await note(words.error(new AppError('cancelled')))
      status = graver(status, STATUS.refused)
    }
    for (const { id, file } of made) await print(`${id}\t${file}`)
    await printJson(made)
    return status
  },
}

/** `--out` is the folder; `--combined` a name in it, or a path of its own where it names a folder itself. */
function places(out: string | undefined, combined: string | undefined, whole: (file: string) => string): { folder: string; combined: string | null } {
  if (combined === undefined) {
    if (out === undefined) throw new UsageError('optionMissing', { option: '--out' })
    return { folder: whole(out), combined: null }
  }
  const bare = nodePath.basename(combined) === combined
  const file = bare && out !== undefined ? nodePath.join(whole(out), combined) : whole(combined)
  return { folder: nodePath.dirname(file), combined: file }
}
