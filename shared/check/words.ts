import { formatMoney, type Cents } from '../declaration/money'
import type { Phrase } from './finding'

/** An amount as findings quote it. */
export const yuan = (cents: Cents): Phrase => ({ key: 'phrase.amount', params: { amount: formatMoney(cents, { separators: true, decimals: 'two' }) } })

/** A share as findings quote it: 0.8285 → `82.9%`. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
