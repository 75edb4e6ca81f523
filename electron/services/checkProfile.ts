import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { CheckProfile } from '../../shared/check/profile'
import { loadProfileText, profileChanges } from '../../shared/check/profileFile'
import { AppError } from '../../shared/errors'
import type { ChecksInForce, ProfileReport } from '../../shared/ipc/contract'
import { profileFile } from '../checkProfile'
import { readSettings } from '../store/settings'
import type { ServiceContext } from './context'
import { cannotWrite, ensureFolder, placeFile, readBytes } from './files'

/** The largest profile that is read: the program's own has 20 kB. */
const MOST_BYTES = 5 * 1024 * 1024
const EXPORT_NAME = '检查标准.json'

/** The unit's own thresholds and word lists of the checks: looked at, put in from a file, taken away, passed on. */
export function createCheckProfile(context: ServiceContext) {
  async function read(file: string): Promise<ProfileReport & { bytes: Uint8Array; profile: CheckProfile | null }> {
    const name = path.basename(file)
    // the window never sees a path
    const bytes = await readBytes(file, MOST_BYTES).catch((error: unknown) => {
      throw error instanceof AppError ? new AppError(error.code, { ...error.params, file: name }, { cause: error }) : error
    })
    const { profile, problems } = loadProfileText(new TextDecoder().decode(bytes))
    return { name, bytes, profile, problems, changed: profile ? profileChanges(profile).length : 0 }
  }

  return {
    /** The profile that all checks on this data folder go by. */
    inForce: (): ChecksInForce => context.checks,

    /** What a file would be. Throws what readBytes throws. */
    async check(file: string): Promise<ProfileReport> {
      const { name, problems, changed } = await read(file)
      return { name, problems, changed }
    },

    /** Puts a file into the data folder, whole or not at all. Throws badProfile, cannotWrite and what readBytes throws. */
    async install(file: string): Promise<ChecksInForce> {
      const { name, bytes, profile, problems } = await read(file)
      if (!profile) {
        const { language } = context.read(readSettings)
        const why = problems.slice(0, 3).map(problem => `${problem.path} ${problem.message[language]}`.trim()).join(language === 'en' ? '; ' : '；')
        throw new AppError('badProfile', { file: name, why })
      }
      const target = profileFile(context.dataDir)
      await ensureFolder(path.dirname(target))
      await placeFile(target, bytes, { onClash: 'refuse', mayReplace: async () => true })
      context.forgetChecks()
      return context.checks
    },

    /** Back to what the program brings. Throws cannotWrite. */
    async reset(): Promise<ChecksInForce> {
      const file = profileFile(context.dataDir)
      await rm(file, { force: true }).catch((error: unknown) => {
        throw cannotWrite(file, error)
      })
      context.forgetChecks()
      return context.checks
    },

    /** Writes the whole profile in force into a folder, beside what is there; returns the file. Throws noFolder, cannotWrite. */
    async export(folder: string): Promise<string> {
      await ensureFolder(folder)
      const bytes = new TextEncoder().encode(`${JSON.stringify(context.checks.profile, null, 2)}\n`)
      return placeFile(path.join(folder, EXPORT_NAME), bytes, { onClash: 'number', mayReplace: async () => false })
    },
  }
}
