import { randomInt } from 'node:crypto'
import path from 'node:path'
import { completeness } from '../../shared/check'
import type { CheckProfile } from '../../shared/check/profile'
import type { Declaration } from '../../shared/declaration/model'
import type { ChecksInForce } from '../../shared/ipc/contract'
import type { PageEngine } from '../documents/pageEngine'
import { readChecksInForce } from '../checkProfile'
import { keepPack, readEditions, type Editions } from '../editions'
import { guarded } from '../store/errors'
import { openStore, type OpenOptions, type Store } from '../store/open'

/** What the services need from the world outside; nothing of Electron. */
export interface ServiceOptions {
  /** The data folder: the store, installed editions, backups. */
  dataDir: string
  /** The folder `resources`. */
  resourcesDir: string
  /** Asked for when a PDF is made or printed, never before. */
  pageEngine?: () => PageEngine | Promise<PageEngine>
  now?: () => Date
  newId?: () => string
  store?: OpenOptions
  /** Told of errors that nobody foresaw where work goes on without what failed. */
  report?: (error: unknown) => void
}

export interface ServiceContext {
  /** Work on the store, opened when first needed; errors of SQLite come out as AppErrors. */
  read<T>(work: (db: Store) => T): T
  /** The same in one transaction that begins by asking for the right to write. */
  write<T>(work: (db: Store) => T): T
  readonly editions: Editions
  /** The editions are read anew when next asked for: a pack came or went. */
  forgetEditions(): void
  /** The thresholds and word lists of the checks, and whose they are. */
  readonly checks: ChecksInForce
  readonly profile: CheckProfile
  /** They are read anew when next asked for: another file was put in or taken away. */
  forgetChecks(): void
  readonly resourcesDir: string
  readonly dataDir: string
  pageEngine(): Promise<PageEngine | null>
  /** ISO time. */
  now(): string
  newId(): string
  report(error: unknown): void
  /** 0 to 1; 0 where the edition is not at hand. */
  completenessOf(declaration: Declaration): number
  /**
   * The declaration, tied to the revision of its edition that is in use now, unless it is tied already; of a pack of the program's
   * a copy is kept, in case a later program brings another. Throws unknownEdition.
   */
  pinned(declaration: Declaration): Declaration
  close(): void
}

export const STORE_FILE = 'jixiao.sqlite'

/** What all services on a data folder share. Nothing is opened or read before it is asked for. */
export function createContext({ dataDir, resourcesDir, pageEngine, now = () => new Date(), newId = shortId, store = {}, report = () => undefined }: ServiceOptions): ServiceContext {
  const file = path.join(dataDir, STORE_FILE)
  let db: Store | null = null
  let editions: Editions | null = null
  let checks: ChecksInForce | null = null
  const opened = (): Store => (db ??= openStore(file, { now: now(), ...store }))
  const context: ServiceContext = {
    read: work => guarded(file, () => work(opened())),
    write: work => guarded(file, () => {
      const open = opened()
      return open.transaction(() => work(open)).immediate()
    }),
    get editions() {
      return (editions ??= readEditions({ resourcesDir, dataDir }))
    },
    get checks() {
      return (checks ??= readChecksInForce(dataDir))
    },
    get profile() {
      return context.checks.profile
    },
    forgetChecks: () => { checks = null },
    forgetEditions: () => { editions = null },
    resourcesDir,
    dataDir,
    pageEngine: async () => (pageEngine ? await pageEngine() : null),
    now: () => now().toISOString(),
    newId,
    report,
    completenessOf(declaration) {
      return context.editions.byId(declaration.edition) ? completeness(context.editions.of(declaration), declaration).share : 0
    },
    pinned(declaration) {
      const edition = context.editions.of(declaration)
      try {
        keepPack(context.editions, edition, dataDir)
      } catch (error) {
        report(error)
      }
      return { ...declaration, editionRevision: declaration.editionRevision ?? edition.revision }
    },
    close() {
      db?.close()
      db = null
    },
  }
  return context
}

/** Without letters that are taken for one another: people copy ids by hand. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz'

function shortId(): string {
  return Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
