import { formatMoney, type Cents } from '../declaration/money'

/** An amount as findings quote it. */
export const yuan = (cents: Cents): string => `${formatMoney(cents, { separators: true, decimals: 'two' })}元`

/** A share as findings quote it: 0.8285 → `82.9%`. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
