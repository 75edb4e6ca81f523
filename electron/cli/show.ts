import { toInterchange } from '../../shared/declaration/interchange'
import type { Declaration } from '../../shared/declaration/model'
import { valueAt } from '../../shared/declaration/fieldPath'
import { formatMoney } from '../../shared/declaration/money'
import type { Edition } from '../../shared/editions'
import { STATUS } from './args'
import type { Command } from './command'

export const show: Command = {
  name: 'show',
  usage: { options: {}, words: { least: 1, most: 1 } },
  async run({ words: [id = ''] }, { services, print, printJson }) {
    const declaration = services.declarations.read(id)
    const edition = services.editions.byId(declaration.edition)
    await print(edition ? asText(declaration, edition) : JSON.stringify(toInterchange(declaration), null, 2))
    await printJson(toInterchange(declaration))
    return STATUS.done
  },
}

const money = (cents: number | null): string => (cents === null ? '' : formatMoney(cents, { separators: true, decimals: 'two' }))

/** The form as lines of label and value, in the edition's order. */
function asText(declaration: Declaration, edition: Edition): string {
  const lines = [`${declaration.id}  ${edition.name.zh}  ${declaration.year}`]
  for (const { key, label, kind } of edition.fields) {
    const value = valueAt(declaration, key)
    const shown = Array.isArray(value) ? value.join('、') : kind === 'money' ? money(value as number | null) : String(value ?? '')
    if (shown !== '') lines.push(`${label}：${shown}`)
  }
  for (const row of declaration.subProjects) lines.push(`  ${row.name}\t${money(row.amount)}`)
  for (const row of declaration.indicators) lines.push(`  ${[row.level1, row.level2, row.name, row.value].filter(part => part).join('\t')}`)
  return lines.join('\n')
}
