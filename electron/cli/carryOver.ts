import { CARRY_PARTS } from '../../shared/carryOver'
import { STATUS, UsageError, yearFrom } from './args'
import type { Command } from './command'

/** As the tick list has it to begin with. */
const PRESET = CARRY_PARTS.filter(part => part !== 'remarks')

export const carryOver: Command = {
  name: 'carry-over',
  usage: { options: { year: 'text', edition: 'text' }, words: { least: 1, most: 1 } },
  async run({ words: [id = ''], text }, { services, words, print, printJson }) {
    if (text.year === undefined) throw new UsageError('optionMissing', { option: '--year' })
    const result = services.carryOver.create({ id, year: yearFrom(text.year), edition: text.edition ?? null, parts: PRESET })
    const changes = result.changes.map(({ field, before, after, why, params }) => ({ field, before, after, why: words.carryReason(why, params) }))
    const ask = result.ask.map(({ field, why, words: quoted, params }) => {
      const reason = words.carryReason(why, params)
      // what a question quotes tells which of several years, options or rows it is about
      return { field, why: quoted === undefined ? reason : words.say('cli:carryOver.quoting', { reason, words: quoted }) }
    })
    await print(words.say('cli:carryOver.made', { id: result.declaration.id, changes: changes.length, ask: ask.length }))
    for (const { field, before, after, why } of changes) await print(`  ${field}: ${before ?? '—'} → ${after ?? '—'} (${why})`)
    for (const { field, why } of ask) await print(`  ${field}? ${why}`)
    await printJson({ id: result.declaration.id, changes, ask })
    return STATUS.done
  },
}
