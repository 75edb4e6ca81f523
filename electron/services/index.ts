import type { Declaration } from '../../shared/declaration/model'
import { findingsOf, findingsOfStored } from './checks'
import { createBackups } from './backups'
import { createCarryMany } from './carryMany'
import { createCheckProfile } from './checkProfile'
import { createCarryOver } from './carryOver'
import { createContext, type ServiceOptions } from './context'
import { createDeclarations } from './declarations'
import { createEditionPacks } from './editionPacks'
import { createExports } from './exports'
import { createHistory } from './history'
import { createImports } from './imports'
import { createLearned } from './learned'
import { createLibrary } from './library'
import { loadSamples } from './samples'
import { createSettings } from './settings'
import { createYearCheck } from './yearCheck'

export type { ServiceOptions } from './context'
export type { ToRead } from './imports'

/** Everything the window and the command line can do, on one data folder. The store is opened when first needed. */
export function createServices(options: ServiceOptions) {
  const context = createContext(options)
  const carryOver = createCarryOver(context)
  const years = createYearCheck(context)
  return {
    library: createLibrary(context),
    declarations: createDeclarations(context),
    imports: createImports(context),
    carryOver,
    carryMany: createCarryMany(context, carryOver),
    history: createHistory(context),
    editionPacks: createEditionPacks(context),
    checkProfile: createCheckProfile(context),
    learned: createLearned(context),
    exports: createExports(context),
    backups: createBackups(context),
    settings: createSettings(context),
    checks: {
      /** Findings on a stored declaration; throws notFound, unknownEdition. */
      stored: (id: string) => findingsOfStored(context, id),
      /** Findings on a declaration that need not be stored; throws unknownEdition. */
      of: (declaration: Declaration) => findingsOf(context, declaration),
      /** Findings on a year's forms together. */
      year: years.of,
    },
    loadSamples: () => loadSamples(context),
    get editions() {
      return context.editions
    },
    newId: () => context.newId(),
    /** Closes the store. */
    close: () => context.close(),
  }
}

export type Services = ReturnType<typeof createServices>
