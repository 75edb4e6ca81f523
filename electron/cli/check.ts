import type { Finding } from '../../shared/check'
import { AppError } from '../../shared/errors'
import { STATUS, statusOf, UsageError, type Status } from './args'
import { graver, type Command, type Desk } from './command'
import { readDeclarationFile } from './declarationFile'

interface Printed { id: string; rule: string; severity: Finding['severity']; field: string; message: string }

export const check: Command = {
  name: 'check',
  usage: { options: { file: 'text' }, words: { least: 0, most: Infinity } },
  async run({ words: ids, text: { file } }, desk) {
    const { services, words, note, print, printJson } = desk
    if ((file === undefined) === (ids.length === 0)) throw new UsageError(file === undefined ? 'wordMissing' : 'idsOrFile')
    const [damaged] = services.checkProfile.inForce().problems
    if (damaged) await note(words.say('cli:check.damagedProfile', { why: `${damaged.path} ${damaged.message[words.language]}`.trim() }))
    const printed: Printed[] = []
    const add = (id: string, findings: readonly Finding[]) => {
      for (const finding of findings) printed.push({ id, rule: finding.rule, severity: finding.severity, field: finding.field, message: words.finding(finding).message })
    }
    let status: Status = STATUS.done
    if (file !== undefined) {
      const { declaration, hasId } = await readDeclarationFile(file, desk)
      add(hasId ? declaration.id : file, services.checks.of(declaration))
    }
    for (const id of ids) {
      try {
        add(id, services.checks.stored(id))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        await note(words.error(error))
        status = graver(status, statusOf(error))
      }
    }
    for (const finding of printed) await print(findingLine(finding, desk))
    if (printed.length === 0 && status === STATUS.done) await print(words.say('cli:check.clean'))
    await printJson(printed)
    return status
  },
}

function findingLine({ id, rule, severity, field, message }: Printed, { words }: Desk): string {
  return [id, words.say(`cli:severity.${severity}`), rule, field, message].join('\t')
}
