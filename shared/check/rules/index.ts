import type { Rule } from '../finding'
import { budgetOrder } from './A02-budgets'
import { dates } from './A08-dates'
import { subProjectSum } from './A01-sum'
import { noTarget } from './C01-noTarget'
import { required } from './D01-required'

/** All rules. A new one is a file beside this and a line here. */
export const RULES: readonly Rule[] = [subProjectSum, budgetOrder, dates, noTarget, required]
