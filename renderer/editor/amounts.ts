import { useTranslation } from 'react-i18next'
import { formatMoney, formatWan, type Cents } from '../../shared/declaration/money'
import type { Edition } from '../../shared/editions/schema'
import { useEdition } from './editor'
import { readMoney, type MoneyFault, type Read } from './typedText'

export type MoneyUnit = Edition['formats']['money']['unit']

/** An amount as its box shows it: in the unit that the form counts in, without its name. */
export function amountIn(unit: MoneyUnit, cents: Cents): string {
  return unit === '万元' ? formatWan(cents).replace(/\s*万元$/u, '') : formatMoney(cents, { separators: true, decimals: 'two' })
}

/** What was typed into such a box: a bare number counts in its unit, a unit that is said goes before. */
export function readAmountIn(unit: MoneyUnit, text: string): Read<Cents, MoneyFault> {
  return readMoney(unit === '万元' && /[\d.．０-９]\s*$/u.test(text) ? `${text.trim()}万元` : text)
}

/** The amount in the other unit, for the note beside the box. */
export function amountBeside(unit: MoneyUnit, cents: Cents, yuan: string): string {
  return unit === '万元' ? `${formatMoney(cents, { separators: true, decimals: 'auto' })} ${yuan}` : formatWan(cents)
}

/** Amounts in words of the screen, in the unit that the form counts in: `1,234.50 元`, `5.8 万元`. */
export function useAmountWords(): { unit: MoneyUnit; unitName: string; words: (cents: Cents) => string } {
  const { t } = useTranslation('editor')
  const { unit } = useEdition().formats.money
  const unitName = unit === '万元' ? t('wan') : t('yuan')
  return { unit, unitName, words: cents => `${amountIn(unit, cents)} ${unitName}` }
}
