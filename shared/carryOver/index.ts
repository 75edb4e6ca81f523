export { carryOver, type CarryOverRequest } from './carryOver'
export { rewriteYears, applyRewrites, type Rewrite, type YearFlag } from './yearRewriter'
export * from './types'
export { rowFor, rowOf, setAsideRow, type IndicatorRow } from './setAside'
