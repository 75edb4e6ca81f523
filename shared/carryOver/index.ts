export { carryOver, type CarryOverRequest } from './carryOver'
export { rewriteYears, applyRewrites, type Rewrite, type YearFlag } from './yearRewriter'
export * from './types'
