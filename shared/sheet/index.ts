export { buildSheet } from './build'
export { PLAIN_SHEET } from './sheet'
export type { Align, CellKind, Sheet, SheetCell, SheetLine, SheetOptions, SheetRow } from './sheet'
