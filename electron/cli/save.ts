import { readDeclarationFile } from './declarationFile'
import { STATUS } from './args'
import type { Command } from './command'

export const save: Command = {
  name: 'save',
  usage: { options: {}, words: { least: 1, most: 1 } },
  async run({ words: [file = '-'] }, desk) {
    const { declaration } = await readDeclarationFile(file, desk)
    const { id, revision } = desk.services.declarations.save(declaration)
    await desk.print(desk.words.say('cli:save.saved', { id, revision }))
    await desk.printJson({ id, revision })
    return STATUS.done
  },
}
