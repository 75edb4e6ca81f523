import { toInterchange } from '../../shared/declaration/interchange'
import { AppError } from '../../shared/errors'
import { STATUS, statusOf, type Status } from './args'
import { graver, type Command } from './command'

export const recognise: Command = {
  name: 'recognise',
  usage: { options: { edition: 'text' }, words: { least: 1, most: Infinity } },
  async run({ words: files, text }, { services, words, note, print, printJson, path }) {
    const declarations: Record<string, unknown>[] = []
    const unplaced: string[] = []
    let status: Status = STATUS.done
    for (const file of files) {
      try {
        const source = await services.imports.read({ file: path(file) }, text.edition ?? null)
        for (const form of source.declarations) {
          declarations.push({ ...toInterchange(form.declaration), unplaced: form.unplaced })
          unplaced.push(...form.unplaced)
          const { projectName, year, edition, indicators } = form.declaration
          await print(words.say('cli:recognise.form', { file, name: projectName ?? words.say('cli:unnamed'), year, edition, indicators: indicators.length, doubtful: form.evidence.filter(entry => entry.confidence < 0.8).length, unplaced: form.unplaced.length }))
        }
        unplaced.push(...source.unplaced)
        // What was read is printed all the same, so that nothing of the file is lost.
        if (source.declarations.length === 0) throw new AppError('fileNotDeclaration', { file: path(file) })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        await note(words.error(error))
        status = graver(status, statusOf(error))
      }
    }
    await printJson({ declarations, unplaced })
    return status
  },
}
