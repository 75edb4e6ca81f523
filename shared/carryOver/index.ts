export { carryOver, type CarryOverRequest } from './carryOver'
export * from './types'
export { rowFor, rowOf, setAsideRow, type IndicatorRow } from './setAside'
