import { AppError } from '../../shared/errors'
import { STATUS, statusOf, type Status } from './args'
import { graver, type Command } from './command'

export const importFiles: Command = {
  name: 'import',
  usage: { options: {}, words: { least: 1, most: Infinity } },
  async run({ words: files }, { services, words, note, print, printJson, path }) {
    const stored: { id: string; projectName: string | null; year: number; edition: string; unplaced: number }[] = []
    let status: Status = STATUS.done
    for (const file of files) {
      try {
        for (const { declaration, unplaced } of await services.imports.store({ file: path(file) })) {
          const { id, projectName, year, edition } = declaration
          stored.push({ id, projectName, year, edition, unplaced: unplaced.length })
          await print(words.say('cli:import.stored', { id, name: projectName ?? words.say('cli:unnamed'), year, edition, unplaced: unplaced.length }))
        }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        await note(words.error(error))
        status = graver(status, statusOf(error))
      }
    }
    await printJson(stored)
    return status
  },
}
