import { DEFAULT_PROFILE, FINDING_TEXTS } from './defaults'
import { faultWords, readProfile, type CheckProfile, type ProfileProblem } from './profile'

export type LoadedProfile = { profile: CheckProfile; problems: [] } | { profile: null; problems: ProfileProblem[] }

/** More are not shown: the first ones are usually the cause of the rest. */
const MOST_PROBLEMS = 50

/** A unit's profile out of the text of its file, over the program's own. Never throws; a file that is not right comes back as what is wrong with it. */
export function loadProfileText(text: string): LoadedProfile {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    return refused([{ path: '', message: faultWords('notJson') }])
  }
  const read = readProfile(json, DEFAULT_PROFILE)
  const problems = [...('problems' in read ? read.problems : []), ...unknownChecks(json)]
  return 'profile' in read && problems.length === 0 ? { profile: read.profile, problems: [] } : refused(problems)
}

/** Severities given to checks that there are none of. */
function unknownChecks(json: unknown): ProfileProblem[] {
  const severities = isPlain(json) ? json['severities'] : undefined
  if (!isPlain(severities)) return []
  return Object.keys(severities).filter(rule => !(`rule.${rule}` in FINDING_TEXTS.zh)).map(rule => ({ path: `severities.${rule}`, message: { zh: `没有编号为“${rule}”的检查`, en: `there is no check “${rule}”` } }))
}

const refused = (problems: ProfileProblem[]): LoadedProfile => ({ profile: null, problems: problems.slice(0, MOST_PROBLEMS) })

/** Where a profile differs from the program's own: one path an entry (`severities.A09`, `texts.typos`); a list is one entry. */
export function profileChanges(profile: CheckProfile): string[] {
  const changes: string[] = []
  const walk = (own: unknown, base: unknown, path: string): void => {
    if (isPlain(own) && isPlain(base)) {
      for (const key of new Set([...Object.keys(base), ...Object.keys(own)])) walk(own[key], base[key], path ? `${path}.${key}` : key)
    } else if (JSON.stringify(own) !== JSON.stringify(base)) changes.push(path)
  }
  walk(profile, DEFAULT_PROFILE, '')
  return changes
}

const isPlain = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)
