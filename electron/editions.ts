import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import type { Declaration } from '../shared/declaration/model'
import { createRegistry, loadEditionText, type Edition, type EditionProblem, type EditionRegistry } from '../shared/editions'
import { AppError } from '../shared/errors'

/** One revision of an edition, and where it came from. */
export interface EditionFile {
  edition: Edition
  /** Whole path. */
  file: string
  /** `program`: came with it; `installed`: by a person; `kept`: came with an earlier program, copied while declarations were made with it. */
  from: 'program' | 'installed' | 'kept'
}

/** The editions at hand: those that the program brings, those it brought before, and the packs installed in the data folder. */
export interface Editions extends EditionRegistry {
  /** The edition of an id, its newest revision, or of `id@revision` exactly; throws unknownEdition, naming those that are known. */
  require(ref: string): Edition
  /** The declaration's own: the revision it was made with, while that is at hand, else the newest. Throws unknownEdition. */
  of(declaration: Pick<Declaration, 'edition' | 'editionRevision'>): Edition
  /** The edition in force for a year; throws unknownEdition where there is none at all. */
  requireForYear(year: number): Edition
  /** Each revision once; an installed one stands in front of the program's own of the same number. */
  files: readonly EditionFile[]
  /** Installed packs that were left aside, and why. */
  leftAside: { file: string; problems: EditionProblem[] }[]
}

/** Where packs lie in a data folder: installed ones, and below them those kept of earlier programs. */
export const installedFolder = (dataDir: string): string => path.join(dataDir, 'editions')
export const keptFolder = (dataDir: string): string => path.join(dataDir, 'editions', 'kept')

/** The name of an installed or kept pack's file. */
export const packName = ({ id, revision }: Pick<Edition, 'id' | 'revision'>): string => `${id}@${revision}.json`

/** Reads `editions/*.json` of both folders. A pack of the program that is wrong throws badEdition; an installed one is left aside. */
export function readEditions({ resourcesDir, dataDir }: { resourcesDir: string; dataDir: string }): Editions {
  const leftAside: Editions['leftAside'] = []
  const installed = packsIn(installedFolder(dataDir), 'installed', (file, problems) => leftAside.push({ file, problems }))
  const program = packsIn(path.join(resourcesDir, 'editions'), 'program', (file, [problem]) => {
    throw new AppError('badEdition', { file, path: problem?.path ?? '', why: problem?.fault ?? '' })
  })
  const kept = packsIn(keptFolder(dataDir), 'kept', () => undefined)
  const byName = new Map<string, EditionFile>()
  for (const pack of [...installed, ...program, ...kept]) if (!byName.has(packName(pack.edition))) byName.set(packName(pack.edition), pack)
  const files = [...byName.values()]
  const registry = createRegistry(files.map(pack => pack.edition))
  const refuse = (edition: string): never => {
    throw new AppError('unknownEdition', { edition, known: registry.list.map(known => known.id).join(', ') })
  }
  const exactly = (id: string, revision: number | null) => registry.revisions(id).find(candidate => candidate.revision === revision)
  return {
    ...registry,
    require(ref) {
      const [id = '', revision, ...rest] = ref.split('@')
      if (revision === undefined) return registry.byId(id) ?? refuse(ref)
      return (/^[1-9]\d*$/u.test(revision) && rest.length === 0 ? exactly(id, Number(revision)) : undefined) ?? refuse(ref)
    },
    of: ({ edition, editionRevision }) => exactly(edition, editionRevision) ?? registry.byId(edition) ?? refuse(edition),
    requireForYear: year => registry.forYear(year) ?? refuse(String(year)),
    files,
    leftAside,
  }
}

/** Keeps a copy of a pack of the program's in the data folder, so that declarations made with it keep it when the program is updated. */
export function keepPack(editions: Editions, { id, revision }: Pick<Edition, 'id' | 'revision'>, dataDir: string): void {
  const pack = editions.files.find(candidate => candidate.edition.id === id && candidate.edition.revision === revision)
  const copy = path.join(keptFolder(dataDir), packName({ id, revision }))
  if (pack?.from !== 'program' || existsSync(copy)) return
  mkdirSync(keptFolder(dataDir), { recursive: true })
  copyFileSync(pack.file, `${copy}.part`)
  renameSync(`${copy}.part`, copy)
}

function packsIn(folder: string, from: EditionFile['from'], wrong: (file: string, problems: EditionProblem[]) => void): EditionFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith('.json')).sort().flatMap(name => {
    const file = path.join(folder, name)
    const loaded = loadEditionText(readFileSync(file, 'utf8'))
    if (loaded.ok) return [{ edition: loaded.edition, file, from }]
    wrong(file, loaded.problems)
    return []
  })
}
