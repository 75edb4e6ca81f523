import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_PROFILE } from '../shared/check/defaults'
import { loadProfileText, profileChanges } from '../shared/check/profileFile'
import type { ChecksInForce } from '../shared/ipc/contract'

/** Where a data folder keeps the unit's own thresholds and word lists. */
export const profileFile = (dataDir: string): string => path.join(dataDir, 'checks', 'profile.json')

/** The profile in force in a data folder: the unit's own, or the program's where there is none or it cannot be used. Never throws. */
export function readChecksInForce(dataDir: string): ChecksInForce {
  const without = { profile: DEFAULT_PROFILE, own: false, changed: 0 }
  let text: string
  try {
    text = readFileSync(profileFile(dataDir), 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return { ...without, problems: [] }
    return { ...without, problems: [{ path: '', message: { zh: `文件读不出来（${code}）`, en: `the file cannot be read (${code})` } }] }
  }
  const { profile, problems } = loadProfileText(text)
  return profile ? { profile, own: true, changed: profileChanges(profile).length, problems } : { ...without, problems }
}
