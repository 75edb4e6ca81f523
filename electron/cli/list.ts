import { formatMoney, yuanFromCents } from '../../shared/declaration/money'
import { STATUS, yearFrom } from './args'
import type { Command } from './command'

export const list: Command = {
  name: 'list',
  usage: { options: { year: 'text', query: 'text' }, words: { least: 0, most: 0 } },
  async run({ text }, { services, words, print, printJson }) {
    const rows = services.library.list({ year: text.year === undefined ? undefined : yearFrom(text.year), query: text.query })
    for (const { id, year, unitName, projectName, currentYearBudget, status } of rows) {
      const budget = currentYearBudget === null ? '—' : formatMoney(currentYearBudget, { separators: true, decimals: 'two' })
      await print([id, year, unitName ?? '—', projectName ?? words.say('cli:unnamed'), budget, words.say(`cli:status.${status}`)].join('\t'))
    }
    if (rows.length === 0) await print(words.say('cli:list.none'))
    await printJson(rows.map(({ id, year, edition, unitName, projectName, currentYearBudget, status, updatedAt }) => ({
      id, year, edition, unitName, projectName, currentYearBudget: currentYearBudget === null ? null : yuanFromCents(currentYearBudget), status, updatedAt,
    })))
    return STATUS.done
  },
}
