export { carryOver, type CarryOverRequest } from './carryOver'
export * from './types'
