import type { Settings } from '../../shared/ipc/contract'
import { readSettings, writeSettings } from '../store/settings'
import type { ServiceContext } from './context'

/** The settings, read and written whole. */
export function createSettings(context: ServiceContext) {
  return {
    read: (): Settings => context.read(readSettings),
    write: (settings: Settings): Settings => context.write(db => {
      writeSettings(db, settings)
      return readSettings(db)
    }),
  }
}
