import type { Declaration } from '../../shared/declaration/model'
import { TEXT_FIELDS } from '../../shared/declaration/model'
import { applyPatches, PatchError, type Patch } from '../../shared/declaration/patch'
import { AppError } from '../../shared/errors'
import type { OpenedDeclaration, VersionInfo } from '../../shared/ipc/contract'
import { findDeclaration, readDeclaration, setTrashed, writeDeclaration } from '../store/declarations'
import { previousOf } from './history'
import { keepVersion, listVersions, readVersion, type VersionReason } from '../store/versions'
import type { Store } from '../store/open'
import type { ServiceContext } from './context'

const HOUR = 3_600_000

/** A declaration in the editor: opened, edited by patches, and its versions. */
export function createDeclarations(context: ServiceContext) {
  const store = (db: Store, declaration: Declaration): { revision: number; updatedAt: string } => {
    const updatedAt = context.now()
    return { revision: writeDeclaration(db, declaration, context.completenessOf(declaration), updatedAt), updatedAt }
  }

  /** A revision is of its edition: another edition is taken as it is now. */
  const tiedAnew = (before: Declaration, after: Declaration): Declaration =>
    after.edition !== before.edition && after.editionRevision === before.editionRevision ? context.pinned({ ...after, editionRevision: null }) : after

  return {
    /** Throws notFound, unknownEdition. */
    open: (id: string): OpenedDeclaration => context.read(db => {
      const { declaration, revision } = readDeclaration(db, id)
      return { declaration, revision, edition: context.editions.of(declaration), ...previousOf(db, declaration) }
    }),

    /** The declaration alone, whatever its edition. Throws notFound. */
    read: (id: string): Declaration => context.read(db => readDeclaration(db, id).declaration),

    /**
     * Applies patches made on `revision`, all or none. Throws revisionConflict where the store has gone on since,
     * badInput where a patch has no place or makes a wrong shape, unknownEdition.
     */
    patch: ({ id, revision, patches }: { id: string; revision: number; patches: readonly Patch[] }): { revision: number; updatedAt: string } => context.write(db => {
      const stored = readDeclaration(db, id)
      if (stored.revision !== revision) throw new AppError('revisionConflict', { id, found: stored.revision, known: revision })
      const next = tiedAnew(stored.declaration, patched(stored.declaration, patches))
      context.editions.of(next)
      const reason = reasonToKeep(stored.declaration, next, listVersions(db, id)[0]?.at ?? stored.createdAt, context.now())
      if (reason) keepVersion(db, stored.declaration, reason, context.now())
      return store(db, next)
    }),

    /** Creates a declaration or replaces the one with its id (out of the trash, if it is there), of which a version is kept. Throws unknownEdition. */
    save: (given: Declaration): { id: string; revision: number } => {
      const declaration = context.pinned(given)
      return context.write(db => {
        const before = findDeclaration(db, declaration.id)
        if (before) keepVersion(db, before.declaration, 'beforeReplacing', context.now())
        const { revision } = store(db, declaration)
        if (before?.trashedAt) setTrashed(db, [declaration.id], null)
        return { id: declaration.id, revision }
      })
    },

    versions: (id: string): VersionInfo[] => context.read(db => listVersions(db, id)),

    /** Puts a kept copy in the declaration's place, after keeping what it was. Throws notFound, unknownEdition. */
    restoreVersion: (id: string, version: number): { revision: number } => context.write(db => {
      const kept = readVersion(db, id, version)
      context.editions.of(kept)
      keepVersion(db, readDeclaration(db, id).declaration, 'beforeRestoring', context.now())
      return { revision: store(db, kept).revision }
    }),
  }
}

function patched(declaration: Declaration, patches: readonly Patch[]): Declaration {
  try {
    return applyPatches(declaration, patches).declaration
  } catch (error) {
    if (error instanceof PatchError || error instanceof RangeError) throw new AppError('badInput', { why: error.message.slice(0, 200) }, { cause: error })
    throw error
  }
}

/** Why the state before a change is worth a copy: much goes at once, or an hour of editing has passed since the last one (`since`). */
export function reasonToKeep(before: Declaration, after: Declaration, since: string, now: string): VersionReason | null {
  if (isBigChange(before, after)) return 'beforeBigChange'
  return Date.parse(now) - Date.parse(since) > HOUR ? 'beforeEditing' : null
}

/** Three rows gone, half of a long text gone, or another form or year. */
export function isBigChange(before: Declaration, after: Declaration): boolean {
  const gone = (list: 'indicators' | 'subProjects') => {
    const left = new Set(after[list].map(row => row.id))
    return before[list].filter(row => !left.has(row.id)).length >= 3
  }
  const halved = TEXT_FIELDS.some(key => {
    const length = before[key]?.length ?? 0
    return length >= 100 && (after[key]?.length ?? 0) < length / 2
  })
  return before.edition !== after.edition || before.year !== after.year || gone('indicators') || gone('subProjects') || halved
}
