import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Declaration } from '../shared/declaration/model'
import { createRegistry, loadEditionText, type Edition, type EditionProblem, type EditionRegistry } from '../shared/editions'
import { AppError } from '../shared/errors'

/** The editions at hand: those that the program brings, and the packs installed in the data folder. */
export interface Editions extends EditionRegistry {
  /** The newest revision; throws unknownEdition, naming those that are known. */
  require(id: string): Edition
  /** The declaration's own: the revision it was made with, while that is at hand. Throws unknownEdition. */
  of(declaration: Pick<Declaration, 'edition' | 'editionRevision'>): Edition
  /** The edition in force for a year; throws unknownEdition where there is none at all. */
  requireForYear(year: number): Edition
  /** Installed packs that were left aside, and why. */
  leftAside: { file: string; problems: EditionProblem[] }[]
}

/** Reads `editions/*.json` of both folders. A pack of the program that is wrong throws badEdition; an installed one is left aside. */
export function readEditions({ resourcesDir, dataDir }: { resourcesDir: string; dataDir: string }): Editions {
  const leftAside: Editions['leftAside'] = []
  const own = packsIn(path.join(resourcesDir, 'editions'), (file, [problem]) => {
    throw new AppError('badEdition', { file, path: problem?.path ?? '', why: problem?.message.en ?? '' })
  })
  const installed = packsIn(path.join(dataDir, 'editions'), (file, problems) => leftAside.push({ file, problems }))
  const registry = createRegistry([...own, ...installed])
  const refuse = (edition: string): never => {
    throw new AppError('unknownEdition', { edition, known: registry.list.map(known => known.id).join(', ') })
  }
  return {
    ...registry,
    require: id => registry.byId(id) ?? refuse(id),
    of: ({ edition, editionRevision }) => registry.revisions(edition).find(candidate => candidate.revision === editionRevision) ?? registry.byId(edition) ?? refuse(edition),
    requireForYear: year => registry.forYear(year) ?? refuse(String(year)),
    leftAside,
  }
}

function packsIn(folder: string, wrong: (file: string, problems: EditionProblem[]) => void): Edition[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith('.json')).sort().flatMap(name => {
    const loaded = loadEditionText(readFileSync(path.join(folder, name), 'utf8'))
    if (loaded.ok) return [loaded.edition]
    wrong(path.join(folder, name), loaded.problems)
    return []
  })
}
