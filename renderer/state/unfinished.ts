import { createStore } from './store'

/** Whether something was read in and is neither stored nor thrown away. */
export const unfinishedImport = createStore(false)
