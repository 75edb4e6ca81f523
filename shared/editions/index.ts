export type { Edition } from './schema'
export { editionJsonSchema, loadEditionText } from './load'
export { describeProblem, type EditionProblem } from './problems'
export { createRegistry, type EditionRegistry } from './registry'
