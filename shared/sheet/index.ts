export { buildSheet } from './build'
export { PLAIN_SHEET } from './sheet'
export type { Sheet, SheetOptions } from './sheet'
