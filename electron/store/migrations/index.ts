import type { Migration } from '../migrate'
import { begin } from './0001-begin'
import { editionRevision } from './0002-editionRevision'

/** Every migration in order. Append only: one that has shipped is never changed, removed or moved. */
export const MIGRATIONS: readonly Migration[] = [begin, editionRevision]
