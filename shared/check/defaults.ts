import profileJson from '../../resources/checks/profile.json'
import en from '../../resources/checks/findings.en.json'
import zh from '../../resources/checks/findings.zh.json'
import { profileSchema, type CheckProfile } from './profile'
import type { FindingTexts } from './describe'

/** The profile that the program brings; a unit's own file is read over it by `readProfile`. */
export const DEFAULT_PROFILE: CheckProfile = profileSchema.parse(profileJson)

/** Texts of the findings by language. */
export const FINDING_TEXTS: Record<'zh' | 'en', FindingTexts> = { zh, en }
