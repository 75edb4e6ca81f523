/**
 * Chromium's Fetch domain never sees requests for schemes of one's own, so a page of app://main/x
 * is loaded as https://main.app.standin.invalid/x (a name that can never exist) and answered by the
 * scheme's handler. The main process sees app:// everywhere.
 */
const SUFFIX = '.standin.invalid'

/** The schemes that registerSchemesAsPrivileged named. */
export const ownSchemes = new Set<string>()

export function toPage(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/i.exec(url)
  if (!match || !ownSchemes.has((match[1] as string).toLowerCase())) return url
  return `https://${match[2]}.${(match[1] as string).toLowerCase()}${SUFFIX}${match[3] || '/'}`
}

export function fromPage(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.standin\.invalid(.*)$/i.exec(url)
  return match ? `${match[2]}://${match[1]}${match[3]}` : url
}
