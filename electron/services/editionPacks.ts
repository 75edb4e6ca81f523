import { isDeepStrictEqual } from 'node:util'
import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { describeProblem, loadEditionText, type Edition } from '../../shared/editions'
import { AppError } from '../../shared/errors'
import type { EditionPack, EditionPacks, EditionReport } from '../../shared/ipc/contract'
import { installedFolder, packName, type EditionFile } from '../editions'
import { wordsIn } from '../i18n'
import { countsByEdition } from '../store/declarations'
import { readSettings } from '../store/settings'
import type { ServiceContext } from './context'
import { cannotWrite, ensureFolder, placeFile, readBytes } from './files'

/** The largest pack that is read: real ones have 20 kB. */
const MOST_BYTES = 5 * 1024 * 1024

/** Edition packs from files: looked at, installed into the data folder, removed. */
export function createEditionPacks(context: ServiceContext) {
  const sameRevision = ({ id, revision }: Pick<Edition, 'id' | 'revision'>) => (pack: EditionFile): boolean => pack.edition.id === id && pack.edition.revision === revision

  /** How many declarations hold to each pack; one that names none, or one that is gone, holds to the newest. */
  function usage(): (pack: EditionFile) => number {
    const { editions } = context
    const counts = new Map<string, number>()
    for (const { edition, editionRevision, count } of context.read(countsByEdition)) {
      if (!editions.byId(edition)) continue
      const name = packName(editions.of({ edition, editionRevision }))
      counts.set(name, (counts.get(name) ?? 0) + count)
    }
    return pack => counts.get(packName(pack.edition)) ?? 0
  }

  const described = (pack: EditionFile, usedBy: number): EditionPack => {
    const { id, revision, name, years, confirmed } = pack.edition
    return { id, revision, name, years, confirmed, bundled: pack.from !== 'installed', newest: context.editions.byId(id)?.revision === revision, usedBy }
  }

  const found = (edition: Pick<Edition, 'id' | 'revision'>): EditionPack => {
    const pack = context.editions.files.find(sameRevision(edition))
    if (!pack) throw new AppError('notFound', { id: packName(edition).replace('.json', '') })
    return described(pack, usage()(pack))
  }

  async function check(file: string): Promise<EditionReport & { bytes: Uint8Array }> {
    const name = path.basename(file)
    // the window never sees a path
    const bytes = await readBytes(file, MOST_BYTES).catch((error: unknown) => {
      throw error instanceof AppError ? new AppError(error.code, { ...error.params, file: name }, { cause: error }) : error
    })
    const loaded = loadEditionText(new TextDecoder().decode(bytes))
    if (!loaded.ok) return { name, bytes, problems: loaded.problems, edition: null, effect: null }
    return { name, bytes, problems: [], edition: loaded.edition, effect: effectOf(loaded.edition) }
  }

  function effectOf(edition: Edition): NonNullable<EditionReport['effect']> {
    const there = context.editions.revisions(edition.id)
    const same = there.find(candidate => candidate.revision === edition.revision)
    if (same) return isDeepStrictEqual(same, edition) ? 'same' : 'clash'
    const newest = there[0]
    if (!newest) return 'new'
    return edition.revision > newest.revision ? 'newer' : 'older'
  }

  return {
    /** Every revision at hand in the order of the lists, the highest first within an edition. */
    list(): EditionPacks {
      const { editions } = context
      const used = usage()
      const packs = editions.list.flatMap(({ id }) => editions.revisions(id)).flatMap(edition => editions.files.filter(sameRevision(edition)))
      return {
        packs: packs.map(pack => described(pack, used(pack))),
        leftAside: editions.leftAside.map(({ file, problems }) => ({ name: path.basename(file), problems })),
      }
    },

    /** What a file would be. Throws what readBytes throws. */
    async check(file: string): Promise<EditionReport> {
      const { bytes: _bytes, ...report } = await check(file)
      return report
    },

    /** Puts a pack into the data folder, whole or not at all. Throws badEdition, editionExists, cannotWrite and what readBytes throws. */
    async install(file: string): Promise<EditionPack> {
      const { name, bytes, problems, edition, effect } = await check(file)
      if (!edition) {
        const [problem] = problems
        const { language } = context.read(readSettings)
        const { place, what } = problem ? describeProblem(wordsIn(language).say, problem) : { place: '', what: '' }
        throw new AppError('badEdition', { file: name, path: place, why: what })
      }
      if (effect === 'clash') throw new AppError('editionExists', { edition: edition.name.zh, revision: edition.revision })
      if (effect !== 'same') {
        const folder = installedFolder(context.dataDir)
        await ensureFolder(folder)
        await placeFile(path.join(folder, packName(edition)), bytes, { onClash: 'refuse', mayReplace: async () => true })
        context.forgetEditions()
      }
      return found(edition)
    },

    /** Takes an installed pack away. Throws notFound, editionBundled, editionInUse, cannotWrite. */
    async remove(edition: Pick<Edition, 'id' | 'revision'>): Promise<null> {
      const { bundled, usedBy, name } = found(edition)
      if (bundled) throw new AppError('editionBundled', { edition: name.zh })
      if (usedBy > 0) throw new AppError('editionInUse', { edition: name.zh, revision: edition.revision, count: usedBy })
      for (const file of filesOf(edition)) {
        await rm(file, { force: true }).catch((error: unknown) => {
          throw cannotWrite(file, error)
        })
      }
      context.forgetEditions()
      return null
    },
  }

  /** A pack may have been put into the folder by hand, under any name and more than once. */
  function filesOf({ id, revision }: Pick<Edition, 'id' | 'revision'>): string[] {
    const folder = installedFolder(context.dataDir)
    return readdirSync(folder).filter(name => name.endsWith('.json')).map(name => path.join(folder, name)).filter(file => {
      const loaded = loadEditionText(readFileSync(file, 'utf8'))
      return loaded.ok && loaded.edition.id === id && loaded.edition.revision === revision
    })
  }
}
